"""工伤保险待遇核定书 — each benefit with its amount, who pays it and the receipt of its calculation sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.areas.benefits.case import yuan
from gongdun.areas.benefits.words import BENEFITS
from gongdun.kernel.documents import Column, DocumentKind, FieldTable, Letter, Paragraph, Signature, Table
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤保险待遇核定书", "determination of benefits"),
    citation="社会保险经办条例 第三十七条",
    retention_years=30,
    number_format="{organ}待核〔{year}〕{serial}号",
)
PAYERS = {"fund": "工伤保险基金", "employer": "用人单位"}


@dataclass(frozen=True)
class Row:
    benefit: str
    beneficiary: str
    amount_fen: int
    payer: str
    is_monthly: bool
    receipt: str


def facts_of(
    *, organ: str, number: str, worker: str, masked: str, employer: str, recognition: str, assessment: str, on: date, rows: Sequence[Row]
) -> dict[str, Any]:
    """What may be stored: no identity number in clear."""
    return {
        "organ": organ, "number": number, "worker": worker, "masked": masked, "employer": employer, "recognition": recognition, "assessment": assessment,
        "on": on.isoformat(), "rows": [[one.benefit, one.beneficiary, one.amount_fen, one.payer, one.is_monthly, one.receipt] for one in rows],
    }  # fmt: skip


def compose(facts: dict[str, Any]) -> Letter:
    rows = tuple(
        (BENEFITS[benefit].zh, who, f"{yuan(fen)}{'元/月' if monthly else '元'}", PAYERS[payer], receipt[:12])
        for benefit, who, fen, payer, monthly, receipt in facts["rows"]
    )
    pairs = (
        ("职工", facts["worker"]), ("证件号码", facts["masked"]), ("用人单位", facts["employer"]), ("工伤认定", facts["recognition"]),
        ("劳动能力鉴定", facts["assessment"] or "不涉及"),
    )  # fmt: skip
    return Letter(
        organ_head=facts["organ"],
        number=facts["number"],
        title="工伤保险待遇核定书",
        addressee=facts["worker"],
        blocks=(
            Paragraph("根据《工伤保险条例》和《江苏省实施〈工伤保险条例〉办法》，经核定，工伤保险待遇如下："),
            FieldTable(pairs),
            Table((Column("待遇", 3), Column("享受人", 2), Column("金额", 2, "right"), Column("支付方", 2), Column("计算书回执", 2)), rows),
            Paragraph(
                "每项金额的计算依据见计算书。对本核定不服的，可以自收到之日起六十日内申请行政复议，或者自收到之日起六个月内提起行政诉讼。"
            ),
        ),
        signature=Signature(facts["organ"], date.fromisoformat(facts["on"])),
    )
