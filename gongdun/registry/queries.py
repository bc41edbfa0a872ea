"""Questions about the register. Row scopes are held by the database below them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db.models import Q, QuerySet

from gongdun.registry.models import Account, Area, Employer, Office, Snapshot, Worker
from gongdun.vault.scopes import Scope


def everywhere() -> Scope:
    """The scope of a job that works for the whole city; named in the journal by who uses it."""
    ids = tuple(Area.objects.values_list("id", flat=True))
    return Scope(ledgers=ids, districts=ids)


@cache
def areas_by_code() -> dict[str, Area]:
    """Areas hardly ever change; a process that changed them starts anew (`areas_by_code.cache_clear`)."""
    return {area.code: area for area in Area.objects.select_related("ledger")}


def office(kind: str, area: Area) -> Office:
    return Office.objects.get(kind=kind, area=area)


def officers(office_id: int, *roles: str) -> QuerySet[Account]:
    held = Account.objects.filter(office_id=office_id, is_active=True)
    return held.filter(roles__overlap=list(roles)) if roles else held


def employers_by_key(keys: Sequence[int]) -> dict[int, Employer]:
    return {employer.key: employer for employer in Employer.objects.filter(key__in=set(keys))}


def workers_by_key(keys: Sequence[int]) -> dict[int, Worker]:
    return {worker.person_key: worker for worker in Worker.objects.filter(person_key__in=set(keys))}


def find_employers(words: str) -> QuerySet[Employer]:
    """By USCC, part of the name, or pinyin initials."""
    asked = words.strip()
    return Employer.objects.filter(Q(uscc=asked.upper()) | Q(name__icontains=asked) | Q(initials__startswith=asked.lower()))


def find_workers(words: str) -> QuerySet[Worker]:
    """By name, pinyin initials, or the last four characters of the identity number."""
    asked = words.strip()
    return Worker.objects.filter(
        Q(name=asked) | Q(name__startswith=asked) | Q(initials__startswith=asked.lower()) | Q(last_four=asked.upper())
    )


def latest_snapshots() -> list[Snapshot]:
    """The newest delivery of each table, for the line under every list that says where its rows come from."""
    return list(Snapshot.objects.order_by("table", "-month", "-version").distinct("table"))


def deliveries() -> set[tuple[str, date | None, str]]:
    """Files that were taken in before: table, first day of the month (None: all months in one file), digest."""
    return set(Snapshot.objects.values_list("table", "month", "digest"))
