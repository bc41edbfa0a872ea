"""工伤保险参保证明 — who of an application the data show insured, since when, by which month's snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.areas.enrolment import eligibility
from gongdun.areas.enrolment.models import CoverPerson
from gongdun.desk.documents import yuan
from gongdun.kernel.documents import Column, DocumentKind, Letter, Paragraph, Signature, Table, long_date
from gongdun.kernel.facts import person_mark
from gongdun.kernel.words import Title
from gongdun.vault.actors import Actor

DOCUMENT = DocumentKind(
    title=Title("工伤保险参保证明", "certificate of cover"),
    citation="苏人社规〔2020〕6号；社会保险法 第七十四条",
    retention_years=30,
    number_format="{organ}参证〔{year}〕{serial}号",
    id="cover_certificate",
)
COLUMNS = (Column("姓名"), Column("证件号码", 2), Column("参保起始日", 2), Column("参保终止日", 2), Column("缴费（元）", align="right"))


@dataclass(frozen=True)
class Insured:
    name: str
    identity: str
    starts_on: date
    ends_on: date | None
    contribution: str


@dataclass(frozen=True)
class Certificate:
    organ: str
    number: str
    employer: str
    uscc: str
    group: str
    basis: str
    month: str  # of the data, 2022年9月
    persons: tuple[Insured, ...]
    code: str
    issued_on: date | None


def compose(facts: Certificate) -> Letter:
    rows = tuple(
        (one.name, one.identity, long_date(one.starts_on), long_date(one.ends_on) if one.ends_on else "—", one.contribution)
        for one in facts.persons
    )
    return Letter(
        organ_head=facts.organ,
        number=facts.number,
        title=DOCUMENT.title.zh,
        addressee=facts.employer,
        blocks=(
            Paragraph(
                f"经省社会保险信息平台{facts.month}数据证实，你单位（统一社会信用代码{facts.uscc}）下列{len(rows)}名{facts.group}"
                f"已按{facts.basis}单险种参加工伤保险："
            ),
            Table(COLUMNS, rows),
            Paragraph("参保期间发生工伤的，由工伤保险基金按规定支付待遇；人员变动、报酬变动应当于当月在省社会保险公共服务平台申报。"),
        ),
        signature=Signature(facts.organ, facts.issued_on),
        verification=facts.code,
    )


def draft(matter: Any, *, actor: Actor, today: date) -> Certificate:
    """Everybody insured and not yet certified."""
    one = matter.single_cover
    ready = matter.cover_persons.filter(result=CoverPerson.Result.INSURED, certified_on=None).select_related("worker", "result_in")
    persons = list(ready.order_by("position"))
    month = max(person.result_in.month for person in persons)
    return Certificate(
        organ=matter.office.name, number="", employer=one.employer.name, uscc=one.employer.uscc, group=eligibility.title_of(one.scheme).zh,
        basis=eligibility.BASIS[one.scheme], month=f"{month.year}年{month.month}月", persons=tuple(insured(person) for person in persons),
        code="", issued_on=today,
    )  # fmt: skip


def insured(person: CoverPerson) -> Insured:
    return Insured(
        person.worker.name, person_mark(person.worker.person_key), person.starts_on, person.ends_on, yuan(person.contribution_fen)
    )
