"""R-07 and R-08: bases below wages, swings of the head-count, drops of the base, and what lawfully looks like them."""

from __future__ import annotations

from gongdun.demo.city.months import date_in
from gongdun.demo.city.scenarios.cast import floor_yuan, ordinary_firm, related, round_month
from gongdun.demo.city.scenarios.hazards import project
from gongdun.demo.city.stage import ALWAYS, NEVER, Employer, Person, Stage

BELOW, SWING, DROP = "base_below_wage", "headcount_swing", "base_drop"


def below_the_wage(stage: Stage, copies: int) -> None:
    """Declared at the floor while paid twice as much, or a quarter under the wage; and wages above the ceiling, under the floor, with a bonus."""
    low, bonus_month = floor_yuan(stage.first), next(m for m in range(stage.first, stage.first + 12) if m % 12 == 0)
    for copy in range(copies):
        employer, _ = ordinary_firm(stage, 6)
        floor, quarter, rich, part, bonus = stage.people(5)
        stage.job(floor, employer, wage=9200, declared=low)
        stage.job(quarter, employer, wage=9600 + copy % 5 * 100, declared=7000)
        for person, why in ((floor, "按下限申报，工资为下限1.5倍以上"), (quarter, "申报工资低于实发工资一成以上")):
            stage.truth(BELOW, "violation", "below_the_wage", why, person=person, employer=employer, month=stage.first + 1)
        stage.job(rich, employer, wage=36000)
        stage.job(part, employer, wage=2600, contract="part_time")
        stage.job(bonus, employer, pay=(ALWAYS, bonus_month - 1), wage=7000)
        stage.job(bonus, employer, pay=(bonus_month, bonus_month), insured=False, wage=13500, contract="", with_events=False)
        stage.job(bonus, employer, pay=(bonus_month + 1, NEVER), insured=False, wage=7000, contract="", with_events=False)
        for person, why in ((rich, "工资高于上限，按上限缴费"), (part, "工资低于下限，按下限缴费"), (bonus, "当月含年终奖金")):
            stage.truth(BELOW, "innocent", "below_the_wage", why, person=person, employer=employer)


def team(stage: Stage, employer: Employer, count: int, since: int = ALWAYS, until: int = NEVER, pay: int = 0) -> list[Person]:
    """So many people, all insured and paid over the same months."""
    people = stage.people(count)
    for person in people:
        stage.job(person, employer, since, until, wage=pay)
    return people


def heads_swing(stage: Stage, copies: int) -> None:
    """Half the staff leave in a month; the staff triple; a steady head-count whose people change every month. Small firms may halve."""
    for copy in range(copies):
        month = round_month(stage, copy)
        fallen, _ = ordinary_firm(stage, 18)
        team(stage, fallen, 20, until=month - 1)
        grown, _ = ordinary_firm(stage, 8)
        team(stage, grown, 16, since=month)
        for employer, why in ((fallen, "当月参保人数骤减过半"), (grown, "当月参保人数骤增两倍")):
            stage.truth(SWING, "violation", "heads_swing", why, employer=employer, month=month, until=month)
        small, _ = ordinary_firm(stage, 5)
        team(stage, small, 5, until=month - 1)
        stage.truth(SWING, "innocent", "heads_swing", "减少不足10人", employer=small)
    for copy in range(max(copies // 4, 1)):
        month = round_month(stage, copy)
        turning, _ = ordinary_firm(stage, 8)
        for step in range(3):
            team(stage, turning, 4, until=month - 1 - step)
            team(stage, turning, 4, since=month - step)
        stage.truth(
            SWING, "violation", "heads_turn_over", "三个月内增减人数合计超过在保人数一半", employer=turning, month=month, until=month
        )


def lawful_swings(stage: Stage, copies: int) -> None:
    """A merger, a new code for an old firm, and the end of a building project move people without any harm."""
    for copy in range(max(copies // 2, 1)):
        month = round_month(stage, copy)
        old, heir = stage.employer("3311", cancelled_on=date_in(month, 20)), stage.employer("3311")
        team(stage, heir, 12)
        move(stage, old, heir, 14, month)
        for employer in (old, heir):
            stage.truth(SWING, "innocent", "merger", "合并，有单位关系记录", employer=employer)
        before = stage.employer("3484", cancelled_on=date_in(month, 20))
        after = stage.employer("3484", district=before.district, legal_person=before.legal_person, registered_on=date_in(month - 1, 18))
        move(stage, before, after, 12, month)
        for employer in (before, after):
            stage.truth(SWING, "innocent", "new_code", "单位换码，人员整体转移", employer=employer)
            stage.truth("uninsured_employers", "innocent", "new_code", "单位换码，人员已在新码下参保", employer=employer)
        builder, _ = ordinary_firm(stage, 8, "4710")
        team(stage, builder, 12, until=month - 1)
        number = project(stage, builder, date_in(month - 15, 5), date_in(month - 15, 5), months=14)
        stage.truth(SWING, "innocent", "project_end", "建设项目竣工，人员退场", employer=builder, other=number)


def move(stage: Stage, old: Employer, heir: Employer, count: int, month: int) -> None:
    related(stage, old, heir, "merger", date_in(month, 1))
    for person in team(stage, old, count, until=month - 1):
        stage.job(person, heir, month)


def tea_season(stage: Stage, copies: int) -> None:
    """Tea firms take on pickers from March to May, all of them together, every year."""
    for _ in range(min(max(copies, 3), 8)):
        farm, _ = ordinary_firm(stage, 7, "tea", district="320481", pay=5600)
        for person in stage.people(12):
            for spring in range((stage.first - 12) // 12 * 12 + 2, stage.last + 1, 12):
                stage.job(person, farm, spring, spring + 2, wage=5600)
        stage.truth(SWING, "innocent", "tea_season", "季节性行业，春茶用工", employer=farm)


def base_drops(stage: Stage, copies: int) -> None:
    """The average base falls by a third while the staff stay; in July, with the wages, that is the yearly reset."""
    quiet = [month for month in range(stage.last - 2, stage.last + 1) if month % 12 not in {0, 6}]
    for copy in range(max(copies // 2, 1)):
        month, july = quiet[copy % len(quiet)], stage.last - (stage.last - 6) % 12
        employer = stage.employer("3484")
        for person in stage.people(8):
            stage.job(person, employer, insured=(ALWAYS, month - 1), wage=9000, with_events=False)
            stage.job(person, employer, pay=False, insured=(month, NEVER), wage=6000, contract="", with_events=False)
            stage.span_events(person, employer, (ALWAYS, NEVER), "employee", stage.first_day(ALWAYS, person), None)
            if month < stage.last:
                why = "基数骤降后低于实发工资"
                stage.truth(BELOW, "violation", "base_drops", why, person=person, employer=employer, month=month + 1)
        why = "人数稳定而平均缴费基数骤降三分之一"
        stage.truth(DROP, "violation", "base_drops", why, employer=employer, month=month, until=month)
        reset = stage.employer("3484")
        for person in stage.people(8):
            stage.job(person, reset, until=july - 1, wage=9000, contract="", with_events=False)
            stage.job(person, reset, pay=(july, NEVER), insured=(july, NEVER), wage=6800, with_events=False)
            stage.span_events(person, reset, (ALWAYS, NEVER), "employee", stage.first_day(ALWAYS, person), None)
        stage.truth(DROP, "innocent", "yearly_reset", "七月年度基数调整，工资同步下降", employer=reset)


def at_the_floor(stage: Stage, copies: int) -> None:
    """A firm declares everybody at the floor in a trade that pays far more; where the whole trade pays little, it is the truth."""
    rule, scenario, low = "bases_at_floor", "at_the_floor", floor_yuan(stage.first)
    for _ in range(max(copies // 4, 1)):
        cheat, poor = stage.employer("3484"), stage.employer("8010")
        for person in stage.people(12):
            stage.job(person, cheat, wage=8200, declared=low)
            why = "按下限申报，工资为下限1.5倍以上"
            stage.truth(BELOW, "violation", scenario, why, person=person, employer=cheat, month=stage.first + 1)
        team(stage, poor, 11, pay=low)
        why = "全员按下限申报，同行业水平为下限1.5倍以上"
        stage.truth(rule, "violation", scenario, why, employer=cheat, month=stage.first + 1)
        stage.truth(rule, "innocent", scenario, "同行业普遍工资较低", employer=poor)


def sent_again(stage: Stage, copies: int) -> None:
    """One month's declarations first came with a firm's bases at the floor; the second sending put them right."""
    for _ in range(max(copies // 4, 1)):
        employer, people = ordinary_firm(stage, 6, pay=8800)
        stage.first_sent.append((employer.key, stage.last - 1))
        stage.truth(DROP, "innocent", "sent_again", "首次报送有误，更正后基数无变化", employer=employer)
        for person in people:
            stage.truth(BELOW, "innocent", "sent_again", "首次报送有误，更正后与工资一致", person=person, employer=employer)


RARE = (below_the_wage, heads_swing, lawful_swings, tea_season, base_drops, at_the_floor, sent_again)
