"""支付通知 — what was paid to whom for which benefit, with what was kept back; the account shows its last four digits only."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongdun.areas.benefits.case import yuan
from gongdun.areas.benefits.words import BENEFITS
from gongdun.desk.documents.amounts import capitals
from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Signature
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("工伤保险待遇支付通知", "remittance advice"),
    citation="社会保险经办条例 第二十三条",
    retention_years=15,
    number_format="{organ}待付〔{year}〕{serial}号",
)


def facts_of(
    *,
    organ: str,
    number: str,
    payee: str,
    mask: str,
    benefit: str,
    month: date | None,
    gross_fen: int,
    offset_fen: int,
    reference: str,
    on: date,
) -> dict[str, Any]:
    return {
        "organ": organ, "number": number, "payee": payee, "mask": mask, "benefit": benefit, "month": f"{month:%Y年%-m月}" if month else "",
        "gross_fen": gross_fen, "offset_fen": offset_fen, "reference": reference, "on": on.isoformat(),
    }  # fmt: skip


def compose(facts: dict[str, Any]) -> Letter:
    net = facts["gross_fen"] - facts["offset_fen"]
    pairs = [
        ("待遇", BENEFITS[facts["benefit"]].zh + (f"（{facts['month']}）" if facts["month"] else "")),
        ("应付金额", f"{yuan(facts['gross_fen'])}元"),
        *([("抵扣多付待遇", f"{yuan(facts['offset_fen'])}元")] if facts["offset_fen"] else []),
        ("实付金额", f"{yuan(net)}元（{capitals(net)}）"),
        ("收款账户", facts["mask"]),
        ("支付流水", facts["reference"]),
    ]
    return Letter(
        organ_head=facts["organ"], number=facts["number"], title="工伤保险待遇支付通知", addressee=facts["payee"],
        blocks=(Paragraph("下列工伤保险待遇已支付到你的账户："), FieldTable(tuple(pairs))),
        signature=Signature(facts["organ"], date.fromisoformat(facts["on"])),
    )  # fmt: skip
