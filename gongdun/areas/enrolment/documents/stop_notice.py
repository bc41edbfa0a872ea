"""停保退费告知书 — cover ends with the month of death; what was charged after it goes back to the unit."""

from __future__ import annotations

from datetime import date

from gongdun.desk.documents import capitals, yuan
from gongdun.kernel.documents import DocumentKind, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("停保退费告知书", "notice of stopped cover and refund"),
    citation="社会保险经办条例 第二十五条；常州市扩面增效专项行动措施38",
    retention_years=10,
    number_format="{organ}停退〔{year}〕{serial}号",
    id="stop_notice",
)


def compose(
    *,
    organ: str,
    number: str,
    addressee: str,
    issued_on: str,
    worker: str,
    died_on: str,
    first_month: str,
    last_month: str,
    refund_fen: int,
) -> Letter:
    on, died = date.fromisoformat(issued_on), date.fromisoformat(died_on)
    first, last = date.fromisoformat(first_month), date.fromisoformat(last_month)
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(
                f"经核实，你单位职工{worker}已于{long_date(died)}死亡，死亡当月照常缴费。"
                f"{first.year}年{first.month}月至{last.year}年{last.month}月多缴的工伤保险费"
                f"{yuan(refund_fen)}元（大写：{capitals(refund_fen)}）应予退还。"
            ),
            Paragraph("请自收到本告知书之日起在省社会保险公共服务平台办理减员。多缴费款在停保经次月申报数据证实后退至你单位缴费账户。"),
        ),
        signature=Signature(organ, on),
    )
