"""R-01 and R-36: high-risk trades, building projects and their attendance, lift installers."""

from __future__ import annotations

import datetime
from decimal import Decimal

from gongdun.demo.city.months import date_in, month_of
from gongdun.demo.city.scenarios.cast import floor_yuan, ordinary_firm, related, round_month
from gongdun.demo.city.stage import Employer, Person, Stage

HIGH_RISK = ("4710", "2614", "3021", "3130")


def half_covered(stage: Stage, copies: int) -> None:
    """A high-risk firm (by trade, by the dust list, by a chemical licence) insures fewer than nine in ten of its people."""
    ways = (("4710", ""), ("3021", ""), ("3311", "dust"), ("5174", "licence"), ("2614", ""))
    for copy in range(copies):
        trade, way = ways[copy % len(ways)]
        employer, _ = ordinary_firm(stage, 5, trade, hazards="dust" if way == "dust" else None)
        if way == "licence":
            licence(stage, employer, "chemical")
        for person in stage.people(4):
            stage.job(person, employer, max(stage.first, stage.last - 6), insured=False)
            why = "高风险单位职工有工资薪金而未参保"
            month = max(stage.first, stage.last - 6) + 2
            stage.truth(
                "uninsured_employees", "violation", "half_covered", why, person=person, employer=employer, month=month, finding="refused"
            )
        stage.truth(
            "high_risk_uncovered",
            "violation",
            "half_covered",
            "高风险单位参保人数不足用工人数的九成",
            employer=employer,
            month=max(stage.first, stage.last - 6) + 2,
            finding="refused",
        )


def licence(stage: Stage, employer: Employer, kind: str) -> None:
    issued = date_in(stage.first - 15, 6)
    stage.add(
        "licences",
        licence_no=f"XK9{stage.number():07d}",
        uscc=employer.uscc,
        kind=kind,
        issued_on=issued,
        expires_on=issued.replace(year=issued.year + 6),
    )


def covered_otherwise(stage: Stage, copies: int) -> None:
    """High-risk firms that look half covered: dispatched staff, re-employed pensioners, newcomers of this month, a branch."""
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 5, HIGH_RISK[copy % len(HIGH_RISK)])
        agency, _ = ordinary_firm(stage, 2, "dispatch", kind="dispatch")
        related(stage, agency, employer, "dispatch", date_in(stage.first - 20, 1))
        for person in stage.people(4):
            stage.job(person, agency, pay=False)
            stage.job(person, employer, insured=False, contract="dispatch")
        spared(stage, employer, "劳务派遣人员由派遣单位参保")
        employer, _ = ordinary_firm(stage, 8, HIGH_RISK[copy % len(HIGH_RISK)])
        for person in stage.people(2, age=63, sex="1"):
            pensioner(stage, person)
            stage.job(person, employer, insured=False, contract="")
        spared(stage, employer, "返聘退休人员，已领取养老金")
        employer, _ = ordinary_firm(stage, 8, HIGH_RISK[copy % len(HIGH_RISK)])
        for person in stage.people(2):
            stage.job(person, employer, stage.last, insured=False, hired_on=date_in(stage.last, 16))
        spared(stage, employer, "新进人员入职不足30日")


def spared(stage: Stage, employer: Employer, why: str) -> None:
    stage.truth("high_risk_uncovered", "innocent", "covered_otherwise", why, employer=employer)


def pensioner(stage: Stage, person: Person, retired_on: datetime.date | None = None) -> None:
    years = 60 if person.sex == "1" else 55
    retired = retired_on or date_in(month_of(person.born_on) + years * 12, 1)
    stage.add("pensioners", id_number=person.number, retired_on=retired, kind="企业退休人员")


def project(stage: Stage, builder: Employer, permit_on: datetime.date, covered_from: datetime.date | None, months: int = 14, **told) -> str:
    """A building project, insured on its contract cost unless told; its cover lasts so many months. Returns its number."""
    number = f"3204{permit_on.year}{stage.number():06d}"
    cost = Decimal(int(stage.rng.integers(300, 9000)) * 10_000)
    row = {
        "project_no": number,
        "name": f"{builder.name[:8]}{stage.pick(('厂房', '住宅小区', '市政道路', '学校'))}工程",
        "uscc": builder.uscc,
        "cost": cost,
        "tier": stage.pick(("0.9‰", "1.5‰", "2.5‰", "3‰")),
        "permit_on": permit_on,
        "covered_from": covered_from,
        "covered_to": date_in(month_of(covered_from) + months, 20) if covered_from else None,
        "district": builder.district,
        "insured_cost": cost if covered_from else None,
    }
    stage.add("projects", **(row | told))
    return number


def projects_without_cover(stage: Stage, copies: int) -> None:
    """A permit is issued and the project is not insured that day; beside it one insured on the day and one insured before."""
    for copy in range(copies):
        builder, _ = ordinary_firm(stage, 4, "4710")
        month = round_month(stage, copy)
        permit = date_in(month, 8)
        late = date_in(month + 1, 20) if copy % 2 else None
        bare = project(stage, builder, permit, late)
        why = "取得施工许可之日未办理项目参保"
        until = month if late else None
        stage.truth("project_uncovered", "violation", "projects_without_cover", why, employer=builder, other=bare, month=month, until=until)
        for covered_from, reason in ((permit, "许可当日参保"), (date_in(month - 1, 25), "许可之前已参保")):
            sound = project(stage, builder, permit, covered_from)
            stage.truth("project_uncovered", "innocent", "projects_without_cover", reason, employer=builder, other=sound)


def attend(stage: Stage, number: str, person: Person, labour: Employer, month: int, days: range) -> None:
    for day in days:
        stage.add("attendance", project_no=number, id_number=person.number, on_date=date_in(month, day), uscc=labour.uscc)


def on_site_without_cover(stage: Stage, copies: int) -> None:
    """People on the site's clock who stand in no dynamic list; beside them the listed, the labour firm's own insured and a visitor."""
    rule = "attendance_uncovered"
    for copy in range(copies):
        month = round_month(stage, copy)
        builder, _ = ordinary_firm(stage, 4, "4710")
        labour, own = ordinary_firm(stage, 3, "4710")
        number = project(stage, builder, date_in(month - 5, 6), date_in(month - 5, 6))
        listed, bare, visitor = stage.people(4), stage.people(2), stage.person()
        for person in listed:
            list_for_project(stage, person, builder, month - 4)
            attend(stage, number, person, labour, month, range(3, 21))
            stage.truth(rule, "innocent", "on_site_without_cover", "已列入项目动态名单", person=person, employer=labour, other=number)
        for person in bare:
            attend(stage, number, person, labour, month, range(6, 20))
            why = "实名制考勤在场而不在项目参保动态名单"
            stage.truth(
                rule, "violation", "on_site_without_cover", why, person=person, employer=labour, other=number, month=month, until=month
            )
        attend(stage, number, own[0], labour, month, range(4, 16))
        why = "固定职工由本单位参保（103号文）"
        stage.truth(rule, "innocent", "on_site_without_cover", why, person=own[0], employer=labour, other=number)
        attend(stage, number, visitor, labour, month, range(11, 12))
        stage.truth(rule, "innocent", "on_site_without_cover", "仅一日到访", person=visitor, employer=labour, other=number)


def list_for_project(stage: Stage, person: Person, builder: Employer, month: int) -> None:
    stage.event(
        person, builder, "enrol", month, datetime.datetime.combine(date_in(month, 2), datetime.time(9, 30)), "project", "动态实名制"
    )


def site_past_its_cover(stage: Stage, copies: int) -> None:
    """The project's cover has run out, nobody prolonged it, and the listed people still clock in."""
    for copy in range(copies):
        month = round_month(stage, copy)
        builder, _ = ordinary_firm(stage, 4, "4813")
        labour = stage.employer("4710")
        number = project(stage, builder, date_in(month - 8, 6), date_in(month - 8, 6), months=6)
        for person in stage.people(2):
            list_for_project(stage, person, builder, month - 7)
            attend(stage, number, person, labour, month, range(5, 18))
            stage.truth(
                "attendance_uncovered",
                "violation",
                "site_past_its_cover",
                "项目参保期满未延期，考勤仍在继续",
                person=person,
                employer=labour,
                other=number,
                month=month,
                until=month,
            )


def lift_installers(stage: Stage, copies: int) -> None:
    """A licensed installer declares the floor while it pays twice that; beside it honest installers, a repair firm and a dealer."""
    low = floor_yuan(stage.first)
    for _ in range(copies):
        cheat = stage.employer("lift")
        licence(stage, cheat, "lift")
        for person in stage.people(5):
            stage.job(person, cheat, wage=8600, declared=low)
            why = "电梯安装单位按下限申报，工资为下限1.5倍以上"
            stage.truth("base_below_wage", "violation", "lift_installers", why, person=person, employer=cheat, month=stage.first + 1)
        why = "电梯安装单位缴费基数低于同业六成"
        stage.truth("lift_base_low", "violation", "lift_installers", why, employer=cheat, month=stage.first + 1)
        for trade, wage, why in (
            ("lift", 8200, "基数与工资一致"),
            ("lift", 7900, "基数与工资一致"),
            ("lift_repair", 4700, "维修单位，实际工资较低"),
            ("lift_sales", 4600, "销售单位，实际工资较低"),
        ):
            honest, _ = ordinary_firm(stage, 5, trade, pay=wage)
            licence(stage, honest, "lift")
            stage.truth("lift_base_low", "innocent", "lift_installers", why, employer=honest)


RARE = (half_covered, covered_otherwise, projects_without_cover, on_site_without_cover, site_past_its_cover, lift_installers)
