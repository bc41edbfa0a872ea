"""Leads for pages: by rule, severity and age; the rule in its own words; precision over what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db.models import Count, Q, QuerySet

from gongdun.compare.rules.rule import Rule, load_rules
from gongdun.desk.models import Lead


@cache
def rules() -> dict[str, Rule]:
    """Every rule by `area/id`."""
    return {f"{rule.area}/{rule.id}": rule for rule in load_rules(None)}


@dataclass(frozen=True)
class RuleCount:
    rule: str
    title: str
    count: int


def open_leads() -> QuerySet[Lead]:
    return Lead.objects.filter(state=Lead.State.NEW, resolved_in=None).select_related("employer", "worker", "first_run", "last_run")


def by_rule(asked: QuerySet[Lead], language: str) -> list[RuleCount]:
    counts = asked.order_by().values_list("rule").annotate(count=Count("id")).order_by("-count")
    return [RuleCount(rule, title(rule, language), count) for rule, count in counts]


def title(rule: str, language: str) -> str:
    found = rules().get(rule)
    return rule if found is None else found.title_en if language.startswith("en") else found.title


def precision(rule: str) -> tuple[int, int]:
    """(confirmed, decided) of a rule, over all verdicts the asker may see."""
    decided = Lead.objects.filter(rule=rule, state__in=[Lead.State.CONFIRMED, Lead.State.UNFOUNDED, Lead.State.DISMISSED])
    counts = decided.aggregate(all=Count("id"), confirmed=Count("id", filter=Q(state=Lead.State.CONFIRMED)))
    return counts["confirmed"], counts["all"]
