"""One district's month as a clerk's own workbook: Chinese headings, numbers as text, blanks, and a few rows that are wrong.

For showing how an import reads, annotates and refuses. The mistakes are returned, so that a demonstration or a test can count on them.
"""

# ruff: noqa: S608 - the statements are put together from this package's own names

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import xlsxwriter

from gongdun.demo.city import identifiers
from gongdun.demo.city.files import cell_text
from gongdun.law.refusal import Refusal

# The sheet's columns: Chinese heading and the SQL that fills it.
SHEETS: dict[str, dict[str, str]] = {
    "payroll": {
        "序号": "row_number() OVER ()",
        "统一社会信用代码": "t.uscc",
        "单位名称": "e.name",
        "姓名": "t.name",
        "证件号码": "t.id_number",
        "所属期": "t.month",
        "所得项目": "CASE t.kind WHEN 'wage' THEN '工资薪金' ELSE '劳务报酬' END",
        "收入额": "t.income",
        "备注": "''",
    },
    "declarations": {
        "序号": "row_number() OVER ()",
        "统一社会信用代码": "t.uscc",
        "单位名称": "e.name",
        "姓名": "p.name",
        "证件号码": "t.id_number",
        "费款所属期": "t.month",
        "申报工资": "t.wage",
        "缴费基数": "t.base",
        "已缴": "CASE WHEN t.paid THEN '是' ELSE '否' END",
        "备注": "''",
    },
}
NUMBER, MONEY = "证件号码", ("收入额", "缴费基数")


@dataclass(frozen=True)
class Mistake:
    """A wrong cell: the sheet's row as Excel counts it, the heading, what stands there and what is wrong with it."""

    row: int
    column: str
    value: str
    what: str


def write_workbook(city: Path, table: str, district: str, month: str, path: Path, *, limit: int = 400) -> list[Mistake]:
    """Writes the workbook and, beside it, `<name>.mistakes.json`. Returns the mistakes planted."""
    headings = list(SHEETS[table])
    rows = [list(row) for row in district_rows(city, table, district, month, limit)]
    if len(rows) < 12:
        raise Refusal(
            "{district} has fewer than 12 rows of {table} in {month}: choose another.", district=district, table=table, month=month
        )
    mistakes = spoil(rows, headings)
    write_rows(path, headings, rows)
    told = json.dumps([asdict(mistake) for mistake in mistakes], ensure_ascii=False, indent=1)
    path.with_suffix(".mistakes.json").write_text(told + "\n", encoding="utf-8")
    return mistakes


def district_rows(city: Path, table: str, district: str, month: str, limit: int) -> list[tuple]:
    files = {name: city / f"{name}.parquet" for name in ("employers", "persons", f"{table}-{month}")}
    if missing := [path.name for path in files.values() if not path.is_file()]:
        raise Refusal("{city} is no city in Parquet files: {missing} is missing.", city=str(city), missing=missing[0])
    connection = duckdb.connect()
    selected = ", ".join(SHEETS[table].values())
    return connection.execute(
        f"""SELECT {selected} FROM read_parquet($t) t JOIN read_parquet($e) e USING (uscc) LEFT JOIN read_parquet($p) p USING (id_number)
        WHERE e.district = $district ORDER BY t.uscc, t.id_number LIMIT $limit""",
        {
            "t": str(files[f"{table}-{month}"]),
            "e": str(files["employers"]),
            "p": str(files["persons"]),
            "district": district,
            "limit": limit,
        },
    ).fetchall()


def spoil(rows: list[list], headings: list[str]) -> list[Mistake]:
    """Eight rows go wrong the way workbooks do; three more only look odd and must pass."""
    number, money = headings.index(NUMBER), next(place for place, heading in enumerate(headings) if heading in MONEY)
    code = headings.index("统一社会信用代码")
    rows[1][number] = f" {rows[1][number]} "
    rows[2][number] = identifiers.full_width(str(rows[2][number]))
    rows[3][number] = str(rows[3][number]).lower()
    wrong = [
        (4, number, swapped(str(rows[4][number])), "校验码不符"),
        (5, number, "", "证件号码缺失"),
        (6, number, float(str(rows[6][number]).strip()[:15]) * 1000, "证件号码成了数字，末几位已丢失"),
        (7, money, "六千元", "金额不是数字"),
        (8, money, Decimal("-5200.00"), "金额为负"),
        (9, code, str(rows[9][code])[:-1], "统一社会信用代码少一位"),
        (10, number, str(rows[10][number])[:17], "证件号码少一位"),
    ]
    for place, column, value, _ in wrong:
        rows[place][column] = value
    rows.append(list(rows[0]))
    mistakes = [Mistake(place + 2, headings[column], str(value), what) for place, column, value, what in wrong]
    return [*mistakes, Mistake(len(rows) + 1, NUMBER, str(rows[0][number]), "与第2行重复")]


def swapped(number: str) -> str:
    """Two different neighbouring digits changed places: the commonest slip, which the check character always shows."""
    place = next(place for place in range(6, 16) if number[place] != number[place + 1])
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def write_rows(path: Path, headings: list[str], rows: list[list]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("明细")
        sheet.write_row(0, 0, headings, book.add_format({"bold": True, "bg_color": "#DDEBF7"}))
        for line, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                put(sheet, line, place, value)
        sheet.set_column(1, 4, 22)


def put(sheet: xlsxwriter.worksheet.Worksheet, line: int, place: int, value: object) -> None:
    if isinstance(value, int | float | Decimal):
        sheet.write_number(line, place, value)
    elif value not in (None, ""):
        sheet.write_string(line, place, cell_text(value))
