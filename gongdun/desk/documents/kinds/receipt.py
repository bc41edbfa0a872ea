"""收件回执、受理回执 — what was handed in, or that the matter was accepted, and until when it is to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, List, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("回执", "receipt"),
    citation="工伤认定办法 第八条",
    retention_years=10,
    number_format="{organ}收〔{year}〕{serial}号",
    id="receipt",
)


@dataclass(frozen=True)
class ReceiptFacts:
    """`is_accepted` tells 受理回执 from 收件回执; `due_on` is the day the decision is due, where the law gives one."""

    organ: str
    number: str
    applicant: str
    subject: str
    matter: str
    materials: tuple[str, ...]
    on: date
    officer: str
    phone: str
    is_accepted: bool = False
    due_on: date | None = None


def compose(facts: ReceiptFacts) -> Letter:
    verb = "受理" if facts.is_accepted else "收到"
    due = (("办结期限", long_date(facts.due_on)),) if facts.due_on else ()
    return Letter(
        organ_head=facts.organ,
        number=facts.number,
        title="受理回执" if facts.is_accepted else "收件回执",
        addressee=facts.applicant,
        blocks=(
            Paragraph(f"本机关于{long_date(facts.on)}{verb}你（单位）的{facts.subject}。材料如下："),
            List(facts.materials),
            FieldTable((("办件号", facts.matter), *due, ("经办人", facts.officer), ("联系电话", facts.phone))),
        ),
        signature=Signature(facts.organ, facts.on),
    )
