"""延长工伤认定申请期限答复书 — the employer asked before its thirty days ended."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, day, letter
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("延长工伤认定申请期限答复书", "answer on a longer term to apply"),
    citation="工伤保险条例 第十七条",
    retention_years=50,
    number_format="{organ}工延〔{year}〕{serial}号",
    id="extension_answer",
)


def compose(facts: Facts) -> Letter:
    said = f"同意你单位将申请期限延长至{day(facts['until'])}" if facts["until"] else "不同意延长申请期限"
    return letter(
        DOCUMENT,
        facts,
        facts["employer"],
        Paragraph(f"你单位于{day(facts['asked_on'])}提出的延长{facts['worker']}工伤认定申请期限的申请收悉。理由：{facts['ground']}。"),
        Paragraph(f"依据《工伤保险条例》第十七条第一款，{said}。"),
    )
