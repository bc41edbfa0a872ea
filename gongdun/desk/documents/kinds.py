"""The kinds of document every procedure needs: intake receipt, supplement notice, receipt of service."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, chinese_date
from gongdun.kernel.words import Title

INTAKE_RECEIPT = DocumentKind(
    title=Title("收件回执", "Intake receipt"), number="{mark}工收〔{year}〕{serial}号", citation="工伤保险条例#18", id="intake_receipt"
)
SUPPLEMENT_NOTICE = DocumentKind(
    title=Title("补正材料告知书", "Supplement notice"),
    number="{mark}工补〔{year}〕{serial}号",
    citation="工伤保险条例#18",
    is_served=True,
    id="supplement_notice",
)
SERVICE_RECEIPT = DocumentKind(
    title=Title("送达回证", "Receipt of service"), number="{mark}工送〔{year}〕{serial}号", citation="工伤认定办法#22", id="service_receipt"
)
KINDS = {kind.id: kind for kind in (INTAKE_RECEIPT, SUPPLEMENT_NOTICE, SERVICE_RECEIPT)}


def intake_receipt(
    *, organ: str, number: str, applicant: str, subject: str, matter: str, materials: Sequence[str], received_on: datetime.date, clerk: str
) -> Letter:
    """收件回执: what came in and when. That it came in does not mean that it is accepted."""
    fields = (
        ("申请人", applicant),
        ("申请事项", subject),
        ("办件编号", matter),
        ("收件日期", chinese_date(received_on)),
        ("收到材料", "；".join(f"{place}. {name}" for place, name in enumerate(materials, start=1)) or "无"),
        ("经办人", clerk),
    )
    blocks = (
        FieldTable(fields),
        Paragraph("本回执仅证明已收到上列材料，不表示申请已受理。材料不完整的，将一次性书面告知需要补正的全部材料。"),
    )
    return Letter(organ, INTAKE_RECEIPT.title.zh, blocks, number, signature=organ, date=received_on)


def supplement_notice(
    *, organ: str, number: str, applicant: str, subject: str, received_on: datetime.date, missing: Sequence[str], issued_on: datetime.date
) -> Letter:
    """补正材料告知书: everything that lacks, told once and in writing (工伤保险条例第十八条)."""
    listed = [Paragraph(f"{place}. {name}{'。' if place == len(missing) else '；'}") for place, name in enumerate(missing, start=1)]
    if not listed:
        raise ValueError("A supplement notice without missing materials would ask for nothing.")
    blocks = (
        Paragraph(f"你（单位）于{chinese_date(received_on)}提出的{subject}申请收悉。经审查，申请材料不完整。"),
        Paragraph("依照《工伤保险条例》第十八条第三款的规定，现一次性告知需要补正的全部材料如下："),
        *listed,
        Paragraph("请按照本告知书的要求补正。材料补正齐全后，本机关依法受理。"),
    )
    return Letter(organ, SUPPLEMENT_NOTICE.title.zh, blocks, number, applicant, organ, issued_on)


def service_receipt(*, organ: str, number: str, recipient: str, documents: Sequence[tuple[str, str]], method: str, place: str) -> Letter:
    """送达回证: one receipt covers several documents to one recipient; what is signed by hand stays empty."""
    fields = (
        ("送达文书", "；".join(f"{title}（{of_number}）" for title, of_number in documents)),
        ("受送达人", recipient),
        ("送达方式", method),
        ("送达地点", place),
        ("送达时间", "    年  月  日  时  分"),
        ("受送达人签名或者盖章", ""),
        ("代收人及与受送达人关系", ""),
        ("拒收事由", ""),
        ("见证人", ""),
        ("送达人（两人）", ""),
        ("备注", ""),
    )
    return Letter(organ, SERVICE_RECEIPT.title.zh, (FieldTable(fields),), number)
