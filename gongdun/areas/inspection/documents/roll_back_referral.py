"""参保回退移交单 — the unit, its persons and times, and what it said, to the labour inspection of the place of employment."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Receipt, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("参保回退移交单", "roll-back referral"),
    citation="劳动保障监察条例 第十一条、第十三条；常州市扩面增效专项行动措施39",
    retention_years=10,
    number_format="{organ}回移〔{year}〕{serial}号",
    id="roll_back_referral",
)


def compose(
    *, organ: str, number: str, addressee: str, issued_on: str, employer: str, uscc: str, month: str, persons: int, times: int,
    explanation: str, answer_by: str,
) -> Letter:  # fmt: skip
    on, until, seen = date.fromisoformat(issued_on), date.fromisoformat(answer_by), date.fromisoformat(month)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph("下列单位经预警后未能说明正当理由，根据《劳动保障监察条例》第十三条，现移交你单位核查劳动关系和参保情况。"),
            FieldTable(
                (
                    ("单位名称", employer),
                    ("统一社会信用代码", uscc),
                    ("数据截至", f"{seen.year}年{seen.month}月"),
                    ("回退人数", f"{persons}人"),
                    ("回退次数", f"{times}次"),
                    ("单位说明", explanation or "逾期未说明"),
                )
            ),
            Paragraph(f"请于{long_date(until)}前反馈核查结果。人员名单在系统内随办件查阅。"),
            Receipt("签收回执", (("签收单位", addressee), ("签收人", ""), ("签收日期", ""))),
        ),
        signature=Signature(organ, on),
    )
