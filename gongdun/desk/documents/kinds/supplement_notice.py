"""补正材料告知书 — what is still missing from an application, all of it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.desk.catalogue import procedure_of
from gongdun.desk.queries.materials import missing
from gongdun.kernel.documents import DocumentKind, Letter, List, Paragraph, Signature, long_date
from gongdun.kernel.words import Title
from gongdun.vault.actors import Actor

DOCUMENT = DocumentKind(
    title=Title("补正材料告知书", "supplement notice"),
    citation="工伤保险条例 第十八条",
    retention_years=30,
    number_format="{organ}补〔{year}〕{serial}号",
    editable=("missing", "due_on"),
    id="supplement_notice",
)


@dataclass(frozen=True)
class SupplementNotice:
    organ: str
    number: str
    applicant: str
    subject: str  # 工伤认定申请
    received_on: date
    missing: tuple[str, ...]
    citation: str
    place: str
    due_on: date | None
    issued_on: date | None


def compose(facts: SupplementNotice) -> Letter:
    until = f"请于{long_date(facts.due_on)}前" if facts.due_on else "请及时"
    return Letter(
        organ_head=facts.organ,
        number=facts.number,
        title=DOCUMENT.title.zh,
        addressee=facts.applicant,
        blocks=(
            Paragraph(
                f"你（单位）于{long_date(facts.received_on)}提交的{facts.subject}收悉。经审查，材料不完整。依据{facts.citation}，现一次性告知需要补正的全部材料："
            ),
            List(facts.missing),
            Paragraph(f"{until}将上述材料送至{facts.place}。材料补齐后，本机关依法受理。"),
        ),
        closing="特此告知。",
        signature=Signature(facts.organ, facts.issued_on),
    )


def draft(matter: Any, *, actor: Actor, today: date) -> SupplementNotice:
    """Everything that is missing, with what the clerk remarked on it (not stamped, unreadable)."""
    lines = tuple(f"{one.title.zh}（{one.remark}）" if one.remark else one.title.zh for one in missing(matter))
    return SupplementNotice(
        organ=matter.office.name, number="", applicant=applicant(matter), subject=f"{procedure_of(matter).title.zh}申请", received_on=matter.opened_on,
        missing=lines, citation="《工伤保险条例》第十八条", place=matter.office.name, due_on=None, issued_on=today,
    )  # fmt: skip


def applicant(matter: Any) -> str:
    """Who asked: as the matter names it, else the employer, else the worker."""
    named = matter.facts.get("applicant")
    return str(named or (matter.employer and matter.employer.name) or (matter.worker and matter.worker.name) or matter.title)
