"""实习学生参保证明 — the students of a term that the data show insured; numbers are masked, so a school may keep it."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import Column, DocumentKind, Letter, Paragraph, Signature, Table
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("实习学生参加工伤保险证明", "certificate of cover of placed students"),
    citation="苏人社规〔2020〕6号；社会保险法 第七十四条",
    retention_years=30,
    number_format="{organ}校证〔{year}〕{serial}号",
    id="school_certificate",
)
COLUMNS = (Column("姓名"), Column("证件号码", 2), Column("实习单位", 3), Column("开始日期", 2), Column("结束日期", 2))


def compose(
    *, organ: str, number: str, addressee: str, issued_on: str, term: str, month: str, students: list[list[str]]
) -> Letter:  # fmt: skip
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(f"经省社会保险信息平台{month}数据证实，你校{term}下列{len(students)}名实习学生已在实习单位参加工伤保险："),
            Table(COLUMNS, tuple(tuple(one) for one in students)),
            Paragraph("实习期间变更实习单位的，应当重新报送名册，由新的实习单位办理参保。"),
        ),
        signature=Signature(organ, date.fromisoformat(issued_on)),
    )
