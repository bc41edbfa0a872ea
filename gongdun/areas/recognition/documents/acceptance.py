"""工伤认定申请受理决定书 — the application is accepted; the sixty or fifteen days run."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, day, happened, letter
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤认定申请受理决定书", "decision to accept an application"),
    citation="工伤认定办法 第八条",
    retention_years=50,
    number_format="{organ}工受〔{year}〕{serial}号",
    id="acceptance",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        facts["applicant"],
        Paragraph(
            f"你（单位）于{day(facts['received_on'])}提出的{facts['worker']}（用人单位：{facts['employer']}）工伤认定申请收悉。申请所述事故伤害：{happened(facts)}。"
        ),
        Paragraph(f"经审核，申请材料完整，符合《工伤保险条例》第十七条、第十八条的规定，本机关决定自{day(facts['issued_on'])}起受理。"),
        Paragraph(f"依据《工伤保险条例》第二十条，本机关将于{day(facts['due_on'])}前作出工伤认定决定。依法中止的，中止期间不计算在内。"),
        closing="特此告知。",
        copy_to=(facts["other_side"],),
    )
