"""Writing the register: founding a city, accounts, and the employers and workers that snapshots bring."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Model, ProtectedError

from gongdun.kernel.identifiers import USCC_OLD, read_uscc
from gongdun.kernel.roles import ROLES, clash
from gongdun.law.refusal import Refusal
from gongdun.registry import queries
from gongdun.registry.models import Account, Area, Institution, Office, Snapshot, Worker
from gongdun.registry.romanised import initials, reading
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.bulk import upsert
from gongdun.vault.operations import operation

OLD_CODE = "old_code"
CITIES = Path(__file__).parent / "cities"
KINDS = {
    "agency": ("社会保险经办机构", "Agency", "经办"),
    "bureau": ("工伤保险行政部门", "Bureau", "人社"),
    "inspection": ("劳动保障监察大队", "Inspectorate", "监察"),
}


@operation
def found_city(*, name: str, actor: Actor) -> None:
    """Areas and offices of a city, from its file. Safe to run again: what exists is kept."""
    told = tomllib.loads((CITIES / f"{name}.toml").read_text(encoding="utf-8"))
    for sort, row in enumerate(told["areas"], start=1):
        Area.objects.get_or_create(
            code=row["code"],
            defaults={
                "id": sort,
                "sort": sort,
                "ledger_id": sort if row.get("ledger") or row["kind"] == "city" else 1,
                **{key: row[key] for key in ("name", "name_en", "short", "kind")},
            },
        )
    for area in Area.objects.all():
        for kind in KINDS if area.ledger_id == area.pk else ("bureau", "inspection"):
            found_office(kind, area)
    for school in told.get("schools", ()):
        area = Area.objects.get(code=school["area"])
        Office.objects.get_or_create(
            name=school["name"],
            defaults={
                "kind": "school",
                "area": area,
                "name_en": school["name_en"],
                "short": school["short"],
                "document_mark": school["short"],
            },
        )
    queries.areas_by_code.cache_clear()
    journal.record(
        actor=actor,
        action="registry.found_city",
        subject=f"city:{told['city']}",
        after={"areas": Area.objects.count(), "offices": Office.objects.count()},
    )


def found_office(kind: str, area: Area) -> None:
    zh, en, short = KINDS[kind]
    Office.objects.get_or_create(
        kind=kind,
        area=area,
        name=f"{area.name}{zh}",
        defaults={"name_en": f"{area.name_en} {en}", "short": f"{area.short}{short}", "document_mark": f"{area.short}"},
    )


@operation
def open_account(
    *,
    username: str,
    display_name: str,
    office: Office | None,
    roles: Sequence[str],
    actor: Actor,
    password: str | None = None,
    party: int | None = None,
) -> Account:
    """An account whose roles fit its office and do not exclude each other (OPR 37, 三员分立)."""
    check_roles(roles, office)
    account = Account(username=username, display_name=display_name, office=office, roles=sorted(roles), party=party)
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    journal.record(
        actor=actor, action="registry.open_account", subject=f"account:{account.pk}", after={"username": username, "roles": sorted(roles)}
    )
    return account


def check_roles(roles: Sequence[str], office: Office | None) -> None:
    if unknown := sorted(set(roles) - set(ROLES)):
        raise Refusal("There is no role {role}. Choose among the roles of the catalogue.", role=unknown[0])
    if pair := clash(frozenset(roles)):
        first, second = sorted(ROLES[role].title.zh for role in pair)
        raise Refusal(
            "One person cannot hold both {first} and {second} (Operation Regulation art. 37). Open a second account for another officer.",
            first=first,
            second=second,
        )
    for role in roles:
        if office is not None and office.kind not in ROLES[role].office_kinds:
            raise Refusal(
                "The role {role} does not exist in {office}. Choose a role of that kind of office.",
                role=ROLES[role].title.zh,
                office=office.name,
            )


@dataclass(frozen=True)
class EmployerRow:
    key: int
    uscc: str
    name: str
    kind: str
    industry_code: str
    industry: str
    risk_class: int
    district: str  # area code
    hazards: tuple[str, ...] = ()
    legal_person: str = ""
    registered_on: date | None = None
    cancelled_on: date | None = None


@dataclass(frozen=True)
class WorkerRow:
    person_key: int
    name: str
    masked_number: str
    sex: str
    born_on: date | None
    district: str  # area code of the employer the person works for


EMPLOYER_COLUMNS = (
    "key",
    "uscc",
    "name",
    "pinyin",
    "initials",
    "kind",
    "industry_code",
    "industry",
    "risk_class",
    "hazards",
    "legal_person",
    "registered_on",
    "cancelled_on",
    "warning",
    "ledger",
    "district",
)
WORKER_COLUMNS = ("person_key", "name", "pinyin", "initials", "masked_number", "last_four", "sex", "born_on", "ledger", "district")


@operation
def take_employers(*, rows: Iterable[EmployerRow], actor: Actor) -> int:
    """Insert or renew employers by USCC; how many rows the snapshot held."""
    areas = queries.areas_by_code()

    def lines() -> Iterable[tuple[object, ...]]:
        for row in rows:
            area = areas[row.district]
            yield (
                row.key, row.uscc, row.name, reading(row.name), initials(row.name), row.kind, row.industry_code, row.industry, row.risk_class,
                list(row.hazards), row.legal_person, row.registered_on, row.cancelled_on, warning_of(row.uscc), area.ledger_id, area.pk,
            )  # fmt: skip

    count = upsert("registry_employer", EMPLOYER_COLUMNS, "uscc", lines())
    journal.record(actor=actor, action="registry.take_employers", subject="registry:employers", after={"rows": count})
    return count


def warning_of(uscc: str) -> str:
    """An old 92-code whose check character does not fit is kept, and said wherever the employer is shown."""
    return OLD_CODE if USCC_OLD in read_uscc(uscc).reasons else ""


@operation
def take_workers(*, rows: Iterable[WorkerRow], actor: Actor) -> int:
    """Insert or renew workers by person key; how many rows the snapshot held."""
    areas = queries.areas_by_code()

    def lines() -> Iterable[tuple[object, ...]]:
        for row in rows:
            area = areas[row.district]
            yield (
                row.person_key, row.name, reading(row.name), initials(row.name), row.masked_number, row.masked_number[-4:], row.sex, row.born_on,
                area.ledger_id, area.pk,
            )  # fmt: skip

    count = upsert("registry_worker", WORKER_COLUMNS, "person_key", lines())
    journal.record(actor=actor, action="registry.take_workers", subject="registry:workers", after={"rows": count})
    return count


@operation
def note_snapshot(
    *, actor: Actor, table: str, month: date | None, source: str, delivered_on: date, row_count: int, rejected_count: int, digest: str
) -> Snapshot:
    """The same file twice is refused with the date of the first; another file for the month becomes its next version."""
    earlier = Snapshot.objects.filter(table=table, month=month).order_by("-version")
    if same := earlier.filter(digest=digest).first():
        raise Refusal(
            "This file was already taken in on {date} as version {version} of {table}. Nothing was changed.",
            date=same.delivered_on,
            version=same.version,
            table=table,
        )
    last = earlier.first()
    snapshot = Snapshot.objects.create(
        table=table, month=month, version=last.version + 1 if last else 1, source=source, delivered_on=delivered_on,
        row_count=row_count, rejected_count=rejected_count, digest=digest,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="registry.note_snapshot",
        subject=f"snapshot:{snapshot.pk}",
        after={"table": table, "rows": row_count, "digest": digest},
    )
    return snapshot


@dataclass(frozen=True)
class InstitutionRow:
    kind: str
    name: str
    ownership: str
    district: str  # area code


@operation
def take_institutions(*, rows: Sequence[InstitutionRow], actor: Actor) -> list[Institution]:
    """Hospitals, rehabilitation bodies and schools; one that is known by its name is renewed."""
    areas, held = queries.areas_by_code(), []
    for row in rows:
        area = areas[row.district]
        said = {"kind": row.kind, "ownership": row.ownership, "ledger": area.ledger_id, "district": area.pk, "pinyin": reading(row.name)}
        held.append(Institution.objects.update_or_create(name=row.name, defaults=said)[0])
    journal.record(actor=actor, action="registry.take_institutions", subject="registry:institutions", after={"rows": len(held)})
    return held


@operation
def settle_workers(*, districts: Mapping[int, str], actor: Actor) -> int:
    """Move workers to the district of the employer who last paid or declared them, by person key → area code; how many moved."""
    areas, moved = queries.areas_by_code(), defaultdict(list)
    for pk, key, district in Worker.objects.values_list("pk", "person_key", "district"):
        area = areas.get(districts.get(key, ""))
        if area is not None and area.pk != district:
            moved[area].append(pk)
    for area, workers in moved.items():
        Worker.objects.filter(pk__in=workers).update(ledger=area.ledger_id, district=area.pk)
    count = sum(map(len, moved.values()))
    journal.record(actor=actor, action="registry.settle_workers", subject="registry:workers", after={"moved": count})
    return count


@operation
def put_back(*, model: type[Model], new: Sequence[int], renewed: Sequence[Mapping[str, Any]], actor: Actor) -> None:
    """Undo rows that came in: new ones go, renewed ones are again what they were; nothing where somebody needs or changed one meanwhile.

    `renewed` holds `{"pk", "before": {field: value}, "after": {field: value}}`, values as JSON has them.
    """
    held = {row.pk: row for row in model._default_manager.filter(pk__in=[one["pk"] for one in renewed])}
    for one in renewed:
        row = held.get(one["pk"])
        if row is None or any(plain(getattr(row, name)) != value for name, value in one["after"].items()):
            raise Refusal("{row} was changed since, so the rows cannot be taken back. Correct the wrong ones one by one.", row=str(row))
        for name, value in one["before"].items():
            setattr(row, name, model._meta.get_field(name).to_python(value))
        row.save()
    try:
        model._default_manager.filter(pk__in=list(new)).delete()
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        raise Refusal(
            "{row} already stands in a lead or a matter, so the rows cannot be taken back. Correct the wrong ones one by one.",
            row=str(used),
        ) from None
    journal.record(
        actor=actor,
        action="registry.put_back",
        subject=f"registry:{model._meta.model_name}",
        before={"new": len(new), "renewed": len(renewed)},
    )


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@operation
def change_roles(*, account: int, roles: Sequence[str], office: Office | None, actor: Actor) -> Account:
    """Other roles, or another office; both must fit together."""
    held = Account.objects.select_for_update().get(pk=account)
    check_roles(roles, office)
    before = {"roles": held.roles, "office": held.office_id}
    held.roles, held.office = sorted(roles), office
    held.save()
    journal.record(
        actor=actor,
        action="registry.change_roles",
        subject=f"account:{held.pk}",
        before=before,
        after={"roles": held.roles, "office": held.office_id},
    )
    return held


@operation
def set_first_password(*, account: int, password: str, actor: Actor) -> Account:
    """A password the officer changes at the first sign-in; it is shown once and kept nowhere in clear."""
    held = Account.objects.select_for_update().get(pk=account)
    held.set_password(password)
    held.save()
    journal.record(actor=actor, action="registry.set_first_password", subject=f"account:{held.pk}")
    return held


@operation
def close_account(*, account: int, is_open: bool, actor: Actor) -> Account:
    """Close an account, or open it again. It is never deleted: the journal names it."""
    held = Account.objects.select_for_update().get(pk=account)
    if held.pk == actor.account_id:
        raise Refusal("Nobody closes their own account. Ask another administrator.")
    held.is_active = is_open
    held.save()
    journal.record(actor=actor, action="registry.open_again" if is_open else "registry.close_account", subject=f"account:{held.pk}")
    return held
