"""Data of other offices about persons: taken in with source and day, kept for the checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongdun.areas.benefits.models import Notice
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

KINDS = frozenset({"death", "prison", "pension", "funeral_grant", "alive", "declared", "schooling", "remarried"})


@dataclass(frozen=True)
class NoticeRow:
    person_key: int
    kind: str
    since: date
    until: date | None = None
    remark: str = ""


@operation
def take_notices(*, rows: Sequence[NoticeRow], source: str, ledger: int, actor: Actor, today: date, now: datetime) -> int:
    """Take in what a source says. The same row twice is kept once. How many rows came."""
    if unknown := sorted({row.kind for row in rows} - KINDS):
        raise Refusal("There is no kind of notice {kind}. Choose one of: {kinds}.", kind=unknown[0], kinds=", ".join(sorted(KINDS)))
    if not source.strip():
        raise Refusal("A notice names its source. Write whose data they are.")
    Notice.objects.bulk_create(
        (
            Notice(
                person_key=row.person_key, kind=row.kind, since=row.since, until=row.until, source=source, delivered_on=today, remark=row.remark,
                ledger=ledger, district=ledger,
            )
            for row in rows
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    persons = sorted({row.person_key for row in rows})
    journal.record(
        actor=actor,
        action="benefits.take_notices",
        subject=f"ledger:{ledger}",
        after={"rows": len(rows), "source": source},
        persons=persons,
        at=now,
    )
    return len(rows)
