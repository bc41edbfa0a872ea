"""认定工伤决定书 — 认定工伤 or 视同工伤, with the reasoning assembled from the elements."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, article, day, happened, letter, parties, remedy
from gongdun.kernel.documents import DocumentKind, Letter, List, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("认定工伤决定书", "decision recognising a work injury"),
    citation="工伤认定办法 第十九条",
    retention_years=50,
    number_format="{organ}工认〔{year}〕{serial}号",
    id="recognition_decision",
)


VERDICTS = {"injury": "予以认定为工伤", "deemed": "予以认定视同工伤"}


def compose(facts: Facts) -> Letter:
    disease = facts["item"] == "14-4"
    course = "职业病诊断和核实情况" if disease else "受伤害经过和核实情况"
    return letter(
        DOCUMENT,
        facts,
        "",
        *parties(facts),
        Paragraph(f"本机关于{day(facts['accepted_on'])}受理{facts['applicant']}提出的工伤认定申请，现已审理终结。"),
        Paragraph(
            f"事故时间和地点：{happened(facts)}。诊断时间：{day(facts['diagnosed_on']) if facts['diagnosed_on'] else '—'}。受伤害部位：{facts['parts'] or '—'}。"
        ),
        Paragraph(f"医疗救治的基本情况和诊断结论：{facts['hospital']}诊断为{facts['diagnosis']}。"),
        Paragraph(f"{course}：{facts['told']}"),
        Paragraph("经审查，本机关查明："),
        List(tuple(facts["reasoning"])),
        *((Paragraph(f"{facts['gap_reason']}"),) if facts["gap_reason"] else ()),
        Paragraph(f"上述情形符合《工伤保险条例》{article(facts['item'])}（{facts['item_title']}）的规定，{VERDICTS[facts['result']]}。"),
        remedy(facts),
        title="视同工伤决定书" if facts["result"] == "deemed" else DOCUMENT.title.zh,
        copy_to=(facts["worker"], facts["employer"], facts["agency"]),
    )
