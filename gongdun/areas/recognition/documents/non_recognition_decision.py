"""不予认定工伤决定书 — the article that is not met, or the exclusion that is."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, article, day, happened, letter, parties, remedy
from gongdun.kernel.documents import DocumentKind, Letter, List, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("不予认定工伤决定书", "decision not to recognise"),
    citation="工伤认定办法 第十九条",
    retention_years=50,
    number_format="{organ}工不认〔{year}〕{serial}号",
    id="non_recognition_decision",
)


def compose(facts: Facts) -> Letter:
    excluded = facts["item"].startswith("16")
    title = facts["item_title"]
    ground = (
        f"属于《工伤保险条例》{article(facts['item'])}（{title}）规定的情形"
        if excluded
        else f"不符合《工伤保险条例》{article(facts['item'])}（{title}）规定的情形，也不符合其他应当认定或者视同工伤的情形"
    )
    return letter(
        DOCUMENT,
        facts,
        "",
        *parties(facts),
        Paragraph(
            f"本机关于{day(facts['accepted_on'])}受理{facts['applicant']}提出的工伤认定申请。申请所述：{happened(facts)}。{facts['told']}"
        ),
        Paragraph("经审查，本机关查明："),
        List(tuple(facts["reasoning"])),
        *((Paragraph(f"{facts['gap_reason']}"),) if facts["gap_reason"] else ()),
        Paragraph(f"{facts['worker']}受到的伤害{ground}，决定不予认定或者视同工伤。"),
        remedy(facts),
        copy_to=(facts["worker"], facts["employer"]),
    )
