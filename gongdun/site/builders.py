"""Builders for tests and journeys: a small city everyone knows, and its officers by what they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from gongdun.desk.models import Lead, Run
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.kernel.identifiers import lengthened, mask_citizen_id
from gongdun.registry.models import Account, Area, Employer, Office, Worker
from gongdun.registry.operations import EmployerRow, WorkerRow, found_city, open_account, take_employers, take_workers
from gongdun.registry.queries import areas_by_code
from gongdun.vault import identities
from gongdun.vault.actors import SYSTEM, Actor

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2022, 8, 15)
JOB = SYSTEM("tests")


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


def a_city() -> None:
    """Changzhou's areas and offices."""
    areas_by_code.cache_clear()
    found_city(name="changzhou", actor=JOB)


def an_officer(username: str, kind: str, area: str, *roles: str, name: str = "") -> Account:
    office = Office.objects.get(kind=kind, area=Area.objects.get(name=area))
    return open_account(
        username=username, display_name=name or username, office=office, roles=roles, actor=JOB, password=f"{username}-password"
    )


@dataclass(frozen=True)
class Team:
    """新北区: who lists, who approves, who inspects; a second clerk, and the agency's."""

    liaison: Account
    second: Account
    approver: Account
    inspector: Account
    head: Account
    agency_clerk: Account
    agency_approver: Account

    @staticmethod
    def act(account: Account) -> Actor:
        return account.actor("test")


def a_team(area: str = "新北区", prefix: str = "xinbei", agency: str = "常州市") -> Team:
    return Team(
        an_officer(f"{prefix}.liaison", "bureau", area, "inspection_liaison", name="陈静"),
        an_officer(f"{prefix}.second", "bureau", area, "inspection_liaison", "reviewer", name="何喆"),
        an_officer(f"{prefix}.approver", "bureau", area, "approver", name="顾文"),
        an_officer(f"{prefix}.inspector", "inspection", area, "labour_inspector", name="周峰"),
        an_officer(f"{prefix}.head", "inspection", area, "inspection_head", "labour_inspector", name="吴兵"),
        an_officer(f"{prefix}.agency", "agency", agency, "enrolment_clerk", "data_clerk", name="钱芳"),
        an_officer(f"{prefix}.agency2", "agency", agency, "approver", name="沈立"),
    )


def employers(count: int, district: str = "320411", first: int = 1) -> list[Employer]:
    rows = [
        EmployerRow(number, f"91320411MA{number:07d}X", f"常州测试机械{number}有限公司", "enterprise", "34", "通用设备制造业", 4, district)
        for number in range(first, first + count)
    ]
    take_employers(rows=rows, actor=JOB)
    return list(Employer.objects.filter(key__in=[row.key for row in rows]).order_by("key"))


def citizen_number(number: int) -> str:
    """A valid number of an invented person: born 1980-01-01, sequence 001 to 999."""
    return lengthened(f"320411800101{number:03d}")


def workers(count: int, district: str = "320411", first: int = 1) -> list[Worker]:
    numbers = [citizen_number(number) for number in range(first, first + count)]
    keys = identities.keys("person", numbers, actor=JOB)
    rows = [
        WorkerRow(key, f"王测{chr(0x4E00 + place)}", mask_citizen_id(number), "M", date(1980, 1, 1), district)
        for place, (key, number) in enumerate(zip(keys, numbers, strict=True), start=first)
    ]
    take_workers(rows=rows, actor=JOB)
    return list(Worker.objects.filter(person_key__in=[row.person_key for row in rows]).order_by("person_key"))


def lead_row(employer: Employer, worker: Worker | None, district: str = "320411", rule: str = "enrolment/uninsured_employees") -> LeadRow:
    return LeadRow(
        f"{rule}:{employer.key}:{worker.person_key if worker else 0}", rule, "1", "high", employer.key, worker.person_key if worker else None, district,
        "2022-07", {"source": "tax", "months": 3},
    )  # fmt: skip


def a_run(month: date, rows: list[LeadRow], *, today: date = TODAY) -> tuple[Run, list[Lead]]:
    run = take_run(
        month=month,
        digest=f"digest-{month}-{len(rows)}",
        manifest={"rules": ["enrolment/uninsured_employees"]},
        rows=rows,
        actor=JOB,
        today=today,
    )
    return run, list(Lead.objects.filter(fingerprint__in=[row.fingerprint for row in rows]).order_by("fingerprint"))
