"""工伤认定举证通知书 — an employer that denies the work injury proves so, by a day."""

from __future__ import annotations

from gongdun.areas.recognition.wording import Facts, day, letter, moment
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤认定举证通知书", "notice to give evidence"),
    citation="工伤保险条例 第十九条",
    retention_years=50,
    number_format="{organ}工举〔{year}〕{serial}号",
    id="evidence_notice",
)


def compose(facts: Facts) -> Letter:
    when = moment(facts["injured_at"]) if facts["injured_at"] else day(facts["injured_on"])
    return letter(
        DOCUMENT,
        facts,
        facts["employer"],
        Paragraph(f"本机关已受理{facts['worker']}于{when}在{facts['place']}受到事故伤害的工伤认定申请。"),
        Paragraph("依据《工伤保险条例》第十九条第二款，职工或者其近亲属认为是工伤，用人单位不认为是工伤的，由用人单位承担举证责任。"),
        Paragraph(
            f"请于{day(facts['due_on'])}前提交书面意见和证据，证据应当编号并注明来源。逾期不提交的，本机关根据职工一方提供的证据和调查取得的证据依法作出决定。"
        ),
        closing="特此通知。",
    )
