"""督办单 — one office, one measure: what was to be done, where it stands, what is asked, until when. Aggregates only, no person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Receipt, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("督办单", "chase slip"),
    citation="常州市扩面增效专项行动督办（内部时限）",
    retention_years=10,
    number_format="{organ}督〔{year}〕{serial}号",
    editable=("asked",),
    id="chase_slip",
)


@dataclass(frozen=True)
class ChaseSlip:
    organ: str
    number: str
    office: str
    plan: str
    measure: str
    text: str
    deadline: str
    stands: str
    asked: str
    due_on: date
    issued_on: date


def compose(facts: ChaseSlip) -> Letter:
    return Letter(
        organ_head=facts.organ,
        number=facts.number,
        title=DOCUMENT.title.zh,
        addressee=facts.office,
        blocks=(
            Paragraph(f"你单位承担的《{facts.plan}》第{facts.measure}，提醒后未按期回复，现予督办。"),
            FieldTable((("措施", facts.text), ("完成时限", facts.deadline), ("目前进展", facts.stands), ("督办要求", facts.asked))),
            Paragraph(f"请于{long_date(facts.due_on)}前在系统内回复办理情况并附佐证：系统记录优先，确无系统记录的附文件。"),
            Receipt("签收回执", (("督办单号", facts.number), ("签收单位", facts.office), ("签收人", ""), ("签收日期", ""))),
        ),
        signature=Signature(facts.organ, facts.issued_on),
    )
