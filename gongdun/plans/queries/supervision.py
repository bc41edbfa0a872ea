"""督办 — who should be reminded, who owes an answer, and who is left alone. The guards of the procedure are here too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove
from gongdun.plans import method
from gongdun.plans.models import Evidence, Measure, Plan
from gongdun.plans.queries.board import BoardRow, board, period_of
from gongdun.plans.queries.figures import by_office
from gongdun.plans.queries.plans import offices_of
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

PROCEDURE = "supervision"
LAGGING = (method.LATE, method.SLOW)
QUIET = timedelta(days=30)  # an office that acted within it is left alone


@dataclass(frozen=True)
class Owed:
    """What one office owes to one measure, and why it is said."""

    measure: Measure
    office: Office
    light: str
    last_on: date | None
    rows: int


# Guards: None, or why the move cannot be made.


def has_evidence(matter: Matter) -> CannotMove | None:
    if Evidence.objects.filter(matter=matter).exclude(verdict=Evidence.Verdict.REFUSED).exists():
        return None
    return CannotMove("The answer needs evidence: a record of the system, or else a file. Add it on this page first.")


def evidence_is_reviewed(matter: Matter) -> CannotMove | None:
    if not Evidence.objects.filter(matter=matter, verdict=Evidence.Verdict.OPEN).exists():
        return None
    return CannotMove("Some evidence of this answer is not reviewed yet. Accept or refuse it on the measure's page first.")


# Lists for pages.


def open_matters() -> list[Matter]:
    return list(Matter.objects.filter(procedure=PROCEDURE, is_closed=False).select_related("office__area").order_by("due_on", "id"))


def measure_of(matter: Matter) -> Measure | None:
    return Measure.objects.select_related("plan").filter(pk=matter.facts.get("measure")).first()


def owed(plan: Plan, today: date, found: list[BoardRow] | None = None) -> list[Owed]:
    """Of the measures that lag, the lead offices that did nothing lately; who acts, and who is chased already, is left alone."""
    offices = list(Office.objects.select_related("area"))
    with within(everywhere()):
        asked = set(Matter.objects.filter(procedure=PROCEDURE, is_closed=False).values_list("facts__measure", "facts__office"))
        lagging = [row for row in (found if found is not None else board(plan, today)) if row.light in LAGGING]
        return [one for row in lagging for one in of_row(row, offices, plan, today) if (one.measure.pk, one.office.pk) not in asked]


def of_row(row: BoardRow, offices: list[Office], plan: Plan, today: date) -> list[Owed]:
    acts = by_office(row.main.key, period_of(plan, today)) if row.main else {}
    proven = dict(row.measure.evidence.filter(verdict=Evidence.Verdict.ACCEPTED).order_by("on").values_list("office", "on"))
    typed = dict(row.measure.typed.filter(withdrawn_on=None).order_by("on").values_list("office", "on"))
    found = []
    for office in offices_of(row.measure.lead, offices):
        act = acts.get(office.pk)
        days = (act.last_on if act else None, proven.get(office.pk), typed.get(office.pk))
        last_on = max(filter(None, days), default=None)
        if last_on is None or today - last_on > QUIET:
            found.append(Owed(row.measure, office, row.light, last_on, act.rows if act else 0))
    return found


def digest(office: Office, plan: Plan, today: date) -> tuple[list[Matter], list[Owed]]:
    """What an office owes: its open supervision and the lagging measures it has not touched. Both empty: it is left alone."""
    with within(everywhere()):
        matters = [one for one in open_matters() if one.facts.get("office") == office.pk and one.state in ("reminded", "chased")]
    return matters, [one for one in owed(plan, today) if one.office.pk == office.pk]
