"""Questions about the register. Row scopes are held by the database below them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db.models import Count, Q, QuerySet

from gongdun.registry.models import Account, Area, Employer, Institution, Office, Snapshot, Worker
from gongdun.vault.scopes import Scope


def everywhere() -> Scope:
    """The scope of a job that works for the whole city; named in the journal by who uses it. Areas are read anew: another process may have founded one."""
    areas_by_code.cache_clear()
    ids = tuple(Area.objects.values_list("id", flat=True))
    return Scope(ledgers=ids, districts=ids)


@cache
def areas_by_code() -> dict[str, Area]:
    """Areas hardly ever change: kept for one request or one job, which begin with `cache_clear`."""
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


def employers(words: str = "", district: str = "") -> QuerySet[Employer]:
    """Employers by what was typed and by area code; all without either."""
    found = find_employers(words) if words.strip() else Employer.objects.all()
    return found.filter(district=areas_by_code()[district].pk) if district in areas_by_code() else found


def workers(words: str = "", district: str = "") -> QuerySet[Worker]:
    found = find_workers(words) if words.strip() else Worker.objects.all()
    return found.filter(district=areas_by_code()[district].pk) if district in areas_by_code() else found


def institutions(words: str = "", kind: str = "") -> QuerySet[Institution]:
    found = Institution.objects.filter(Q(name__icontains=words.strip())) if words.strip() else Institution.objects.all()
    return found.filter(kind=kind) if kind else found


def shared_names(names: Sequence[str]) -> dict[str, int]:
    """Of these employers' names, those that several credit codes bear, and how many."""
    counted = Employer.objects.filter(name__in=set(names)).order_by().values_list("name").annotate(count=Count("id"))
    return {name: count for name, count in counted if count > 1}


def namesakes(workers_: Sequence[Worker]) -> set[tuple[str, object]]:
    """Of these workers, the names with birth dates that several numbers bear."""
    found = (
        Worker.objects.filter(name__in={one.name for one in workers_}).order_by().values_list("name", "born_on").annotate(count=Count("id"))
    )
    return {(name, born_on) for name, born_on, count in found if count > 1}


def snapshots_of(table: str) -> QuerySet[Snapshot]:
    """Every delivery of a table, the newest month and version first."""
    return Snapshot.objects.filter(table=table).order_by("-month", "-version")
