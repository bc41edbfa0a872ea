"""工伤认定恢复通知书 — the conclusion came; the new last day."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, day, letter
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤认定恢复通知书", "notice of resumption"),
    citation="工伤保险条例 第二十条",
    retention_years=50,
    number_format="{organ}工复〔{year}〕{serial}号",
    id="resumption_notice",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        f"{facts['worker']}、{facts['employer']}",
        Paragraph(f"本机关自{day(facts['suspended_on'])}起中止的{facts['worker']}工伤认定申请，已收到：{facts['reason']}。"),
        Paragraph(f"中止的原因已经消除，自{day(facts['resumed_on'])}起恢复计算期限，本机关将于{day(facts['due_on'])}前作出工伤认定决定。"),
        closing="特此通知。",
    )
