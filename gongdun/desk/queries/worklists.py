"""待办 — what waits for an officer: mine, and what my office's queue holds for my roles. Grouped by how urgent it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gongdun import law
from gongdun.desk.models import Matter
from gongdun.desk.queries import tools
from gongdun.registry.models import Account

GROUPS = ("overdue", "today", "soon", "week", "later", "none", "paused")
SOON = 3  # working days


@dataclass(frozen=True)
class Bounds:
    """Where the groups of a day end; the first that fits wins, so late in the week `week` may be empty."""

    today: date
    soon: date
    week: date

    @classmethod
    def of(cls, today: date, calendar: law.Calendar) -> Bounds:
        return cls(today, calendar.add_working_days(today, SOON), today + timedelta(days=6 - today.weekday()))

    def group(self, matter: Matter) -> str:
        if matter.is_paused:
            return "paused"
        if matter.due_on is None:
            return "none"
        if matter.due_on < self.today:
            return "overdue"
        if matter.due_on == self.today:
            return "today"
        return "soon" if matter.due_on <= self.soon else "week" if matter.due_on <= self.week else "later"

    def condition(self, group: str) -> Q:
        running = Q(is_paused=False)
        far = max(self.soon, self.week)
        return {
            "overdue": running & Q(due_on__lt=self.today),
            "today": running & Q(due_on=self.today),
            "soon": running & Q(due_on__gt=self.today, due_on__lte=self.soon),
            "week": running & Q(due_on__gt=self.soon, due_on__lte=self.week),
            "later": running & Q(due_on__gt=far),
            "none": running & Q(due_on=None),
            "paused": Q(is_paused=True),
        }[group]


def mine(account: Account, today: date | None = None) -> QuerySet[Matter]:
    """Open matters I own, those of colleagues I stand in for today, and those of my office that some role of mine can move, unless separation bars me or a colleague in that role has them.

    What a clerk submitted still belongs to the clerk, who may withdraw it, and waits for the approver all the same.
    """
    roles = list(account.roles)
    untaken = Q(owner=None) | ~Q(owner__roles__overlap=roles)
    queue = untaken & Q(office=account.office, waits_for__overlap=roles) & ~Q(barred__contains=[account.pk])
    absent = [one.pk for one in tools.covered(account, today)] if today else []
    covered = Q(owner__in=absent) & ~Q(barred__contains=[account.pk])
    return Matter.objects.filter(Q(owner=account) | covered | queue, is_closed=False).select_related(
        "employer", "worker", "office", "owner"
    )


def covered_for(account: Account, today: date) -> QuerySet[Matter]:
    """What lies with me only because a colleague is away."""
    absent = [one.pk for one in tools.covered(account, today)]
    return Matter.objects.filter(owner__in=absent, is_closed=False).select_related("employer", "worker", "office", "owner")


def count_mine(account: Account) -> int:
    """For the menu, which knows no date: without what lies with me only while a colleague is away."""
    return mine(account).order_by()[:1000].count()


def of_office(account: Account, today: date) -> QuerySet[Matter]:
    return Matter.objects.filter(office=account.office, is_closed=False).select_related("employer", "worker", "office", "owner")


def done_by(account: Account, today: date) -> QuerySet[Matter]:
    return (
        Matter.objects.filter(events__account=account, is_closed=True)
        .distinct()
        .select_related("employer", "worker", "office", "owner")
        .order_by("-closed_on")
    )


def opened_by(account: Account, today: date) -> QuerySet[Matter]:
    return (
        Matter.objects.filter(events__account=account, events__kind="open")
        .select_related("employer", "worker", "office", "owner")
        .order_by("-id")
    )


def tally(asked: QuerySet[Matter], bounds: Bounds) -> dict[str, int]:
    return {group: asked.filter(bounds.condition(group)).order_by().count() for group in GROUPS}


def banded(found: Iterable[Matter], bounds: Bounds) -> dict[str, list[Matter]]:
    bands: dict[str, list[Matter]] = {group: [] for group in GROUPS}
    for matter in found:
        bands[bounds.group(matter)].append(matter)
    return {group: held for group, held in bands.items() if held}
