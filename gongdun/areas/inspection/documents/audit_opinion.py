"""社会保险稽核意见书 (GB/T 32622, annex F) — what is owed and until when it is put right; within ten working days."""

from __future__ import annotations

from datetime import date

from gongdun.desk.documents import capitals, yuan
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("社会保险稽核意见书", "audit opinion"),
    citation="社会保险稽核办法 第十条；社会保险法 第六十三条、第八十六条；GB/T 32622-2016 附录F",
    retention_years=10,
    number_format="{organ}稽意〔{year}〕{serial}号",
    id="audit_opinion",
)


def compose(
    *, organ: str, number: str, addressee: str, issued_on: str, record: str, owed_fen: int, persons: int, rectify_by: str
) -> Letter:
    on, until = date.fromisoformat(issued_on), date.fromisoformat(rectify_by)
    people = f"涉及{persons}名职工，" if persons else ""
    money = f"应补缴工伤保险费{yuan(owed_fen)}元（大写：{capitals(owed_fen)}），" if owed_fen else ""
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph("经稽核，你单位存在以下问题："),
            Paragraph(record),
            Paragraph(f"{people}{money}请于{long_date(until)}前改正，并将改正情况书面报我单位。"),
            Paragraph(
                "逾期不改正的，依据《社会保险稽核办法》第十一条提请行政部门处罚；欠缴费款依据《中华人民共和国社会保险法》第八十六条自欠缴之日起按日加收万分之五的滞纳金。"
            ),
        ),
        signature=Signature(organ, on),
    )
