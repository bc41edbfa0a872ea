"""参保月 — heads and bases of a month as the snapshots say; taken again after a correction, they are renewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gongdun.areas.enrolment.lake_cover import is_high_risk
from gongdun.areas.enrolment.models import EmployerMonth
from gongdun.registry.models import Snapshot
from gongdun.registry.queries import employers_by_key
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

FIELDS = [
    "insured",
    "paid",
    "both",
    "new_form",
    "schemes",
    "base_total_fen",
    "is_high_risk",
    "has_lift_licence",
    "known_from",
    "ledger",
    "district",
]


@operation
def take_cover(*, month: date, rows: Iterable[Mapping[str, Any]], actor: Actor) -> int:
    """Take the heads of a month (`lake_cover.heads`); employers the register does not hold are left out and counted in the journal."""
    held = list(rows)
    employers = employers_by_key([row["employer_key"] for row in held])
    source = Snapshot.objects.filter(table="declarations", month=month).order_by("-version").first()
    lines = [
        EmployerMonth(
            employer=employer, month=month, insured=row["insured"], paid=row["paid"], both=row["both"], new_form=row["new_form"],
            schemes=heads_by_scheme(row.get("schemes", "")),
            base_total_fen=row["base_total"], is_high_risk=is_high_risk(employer.industry_code, employer.hazards),
            has_lift_licence=bool(row.get("has_lift_licence")), known_from=source,
            ledger=employer.ledger, district=employer.district,
        )
        for row in held
        if (employer := employers.get(row["employer_key"]))
    ]  # fmt: skip
    EmployerMonth.objects.bulk_create(
        lines, update_conflicts=True, unique_fields=["employer", "month"], update_fields=FIELDS, batch_size=2000
    )
    counts = {"employers": len(lines), "unknown": len(held) - len(lines), "insured": sum(line.insured for line in lines)}
    journal.record(actor=actor, action="enrolment.take_cover", subject=f"month:{month:%Y-%m}", after=counts)
    return len(lines)


def heads_by_scheme(text: str) -> dict[str, int]:
    """`employee:9,over_age:2` as the lake writes it; nothing where the month has no enrolment events."""
    parts = (one.partition(":") for one in text.split(",") if one)
    return {scheme: int(heads) for scheme, _, heads in parts}
