"""参保回退预警告知书 — persons and times, and that cover bought and taken back is none."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import DocumentKind, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("参保回退预警告知书", "roll-back warning"),
    citation="社会保险法 第五十八条、第八十八条；常州市扩面增效专项行动措施39",
    retention_years=10,
    number_format="{organ}预警〔{year}〕{serial}号",
    id="roll_back_notice",
)


def compose(*, organ: str, number: str, addressee: str, issued_on: str, month: str, persons: int, times: int, reply_by: str) -> Letter:
    on, until, seen = date.fromisoformat(issued_on), date.fromisoformat(reply_by), date.fromisoformat(month)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(
                f"经比对截至{seen.year}年{seen.month}月的参保业务，你单位{persons}名人员在当月参保后又办理回退，共{times}次。"
                "用人单位应当自用工之日起三十日内为职工办理社会保险登记并持续参保；当月参保后回退的，回退期间不构成有效参保。"
            ),
            Paragraph(f"请于{long_date(until)}前书面说明原因。逾期不说明或者无正当理由的，将附名单移交劳动保障监察机构核查。"),
        ),
        signature=Signature(organ, on),
    )
