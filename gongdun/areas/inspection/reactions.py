"""次月复比 — when a month was compared, answered lists are held against its data: closed by a person where confirmed, sent back where contradicted."""

from __future__ import annotations

from gongdun.areas.inspection import operations
from gongdun.desk.reactions import Finished
from gongdun.vault.actors import Actor


def after_comparison(*, finished: Finished, actor: Actor) -> int:
    """How many rows of answered lists were compared again. Safe to run twice: a list that was compared waits for a person."""
    return operations.rematch(
        run=finished.run, insured=finished.covered, still_asked=finished.still_asked, actor=actor, today=finished.today
    )
