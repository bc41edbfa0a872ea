"""工程项目参加工伤保险证明 — what the building authority asks for before work begins (人社部发〔2014〕103号)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.desk.documents import yuan
from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title
from gongdun.vault.actors import Actor

DOCUMENT = DocumentKind(
    title=Title("工程项目参加工伤保险证明", "certificate of a project's cover"),
    citation="人社部发〔2014〕103号",
    retention_years=30,
    number_format="{organ}项证〔{year}〕{serial}号",
    id="project_certificate",
)


@dataclass(frozen=True)
class ProjectCertificate:
    organ: str
    number: str
    contractor: str
    uscc: str
    project: str
    project_number: str
    place: str
    covered_from: date
    covered_to: date
    cost_fen: int
    month: str
    late: int  # days between permit and cover
    code: str
    issued_on: date | None


def compose(facts: ProjectCertificate) -> Letter:
    late = (
        f"该项目自施工许可之日起{facts.late}日未参保，其间发生的工伤由用人单位支付待遇（《工伤保险条例》第六十二条）。"
        if facts.late
        else ""
    )
    return Letter(
        organ_head=facts.organ,
        number=facts.number,
        title=DOCUMENT.title.zh,
        addressee=facts.contractor,
        blocks=(
            Paragraph(f"经省社会保险信息平台{facts.month}数据证实，下列工程项目已按项目参加工伤保险："),
            FieldTable(
                (
                    ("项目名称", facts.project),
                    ("项目编号", facts.project_number),
                    ("工程地点", facts.place or "—"),
                    ("施工总承包单位", f"{facts.contractor}（{facts.uscc}）"),
                    ("参保造价（元）", yuan(facts.cost_fen)),
                    ("参保期限", f"{long_date(facts.covered_from)}至{long_date(facts.covered_to)}"),
                )
            ),
            Paragraph(
                f"{late}参保范围为项目施工期内使用的、未按用人单位参保的建筑业从业人员，以动态实名制名册为准。工期延长的，应当在届满前申请延期。"
            ),
        ),
        signature=Signature(facts.organ, facts.issued_on),
        verification=facts.code,
    )


def draft(matter: Any, *, actor: Actor, today: date) -> ProjectCertificate:
    one = matter.project
    month = one.confirmed_in.month
    return ProjectCertificate(
        organ=matter.office.name, number="", contractor=one.contractor.name, uscc=one.contractor.uscc, project=one.name, project_number=one.number,
        place=one.place, covered_from=one.covered_from, covered_to=one.covered_to, cost_fen=one.cost_fen, month=f"{month.year}年{month.month}月",
        late=max((one.covered_from - one.permit_on).days, 0), code="", issued_on=today,
    )  # fmt: skip
