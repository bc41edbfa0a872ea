"""工伤认定文书更正通知书 — a slip of the pen, never the conclusion."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, letter
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤认定文书更正通知书", "notice of correction"),
    citation="工伤认定办法 第十九条",
    retention_years=50,
    number_format="{organ}工更〔{year}〕{serial}号",
    id="correction_notice",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        f"{facts['worker']}、{facts['employer']}",
        Paragraph(f"本机关作出的{facts['decision_number']}号决定书存在笔误，现更正如下：{facts['reason']}。"),
        Paragraph("本次更正不改变决定的结论，原决定书的其他内容继续有效，救济期限不因更正重新计算。"),
        closing="特此通知。",
    )
