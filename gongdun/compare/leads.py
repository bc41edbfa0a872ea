"""Leads: what a rule found, named so that the same finding next month is recognised. A lead is never a decision."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gongdun.compare.engines.engine import Row
from gongdun.compare.months import EPOCH, Month
from gongdun.compare.rules.rule import Rule
from gongdun.law.refusal import Refusal

OWN = ("person_key", "employer_key", "subject", "district", "period", "severity")
PARQUET = {
    "rule": "VARCHAR",
    "version": "INTEGER",
    "fingerprint": "VARCHAR",
    "person_key": "BIGINT",
    "employer_key": "BIGINT",
    "subject": "VARCHAR",
    "district": "VARCHAR",
    "month": "VARCHAR",
    "period": "VARCHAR",
    "severity": "INTEGER",
    "status": "VARCHAR",
    "figures": "VARCHAR",
}


class Status(StrEnum):
    NEW = "new"
    PERSISTING = "persisting"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Lead:
    """One finding. `subject` is the number of the matter, project or bill it is about, where the persons alone do not say it."""

    rule: str
    version: int
    fingerprint: str
    person_key: int | None
    employer_key: int | None
    subject: str
    district: str
    month: str
    period: str
    severity: int
    status: Status
    figures: str

    def shown_figures(self) -> dict[str, object]:
        return json.loads(self.figures)

    def as_row(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in PARQUET)


def fingerprint(rule: str, person_key: int | None, employer_key: int | None, subject: str, period: str) -> str:
    """The same finding has the same fingerprint in every month, on every engine and under every version of its rule."""
    text = "|".join([rule, str(person_key or ""), str(employer_key or ""), subject, period])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def lead_of(rule: Rule, row: Row, month: Month) -> Lead:
    """A row of the query: keys and period name the lead, every other column is a figure."""
    person_key, employer_key = row.get("person_key"), row.get("employer_key")
    subject, period = str(row.get("subject") or ""), period_text(row.get("period"))
    figures = {name: value for name, value in (figure(*item) for item in row.items() if item[0] not in OWN) if value is not None}
    return Lead(
        rule.id,
        rule.version,
        fingerprint(rule.id, person_key, employer_key, subject, period),
        person_key,
        employer_key,
        subject,
        str(row.get("district") or ""),
        str(month),
        period,
        int(row.get("severity") or rule.severity),
        Status.NEW,
        json.dumps(figures, ensure_ascii=False, sort_keys=True),
    )


def period_text(value: object) -> str:
    """A period is a month index, or a text of the rule's own; empty where the finding has no date."""
    if isinstance(value, int):
        return str(Month(value))
    return str(value or "")


def figure(name: str, value: Any) -> tuple[str, object]:
    """Integers of the relations back to what people read: `_month` 2022-08, `_day` a date, `_minute` a time. Fen stay fen."""
    if value is None:
        return name, None
    if name.endswith("_month"):
        return name, str(Month(int(value)))
    if name.endswith("_day"):
        return name, (EPOCH + datetime.timedelta(days=int(value))).isoformat()
    if name.endswith("_minute"):
        return name, (datetime.datetime(1970, 1, 1) + datetime.timedelta(minutes=int(value))).isoformat(" ", "minutes")  # noqa: DTZ001 (local time, as delivered)
    return name, value if isinstance(value, str) else int(value)


def checked(rule: Rule, leads: Iterable[Lead]) -> list[Lead]:
    """Leads in a fixed order; two with one fingerprint would overwrite each other, so the rule is refused."""
    ordered = sorted(leads, key=lambda lead: (lead.district, lead.employer_key or 0, lead.person_key or 0, lead.subject, lead.period))
    if len({lead.fingerprint for lead in ordered}) != len(ordered):
        raise Refusal(
            "The rule {rule} gives two rows for one person, employer, subject and period: its query must tell them apart.", rule=rule.id
        )
    return ordered


def against_previous(leads: list[Lead], previous: list[Lead], rules_run: set[str]) -> tuple[list[Lead], list[Lead]]:
    """(leads with their status, leads of the previous run that are resolved). Only a rule that ran can resolve a lead."""
    before = {lead.fingerprint for lead in previous}
    now = {lead.fingerprint for lead in leads}
    marked = [replace(lead, status=Status.PERSISTING if lead.fingerprint in before else Status.NEW) for lead in leads]
    resolved = [replace(lead, status=Status.RESOLVED) for lead in previous if lead.rule in rules_run and lead.fingerprint not in now]
    return marked, resolved
