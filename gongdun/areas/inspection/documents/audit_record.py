"""社会保险稽核工作记录表 (GB/T 32622, annex D) — what the two auditors saw, signed by them and by the unit."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Receipt, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("社会保险稽核工作记录表", "record of audit"),
    citation="社会保险稽核办法 第九条；GB/T 32622-2016 附录D",
    retention_years=10,
    number_format="{organ}稽录〔{year}〕{serial}号",
    id="audit_record",
)


def compose(
    *, organ: str, number: str, addressee: str, issued_on: str, began_on: str, record: str, result: str, auditors: list[str]
) -> Letter:
    on, began = date.fromisoformat(issued_on), date.fromisoformat(began_on)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        blocks=(
            FieldTable(
                (
                    ("被稽核单位", addressee),
                    ("稽核人员", "、".join(auditors)),
                    ("稽核时间", f"{long_date(began)}至{long_date(on)}"),
                    ("稽核结果", result),
                )
            ),
            Paragraph("一、稽核情况", 1),
            Paragraph(record),
            Receipt("签字确认", (("稽核人员", ""), ("单位负责人或者经办人", ""), ("日期", ""))),
        ),
        signature=Signature(organ, on),
    )
