"""工伤保险公示牌 — what hangs at the site: who is covered until when, what to do after an accident, where to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, List, Paragraph, Signature, long_date
from gongdun.kernel.words import Title
from gongdun.registry.models import Office
from gongdun.vault.actors import Actor

DOCUMENT = DocumentKind(
    title=Title("工程项目工伤保险公示牌", "site notice of a project's cover"),
    citation="人社部发〔2014〕103号",
    retention_years=10,
    id="site_notice",
)


@dataclass(frozen=True)
class SiteNotice:
    organ: str
    project: str
    contractor: str
    covered_from: date
    covered_to: date
    bureau: str
    issued_on: date | None


def compose(facts: SiteNotice) -> Letter:
    return Letter(
        organ_head=facts.project,
        title=DOCUMENT.title.zh,
        blocks=(
            Paragraph("本项目已按项目参加工伤保险，项目施工期内的从业人员均在保障范围内，个人不缴费。"),
            FieldTable(
                (
                    ("施工总承包单位", facts.contractor),
                    ("参保期限", f"{long_date(facts.covered_from)}至{long_date(facts.covered_to)}"),
                    ("参保经办机构", facts.organ),
                    ("工伤认定部门", facts.bureau),
                    ("咨询电话", "12333"),
                )
            ),
            Paragraph("发生事故怎么办", level=1),
            List(
                (
                    "立即救治，到工伤保险协议医疗机构就诊；情况紧急时可以先到就近医疗机构急救。",
                    "用人单位应当自事故伤害发生之日起三十日内提出工伤认定申请；未提出的，职工或者近亲属可以在一年内直接申请（《工伤保险条例》第十七条）。",
                    "进场先登记实名制名册；未登记的，凭考勤、工资支付记录等证明在本项目工作。",
                )
            ),
        ),
        signature=Signature(facts.organ, facts.issued_on),
    )


def draft(matter: Any, *, actor: Actor, today: date) -> SiteNotice:
    one = matter.project
    return SiteNotice(
        organ=matter.office.name, project=one.name, contractor=one.contractor.name, covered_from=one.covered_from, covered_to=one.covered_to,
        bureau=bureau_of(matter.district), issued_on=today,
    )  # fmt: skip


def bureau_of(district: int) -> str:
    return Office.objects.get(kind="bureau", area_id=district).name
