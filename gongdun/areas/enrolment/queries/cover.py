"""Cover by month: heads insured and paid by trade, scheme, district and size; covers that ended by death."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from gongdun.areas.enrolment.models import CoverStop, EmployerMonth
from gongdun.desk.models import Lead, Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

ENOUGH = 90  # percent of the paid that count as covered (detection rule R-01, a starting value)
FEWEST = 5  # persons of a group that may be told to an outsider
# Scheme → the rule whose open leads are who is missing in it. An employee is missing where paid and not insured.
SCHEME_RULES = {
    "employee": "", "over_age": "enrolment/over_age_uncovered", "intern": "enrolment/intern_uncovered",
    "new_form": "enrolment/new_form_conditions", "project": "enrolment/project_uncovered",
}  # fmt: skip
SIZES = (("1–9", 1, 9), ("10–49", 10, 49), ("50–299", 50, 299), ("300+", 300, 10**9))


@dataclass(frozen=True)
class Coverage:
    """One line: employers, heads paid, heads of them insured, and the gap that opens to its list."""

    name: str
    key: str
    employers: int
    paid: int
    covered: int
    rule: str = ""  # whose open leads are the gap, where it is none of paid heads

    @property
    def gap(self) -> int:
        return self.paid - self.covered

    @property
    def is_hidden(self) -> bool:
        """Too few persons to show to who may not see them."""
        return 0 < self.paid < FEWEST

    @property
    def percent(self) -> str:
        return f"{self.covered * 100 / self.paid:.1f} %" if self.paid else "—"


def last_month() -> date | None:
    return EmployerMonth.objects.aggregate(month=Max("month"))["month"]


def of_month(month: date) -> QuerySet[EmployerMonth]:
    return EmployerMonth.objects.filter(month=month).select_related("employer", "known_from")


def narrowed(asked: QuerySet[EmployerMonth], by: str, key: str) -> QuerySet[EmployerMonth]:
    """The rows behind one line of a breakdown; an unknown breakdown has none."""
    if by == "trade":
        return asked.filter(employer__industry=key)
    if by == "district":
        return asked.filter(district=int(key)) if key.isdigit() and len(key) < 5 else asked.none()
    if by == "scheme":
        return asked if key == "employee" else asked.none()
    if by == "risk":
        return asked.filter(is_high_risk=key == "high")
    if by == "size":
        bounds = next(((low, high) for name, low, high in SIZES if name == key), None)
        return asked.filter(paid__range=bounds) if bounds else asked.none()
    return asked.none()


def coverage(asked: QuerySet[EmployerMonth], by: str, names: dict[int, str]) -> list[Coverage]:
    """Lines of a breakdown by trade, scheme, district, risk or size, the widest gap first."""
    if by == "scheme":
        return by_scheme(asked)
    found = [line(asked, by, key, name) for key, name in keys(asked, by, names)]
    return sorted((one for one in found if one.employers), key=lambda one: -one.gap)


def keys(asked: QuerySet[EmployerMonth], by: str, names: dict[int, str]) -> Sequence[tuple[str, str]]:
    if by == "trade":
        return [(name, name) for name in asked.order_by().values_list("employer__industry", flat=True).distinct()]
    if by == "district":
        return [(str(pk), names.get(pk, str(pk))) for pk in asked.order_by().values_list("district", flat=True).distinct()]
    if by == "size":
        return [(name, name) for name, _, _ in SIZES]
    return [("high", "high"), ("other", "other")]


def line(asked: QuerySet[EmployerMonth], by: str, key: str, name: str) -> Coverage:
    rows = narrowed(asked, by, key)
    sums = rows.aggregate(paid=Sum("paid"), both=Sum("both"))
    return Coverage(name, key, rows.count(), sums["paid"] or 0, sums["both"] or 0)


def by_scheme(asked: QuerySet[EmployerMonth]) -> list[Coverage]:
    """Heads insured in each scheme, and who is asked about: paid and uninsured employees, open leads of the other schemes."""
    sums = asked.aggregate(paid=Sum("paid"), both=Sum("both"))
    missing = (sums["paid"] or 0) - (sums["both"] or 0)
    return [scheme_line(asked, scheme, missing) for scheme in SCHEME_RULES]


def scheme_line(asked: QuerySet[EmployerMonth], scheme: str, missing: int) -> Coverage:
    heads = asked.annotate(heads=Cast(KeyTextTransform(scheme, "schemes"), IntegerField())).filter(heads__gt=0)
    covered = heads.aggregate(sum=Sum("heads"))["sum"] or 0
    rule = SCHEME_RULES[scheme]
    gap = Lead.objects.filter(rule=rule, resolved_in=None, state__in=("new", "assigned")).count() if rule else missing
    return Coverage(scheme, scheme, heads.count(), covered + gap, covered, rule)


def city_coverage(month: date, by: str, names: dict[int, str]) -> list[Coverage]:
    """Totals of the whole city, for who sees no row of it: numbers only, and no group of fewer than five persons."""
    with within(everywhere()):
        return coverage(of_month(month), by, names)


def months() -> list[date]:
    """Months of which heads were taken over, anywhere in the city; the newest first."""
    with within(everywhere()):
        return list(EmployerMonth.objects.order_by("-month").values_list("month", flat=True).distinct()[:24])


def month_asked(text: str) -> date | None:
    """The month written like 2022-08 where it is there, else the newest."""
    there = months()
    return next((one for one in there if f"{one:%Y-%m}" == text), there[0] if there else None)


def gaps(asked: QuerySet[EmployerMonth]) -> QuerySet[EmployerMonth]:
    """The gap list behind a number: employers with somebody paid and not insured, the widest gap first."""
    return asked.annotate(missing=F("paid") - F("both")).filter(missing__gt=0).order_by("-missing", "employer__pinyin")


# Guards: None, or why the move cannot be made.


def is_ceased(matter: Matter) -> CannotMove | None:
    if matter.cover_stop.ceased_on is not None:
        return None
    return CannotMove("No later declarations show yet that the cover has ended. It is confirmed by the next month's comparison.")


def is_refunded(matter: Matter) -> CannotMove | None:
    if matter.cover_stop.refunded_on is not None:
        return None
    return CannotMove("The refund is not recorded yet. Write down its receipt on this page.")


# Rows behind the indicators.


def agency() -> Subquery:
    """The agency of the row's ledger: whose work its cover is."""
    return Subquery(Office.objects.filter(kind="agency", area=OuterRef("ledger")).values("pk")[:1])


def latest(period: Period) -> QuerySet[EmployerMonth]:
    """Rows of the last month in the period of which there are data."""
    within = Q(month__lte=period.last, month__gte=period.first)
    last = EmployerMonth.objects.filter(within).aggregate(month=Max("month"))["month"]
    return EmployerMonth.objects.filter(month=last or period.last).annotate(office=agency(), on=F("month"))


def high_risk_employers(period: Period) -> QuerySet[EmployerMonth]:
    """措施 1: employers of high-risk trades with staff; covered where at least nine of ten are insured."""
    enough = Case(When(covered__gte=F("paid") * ENOUGH, then=Value(True)), default=Value(False), output_field=BooleanField())
    return latest(period).filter(is_high_risk=True, paid__gt=0).annotate(covered=F("both") * 100).annotate(is_covered=enough)


def new_form_employers(period: Period) -> QuerySet[EmployerMonth]:
    """措施 5: employers and platforms with persons in the new-form scheme."""
    return latest(period).filter(new_form__gt=0)


def stopped_covers(period: Period) -> QuerySet[CoverStop]:
    """措施 38: covers ended after a death that the next declarations confirmed in the period."""
    return CoverStop.objects.filter(ceased_on__range=(period.first, period.last)).annotate(office=F("matter__office_id"), on=F("ceased_on"))
