"""The leads as a workbook: a sheet of the run, a sheet per rule. Texts are written as texts, so none can become a formula."""

from __future__ import annotations

import json
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gongdun.compare.leads import Lead
from gongdun.compare.manifest import Manifest
from gongdun.compare.rules.rule import Rule

HEADS = ("线索指纹", "人员键", "单位键", "事项", "所属地区", "期间", "等级", "状态")
STATUS = {"new": "新增", "persisting": "持续", "resolved": "已消除"}
ROWS_A_SHEET = 1_000_000


def write_workbook(path: Path, manifest: Manifest, rules: list[Rule], leads: list[Lead]) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    write_rows(book.add_worksheet("比对结果"), summary(manifest, rules), bold)
    for rule in rules:
        own = [lead for lead in leads if lead.rule == rule.id][:ROWS_A_SHEET]
        if own:
            write_rows(book.add_worksheet(rule.id[:31]), sheet(own), bold)
    book.close()


def summary(manifest: Manifest, rules: list[Rule]) -> list[list[object]]:
    titles = {rule.id: rule for rule in rules}
    head: list[object] = ["规则", "名称", "措施", "线索", "新增", "持续", "已消除", "已屏蔽", "缺少的数据", "未运行原因", "依据", "下一步"]
    lines: list[list[object]] = [
        [
            r.rule,
            titles[r.rule].title,
            titles[r.rule].measure,
            r.leads,
            r.new,
            r.persisting,
            r.resolved,
            r.suppressed,
            "、".join(r.missing),
            r.not_run,
            titles[r.rule].citation,
            titles[r.rule].next_step,
        ]
        for r in manifest.rules
    ]
    return [head, *lines]


def sheet(leads: list[Lead]) -> list[list[object]]:
    figures = [json.loads(lead.figures) for lead in leads]
    names = sorted({name for row in figures for name in row})
    rows = [
        [
            lead.fingerprint,
            text(lead.person_key),
            text(lead.employer_key),
            lead.subject,
            lead.district,
            lead.period,
            lead.severity,
            STATUS[lead.status],
            *(row.get(name) for name in names),
        ]
        for lead, row in zip(leads, figures, strict=True)
    ]
    return [[*HEADS, *names], *rows]


def text(key: int | None) -> str:
    """Keys as text: Excel keeps only fifteen digits of a number."""
    return "" if key is None else str(key)


def write_rows(worksheet: Worksheet, rows: list[list[object]], bold: object) -> None:
    worksheet.freeze_panes(1, 0)
    for line, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, int):
                worksheet.write_number(line, place, value)
            elif value is not None:
                worksheet.write_string(line, place, str(value), bold if line == 0 else None)
