"""A form is one definition; it refuses to contradict itself, tidies what comes in, and never guesses."""

# ruff: noqa: RUF001  full-width characters are what these tests are about

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun.kernel import faults
from gongdun.kernel.faults import CHANGE_TITLES, Fault, Writing
from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind, Severity, Title, When, read_value
from gongdun.kernel.identifiers import Change
from gongdun.kernel.words import Inconsistent
from gongdun.law.refusal import translate

DISTRICTS = CodeList(
    "districts",
    Title("区划", "district"),
    (
        Choice("320402", Title("天宁区", "Tianning")),
        Choice("320412", Title("武进区", "Wujin")),
        Choice("320481", Title("溧阳市", "Liyang")),
    ),
)
FINDINGS = CodeList(
    "findings",
    Title("核查结果", "finding"),
    (Choice("insured", Title("已参保", "insured")), Choice("not_found", Title("查无", "not found"))),
)
FORM = Form(
    "核查反馈表",
    "verification feedback",
    (
        Field("name", "姓名", "Name", Kind.PERSON_NAME, required=True, synonyms=("职工姓名",)),
        Field("identity", "证件号码", "Citizen number", Kind.IDENTITY, required=True),
        Field("employer", "单位名称", "Employer", Kind.EMPLOYER_NAME),
        Field("enrolled_on", "参保日期", "Enrolled on", Kind.DATE, required_when=When("finding", ("insured",))),
        Field("wage", "月缴费工资", "Monthly base", Kind.MONEY),
        Field("district", "区划", "District", Kind.CHOICE, choices=DISTRICTS),
        Field("finding", "核查结果", "Finding", Kind.CHOICE, choices=FINDINGS),
    ),
    version=datetime.date(2022, 1, 1),
    id="feedback",
    key=("identity", "employer"),
)
GOOD = {
    "name": "戴晓霞",
    "identity": "11010519491231002X",
    "employer": "常州（中国）电子有限公司",
    "wage": "6,250.00",
    "district": "武进区",
}


def field(kind: Kind, **more: object) -> Field:
    return Field("one", "一项", "one", kind, **more)


def read(kind: Kind, raw: object, **more: object) -> object:
    return read_value(field(kind, **more), raw).value


def fault_of(kind: Kind, raw: object, **more: object) -> Fault:
    (problem,) = read_value(field(kind, **more), raw).problems
    return problem.fault


def test_a_good_row_comes_out_typed_and_money_in_fen():
    checked = FORM.check(GOOD)
    assert checked.is_usable
    assert checked.values["wage"] == 625000
    assert checked.values["district"] == "320412"
    assert checked.values["employer"] == "常州（中国）电子有限公司"
    assert [(change.field, change.how) for change in checked.changes] == [("wage", (Writing.AMOUNT,))]


def test_a_form_with_two_fields_of_one_name_or_heading_does_not_exist():
    with pytest.raises(Inconsistent, match="repeated: name"):
        replace(FORM, fields=(FORM.fields[0], FORM.fields[0]))
    with pytest.raises(Inconsistent, match="职工姓名"):
        replace(FORM, fields=(*FORM.fields, Field("other", "职工姓名", "Other", Kind.TEXT)))


def test_a_condition_must_name_a_field_and_a_value_of_its_list():
    with pytest.raises(Inconsistent, match="no other field"):
        replace(FORM, fields=(*FORM.fields, Field("note", "备注", "Note", Kind.TEXT, required_when=When("nothing", ("x",)))))
    with pytest.raises(Inconsistent, match="its list has not"):
        replace(FORM, fields=(*FORM.fields, Field("note", "备注", "Note", Kind.TEXT, required_when=When("finding", ("found",)))))


def test_a_choice_without_a_list_and_a_list_without_a_choice_do_not_exist():
    with pytest.raises(Inconsistent, match="needs code list"):
        field(Kind.CHOICE)
    with pytest.raises(Inconsistent, match="takes no"):
        field(Kind.TEXT, choices=DISTRICTS)


def test_one_word_may_not_mean_two_choices():
    with pytest.raises(Inconsistent, match="means two things"):
        CodeList(
            "findings", Title("结果", "finding"), (Choice("a", Title("甲", "first"), ("同",)), Choice("b", Title("乙", "second"), ("同",)))
        )


def test_a_supplied_list_refuses_to_check_before_it_is_supplied():
    form = Form(
        "表", "form", (field(Kind.CHOICE, choices=CodeList("offices", Title("单位", "office"), supplied=True)),), datetime.date(2022, 1, 1)
    )
    with pytest.raises(Inconsistent, match="was not supplied"):
        form.check({"one": "市局"})
    filled = form.supplied_with(offices=(Choice("7", Title("市局", "city bureau")),))
    assert filled.check({"one": "市局"}).values == {"one": "7"}
    assert filled.digest != form.digest


def test_what_is_required_only_sometimes_is_asked_for_only_then():
    assert FORM.check({**GOOD, "finding": "查无"}).is_usable
    (problem,) = FORM.check({**GOOD, "finding": "已参保"}).problems
    assert (problem.field, problem.fault) == ("enrolled_on", faults.MISSING)


def test_a_wrong_value_is_named_once_and_not_also_as_missing():
    problems = FORM.check({**GOOD, "identity": "110105194912310021"}).problems
    assert [problem.fault.code for problem in problems] == ["identity_check"]


def test_a_name_the_form_does_not_know_is_a_problem_not_a_silence():
    (problem,) = FORM.check({**GOOD, "surname": "戴"}).problems
    assert problem.fault == faults.UNKNOWN_FIELD


@pytest.mark.parametrize(
    "raw",
    [
        "2022.3.1",
        "2022年3月1日",
        "20220301",
        "2022/03/01",
        "２０２２－０３－０１",
        44621,
        44621.0,
        20220301,
        "44621",
        "2022-03-01 00:00:00",
    ],
)
def test_a_date_is_read_however_it_is_written(raw: object):
    outcome = read_value(field(Kind.DATE), raw)
    assert outcome.value == datetime.date(2022, 3, 1)
    assert outcome.changes == (Writing.DATE,)


@pytest.mark.parametrize("raw", ["9月初", "22.3.1", "2022-02-30", "3/1/2022", 2022, "2022年3月", True, 44621.5])
def test_a_date_that_could_be_two_days_is_refused(raw: object):
    assert fault_of(Kind.DATE, raw) == faults.NOT_DATE


@pytest.mark.parametrize(
    ("raw", "fen"), [("6,250.00", 625000), ("￥4 250元", 425000), ("４２５０", 425000), (4250.1, 425010), (0.07, 7), (Decimal("1.5"), 150)]
)
def test_money_is_read_to_the_fen(raw: object, fen: int):
    assert read(Kind.MONEY, raw) == fen


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("约5000", faults.NOT_MONEY),
        ("1,23", faults.NOT_MONEY),
        ("5千", faults.NOT_MONEY),
        (5231.333333, faults.PRECISION),
        ("-3", faults.NEGATIVE),
    ],
)
def test_money_that_would_need_a_guess_is_refused(raw: object, fault: Fault):
    assert fault_of(Kind.MONEY, raw) == fault


@given(st.integers(min_value=0, max_value=10**11))
def test_every_fen_survives_the_way_through_an_excel_number(fen: int):
    assert read(Kind.MONEY, fen / 100) == fen


def test_a_ratio_is_a_fraction_and_seventy_alone_is_refused():
    assert read(Kind.RATIO, "1.6％") == Decimal("0.016")
    assert read(Kind.RATIO, 0.7) == Decimal("0.7")
    assert fault_of(Kind.RATIO, "70") == faults.NOT_RATIO


def test_a_month_is_its_first_day_and_a_fraction_is_refused_because_it_may_be_october():
    assert [read(Kind.MONTH, raw) for raw in ("2022-09", "2022年9月", "202209", 202209.0, "2022.10")] == [datetime.date(2022, 9, 1)] * 4 + [
        datetime.date(2022, 10, 1)
    ]
    assert fault_of(Kind.MONTH, 2022.1) == faults.NOT_MONTH
    assert fault_of(Kind.MONTH, "2022-13") == faults.NOT_MONTH


def test_a_moment_needs_its_time_of_day():
    moment = datetime.datetime(2022, 9, 1, 14, 30)
    assert [read(Kind.DATETIME, raw) for raw in ("2022-09-01 14:30", "2022年9月1日14时30分", "2022-09-01T14:30:00")] == [moment] * 3
    assert fault_of(Kind.DATETIME, "2022-09-01") == faults.NOT_DATETIME
    assert fault_of(Kind.DATETIME, "2022-09-01 25:00") == faults.NOT_DATETIME


@pytest.mark.parametrize("kind", [Kind.IDENTITY, Kind.BANK_ACCOUNT, Kind.PHONE, Kind.USCC])
def test_a_number_where_text_must_be_has_lost_its_digits(kind: Kind):
    assert fault_of(kind, 3.204021990010113e17) == faults.NUMBERED


def test_an_identity_number_is_lengthened_and_says_so():
    outcome = read_value(field(Kind.IDENTITY), "１１０１０５４９１２３１００２")
    assert outcome.value == "11010519491231002X"
    assert Change.LENGTHENED in outcome.changes


def test_a_name_loses_its_gap_and_keeps_its_rare_characters():
    outcome = read_value(field(Kind.PERSON_NAME), "张　玥")
    assert (outcome.value, outcome.changes) == ("张玥", (Writing.NAME_SPACE,))
    assert read(Kind.PERSON_NAME, "阿依古丽•买买提") == "阿依古丽·买买提"
    assert [read(Kind.PERSON_NAME, name) for name in ("曌", "㛃", "喆珺", "Anna Maria Smith")] == ["曌", "㛃", "喆珺", "Anna Maria Smith"]
    assert fault_of(Kind.PERSON_NAME, "张三2") == faults.NOT_NAME


def test_prose_keeps_its_chinese_punctuation_and_loses_what_nobody_sees():
    outcome = read_value(field(Kind.LONG_TEXT), "车间内\u200b摔倒，\u00a0左手Ａ１（２处）。\r\n第二行 ")
    assert outcome.value == "车间内摔倒， 左手A1（2处）。\n第二行"
    assert set(outcome.changes) == {Change.SPACES, Change.FULL_WIDTH}


def test_a_choice_is_its_title_its_code_or_a_hint():
    assert read(Kind.CHOICE, "武进区", choices=DISTRICTS) == read(Kind.CHOICE, 320412.0, choices=DISTRICTS) == "320412"
    (problem,) = read_value(field(Kind.CHOICE, choices=DISTRICTS), "武进").problems
    assert problem.suggestion == "武进区"
    assert "武进区" in problem.text("zh_Hans")
    assert fault_of(Kind.CHOICE, "区", choices=DISTRICTS) == faults.NOT_CHOICE


def test_yes_and_no_come_in_many_spellings():
    assert [read(Kind.BOOLEAN, raw) for raw in ("是", "有", "√", 1.0, "Y", True)] == [True] * 6
    assert [read(Kind.BOOLEAN, raw) for raw in ("否", "无", "×", 0, "n", False)] == [False] * 6
    assert fault_of(Kind.BOOLEAN, "也许") == faults.NOT_BOOLEAN


def test_telephones_are_mobile_or_with_area_code():
    assert [read(Kind.PHONE, raw) for raw in ("139 1234 5678", "+86 13912345678", "0519-86688888", "（0519）86688888")] == [
        "13912345678",
        "13912345678",
        "0519-86688888",
        "051986688888",
    ]
    assert fault_of(Kind.PHONE, "12345") == faults.NOT_PHONE


def test_an_old_individual_code_warns_and_passes():
    outcome = read_value(field(Kind.USCC), "92320411MA1XQ7K92A")
    assert [problem.severity for problem in outcome.problems] == [Severity.WARNING]
    assert outcome.value == "92320411MA1XQ7K92A"


def test_a_check_between_fields_runs_only_on_a_row_that_is_otherwise_right():
    def enrolled_after_birth(values):
        return (faults.Problem("enrolled_on", faults.NOT_DATE, {"value": "x"}),) if values["enrolled_on"] else ()

    form = replace(FORM, checks=(enrolled_after_birth,))
    assert not form.check({**GOOD, "enrolled_on": "2022-03-01"}).is_usable
    assert form.check(GOOD).is_usable


def test_the_api_takes_what_the_form_says():
    schema = FORM.json_schema("en")
    assert schema["required"] == ["name", "identity"]
    assert schema["properties"]["district"]["enum"] == ["320402", "320412", "320481"]


def test_every_sentence_about_a_value_has_its_chinese():
    found = [value for value in vars(faults).values() if isinstance(value, Fault)] + list(faults.IDENTIFIER_FAULTS.values())
    sentences = {text for fault in found for text in (fault.title, fault.message, fault.advice)}
    untranslated = sorted(sentence for sentence in sentences if translate(sentence, "zh_Hans") == sentence)
    assert len(found) > 20
    assert untranslated == []


def test_every_change_has_a_title_to_count_by():
    assert {*Change, *Writing} <= set(CHANGE_TITLES)
