"""The pool of a double-random draw, its file, and what its outcomes say about the whole pool."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gongdun.areas.inspection import estimates, replay
from gongdun.areas.inspection.models import Draw, DrawUnit
from gongdun.desk.models import Lead
from gongdun.registry.models import Account, Employer, Office
from gongdun.registry.queries import officers
from gongdun.vault import journal

STRATA = ("high", "middle", "low", "unflagged")


def auditors_of(office: Office) -> QuerySet[Account]:
    return officers(office.pk, "audit_officer")


def pool_units(office: Office) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(credit code, stratum, rules) of every living employer of the ledger; the stratum is its gravest open lead, or `unflagged`."""
    asked: dict[int, dict[str, str]] = {}
    leads = Lead.objects.filter(ledger=office.area.ledger_id, resolved_in=None, state__in=[Lead.State.NEW, Lead.State.ASSIGNED])
    for employer, rule, severity in leads.exclude(employer=None).values_list("employer_id", "rule", "severity"):
        asked.setdefault(employer, {})[rule] = severity
    found = Employer.objects.filter(ledger=office.area.ledger_id, cancelled_on=None).order_by("uscc").values_list("pk", "uscc")
    return tuple((code, stratum(asked.get(pk, {})), tuple(sorted(asked.get(pk, {})))) for pk, code in found)


def stratum(asked: dict[str, str]) -> str:
    return min(asked.values(), key=STRATA.index) if asked else "unflagged"


def draw_file(draw: Draw) -> dict[str, Any]:
    """Everything the replay needs; credit codes and sign-in names, no person's number."""
    head = journal.holding(draw.entry)
    units = draw.units.select_related("employer").prefetch_related("recusals")
    return {
        "format": replay.FORMAT,
        "number": draw.number,
        "pool": draw.pool,
        "pool_digest": draw.pool_digest,
        "entry": draw.entry,
        "head": {"seal": draw.seal, "head": draw.head, "entries": [list(pair) for pair in head.entries] if head else []},
        "seed": draw.seed,
        "recusals": [
            {"unit": unit.employer.uscc, "auditor": one.auditor, "reason": one.reason, "on": one.on.isoformat()}
            for unit in units
            for one in unit.recusals.all()
        ],
        "result": [{"unit": unit.employer.uscc, "stratum": unit.stratum, "auditors": unit.auditors} for unit in units],
    }


def sizes(draw: Draw) -> dict[str, int]:
    """Units per stratum in the pool."""
    found: dict[str, int] = {}
    for _, name, _ in draw.pool.get("units", ()):
        found[name] = found.get(name, 0) + 1
    return found


def seen(draw: Draw) -> list[estimates.Seen]:
    return [
        estimates.Seen(unit.stratum, frozenset(unit.rules), unit.outcome == DrawUnit.Outcome.TRUE)
        for unit in draw.units.exclude(outcome="")
    ]
