"""社会保险稽核情况告知书 (GB/T 32622, annex E) — nothing was found, or the reason is lawful; within five working days."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import DocumentKind, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("社会保险稽核情况告知书", "information after an audit"),
    citation="社会保险稽核办法 第十条；GB/T 32622-2016 附录E",
    retention_years=10,
    number_format="{organ}稽告〔{year}〕{serial}号",
    id="audit_information",
)


def compose(*, organ: str, number: str, addressee: str, issued_on: str, began_on: str, ground: str) -> Letter:
    on, began = date.fromisoformat(issued_on), date.fromisoformat(began_on)
    said = f"经核实，{ground}，不属于违反社会保险规定的情形。" if ground else "未发现违反社会保险规定的情形。"
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(f"我单位于{long_date(began)}起对你单位缴纳工伤保险费情况实施稽核，现已结束。{said}"),
            Paragraph("根据《社会保险稽核办法》第十条，现予书面告知。"),
        ),
        signature=Signature(organ, on),
    )
