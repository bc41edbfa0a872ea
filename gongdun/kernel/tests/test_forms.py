# ruff: noqa: RUF001 (full-width letters and digits are what is read here)
"""A form says what it changed and what is wrong, and guesses nothing."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun.kernel.forms import DID_YOU_MEAN, REQUIRED, Choice, Field, Form, Kind, worded
from gongdun.kernel.identifiers import NUMBER, Severity
from gongdun.kernel.words import Inconsistent, Title

GOOD_PERSON = "32041119900307263X"
FINDING = Field(
    "finding",
    Title("核查结论", "Finding"),
    Kind.CHOICE,
    required=True,
    choices=(
        Choice("insured", Title("已参保", "already insured")),
        Choice("refused", Title("拒不改正", "refuses to rectify"), ("拒绝改正",)),
        Choice("not_found", Title("查无此人", "not found")),
    ),
)


def form(*fields: Field) -> Form:
    return Form(Title("核查反馈", "Findings"), fields, "劳动保障监察条例#17", "1", "inspection/findings")


def read(kind: str, raw: object) -> object:
    checked = form(Field("it", Title("值", "Value"), kind)).check({"it": raw})
    return checked.values["it"] if checked.is_good else [problem.message for problem in checked.problems]


@pytest.mark.parametrize(
    "raw", ["2022-03-01", "2022.3.1", "2022/3/1", "2022年3月1日", "20220301", "２０２２．３．１", " 2022-03-01\u200b", 44621.0]
)
def test_every_usual_way_to_write_a_day_is_read(raw):
    assert read("date", raw) == datetime.date(2022, 3, 1)


@pytest.mark.parametrize("raw", ["9月初", "2022-02-30", "3.1", "2022", "44621", 20.0, True, "2022-3"])
def test_a_day_that_is_not_clear_is_refused(raw):
    assert isinstance(read("date", raw), list)


@pytest.mark.parametrize("raw", ["2022-09", "2022年9月", "202209", "2022.9", "2022年9月份", datetime.date(2022, 9, 30), "2022-09-30"])
def test_a_month_is_its_first_day(raw):
    assert read("month", raw) == datetime.date(2022, 9, 1)


@pytest.mark.parametrize("raw", ["2022-03-01 14:30", "2022-03-01T14:30:00", "2022年3月1日14时30分", "2022.3.1 14：30"])
def test_a_moment_needs_its_time(raw):
    assert read("datetime", raw) == datetime.datetime(2022, 3, 1, 14, 30)
    assert isinstance(read("datetime", "2022-03-01"), list)


@pytest.mark.parametrize(
    ("raw", "fen"), [("6,250.00元", 625000), ("５９０２．３５", 590235), (5902.35, 590235), (0.1 + 0.2, 30), (Decimal("7.10"), 710)]
)
def test_money_becomes_fen(raw, fen):
    assert read("money", raw) == fen


@pytest.mark.parametrize("raw", ["约5000", "1.005", "五千", float("nan"), "1,2", True, "1e20", 1e20])
def test_an_amount_that_is_not_clear_is_refused(raw):
    assert isinstance(read("money", raw), list)


@pytest.mark.parametrize(("raw", "fraction"), [("70%", "0.7"), ("0.7", "0.7"), (0.7, "0.7"), ("１.6％", "0.016")])
def test_a_ratio_above_one_needs_its_percent_sign(raw, fraction):
    assert read("ratio", raw) == Decimal(fraction)
    assert isinstance(read("ratio", "70"), list)


@pytest.mark.parametrize("kind", ["identity", "uscc", "bank_account", "phone"])
def test_a_number_in_a_digit_column_has_lost_its_end(kind):
    assert read(kind, 3.204021990010113e17) == [NUMBER.message]
    assert read(kind, 13812345678) == [NUMBER.message]


def test_phones_keep_their_digits():
    assert read("phone", "+86 138-1234-5678") == "13812345678"
    assert read("phone", "0519-85681234") == "0519-85681234"
    assert isinstance(read("phone", "138123456"), list)


def test_every_change_is_said():
    checked = form(Field("person", Title("证件号码", "Identity"), "identity"), Field("on", Title("日期", "On"), "date")).check(
        {"person": "３２０４１１19900307263x", "on": "2022.3.1"}
    )
    assert [(change.field, change.code) for change in checked.changes if change.field == "on"] == [("on", "date_rewritten")]
    assert {change.code for change in checked.changes if change.field == "person"} <= {"full_width_to_ascii", "lower_case_to_upper"}


def test_labels_and_codes_are_one_and_a_synonym_is_reported():
    assert [form(FINDING).check({"finding": word}).values["finding"] for word in ("已参保", "insured", "Already Insured")] == [
        "insured"
    ] * 3
    assert [change.code for change in form(FINDING).check({"finding": "拒绝改正"}).changes] == ["word_to_choice"]
    assert not form(FINDING).check({"finding": "拒不改正"}).changes


def test_a_close_word_is_a_hint_and_never_a_value():
    checked = form(FINDING).check({"finding": "查无"})
    assert checked.values["finding"] is None
    assert (checked.problems[0].message, checked.problems[0].arguments["closest"]) == (DID_YOU_MEAN, "查无此人")
    assert worded(checked.problems[0], "en").endswith("Did you mean “查无此人”?")


def test_what_is_required_sometimes_is_asked_for_then_and_says_why():
    remark = Field("remark", Title("说明", "Remark"), "long_text", required_when="finding=refused|not_found")
    both = form(FINDING, remark)
    assert both.check({"finding": "insured"}).is_good
    checked = both.check({"finding": "拒不改正", "remark": " \u200b"})
    assert [problem.field for problem in checked.problems] == ["remark"]
    assert "“Finding” is “refuses to rectify”" in worded(checked.problems[0], "en")
    assert both.check({}).problems[0].message == REQUIRED


def test_a_name_the_form_does_not_know_is_a_problem():
    assert [problem.field for problem in form(FINDING).check({"finding": "insured", "extra": 1}).problems] == ["extra"]


def test_prose_keeps_its_chinese_punctuation_and_a_name_becomes_narrow():
    assert read("long_text", "电话，１３８；\r\n  无人（接听）。") == "电话，138；\n无人（接听）。"
    assert read("text", "常州  ＡＢ（集团）") == "常州 AB(集团)"
    assert read("text", 8.0) == "8"


def test_an_old_employer_code_only_warns():
    checked = form(Field("code", Title("信用代码", "Code"), "uscc")).check({"code": "92320411MA1XQ7K92H"})
    assert checked.is_good
    assert [problem.severity for problem in checked.problems] == [Severity.WARNING]


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}"]),
)
def test_a_day_survives_every_spelling(day, spelling):
    assert read("date", spelling.format(day)) == day


@given(st.text())
def test_text_checked_twice_is_the_same(text):
    once = read("text", text)
    assert read("text", once) == once


@pytest.mark.parametrize(
    "make",
    [
        lambda: Field("Name", Title("名", "Name"), "text"),
        lambda: Field("name", Title("名", "Name"), "word"),
        lambda: Field("name", Title("名", "Name"), "choice"),
        lambda: Field("name", Title("名", "Name"), "text", choices=FINDING.choices),
        lambda: Field("name", Title("名", "Name"), "text", required=True, required_when="finding=insured"),
        lambda: Field("name", Title("名", "Name"), "text", required_when="finding"),
        lambda: Field("name", Title("名", "Name"), "choice", choices=(Choice("a", Title("甲", "A")), Choice("b", Title("甲", "B")))),
        lambda: form(),
        lambda: form(FINDING, FINDING),
        lambda: form(FINDING, Field("name", Title("核查结论", "Name"), "text")),
        lambda: form(FINDING, Field("name", Title("名", "Name"), "text", required_when="finding=lost")),
        lambda: form(FINDING, Field("name", Title("名", "Name"), "text", required_when="other=lost")),
        lambda: Form(Title("表", "Form"), (FINDING,), "", "1"),
    ],
)
def test_a_form_that_contradicts_itself_does_not_exist(make):
    with pytest.raises(Inconsistent):
        make()
