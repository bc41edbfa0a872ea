"""工伤认定卷内目录 — what the file holds, page by page, kept for fifty years."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, day, letter
from gongdun.kernel.documents import Column, DocumentKind, FieldTable, Letter, Table
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤认定卷内目录", "list of the file"),
    citation="工伤认定办法 第二十四条",
    retention_years=50,
    number_format="{organ}工档〔{year}〕{serial}号",
    id="file_list",
)


COLUMNS = (
    Column("序号", 1, "center"),
    Column("材料名称", 7),
    Column("文号", 4),
    Column("日期", 3),
    Column("页数", 1, "center"),
    Column("起始页", 2, "center"),
)


def compose(facts: Facts) -> Letter:
    pairs = (("办件号", facts["matter"]), ("职工", facts["worker"]), ("用人单位", facts["employer"]), ("归档日期", day(facts["issued_on"])),
             ("保管期限", f"五十年，至{day(facts['kept_until'])}"))  # fmt: skip
    return letter(DOCUMENT, facts, "", FieldTable(pairs), Table(COLUMNS, tuple(tuple(row) for row in facts["rows"])))
