"""工伤认定申请不予受理决定书 — the reason and the remedy stand in it."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, day, letter, remedy
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤认定申请不予受理决定书", "decision not to accept an application"),
    citation="工伤认定办法 第八条",
    retention_years=50,
    number_format="{organ}工不受〔{year}〕{serial}号",
    id="non_acceptance",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        facts["applicant"],
        Paragraph(f"你（单位）于{day(facts['received_on'])}提出的{facts['worker']}（用人单位：{facts['employer']}）工伤认定申请收悉。"),
        Paragraph(f"经审核，{facts['reason']}。依据《工伤保险条例》第十七条、第十八条和《工伤认定办法》第八条，本机关决定不予受理。"),
        remedy(facts),
        copy_to=(facts["other_side"],),
    )
