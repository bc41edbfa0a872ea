"""退还多付待遇通知书 — what was paid without a claim to it, for which months, and until when it comes back."""

from __future__ import annotations

from datetime import date

from gongdun.desk.documents import capitals, yuan
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("退还多付待遇通知书", "demand for repayment"),
    citation="社会保险法 第八十八条；社会保险经办条例 第四十六条",
    retention_years=10,
    number_format="{organ}退还〔{year}〕{serial}号",
    id="repayment_demand",
)


def compose(
    *, organ: str, number: str, addressee: str, issued_on: str, benefit: str, first_month: str, last_month: str, amount_fen: int, repay_by: str
) -> Letter:  # fmt: skip
    on, until = date.fromisoformat(issued_on), date.fromisoformat(repay_by)
    first, last = date.fromisoformat(first_month), date.fromisoformat(last_month)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(
                f"经核实，{first.year}年{first.month}月至{last.year}年{last.month}月多付{benefit}{yuan(amount_fen)}元（大写：{capitals(amount_fen)}）。"
            ),
            Paragraph(f"请于{long_date(until)}前退还。一次退还确有困难的，可以书面申请分期。逾期不退还的，将提请行政部门责令退回。"),
        ),
        signature=Signature(organ, on),
    )
