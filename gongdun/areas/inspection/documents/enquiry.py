"""参保异动核查函 — the figures that changed, each as a question; the unit explains in fifteen days."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import DocumentKind, Letter, List, Paragraph, Receipt, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("参保异动核查函", "enquiry about a change"),
    citation="社会保险法 第六十条、第六十三条；常州市扩面增效专项行动措施8",
    retention_years=10,
    number_format="{organ}核函〔{year}〕{serial}号",
    id="enquiry",
)


def compose(*, organ: str, number: str, addressee: str, issued_on: str, month: str, questions: list[str], reply_by: str) -> Letter:
    on, until, seen = date.fromisoformat(issued_on), date.fromisoformat(reply_by), date.fromisoformat(month)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(f"经比对{seen.year}年{seen.month}月数据，你单位工伤保险参保情况有以下变动，请予说明："),
            List(tuple(questions)),
            Paragraph(f"请于{long_date(until)}前书面说明原因并附有关材料。确有少报、漏报的，请一并办理补报。"),
            Paragraph("上述数字系数据比对结果，不作为认定违法事实的依据。"),
            Receipt("回执", (("单位名称", addressee), ("说明事项", ""), ("经办人", ""), ("日期", ""))),
        ),
        signature=Signature(organ, on),
    )
