"""劳动能力鉴定通知书 — when and where to come, what to bring."""

from __future__ import annotations

from gongdun.areas.assessment.wording import SUBJECTS, Facts, day, letter
from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("劳动能力鉴定通知书", "notice of the session"),
    citation="劳动能力鉴定管理办法 现场鉴定的规定",
    retention_years=50,
    number_format="{organ}劳鉴通〔{year}〕{serial}号",
    id="assessment_notice",
)


def compose(facts: Facts) -> Letter:
    return letter(
        DOCUMENT,
        facts,
        facts["worker"],
        Paragraph("请按下列时间和地点参加劳动能力鉴定，并携带身份证明、全部病历和影像资料："),
        FieldTable(
            (("时间", day(facts["held_on"])), ("地点", facts["hall"]), ("科目", SUBJECTS[facts["subject"]]), ("办件号", facts["matter"]))
        ),
        Paragraph(
            "因故不能按时参加的，请提前说明理由，可以调整时间。无正当理由不参加的，鉴定终止；拒不接受劳动能力鉴定的，依据《工伤保险条例》第四十二条停止享受工伤保险待遇。"
        ),
        copy_to=tuple(filter(None, (facts["employer"],))),
    )
