"""社会保险稽核通知书 (GB/T 32622, annex A) — three days ahead: what is audited, by whom, from when."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("社会保险稽核通知书", "notice of audit"),
    citation="社会保险稽核办法 第九条；GB/T 32622-2016 附录A",
    retention_years=10,
    number_format="{organ}稽通〔{year}〕{serial}号",
    id="audit_notice",
)


def compose(*, organ: str, number: str, addressee: str, issued_on: str, visit_on: str, subject: str, auditors: list[str]) -> Letter:
    on, visit = date.fromisoformat(issued_on), date.fromisoformat(visit_on)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(
                f"根据《社会保险稽核办法》第九条，我单位定于{long_date(visit)}起对你单位缴纳工伤保险费情况实施稽核。"
                "请备齐用工、工资发放和会计资料，并指定专人配合。"
            ),
            FieldTable((("稽核事由", subject), ("稽核人员", "、".join(auditors)), ("进场日期", long_date(visit)))),
            Paragraph("稽核人员不少于两人，实施稽核时出示证件。你单位认为稽核人员应当回避的，可在进场前书面提出并说明理由。"),
        ),
        signature=Signature(organ, on),
    )
