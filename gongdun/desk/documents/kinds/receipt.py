"""收件回执、受理回执 — what was handed in, or that the matter was accepted, and until when it is to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.desk.catalogue import procedure_of
from gongdun.desk.documents.kinds.supplement_notice import applicant
from gongdun.desk.queries.materials import checklist
from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, List, Paragraph, Signature, long_date
from gongdun.kernel.words import Title
from gongdun.vault.actors import Actor

DOCUMENT = DocumentKind(
    title=Title("回执", "receipt"),
    citation="工伤认定办法 第八条",
    retention_years=10,
    number_format="{organ}收〔{year}〕{serial}号",
    editable=("phone",),
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
    code: str = ""  # by which the applicant asks after the matter


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
            FieldTable((("办件号", facts.matter), *due, ("经办人", facts.officer), *((("联系电话", facts.phone),) if facts.phone else ()))),
        ),
        signature=Signature(facts.organ, facts.on),
        verification=facts.code,
    )


def draft(matter: Any, *, actor: Actor, today: date) -> ReceiptFacts:
    """What was handed in so far. A matter with `facts["accepted_on"]` gets 受理回执, any other 收件回执."""
    handed = tuple(one.title.zh for one in checklist(matter) if one.state != "missing")
    accepted = bool(matter.facts.get("accepted_on"))
    return ReceiptFacts(
        organ=matter.office.name, number="", applicant=applicant(matter), subject=f"{procedure_of(matter).title.zh}申请", matter=matter.number,
        materials=handed or ("（未附材料）",), on=today, officer=actor.name, phone="", is_accepted=accepted, due_on=matter.due_on if accepted else None,
    )  # fmt: skip
