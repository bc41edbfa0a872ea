"""Another city's files, written by hand: 溧水 instead of 常州, GB18030 with Chinese headings, a workbook, Parquet, tables missing, columns in
an order of their own and more of them than the contract asks for. Nothing here comes from the generator."""

import csv
import datetime
import json
from decimal import Decimal

import duckdb
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from gongdun.compare import commands
from gongdun.compare.keys import LocalKeys
from gongdun.compare.runs import read_leads

AREA = "320124"  # 南京市溧水区


def person(birth, sequence):
    body = f"{AREA}{birth}{sequence}"
    return body + mod_11_2.calc_check_digit(body)


def firm(serial):
    body = f"91{AREA}MB{serial:07d}"
    return body + uscc.calc_check_digit(body)


LI, WANG, ZHAO, SUN = (
    person(birth, sequence) for birth, sequence in (("19880312", "011"), ("19910720", "028"), ("19790101", "033"), ("19850505", "014"))
)
MILL, SHOP, BUILDER = firm(11), firm(12), firm(13)


def fifteen(number):
    """The number as cards before 1999 had it."""
    return number[:6] + number[8:17]


@pytest.fixture
def data(tmp_path):
    """July and August: Li is paid by the mill and not insured, Zhao died in May and is still declared, Sun is fine; the builder's project is bare."""
    folder = tmp_path / "送来的数据"
    folder.mkdir()
    workbook(
        folder / "employers.xlsx",
        ["单位类型", "单位名称", "备注", "统一社会信用代码", "所属地区", "行业代码", "费率"],
        [
            ["企业", "溧水第一纺织厂", "老厂", MILL, AREA, "1711", "0.9%"],
            ["企业", "溧水百货商店", "", SHOP, AREA, "5211", "0.0020"],
            ["企业", "溧水建筑公司", "", BUILDER, AREA, "4710", "1.3%"],
        ],
    )
    for month in ("2022-07", "2022-08"):
        paid = [(LI.lower(), "李大力"), (WANG, "王小梅"), (SUN, "孙文")]
        lines = [[income_line(name), number, MILL, "工资薪金", "6100.50", month] for number, name in paid]
        table(folder / f"payroll-{month}.csv", ["姓名", "证件号码", "统一社会信用代码", "所得项目", "收入额", "所属期"], lines, "gb18030")
        declared = [(WANG, "6100.50"), (fifteen(ZHAO), "5000.00"), (SUN, "6100.50")]
        lines = [["x", base, number, MILL, month, "是"] for number, base in declared]
        table(
            folder / f"declarations-{month}.csv",
            ["流水", "缴费基数", "证件号码", "统一社会信用代码", "费款所属期", "已缴"],
            lines,
            "utf-8-sig",
        )
    duckdb.connect().execute(
        f"""copy (select 'police' as source, '{ZHAO}' as id_number, date '2022-05-09' as died_on, '赵四' as name, 7 as batch)
        to '{folder}/deaths.parquet' (format parquet)"""
    )
    table(
        folder / "projects.csv",
        ["项目编号", "统一社会信用代码", "总承包单位", "施工许可日期", "参保起", "工程造价", "所属地区"],
        [
            ["LS-1", "", BUILDER, "2022-08-03", "", "12000000.00", AREA],
            ["LS-2", "", BUILDER, "2022-08-03", "2022-08-03", "9000000.00", AREA],
        ],
        "gb18030",
    )
    (folder / "说明.txt").write_text("不是数据", encoding="utf-8")
    return folder


def income_line(name):
    return f"{name[0]} {name[1:]}"  # the tax office puts a blank into the names


def table(path, heads, lines, encoding):
    with path.open("w", newline="", encoding=encoding) as stream:
        csv.writer(stream).writerows([heads, *lines])


def workbook(path, heads, lines):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("单位")
    for row, line in enumerate([heads, *lines]):
        for column, value in enumerate(line):
            sheet.write_string(row, column, value)
    book.close()


def compare(data, out, *more):
    assert commands.main(["run", "--data", str(data), "--month", "2022-08", "--out", str(out), *more]) == 0
    return out / "runs" / "2022-08-v1"


def test_another_city_is_compared_as_it_delivers(data, tmp_path, capsys):
    folder = compare(data, tmp_path / "out")
    keys = LocalKeys.from_file(tmp_path / "out" / "identity.key")
    leads = read_leads(folder / "leads.parquet")
    li, zhao, mill, builder = *keys.persons([LI, ZHAO]), *keys.employers([MILL, BUILDER])
    found = {(lead.rule, lead.person_key, lead.employer_key, lead.subject) for lead in leads}
    assert found == {
        ("uninsured_employees", li, mill, ""),
        ("deceased_still_insured", zhao, mill, ""),
        ("project_uncovered", None, builder, "LS-1"),
    }
    refund = next(lead.shown_figures() for lead in leads if lead.rule == "deceased_still_insured")
    assert (refund["months"], refund["refund_fen"]) == (2, int(2 * Decimal("5000.00") * Decimal("0.009") * 100))
    said = capsys.readouterr().out
    assert "not run: missing" in said and "3 leads" in said


def test_the_manifest_says_what_came_and_what_was_missing(data, tmp_path):
    manifest = json.loads((compare(data, tmp_path / "out") / "manifest.json").read_text(encoding="utf-8"))
    inputs = {(one["table"], one["month"]): one for one in manifest["inputs"]}
    assert inputs["declarations", "2022-08"]["changes"]["fifteen_digits"] == 1
    assert inputs["payroll", "2022-08"]["changes"]["from_gb18030"] == 1
    assert "unknown column 备注" in inputs["employers", "whole"]["notes"]
    reports = {rule["rule"]: rule for rule in manifest["rules"]}
    assert "missing" in reports["duplicate_bill"]["not_run"]
    assert "other_cover" in reports["uninsured_employees"]["missing"]
    assert manifest["reveal"] == {} and not list((tmp_path / "out").rglob("identities.csv"))


def test_the_workbook_of_leads_opens_and_holds_keys_not_numbers(data, tmp_path):
    book = CalamineWorkbook.from_path(str(compare(data, tmp_path / "out") / "leads.xlsx"))
    text = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert "死亡人员仍在参保缴费" in text and ZHAO not in text and LI not in text


def test_clear_identities_only_with_a_reason_and_only_of_the_leads(data, tmp_path):
    folder = compare(data, tmp_path / "out", "--reveal", "交办单 2022-8")
    clear = (folder / "identities.csv").read_text(encoding="utf-8")
    assert LI in clear and ZHAO in clear and MILL in clear
    assert WANG not in clear and SUN not in clear and SHOP not in clear
    reveal = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["reveal"]
    assert reveal["reason"] == "交办单 2022-8" and reveal["by"]


def test_the_same_key_file_gives_the_same_leads_elsewhere(data, tmp_path):
    first = compare(data, tmp_path / "one")
    (tmp_path / "keys").write_bytes((tmp_path / "one" / "identity.key").read_bytes())
    (tmp_path / "keys").chmod(0o600)
    second = compare(data, tmp_path / "two", "--keys", str(tmp_path / "keys"))
    assert (first / "leads.parquet").read_bytes() == (second / "leads.parquet").read_bytes()


def test_columns_in_any_order_are_no_difference(data, tmp_path):
    first = compare(data, tmp_path / "one")
    path = data / "payroll-2022-08.csv"
    lines = list(csv.reader(path.read_text(encoding="gb18030").splitlines()))
    table(path, lines[0][::-1], [line[::-1] for line in lines[:0:-1]], "utf-8")
    (tmp_path / "keys").write_bytes((tmp_path / "one" / "identity.key").read_bytes())
    (tmp_path / "keys").chmod(0o600)
    second = compare(data, tmp_path / "two", "--keys", str(tmp_path / "keys"))
    assert [lead.fingerprint for lead in read_leads(first / "leads.parquet")] == [
        lead.fingerprint for lead in read_leads(second / "leads.parquet")
    ]


def test_a_date_is_a_date_in_a_workbook_too(data, tmp_path):
    book = xlsxwriter.Workbook(str(data / "deaths.xlsx"), {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["证件号码", "死亡日期", "来源"])
    sheet.write_row(1, 0, [ZHAO])
    sheet.write_datetime(1, 1, datetime.datetime(2022, 5, 9))
    sheet.write(1, 2, "公安")
    book.close()
    (data / "deaths.parquet").unlink()
    leads = read_leads(compare(data, tmp_path / "out") / "leads.parquet")
    assert "deceased_still_insured" in {lead.rule for lead in leads}
