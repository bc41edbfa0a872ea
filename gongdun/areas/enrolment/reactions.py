"""次月复比 — when a month was compared: its heads are taken over, stopped covers confirmed by the declarations, campaigns compared again."""

from __future__ import annotations

from gongdun.areas.enrolment import lake_cover, operations
from gongdun.compare.lake import Lake
from gongdun.compare.runner import LAKE
from gongdun.desk.reactions import Finished
from gongdun.vault.actors import Actor


def after_comparison(*, finished: Finished, actor: Actor) -> int:
    """How many employers, covers and campaign units it looked at. Safe to run twice: heads are renewed, the rest finds itself done."""
    run, today = finished.run, finished.today
    heads = lake_cover.heads(Lake(finished.folder / LAKE), run.month)
    taken = operations.take_cover(month=run.month, rows=heads, actor=actor)
    stopped = operations.confirm_stops(run=run, insured=finished.covered, actor=actor, today=today, now=finished.now)
    return taken + stopped + operations.rematch_campaigns(run=run, still_asked=finished.still_asked, actor=actor, today=today)
