"""Changzhou's own plan of 2022, as Word and as text, and its stanzas: to the last cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongdun.plans.reader import PlanTable, read
from gongdun.plans.stanzas import load

FOLDER = Path(__file__).parent.parent / "changzhou_2022"
FOUR = ["常州市", "溧阳市", "金坛区", "武进区"]
EIGHT = ["常州市", "天宁区", "钟楼区", "新北区", "经开区", "武进区", "金坛区", "溧阳市"]
CITY = ["常州市"]

# Who leads and who supports, by measure, as the table was read by eye: b bureau, a agency, i inspection, o other.
LEADS = {
    **{key: [("agency", FOUR)] for key in (1, 2, 7)},
    **{key: [("agency", CITY)] for key in (3, 4, 22)},
    5: [("bureau", CITY)],
    6: [("bureau", EIGHT), ("agency", FOUR)],
    **{key: [("agency", FOUR)] for key in (8, 15, 16, 17, 18, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 42)},
    9: [("bureau", FOUR)],
    10: [("bureau", ["溧阳市", "武进区"]), ("agency", ["溧阳市", "武进区"])],
    **{key: [("bureau", EIGHT)] for key in (11, 12, 13, 14, 24, 25)},
    **{key: [("bureau", EIGHT), ("agency", CITY)] for key in (19, 20)},
    21: [("bureau", FOUR), ("agency", FOUR)],
    23: [("bureau", CITY), ("agency", CITY)],
    **{key: [("agency", CITY), ("bureau", ["溧阳市", "金坛区", "武进区"])] for key in (26, 27)},
    28: [("agency", CITY), ("bureau", ["溧阳市"])],
    **{key: [("bureau", EIGHT), ("agency", FOUR)] for key in (40, 41, 43, 44, 45)},
}
SUPPORTS = {
    **{key: [("bureau", EIGHT)] for key in (1, 2)},
    **{key: [("other", [None])] for key in (3, 43, 44)},
    4: [("bureau", CITY)],
    5: [("agency", CITY)],
    **{key: [("inspection", EIGHT)] for key in (6, 39)},
    **{key: [("agency", FOUR)] for key in (9, 11, 12, 13, 14)},
    10: [("bureau", CITY), ("agency", CITY)],
    **{key: [("bureau", FOUR)] for key in (15, 16, 30, 31)},
}
CHAPTERS = {
    "一、有效促进工伤保险扩面征缴": range(1, 9),
    "二、全面推进工伤预防工作": range(9, 17),
    "三、持续优化工伤康复机制": range(17, 24),
    "四、不断提升认定鉴定水平": range(24, 29),
    "五、严格规范工伤待遇支付": range(29, 36),
    "六、切实加强专项治理力度": range(36, 43),
    "七、加强工伤保险政策宣传": range(43, 46),
}
FIRST_OF_TASK = (1, 6, 8, 9, 11, 15, 17, 19, 22, 24, 26, 29, 32, 36, 37, 40, 43)
DATES = {9: (3, 31), **dict.fromkeys((10, 17, 29, 36), (6, 30)), **dict.fromkeys((22, 28, 30, 32, 34), (9, 30))}
TARGETS = {
    12: [("at_least", "120", None, "家")],
    13: [("at_least", "15", None, "个")],
    14: [("at_least", value, None, unit) for value, unit in (("38", "家"), ("213", "人"), ("276", "人"), ("777", "人"), ("1266", "人"))],
    15: [("at_least", "0.016", None, ""), ("at_least", "0.70", None, "")],
    17: [("between", "2", "3", "家")],
    29: [("at_least", "1", None, "家")],
}


@pytest.fixture(scope="module", params=["source.docx", "source.txt"])
def plan(request: pytest.FixtureRequest) -> PlanTable:
    return read(FOLDER / request.param)


def by_kind(offices: object) -> list[tuple[str, list[str | None]]]:
    found: dict[str, list[str | None]] = {}
    for office in offices:
        found.setdefault(office.kind, []).append(office.area)
    return list(found.items())


def test_the_plan_has_its_title_its_year_and_45_measures_and_nothing_is_left_over(plan):
    assert plan.title == "常州市工伤保险扩面增效专项行动方案任务分解表（2022年度）"
    assert (plan.year, plan.city) == (2022, "常州市")
    assert [measure.number for measure in plan.measures] == [str(number) for number in range(1, 46)]
    assert plan.unresolved == ()


def test_34_run_all_year_10_have_a_month_and_1_waits(plan):
    assert plan.deadline_kinds() == {"year_round": 34, "by": 10, "as_directed": 1}
    assert plan.measure("4").deadline.kind == "as_directed"
    dated = {int(each.number): (each.deadline.on.month, each.deadline.on.day) for each in plan.measures if each.deadline.kind == "by"}
    assert dated == DATES
    assert {each.deadline.on.year for each in plan.measures if each.deadline.on} == {2022}


def test_exactly_eleven_numbers_are_targets(plan):
    found = {
        int(each.number): [(target.relation, target.value, target.value_max, target.unit) for target in each.targets]
        for each in plan.measures
        if each.targets
    }
    wanted = {
        number: [(relation, Decimal(value), Decimal(most) if most else None, unit) for relation, value, most, unit in targets]
        for number, targets in TARGETS.items()
    }
    assert found == wanted
    assert sum(map(len, found.values())) == 11


def test_every_lead_office_is_the_one_the_table_names(plan):
    assert {int(each.number): sorted(by_kind(each.lead)) for each in plan.measures} == {n: sorted(LEADS[n]) for n in range(1, 46)}


def test_every_supporting_office_is_the_one_the_table_names(plan):
    assert {int(each.number): by_kind(each.support) for each in plan.measures if each.support} == SUPPORTS


def test_a_measure_without_supporting_office_has_none(plan):
    assert plan.measure("7").support == ()
    assert plan.measure("7").support_text == ""


def test_chapters_that_repeat_after_a_page_break_are_one_chapter(plan):
    assert {each.number: each.chapter for each in plan.measures} == {
        str(number): chapter for chapter, numbers in CHAPTERS.items() for number in numbers
    }


def test_the_seventeen_tasks_begin_where_the_table_begins_them(plan):
    firsts = [each for before, each in zip((None, *plan.measures), plan.measures, strict=False) if not before or before.task != each.task]
    assert tuple(int(each.number) for each in firsts) == FIRST_OF_TASK
    assert [each.task.split(".")[0] for each in firsts] == [str(number) for number in range(1, 18)]
    assert plan.measure("29").task == "12. 搭建全流程工伤医疗管理体系"


def test_two_kinds_under_each_other_keep_their_line_break_in_the_cells_words(plan):
    assert plan.measure("6").lead_text == "市、辖市（区）工伤保险行政部门\n常州市、溧阳市、金坛区、武进区社保经办机构"


def test_the_words_of_a_measure_are_whole_and_without_their_number(plan):
    assert plan.measure("9").text == "建立工伤预防委员会或联席会议机制"
    assert plan.measure("42").text.endswith("增加相应的前置条件和佐证材料")
    original = (FOLDER / "source.txt").read_text(encoding="utf-8")
    assert all(f"（{each.number}）{each.text}" in original for each in plan.measures)


def test_word_and_text_say_the_same():
    assert read(FOLDER / "source.docx").to_json() == read(FOLDER / "source.txt").to_json()


def test_the_stanzas_are_the_measures_of_the_document():
    plan, document = load(FOLDER), read(FOLDER / "source.docx")
    assert [stanza.number for stanza in plan.measures] == [measure.number for measure in document.measures]
    for chapter in plan.chapters:
        assert {document.measure(stanza.number).chapter[0] for stanza in chapter.measures} == {chapter.number}


def test_the_stanzas_deadlines_and_targets_are_those_of_the_document():
    plan, document = load(FOLDER), read(FOLDER / "source.docx")
    for stanza in plan.measures:
        measure = document.measure(stanza.number)
        assert (stanza.deadline.kind, stanza.deadline.on) == (measure.deadline.kind, measure.deadline.on)
        typed = [(each.relation, each.value, each.value_max, each.unit) for each in stanza.targets]
        assert typed == [(each.relation, each.value, each.value_max, each.unit) for each in measure.targets]
    assert (plan.year, plan.city) == (document.year, document.city)


def test_only_six_measures_carry_numbers_and_each_dated_one_without_is_a_milestone():
    plan = load(FOLDER)
    yardsticks = {int(stanza.number): stanza.yardstick for stanza in plan.measures}
    assert {number for number, yardstick in yardsticks.items() if yardstick in {"count", "ratio"}} == set(TARGETS)
    assert {number for number, yardstick in yardsticks.items() if yardstick == "milestone"} == {*DATES, 4} - set(TARGETS)
    assert sum(yardstick == "standing" for yardstick in yardsticks.values()) == 30


def test_titles_and_indicators_are_our_own_short_and_unique():
    measures = load(FOLDER).measures
    assert len({stanza.title for stanza in measures}) == len({stanza.title_en for stanza in measures}) == 45
    assert all(len(stanza.title) <= 14 and stanza.title_en.isascii() for stanza in measures)
    assert len({stanza.indicator for stanza in measures}) == 45
    assert len({target.indicator for stanza in measures for target in stanza.targets}) == 11


def test_the_text_of_a_date_gives_the_last_day_of_its_month():
    assert read(FOLDER / "source.docx").measure("9").deadline.on == date(2022, 3, 31)
