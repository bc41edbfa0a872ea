"""A plan's folder is loaded whole or refused in a sentence that names the line's place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongdun.law.refusal import Refusal
from gongdun.plans.stanzas import load

PLAN = """
title = "试点"
title_en = "Trial"
year = 2024
city = "云泽市"
document_number = "云人社发〔2024〕1号"
source = "source.txt"
"""
CHAPTER = """
number = "一"
title = "扩面"
title_en = "Cover"

[[measures]]
number = "1"
title = "参保"
title_en = "Insured"
area = "enrolment"
indicator = "enrolment/insured"
yardstick = "ratio"
deadline = { kind = "by", on = 2024-06-30 }
targets = [{ relation = "at_least", value = 0.985, unit = "" }]
"""


def folder(path: Path, *, plan: str = PLAN, chapters: tuple[str, ...] = (CHAPTER,)) -> Path:
    (path / "source.txt").write_text("x", encoding="utf-8")
    (path / "plan.toml").write_text(plan, encoding="utf-8")
    for place, chapter in enumerate(chapters):
        (path / f"chapter_{place}.toml").write_text(chapter, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        load(path)
    assert refused.value.text("zh_Hans") != refused.value.text("en")
    return refused.value.text("en")


def test_a_folder_is_a_plan_with_exact_targets(tmp_path):
    plan = load(folder(tmp_path))
    (stanza,) = plan.measures
    assert (plan.year, plan.source.name, plan.chapters[0].title) == (2024, "source.txt", "扩面")
    assert stanza.targets[0].value == Decimal("0.985")
    assert stanza.targets[0].indicator == "enrolment/insured"


def test_a_folder_without_plan_is_refused(tmp_path):
    assert "no plan.toml" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('yardstick = "ratio"', 'yardstick = "guess"', "yardstick is 'guess', but must be one of count, ratio, milestone, standing"),
        ('yardstick = "ratio"', 'yardstick = "standing"', "count and ratio need targets"),
        ('title = "参保"', 'title = "参保"\ncolour = "red"', "unknown word colour"),
        ('title = "参保"\n', "", "lacks title"),
        ('area = "enrolment"', 'area = "moon"', "area is 'moon'"),
        ("enrolment/insured", "benefits/insured", "enrolment/name_of_the_indicator"),
        ("enrolment/insured", "enrolment/Insured", "enrolment/name_of_the_indicator"),
        ("2024-06-30", '"June"', "a date for the kind by"),
        ('kind = "by", on = 2024-06-30', 'kind = "year_round", on = 2024-06-30', "absent for any other"),
        ('kind = "by"', 'kind = "soon"', "kind is 'soon'"),
        ('"at_least", value = 0.985', '"between", value = 3', "value_max"),
        ('"at_least", value = 0.985', '"between", value = 3, value_max = 2', "not below value"),
        ("value = 0.985", 'value = "much"', "a number"),
        ("value = 0.985", "value = true", "a number"),
        ('unit = ""', 'unit = "", by = 1', "unknown word by"),
        ('relation = "at_least"', 'relation = "about"', "relation is 'about'"),
        ('number = "1"', 'number = "1"\nalso = "enrolment/more"', "a list of names"),
        ('number = "1"', 'number = "1"\nalso = ["moon/more"]', "area/name_of_the_indicator"),
        ('number = "1"', "number = 1", "words in quotes"),
        ("targets = [", "targets = 3 # [", "a list of tables"),
        ("deadline = {", "deadline = [] # {", "a table"),
        ("[[measures]]", "[[measures", "no readable TOML"),
    ],
)
def test_a_faulty_stanza_is_refused(before, after, words, tmp_path):
    assert before in CHAPTER
    assert words in refusal(folder(tmp_path, chapters=(CHAPTER.replace(before, after, 1),)))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("year = 2024", 'year = "2024"', "a whole number"),
        ("year = 2024", "years = 2024", "unknown word years"),
        ('"source.txt"', '"../source.txt"', "a file beside plan.toml"),
        ('"source.txt"', '"gone.docx"', "a file beside plan.toml"),
    ],
)
def test_a_faulty_head_is_refused(before, after, words, tmp_path):
    assert words in refusal(folder(tmp_path, plan=PLAN.replace(before, after)))


def test_a_number_given_twice_is_refused_across_chapters(tmp_path):
    assert "measure 1 stands twice" in refusal(folder(tmp_path, chapters=(CHAPTER, CHAPTER)))


def test_a_season_has_twelve_whole_shares(tmp_path):
    (stanza,) = load(
        folder(tmp_path, chapters=(CHAPTER.replace("targets", "season = [0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 4, 4]\ntargets"),))
    ).measures
    assert sum(stanza.season) == 12
    assert "twelve months" in refusal(folder(tmp_path, chapters=(CHAPTER.replace("targets", "season = [1, 2]\ntargets"),)))


def test_a_measure_without_any_indicator_may_stand_alone(tmp_path):
    plain = CHAPTER.replace('area = "enrolment"\nindicator = "enrolment/insured"\n', "")
    (stanza,) = load(folder(tmp_path, chapters=(plain,))).measures
    assert (stanza.area, stanza.indicator, stanza.targets[0].indicator) == ("", "", "")
