"""Questions of building projects: guards, the gap list of the permit date, what the lake says of covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from gongdun.areas.enrolment.models import Project
from gongdun.desk.models import Lead, Matter, Run
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal

GAP_RULE = "enrolment/project_uncovered"
UNCOVERED = Q(covered_from=None) | Q(covered_from__gt=F("permit_on"))


def is_covered(matter: Matter) -> CannotMove | None:
    if matter.project.covered_from is not None:
        return None
    return CannotMove("The data do not show the project covered until the end of its works. That is read from the next month's comparison.")


def has_extension(matter: Matter) -> CannotMove | None:
    if matter.project.new_ends_on is not None:
        return None
    return CannotMove("The new end is not entered yet. Enter it on this page, with the cost where it rose.")


def is_extended(matter: Matter) -> CannotMove | None:
    """The confirmation itself takes the new end over; a person cannot say it."""
    one = matter.project
    if one.new_ends_on is None and one.covered_to is not None and one.covered_to >= one.ends_on:
        return None
    return CannotMove("The data do not show the new end yet. That is read from the next month's comparison.")


def is_empty_site(matter: Matter) -> CannotMove | None:
    count = matter.project_workers.filter(out_on=None).count()
    if not count:
        return None
    return CannotMove("{count} persons of the roster have not left the site. Write down when they left.", count=count)


def present(matter: Matter, on: date) -> int:
    """Persons on the site on a day."""
    return matter.project_workers.filter(Q(out_on=None) | Q(out_on__gte=on), in_on__lte=on).values("worker").distinct().count()


@dataclass(frozen=True)
class Gap:
    """A project that had no cover on the day of its permit. `matter` is that of the register, where it is there; `lead` the comparison's."""

    number: str
    name: str
    contractor: str
    employer: int
    permit_on: date
    covered_from: date | None
    days: int
    cost_fen: int
    matter: int | None = None
    lead: int | None = None


def days_open(permit_on: date, covered_from: date | None, today: date) -> int:
    """Days from the permit to the first day of cover, or to today."""
    return max(((covered_from or today) - permit_on).days, 0)


def last_compared() -> date:
    """The day of the newest comparison: what an export counts its days to, that no page told a day."""
    run = Run.objects.order_by("-ran_on", "-id").first()
    if run is None:
        raise Refusal("No month was compared yet, so the days without cover cannot be counted. Take the list out on its own page.")
    return run.ran_on


def gaps(today: date) -> list[Gap]:
    """Projects of the register and of the comparison without cover on their permit's day, the longest first; each once."""
    own = [
        of_project(one, today) for one in Project.objects.filter(UNCOVERED).exclude(matter__state="withdrawn").select_related("contractor")
    ]
    known = set(Project.objects.values_list("number", flat=True))
    leads = Lead.objects.filter(rule=GAP_RULE, resolved_in=None, employer__isnull=False).select_related("employer")
    seen = [gap for lead in leads if (gap := of_lead(lead, today)) and gap.number not in known]
    return sorted([*own, *seen], key=lambda gap: (-gap.days, gap.number))


def of_project(one: Project, today: date) -> Gap:
    days = days_open(one.permit_on, one.covered_from, today)
    return Gap(
        one.number,
        one.name,
        one.contractor.name,
        one.contractor_id,
        one.permit_on,
        one.covered_from,
        days,
        one.cost_fen,
        matter=one.matter_id,
    )


def of_lead(lead: Lead, today: date) -> Gap | None:
    figures = lead.figures
    if lead.employer is None or not figures.get("subject") or not figures.get("permit_day"):
        return None
    permit, begun = date.fromisoformat(figures["permit_day"]), figures.get("covered_from_day")
    covered = date.fromisoformat(begun) if begun else None
    cost = int(figures.get("cost_fen") or 0)
    name, number = lead.employer.name, str(figures["subject"])
    return Gap(
        number, "", name, lead.employer.pk, permit, covered, days_open(permit, covered, today), cost, matter=lead.matter_id, lead=lead.pk
    )


def permitted_projects(period: Period) -> QuerySet[Project]:
    """措施 1: projects whose permit lies in the period; covered where the data show cover on the permit's day or before."""
    covered = Case(When(covered_from__lte=F("permit_on"), then=Value(True)), default=Value(False), output_field=BooleanField())
    found = Project.objects.filter(permit_on__range=(period.first, period.last)).exclude(matter__state="withdrawn")
    return found.annotate(office=F("matter__office_id"), on=F("permit_on"), is_covered=covered)
