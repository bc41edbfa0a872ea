"""A month's files: which tables are there, which are missing, and which rules can run with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from gongdun.compare.contracts import CONTRACTS, Contract
from gongdun.compare.months import Month
from gongdun.compare.rules.rule import Rule, tables_of
from gongdun.desk.models import Comparison, Delivery, Run
from gongdun.desk.queries.leads import rules
from gongdun.registry.models import Snapshot

ALIVE = ("todo", "doing")


@dataclass(frozen=True)
class Held:
    """One table in one month: what was delivered for it, or nothing. `needed_by` counts the rules that cannot run without it."""

    contract: Contract
    snapshot: Snapshot | None
    versions: int
    needed_by: int
    used_by: int

    @property
    def share(self) -> str:
        """Of the rows delivered, those taken: percent with one place, cut so that 99.96 is never called whole."""
        if self.snapshot is None:
            return ""
        total = self.snapshot.row_count + self.snapshot.rejected_count
        thousandths = 1000 * self.snapshot.row_count // total if total else 0
        return f"{thousandths // 10}.{thousandths % 10} %"


def held(month: Month) -> list[Held]:
    """Every table, by contract. A table that is not delivered month by month shows its newest delivery up to the month."""
    found: dict[str, list[Snapshot]] = {}
    for one in Snapshot.objects.order_by("month", "version"):
        if one.month is None or one.month == month.first_on:
            found.setdefault(one.table, []).append(one)
    known = list(rules().values())
    return [
        Held(
            contract,
            (found.get(contract.name) or [None])[-1],
            len(found.get(contract.name, ())),
            sum(contract.name in needed(rule) for rule in known),
            sum(contract.name in used(rule) for rule in known),
        )
        for contract in CONTRACTS.values()
    ]


def needed(rule: Rule) -> set[str]:
    return {table for name in rule.inputs for table in tables_of(name)}


def used(rule: Rule) -> set[str]:
    return {table for name in rule.reads for table in tables_of(name)}


def there(month: Month) -> set[str]:
    """Tables a rule may read in this month: a monthly one delivered for it, any other at some time up to it."""
    snapshots = Snapshot.objects.values_list("table", "month")
    return {
        table
        for table, on in snapshots
        if table in CONTRACTS and (on is None or on == month.first_on or (not CONTRACTS[table].is_monthly and on <= month.first_on))
    }


@dataclass(frozen=True)
class Obstacle:
    rule: Rule
    missing: tuple[str, ...]


def obstacles(month: Month) -> list[Obstacle]:
    """Rules that cannot run with the month's files, each with what it lacks."""
    delivered, found = there(month), []
    for rule in rules().values():
        missing = tuple(sorted(needed(rule) - delivered))
        if not missing and rule.one_of and not any(set(tables_of(name)) <= delivered for name in rule.one_of):
            missing = tuple(sorted({table for name in rule.one_of for table in tables_of(name)}))
        if missing:
            found.append(Obstacle(rule, missing))
    return found


def months_known() -> list[date]:
    """Months that have a file or a comparison, the newest first."""
    delivered: Iterable[date | None] = Snapshot.objects.exclude(month=None).values_list("month", flat=True).distinct().order_by()
    asked = Comparison.objects.values_list("month", flat=True).distinct().order_by()
    return sorted({one for one in (*delivered, *asked) if one is not None}, reverse=True)


def newest_comparison(month: Month) -> Comparison | None:
    return Comparison.objects.filter(month=month.first_on).select_related("run").first()


def newest_run(month: Month) -> Run | None:
    """Whoever started it: the desk or the command line."""
    return Run.objects.filter(month=month.first_on).first()


def deliveries(month: Month) -> QuerySet[Delivery]:
    """Files for the month, and whole tables that came in it or the month after, the newest first."""
    around = Q(month=None, delivered_on__gte=month.first_on, delivered_on__lt=month.next.next.first_on)
    return Delivery.objects.filter(Q(month=month.first_on) | around).order_by("-id")


def is_broken(one: Comparison) -> bool:
    """Said to be at work, but its job is gone or ended: a worker that broke off."""
    if one.state not in (Comparison.State.WAITING, Comparison.State.RUNNING):
        return False
    status = ProcrastinateJob.objects.filter(pk=one.job).values_list("status", flat=True).first()
    return status not in ALIVE
