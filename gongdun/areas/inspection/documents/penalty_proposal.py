"""社会保险提请行政处罚建议书 (GB/T 32622, annex G) — the agency proposes, only the bureau punishes."""

from __future__ import annotations

from datetime import date

from gongdun.desk.documents import yuan
from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Signature
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("社会保险提请行政处罚建议书", "proposal of a penalty"),
    citation="社会保险稽核办法 第十一条、第十二条；GB/T 32622-2016 附录G",
    retention_years=10,
    number_format="{organ}稽罚建〔{year}〕{serial}号",
    id="penalty_proposal",
)


def compose(
    *, organ: str, number: str, addressee: str, issued_on: str, employer: str, uscc: str, record: str, reason: str, owed_fen: int
) -> Letter:
    on = date.fromisoformat(issued_on)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph("我单位在社会保险稽核中发现下列单位有违反社会保险规定的行为，根据《社会保险稽核办法》第十一条，提请依法处理。"),
            FieldTable((("单位名称", employer), ("统一社会信用代码", uscc), ("应补缴金额（元）", yuan(owed_fen) if owed_fen else "—"))),
            Paragraph("一、稽核情况", 1),
            Paragraph(record or "被稽核单位拒绝接受稽核，稽核未能完成。"),
            Paragraph("二、提请理由", 1),
            Paragraph(reason),
        ),
        signature=Signature(organ, on),
    )
