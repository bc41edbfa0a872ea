"""Every rule of every area: portable, and right about its own cases."""

from dataclasses import replace

import pytest

from gongdun.compare.cases import Cases
from gongdun.compare.rules import portable
from gongdun.compare.rules.rule import FaultyRule, load_rule, load_rules
from gongdun.law.refusal import Refusal

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_stays_inside_the_portable_subset(rule):
    assert portable.faults(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_finds_its_cases_and_spares_its_innocents(rule):
    assert Cases.beside(rule).faults() == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_cases_would_notice_a_rule_that_finds_nothing(rule):
    silent = replace(rule, query=f"select * from ({rule.query}) where false")
    assert any("missing" in fault for fault in Cases.beside(silent).faults())


def test_a_case_notices_a_row_too_many():
    (rule,) = load_rules(["uninsured_employees"])
    careless = replace(rule, query=rule.query.replace("  and d.is_student = 0\n", ""))
    assert any("innocent" in fault or "not expected" in fault for fault in Cases.beside(careless).faults())


PORTABLE = {
    "select a / b from payroll": "division",
    "select cast(income as integer) from payroll": "casts",
    "select date_diff('month', started_on, ended_on) from employment": "`_month`",
    "select count(*) filter (where income > 0) from payroll": "sum(case",
    "select income from payroll qualify row_number() over (order by income) = 1": "filter a subquery",
    "select trim(name) from employers": "full-width",
    "select levenshtein(name, name) from employers": "distance",
    "select regexp_replace(name, 'a', 'b') from employers": "flags",
    "select list(name order by name) from employers": "lists",
    "select substr(name, 0, 2) from employers": "begin at 1",
    "select hash(name) from employers": "`hash`",
    "select quantile_cont(income, 0.5) from payroll": "median",
    "select income * 0.9 from payroll": "no integer",
    "with rollback as (select 1 as a) select a from rollback": "parse",
    "with start as (select 1 as a) select a from start": "keyword",
    "select jaro_winkler_similarity(name, name) from employers": "not known",
    "select current_date": "clock",
    "select avg(income) from payroll": "floats",
    "select income from payroll limit 1": "determined",
    "delete from payroll": "SELECT",
    "select name[1] from employers": "indexing",
}


@pytest.mark.parametrize("sql", PORTABLE)
def test_what_differs_between_the_engines_is_refused_and_says_why(sql):
    assert any(PORTABLE[sql] in fault for fault in portable.query_faults(sql)), portable.query_faults(sql)


def test_the_header_must_name_what_the_query_reads():
    (rule,) = load_rules(["repeat_claimant"])
    assert any("does not name" in fault for fault in portable.faults(replace(rule, inputs=("employers",))))
    assert any("does not read" in fault for fault in portable.faults(replace(rule, optional=("visits",))))


HEAD = "\n".join(f"-- {key}: 1" for key in ("title", "title_en", "citation", "severity", "version", "next_step"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{HEAD}\nselect 1\n-- evidence\nselect 1", "lacks inputs"),
        (f"{HEAD}\n-- inputs: payroll\nselect 1", "evidence"),
        (f"{HEAD}\n-- inputs: payrol\nselect 1\n-- evidence\nselect 1", "payrol"),
        (f"{HEAD}\n-- input: payroll\nselect 1\n-- evidence\nselect 1", "unknown"),
        (f"{HEAD}\n-- inputs: payroll\n-- parameter: days = 1.5 | 日 | x\nselect 1\n-- evidence\nselect 1", "parameter"),
    ],
)
def test_a_faulty_rule_file_is_refused_with_its_fault(tmp_path, text, why):
    path = tmp_path / "strange.sql"
    path.write_text(text)
    with pytest.raises(FaultyRule, match=why):
        load_rule(path)


def test_an_unknown_rule_is_refused_and_the_known_are_named():
    with pytest.raises(Refusal, match="uninsured_employees"):
        load_rules(["uninsured_employe"])


def test_a_dated_threshold_takes_the_value_of_its_month():
    (rule,) = load_rules(["new_form_conditions"])
    floor = next(parameter for parameter in rule.parameters if parameter.name == "floor_fen")
    assert [floor.value_in(month) for month in ("2022-12", "2023-01", "2024-06")] == [425000, 449400, 487900]
