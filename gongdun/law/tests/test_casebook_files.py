"""A casebook file as a stranger writes it: what is wrong is told in one sentence, and nothing crashes."""

from pathlib import Path

import pytest

from gongdun.law.commands import main

LUMP = "output: {disability_lump_sum: 1}"


def told(tmp_path: Path, capsys, text: str) -> tuple[int, str]:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    code = main(["cases", str(path), "--lang", "en"])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("grad: 3", "No rule knows the fact grad"),
        ("injured_on: 2022-02-30", "injured_on is '2022-02-30', which it cannot be"),
        ("grade: 11", "grade is 11, which is out of range: give 1 … 10"),
        ("wages_12m: [-5]", "wages_12m is -5, which is out of range"),
        ("average_wage: 5000.001", "average_wage is '5000.001', which it cannot be: give 0.00 … 10000000.00"),
        ("average_wage: .inf", "average_wage is '.inf', which it cannot be"),
        ("average_wage: .nan", "average_wage is '.nan', which it cannot be"),
        ("area: 常州", "area is '常州', which it cannot be"),
        ("died_on: 2022-03-01, dependants: [{kind: spouse, born_on: 2022-03-02}]", "The spouse of dependants is born on 2022-03-02"),
        ("died_on: 2022-03-01, dependants: [{kind: child, born_on: 2023-03-02}]", "The child of dependants is born on 2023-03-02"),
        ("injured_on: 2022-03-01, enrolled_later_on: 2022-03-01", "late cover begins after the injury"),
    ],
)
def test_a_wrong_fact_is_told_by_name(tmp_path, capsys, facts, said):
    code, words = told(tmp_path, capsys, f"- {{name: one, input: {{{facts}}}, {LUMP}}}")
    assert code == 1 and said in words and "1 cases, 1 with mismatches" in words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not: [a", "The file is not YAML"),
        ("- {name: one, input: {grade: 9, grade: 3}, output: {own_wage: 1}}", "grade is written twice"),
        ("- 5", "A casebook is a list of"),
        ("", "A casebook is a list of"),
        ("- {name: one, input: [1], output: {own_wage: 1}}", "A casebook is a list of"),
        ("- {name: one, input: {}, output: abc}", "A casebook is a list of"),
    ],
)
def test_a_file_that_is_no_casebook_is_refused(tmp_path, capsys, text, said):
    code, words = told(tmp_path, capsys, text)
    assert code == 2 and said in words


def test_an_impossible_day_of_decision_is_told(tmp_path, capsys):
    code, words = told(tmp_path, capsys, "- {name: one, date: 2022-13-01, input: {area: 320400}, output: {own_wage: 1}}")
    assert code == 1 and "'2022-13-01' is no date" in words


def test_a_posthumous_child_is_a_child(tmp_path, capsys):
    case = "- {name: one, input: {area: 320400, died_on: 2022-03-01, average_wage: 5000, area_average_wage: 7490,"
    code, words = told(
        tmp_path, capsys, f"{case} dependants: [{{kind: child, born_on: 2022-09-01}}]}}, output: {{dependants_pension: [1500]}}}}"
    )
    assert code == 0, words


def test_a_change_that_is_no_number_is_refused(tmp_path, capsys):
    path = tmp_path / "cases.yaml"
    path.write_text(f"- {{name: one, input: {{grade: 9}}, {LUMP}}}", encoding="utf-8")
    assert main(["explain", str(path), "--set", "lump_sum_months.9@2011-01-01=abc", "--lang", "en"]) == 2
    assert "'abc' is no number" in capsys.readouterr().err


def test_a_table_that_is_not_parquet_is_refused(tmp_path, capsys):
    (tmp_path / "in.parquet").write_text("garbage", encoding="utf-8")
    assert main(["table", str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), "--outputs", "own_wage", "--lang", "en"]) == 2
    assert "is not Parquet" in capsys.readouterr().err


def test_a_notice_of_a_further_year_is_taken_from_a_file(tmp_path, capsys):
    notice = tmp_path / "2027.yaml"
    notice.write_text("year: 2027\ndocument: 通知（虚构）\nrest: {元旦: [01-01, 01-02, 01-03]}\nwork: [01-09]\n", encoding="utf-8")
    asked = ["clock", "recognition.decision", "2026-11-10", "--lang", "en"]
    assert main(asked) == 0 and "provisional" in capsys.readouterr().out
    assert main([*asked, "--notice", str(notice)]) == 0
    said = capsys.readouterr().out
    assert "Due: 2027-01-09" in said and "provisional" not in said


@pytest.mark.parametrize("text", ["- 5", "not: [a", "year: 2027"])
def test_what_is_no_notice_is_refused(tmp_path, capsys, text):
    notice = tmp_path / "2027.yaml"
    notice.write_text(text, encoding="utf-8")
    assert main(["clock", "recognition.decision", "2026-11-10", "--notice", str(notice), "--lang", "en"]) == 2
    assert "notice needs" in capsys.readouterr().err or text == "not: [a"
