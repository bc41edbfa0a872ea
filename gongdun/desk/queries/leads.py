"""Leads for pages: by rule, severity, district and age; the rule in its own words; precision over what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import TruncMonth

from gongdun.compare.rules.rule import Rule, load_rules
from gongdun.desk.models import Lead, Suppression, Verdict
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.registry.queries import areas_by_code, find_employers

SEVERITIES = ("high", "middle", "low")
GRAVEST = Case(When(severity="high", then=0), When(severity="middle", then=1), default=2)
AGES = {"week": 7, "month": 31, "older": 0}  # days since the lead was raised; `older` is what is left


@cache
def rules() -> dict[str, Rule]:
    """Every rule by `area/id`."""
    return {f"{rule.area}/{rule.id}": rule for rule in load_rules(None)}


@dataclass(frozen=True)
class RuleCount:
    rule: str
    title: str
    count: int


@dataclass(frozen=True)
class Precision:
    """Confirmed of decided, for one version, district or month of a rule."""

    name: str
    confirmed: int
    decided: int

    @property
    def percent(self) -> str:
        return f"{self.confirmed * 100 / self.decided:.1f} %" if self.decided else "—"


def open_leads() -> QuerySet[Lead]:
    return Lead.objects.filter(state=Lead.State.NEW, resolved_in=None).select_related("employer", "worker", "first_run", "last_run")


def narrowed(asked: QuerySet[Lead], query: Mapping[str, str], today: date) -> QuerySet[Lead]:
    """The leads of a rule, severity, district, age and employer, each where the query names it.

    An unknown word is refused: it would else narrow nothing, and a bulk dismissal would reach every lead.
    """
    if rule := query.get("rule"):
        asked = asked.filter(rule=known(rule, rules(), "rule"))
    if severity := query.get("severity"):
        asked = asked.filter(severity=known(severity, SEVERITIES, "severity"))
    if district := query.get("district"):
        asked = asked.filter(district=int(known(district, (str(area.pk) for area in areas_by_code().values()), "district")))
    if age := query.get("age"):
        asked = asked.filter(of_age(known(age, AGES, "age"), today))
    if employer := query.get("employer", "").strip():
        asked = asked.filter(employer__in=find_employers(employer))
    return asked


def known(word: str, words: Iterable[str], name: str) -> str:
    if word not in set(words):
        raise Refusal(
            "The filter {name} does not know “{word}”. Choose from the list on the page; nothing was shown.", name=name, word=word
        )
    return word


def of_age(age: str, today: date) -> Q:
    week, month = (today - timedelta(days=AGES[name]) for name in ("week", "month"))
    return {
        "week": Q(raised_on__gt=week),
        "month": Q(raised_on__lte=week, raised_on__gt=month),
        "older": Q(raised_on__lte=month),
    }[age]


def by_rule(asked: QuerySet[Lead], language: str) -> list[RuleCount]:
    counts = asked.order_by().values_list("rule").annotate(count=Count("id")).order_by("-count")
    return [RuleCount(rule, title(rule, language), count) for rule, count in counts]


def by(asked: QuerySet[Lead], field: str) -> dict[str | int, int]:
    """How many leads there are of each severity or district."""
    return dict(asked.order_by().values_list(field).annotate(count=Count("id")).order_by(field))


def title(rule: str, language: str) -> str:
    found = rules().get(rule)
    return rule if found is None else found.title_en if language.startswith("en") else found.title


def related(lead: Lead) -> QuerySet[Lead]:
    """Other leads of the same employer, or of the same person where no employer is named; decided ones too."""
    same = Q(employer=lead.employer) if lead.employer_id else Q(worker=lead.worker)
    if not (lead.employer_id or lead.worker_id):
        return Lead.objects.none()
    return Lead.objects.filter(same).exclude(pk=lead.pk).select_related("employer", "worker", "last_run", "matter").order_by("state", "id")


def viewers(lead: Lead) -> list[str]:
    """Who looked, in the order they did."""
    names = {account.pk: str(account) for account in Account.objects.filter(pk__in=lead.viewers)}
    return [names[pk] for pk in lead.viewers if pk in names]


def suppressions(lead: Lead, today: date) -> QuerySet[Suppression]:
    return Suppression.objects.filter(rule=lead.rule, employer=lead.employer, worker=lead.worker, expires_on__gt=today)


def decided(rule: str) -> QuerySet[Lead]:
    return Lead.objects.filter(rule=rule, state__in=[Lead.State.CONFIRMED, Lead.State.UNFOUNDED, Lead.State.DISMISSED])


def precision(rule: str) -> tuple[int, int]:
    """(confirmed, decided) of a rule, over all verdicts the asker may see."""
    counts = decided(rule).aggregate(all=Count("id"), confirmed=Count("id", filter=Q(state=Lead.State.CONFIRMED)))
    return counts["confirmed"], counts["all"]


def precision_by_version(rule: str) -> list[Precision]:
    return grouped(decided(rule), "rule_version")


def precision_by_district(rule: str, names: Mapping[int, str]) -> list[Precision]:
    found = grouped(decided(rule), "district")
    return [Precision(names.get(int(one.name), one.name), one.confirmed, one.decided) for one in found]


def precision_by_month(rule: str) -> list[Precision]:
    """By the month of the verdict: a lead answered twice counts by its last verdict's state, once in each month it was answered."""
    verdicts = Verdict.objects.filter(lead__rule=rule).annotate(group=TruncMonth("on")).order_by().values("group")
    counts = verdicts.annotate(all=Count("id"), confirmed=Count("id", filter=Q(answer="confirmed"))).order_by("group")
    return [Precision(f"{one['group']:%Y-%m}", one["confirmed"], one["all"]) for one in counts]


def grouped(asked: QuerySet[Lead], field: str) -> list[Precision]:
    counts = asked.order_by().values_list(field).annotate(all=Count("id"), confirmed=Count("id", filter=Q(state=Lead.State.CONFIRMED)))
    return [Precision(str(name), confirmed, all_) for name, all_, confirmed in counts.order_by(field)]
