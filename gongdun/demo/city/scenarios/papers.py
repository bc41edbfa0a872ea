"""R-41: accounts and phones shared, witnesses who saw too much, texts and pictures used twice."""

from __future__ import annotations

from gongdun.demo.city import identifiers
from gongdun.demo.city.months import at, date_in
from gongdun.demo.city.scenarios.cast import claim, digest, injury, ordinary_firm, round_month
from gongdun.demo.city.stage import Employer, Person, Stage

PAID = "disability_lump_sum"


def injured(stage: Stage, month: int, **told) -> tuple[Person, Employer, str]:
    """One person of a firm of its own, hurt in a month; with the number of the matter."""
    employer, people = ordinary_firm(stage, 3)
    day = 2 + stage.number() % 24
    return people[0], employer, injury(stage, people[0], employer, at(month, day, 9 + day % 8), **told)


def shared_accounts(stage: Stage, copies: int) -> None:
    """Three claimants of three firms paid into one account, three injured people with one phone; a couple, or one person thrice, is none."""
    rule, scenario = "shared_account", "shared_accounts"
    for copy in range(copies):
        month, account = round_month(stage, copy), identifiers.account(70_000_000 + copy)
        for _ in range(3):
            person, employer, matter = injured(stage, month - 5)
            number = claim(stage, matter, person, employer, PAID, 42_000, date_in(month, 14), account=account)
            why = "三名以上申领人共用一个账号"
            stage.truth(rule, "violation", scenario, why, person=person, employer=employer, other=number, month=month)
        phone = identifiers.phone(98_000_000 + copy)
        for _ in range(3):
            person, employer, matter = injured(stage, month - 1, phone=phone)
            why = "三名以上受伤职工共用一个电话"
            stage.truth(rule, "violation", scenario, why, person=person, employer=employer, other=matter, month=month)
        couple = identifiers.account(71_000_000 + copy)
        for _ in range(2):
            person, employer, matter = injured(stage, month - 5)
            number = claim(stage, matter, person, employer, PAID, 39_000, date_in(month, 16), account=couple)
            stage.truth(rule, "innocent", scenario, "夫妻二人共用账号", person=person, employer=employer, other=number)
        person, employer, matter = injured(stage, month - 5)
        for benefit in (PAID, "medical_fees", "meal_allowance"):
            number = claim(stage, matter, person, employer, benefit, 8_000, date_in(month, 18))
            stage.truth(rule, "innocent", scenario, "同一人三笔待遇", person=person, employer=employer, other=number)


def witnesses(stage: Stage, copies: int) -> None:
    """One witness in three matters of a year; twice, or three times in three years, is chance."""
    rule = "witness_reused"
    for copy in range(copies):
        month = round_month(stage, copy)
        busy, twice, slow = stage.people(3)
        for person, spans, kind, why in (
            (busy, (7, 3, 1), "violation", "十二个月内为三起事故作证"),
            (twice, (6, 1), "innocent", "十二个月内作证两次"),
            (slow, (34, 18, 1), "innocent", "三年内作证三次"),
        ):
            matters = [injured(stage, month - back, witnesses=person.number)[2] for back in spans]
            told = {"month": month} if kind == "violation" else {}
            stage.truth(rule, kind, "witnesses", why, person=person, other=";".join(matters), **told)


def texts_and_pictures(stage: Stage, copies: int) -> None:
    """The account of one accident told again at another firm, word for word or with two bits of its fingerprint changed; one picture twice."""
    for copy in range(copies):
        month = round_month(stage, copy) - 1
        told, seen = digest(stage), digest(stage)
        again = told if copy % 2 else f"{int(told, 16) ^ 0b1010:016x}"
        pairs = (
            ("near_duplicate_text", "事故经过与另一案件雷同", [{"text_digest": told}, {"text_digest": again}]),
            ("picture_reused", "现场照片与另一案件相同", [{"picture_digest": seen}, {"picture_digest": seen}]),
        )
        for rule, why, papers in pairs:
            for paper in papers:
                person, employer, matter = injured(stage, month, **paper)
                stage.truth(rule, "violation", "texts_and_pictures", why, person=person, employer=employer, other=matter, month=month + 1)
        for rule, empty in (("near_duplicate_text", {"text_digest": None}), ("picture_reused", {"picture_digest": None})):
            for _ in range(2):
                person, employer, matter = injured(stage, month, **empty)
                stage.truth(rule, "innocent", "texts_and_pictures", "未附材料，摘要为空", person=person, employer=employer, other=matter)


def contradictory_dates(stage: Stage, copies: int) -> None:
    """The labour contract begins after the accident; a visit before it. No visit on paper at all contradicts nothing."""
    rule, scenario = "dates_out_of_order", "contradictory_dates"
    for copy in range(copies):
        month = round_month(stage, copy) - 1
        employer, people = ordinary_firm(stage, 4)
        late = stage.person()
        stage.job(late, employer, month - 4, hired_on=date_in(month, 22), enrolled_at=at(month - 4, 6))
        after = injury(stage, late, employer, at(month, 10, 9))
        before = injury(stage, people[0], employer, at(month, 11, 9), first_visit_at=at(month, 8, 9))
        for person, matter, why in ((late, after, "劳动合同起始日晚于受伤日"), (people[0], before, "初诊时间早于受伤时间")):
            stage.truth(rule, "violation", scenario, why, person=person, employer=employer, other=matter, month=month + 1)
        silent = injury(stage, people[1], employer, at(month, 13, 9), first_visit_at=None)
        stage.truth(rule, "innocent", scenario, "未填初诊时间", person=people[1], employer=employer, other=silent)


RARE = (contradictory_dates, shared_accounts, witnesses, texts_and_pictures)
