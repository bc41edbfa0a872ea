"""R-06: employers and employees without cover, what the inspection finds, and the lawful reasons to be paid here and insured elsewhere."""

from __future__ import annotations

from gongdun.demo.city.months import date_in
from gongdun.demo.city.scenarios.cast import ORDINARY, ordinary_firm
from gongdun.demo.city.stage import LOCATIONS, NEVER, Person, Stage

EMPLOYEE, EMPLOYER = "uninsured_employees", "uninsured_employers"
FINDINGS = ("enrolled_now", "refused", "enrolled_now", "no_relation", "enrolled_now", "insured", "not_found", "exempt")
WHY = {
    "enrolled_now": "工资薪金连续两个月以上而未参保；监察责令后补办参保",
    "refused": "工资薪金连续两个月以上而未参保；单位拒不改正",
    "no_relation": "个税申报有工资薪金，核查无劳动关系（误报）",
    "insured": "个税申报有工资薪金，本市无参保；核查已在外市参保",
    "not_found": "工资薪金连续两个月以上而未参保；查无此人",
    "exempt": "工资薪金连续两个月以上而未参保；核查属依法不参保情形",
    "closed": "单位有工资薪金申报而无人参保；核查已注销",
}


def people_left_out(stage: Stage, copies: int) -> None:
    """A firm insures most of its people; six are left out. Some are enrolled one or two months after a round found them, others stay."""
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 10, district=LOCATIONS[copy % len(LOCATIONS)])
        for place in range(6):
            left_out(stage, employer, FINDINGS[(copy * 6 + place) % len(FINDINGS)], copy + place)


def left_out(stage: Stage, employer, finding: str, turn: int) -> None:
    """One person paid for months without cover; half of them have a pension here all the same."""
    person, since = stage.person(), max(stage.first, stage.last - 5 - turn % 4)
    enrolled = stage.last - turn % 2 if finding == "enrolled_now" else NEVER
    insured = (enrolled, NEVER) if enrolled < NEVER else False
    cover = (since, NEVER) if turn % 2 and finding != "no_relation" else insured
    contract = "" if finding in {"no_relation", "not_found"} else "labour"
    stage.job(person, employer, since, insured=insured, cover=cover, contract=contract)
    until = enrolled - 1 if enrolled < NEVER else None
    told(stage, EMPLOYEE, finding, "people_left_out", person=person, employer=employer, month=since + 2, until=until)


def told(stage: Stage, rule: str, finding: str, scenario: str, **where) -> None:
    stage.truth(rule, "violation", scenario, WHY[finding], finding=finding, **where)


def firms_without_cover(stage: Stage, copies: int) -> None:
    """A firm pays wages and has enrolled nobody. Some enrol all after the round, one in seven has closed, others stay."""
    findings = ("enrolled_now", "refused", "closed", "enrolled_now", "not_found", "insured", "exempt")
    for copy in range(copies):
        finding = findings[(copy // len(LOCATIONS) + copy) % len(findings)]
        closing = stage.last - 1
        cancelled = date_in(closing, 12) if finding == "closed" else None
        employer = stage.employer(stage.pick(ORDINARY), district=LOCATIONS[copy % len(LOCATIONS)], cancelled_on=cancelled)
        enrolled = stage.last - copy % 2 if finding == "enrolled_now" else NEVER
        since = max(stage.first, stage.last - 6 - copy % 3)
        until = {"enrolled_now": enrolled - 1, "closed": closing - 1}.get(finding)
        for person in stage.people(2 + copy % 7):
            insured = (enrolled, NEVER) if enrolled < NEVER else False
            stage.job(person, employer, since, closing if finding == "closed" else NEVER, insured=insured, cover=insured)
            told(stage, EMPLOYEE, finding, "firms_without_cover", person=person, employer=employer, month=since + 2, until=until)
        told(stage, EMPLOYER, finding, "firms_without_cover", employer=employer, month=since + 2, until=until)


def paid_for_services(stage: Stage, copies: int) -> None:
    """Service income (劳务报酬) is no wage: no labour relation, no duty to insure."""
    for _ in range(copies):
        employer, _ = ordinary_firm(stage, 5)
        person = stage.person()
        stage.job(person, employer, income="service", insured=False, contract="", wage=3200)
        spared(stage, "劳务报酬，非工资薪金", "paid_for_services", person, employer)
        alone = stage.employer(stage.pick(ORDINARY))
        stage.job(stage.person(), alone, income="service", insured=False, contract="", wage=2800)
        stage.truth(EMPLOYER, "innocent", "paid_for_services", "单位仅有劳务报酬申报，无工资薪金", employer=alone)


def spared(stage: Stage, why: str, scenario: str, person: Person, employer) -> None:
    stage.truth(EMPLOYEE, "innocent", scenario, why, person=person, employer=employer)


def insured_by_another(stage: Stage, copies: int) -> None:
    """Dispatched, seconded, or taken over by a merger: paid here, insured there, and the relation is on record."""
    for _ in range(copies):
        for kind, trade, why in (
            ("dispatch", "dispatch", "劳务派遣：由派遣单位参保"),
            ("secondment", "3484", "借调：由原单位参保"),
            ("merger", "3311", "合并：被合并单位名下参保，尚未转户"),
        ):
            insurer, _ = ordinary_firm(stage, 3, trade, kind="dispatch" if kind == "dispatch" else "enterprise")
            user, _ = ordinary_firm(stage, 4)
            stage.add("relations", from_uscc=insurer.uscc, to_uscc=user.uscc, kind=kind, from_on=date_in(stage.first - 30, 1))
            for person in stage.people(2):
                stage.job(person, insurer, pay=False, contract="" if kind == "merger" else "labour")
                contract = kind if kind in {"dispatch", "secondment"} else "labour"
                stage.job(person, user, insured=False, contract=contract)
                spared(stage, why, "insured_by_another", person, user)


def branch_insured_at_head_office(stage: Stage, copies: int) -> None:
    """A branch reports its own payroll while the head office insures everybody."""
    for _ in range(copies):
        head, _ = ordinary_firm(stage, 4)
        branch = stage.employer(head.trade.code, legal_person=head.legal_person, name=f"{head.name}分公司")
        stage.add("relations", from_uscc=head.uscc, to_uscc=branch.uscc, kind="branch", from_on=date_in(stage.first - 40, 1))
        for person in stage.people(3):
            stage.job(person, head, pay=False)
            stage.job(person, branch, insured=False, contract="")
            spared(stage, "分支机构发薪，由总机构参保", "branch_insured_at_head_office", person, branch)
        stage.truth(EMPLOYER, "innocent", "branch_insured_at_head_office", "分支机构由总机构统一参保", employer=branch)


def just_hired(stage: Stage, copies: int) -> None:
    """Thirty days to enrol after hiring (社会保险法 58): paid for the first time, enrolled the month after, or paid in one month only."""
    for _ in range(copies):
        employer, _ = ordinary_firm(stage, 6)
        newcomer, late, casual = stage.people(3)
        stage.job(newcomer, employer, stage.last, insured=False, hired_on=date_in(stage.last, 18))
        spared(stage, "入职不足30日", "just_hired", newcomer, employer)
        month = stage.last - 1
        stage.job(late, employer, month, insured=(month + 1, NEVER), hired_on=date_in(month, 20), wage=6000)
        spared(stage, "入职30日内已参保", "just_hired", late, employer)
        stage.paid(casual, employer, stage.last - 1, 2600)
        spared(stage, "仅一个月有工资薪金", "just_hired", casual, employer)


def public_servants(stage: Stage, copies: int) -> None:
    """An organ's civil servants are covered by their own scheme."""
    for _ in range(copies):
        organ = stage.employer("7481", kind="agency", name=f"常州示范{stage.pick(('统计', '审计', '档案', '水利'))}局{stage.number()}科")
        for person in stage.people(3):
            stage.job(person, organ, insured=False, cover=True)
            spared(stage, "公务员，另行保障", "public_servants", person, organ)
        stage.truth(EMPLOYER, "innocent", "public_servants", "机关单位，另行保障", employer=organ)


DENSE = (people_left_out, firms_without_cover)
RARE = (paid_for_services, insured_by_another, branch_insured_at_head_office, just_hired, public_servants)
