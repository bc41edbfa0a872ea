"""工伤保险基金收支月报 — the month's balances by account, as the books hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongdun.areas.benefits.case import yuan
from gongdun.kernel.documents import Column, DocumentKind, Letter, Paragraph, Signature, Table
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤保险基金收支月报", "monthly statement of the fund"),
    citation="社会保险基金财务制度（财社〔2017〕144号）",
    retention_years=30,
)
HEADS = ("科目", "名称", "期初（元）", "借方（元）", "贷方（元）", "期末（元）")
SUMS = ("opening", "debit", "credit", "closing")


def facts_of(*, organ: str, month: date, on: date, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "organ": organ, "month": f"{month.year}年{month.month}月", "on": on.isoformat(),
        "rows": [[row["code"], row["title"].zh, *(row[name] for name in SUMS)] for row in rows],
    }  # fmt: skip


def compose(facts: dict[str, Any]) -> Letter:
    rows = tuple((code, title, *(yuan(fen) for fen in sums)) for code, title, *sums in facts["rows"])
    total = ("", "合计", *(yuan(sum(row[place] for row in facts["rows"])) for place in range(2, 6)))
    columns = (Column(HEADS[0], 1), Column(HEADS[1], 3), *(Column(head, 3, "right") for head in HEADS[2:]))
    return Letter(
        organ_head=facts["organ"], title=f"工伤保险基金收支月报（{facts['month']}）",
        blocks=(Paragraph("期初、期末以借方余额为正、贷方余额为负；借贷合计相等。"), Table(columns, (*rows, total))),
        signature=Signature(facts["organ"], date.fromisoformat(facts["on"])),
    )  # fmt: skip
