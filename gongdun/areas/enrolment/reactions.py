"""次月复比 — when a month was compared: its heads are taken over, stopped, single-line and project covers confirmed by the data,
campaigns compared again."""

from __future__ import annotations

from typing import Any

from gongdun.areas.enrolment import lake_cover, operations
from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE
from gongdun.desk.reactions import Finished
from gongdun.vault.actors import Actor


def after_comparison(*, finished: Finished, actor: Actor) -> int:
    """How many employers, covers, persons, projects and campaign units it looked at. Safe to run twice: heads are renewed, the rest finds itself done."""
    run, today = finished.run, finished.today
    lake = Lake(finished.folder / LAKE)
    heads = lake_cover.heads(lake, run.month)
    taken = operations.take_cover(month=run.month, rows=heads, actor=actor)
    stopped = operations.confirm_stops(run=run, insured=finished.covered, actor=actor, today=today, now=finished.now)
    act: dict[str, Any] = {"run": run, "actor": actor, "today": today, "now": finished.now}
    held = lake_cover.held_covers(lake, run.month)
    judged = operations.confirm_single_covers(held=held, **act)
    judged += operations.judge_placements(run=run, held=held, actor=actor, today=today)
    judged += operations.confirm_projects(covers=lake_cover.project_covers(lake, run.month), **act)
    judged += operations.reconcile_again(month=run.month, covers=lake_cover.covers_of(lake, run.month), actor=actor, today=today)
    return taken + stopped + judged + operations.rematch_campaigns(run=run, still_asked=finished.still_asked, actor=actor, today=today)
