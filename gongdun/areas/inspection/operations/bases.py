"""措施 7 from a lead: a base below the wage taxed becomes labour inspection's report, or joins the report that already asks about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from gongdun.areas.inspection.models import BaseReport
from gongdun.areas.inspection.operations.lists import report_base
from gongdun.areas.inspection.procedures.base_report import INSPECTORS
from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.queries.leads import title
from gongdun.desk.queries.leads_arithmetic import arithmetic
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

RULES = frozenset({"inspection/base_below_wage"})
OPEN = ("reported", "verifying")


@operation
def follow_base(*, leads: Sequence[int], actor: Actor, today: date, now: datetime) -> Matter:
    """Each person's leads join the open report of that base; without one, labour inspection opens it. The first report is returned.

    Only labour inspection reports a base (劳动保障监察条例 27); the agency may attach a lead to a report, not make one.
    """
    chosen = lead_operations.taken(leads, RULES)
    followed = [joined(own, actor) or opened(own, actor, today, now) for own in by_person(chosen)]
    return followed[0]


def by_person(leads: Sequence[Lead]) -> Iterator[list[Lead]]:
    """A report speaks of one person's base."""
    for worker in dict.fromkeys(lead.worker_id for lead in leads):
        yield [lead for lead in leads if lead.worker_id == worker]


def joined(leads: Sequence[Lead], actor: Actor) -> Matter | None:
    """The report still being verified about the same employer and person; the leads are its further evidence."""
    first = leads[0]
    report = (
        BaseReport.objects.select_related("matter")
        .filter(employer=first.employer, worker=first.worker, matter__state__in=OPEN)
        .order_by("id")
        .first()
    )
    if report is None:
        return None
    lead_operations.bind(leads, report.matter)
    journal.record(
        actor=actor, action="base_report.attach_leads", subject=f"matter:{report.matter_id}", after={"leads": [lead.pk for lead in leads]}
    )
    return report.matter


def opened(leads: Sequence[Lead], actor: Actor, today: date, now: datetime) -> Matter:
    if actor.account_id is not None and actor.roles.isdisjoint(INSPECTORS):
        raise Refusal(
            "No report of this base is being verified to which the lead could be attached, and only labour inspection reports a base "
            "(Labour Inspection Regulation, article 27). Leave the lead to the inspectorate, or ask the unit to explain."
        )
    lead = leads[-1]
    if lead.employer is None:
        raise Refusal("The lead names no employer whose base could be recalculated. Set it aside with the reason.")
    matter: Matter = report_base(
        employer=lead.employer, worker=lead.worker, months=months_of_error(lead), declared_base_fen=int(lead.figures["base_fen"]),
        actual_wage_fen=int(lead.figures["income_fen"]), evidence=f"{title(lead.rule, 'zh')}：{arithmetic(lead, 'zh')}"[:400], actor=actor, today=today, now=now,
    )  # fmt: skip
    lead_operations.bind(leads, matter)
    return matter


def months_of_error(lead: Lead) -> tuple[date, date]:
    """First and last month: the rule counts the months in a row up to the month compared, and that one is the last."""
    last = lead.last_run.month
    first = last
    for _ in range(int(lead.figures["months"]) - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return first, last
