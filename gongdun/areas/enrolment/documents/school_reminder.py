"""实习学生参保提醒函 — the students of a term who are not insured in the data, and the rows that were rejected, each with the reason."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import Column, DocumentKind, Letter, Paragraph, Signature, Table
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("实习学生参保提醒函", "reminder to the school"),
    citation="苏人社规〔2020〕6号",
    retention_years=10,
    number_format="{organ}校提〔{year}〕{serial}号",
    id="school_reminder",
)
COLUMNS = (Column("姓名"), Column("证件号码", 2), Column("实习单位", 2), Column("开始日期", 2), Column("结束日期", 2), Column("原因", 3))


def compose(*, organ: str, number: str, addressee: str, issued_on: str, term: str, students: list[list[str]]) -> Letter:
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(f"经与最新一期参保数据比对，你校{term}下列{len(students)}名实习学生尚未参加工伤保险或者名册有误："),
            Table(COLUMNS, tuple(tuple(one) for one in students)),
            Paragraph("请督促实习单位为上述学生办理工伤保险参保，名册有误的请更正后重新报送。"),
        ),
        signature=Signature(organ, date.fromisoformat(issued_on)),
    )
