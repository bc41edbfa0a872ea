"""后续 — what the areas do when a month was compared. An area says so in its `reactions` module; each runs in a job after the commit.

def after_comparison(*, finished: Finished, actor: Actor) -> int     # how many rows it looked at again; safe to run twice
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.runner import LAKE
from gongdun.desk import lake_rows
from gongdun.desk.models import Comparison, Lead, Run
from gongdun.desk.operations import comparisons
from gongdun.registry.queries import everywhere
from gongdun.vault.actors import Actor
from gongdun.vault.scopes import within


@dataclass(frozen=True)
class Finished:
    """A run that reached the desk, and what its month's data say."""

    run: Run
    folder: Path
    today: date
    now: datetime

    @cached_property
    def covered(self) -> set[tuple[int, int | None]]:
        """(employer key, person key) of everybody declared in the month; person None for an employer with anybody."""
        return lake_rows.covered(Lake(self.folder / LAKE), Month.of(self.run.month))

    @cached_property
    def still_asked(self) -> set[str]:
        """Fingerprints that the rules raised again."""
        return set(Lead.objects.filter(last_run=self.run).values_list("fingerprint", flat=True))


Reaction = Callable[..., int]


def reactions() -> Iterator[tuple[str, Reaction]]:
    for config in apps.get_app_configs():
        if config.name.startswith("gongdun.areas.") and module_has_submodule(config.module, "reactions"):
            found = getattr(import_module(f"{config.name}.reactions"), "after_comparison", None)
            if found is not None:
                yield config.label, found


def follow_up(*, comparison: int, folder: Path, actor: Actor) -> None:
    """Every area's reaction, each in a transaction of its own with its note: a second run finds those done already."""
    held = Comparison.objects.select_related("run").get(pk=comparison)
    if held.is_followed_up or held.run is None:
        return
    finished = Finished(held.run, folder, held.today, held.at)
    for area, react in reactions():
        if area not in held.consequences:
            with within(everywhere()):
                rows = react(finished=finished, actor=actor)
                comparisons.note_consequence(comparison=comparison, area=area, rows=rows, actor=actor)
    comparisons.end_follow_up(comparison=comparison, actor=actor)
