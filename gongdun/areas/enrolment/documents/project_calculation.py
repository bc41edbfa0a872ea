"""工程项目工伤保险缴费核定书 — cost by the tier's rate, with the receipt by which it is computed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.desk.documents import capitals, yuan
from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title
from gongdun.vault.actors import Actor

DOCUMENT = DocumentKind(
    title=Title("工程项目工伤保险缴费核定书", "calculation of a project's contribution"),
    citation="苏人社规〔2020〕1号；苏人社规〔2023〕2号；工伤保险条例 第十条",
    retention_years=30,
    number_format="{organ}项核〔{year}〕{serial}号",
    id="project_calculation",
)


@dataclass(frozen=True)
class Calculation:
    organ: str
    number: str
    contractor: str
    project: str
    project_number: str
    permit_on: date
    starts_on: date
    ends_on: date
    cost_fen: int
    tier: int
    rate: str  # per mille, 1.5
    contribution_fen: int
    receipt: str
    unverified: tuple[str, ...]
    issued_on: date | None


def compose(facts: Calculation) -> Letter:
    doubt = f"下列参数尚未核实，核实后按规定多退少补：{'、'.join(facts.unverified)}。" if facts.unverified else ""
    return Letter(
        organ_head=facts.organ,
        number=facts.number,
        title=DOCUMENT.title.zh,
        addressee=facts.contractor,
        blocks=(
            Paragraph("你单位承建的工程项目应缴工伤保险费核定如下："),
            FieldTable(
                (
                    ("项目名称", facts.project),
                    ("项目编号", facts.project_number),
                    ("施工许可日期", long_date(facts.permit_on)),
                    ("参保期限", f"{long_date(facts.starts_on)}至{long_date(facts.ends_on)}"),
                    ("工程总造价（元）", yuan(facts.cost_fen)),
                    ("费率档及费率", f"第{facts.tier}档，{facts.rate}‰"),
                    ("应缴（元）", yuan(facts.contribution_fen)),
                    ("大写", capitals(facts.contribution_fen)),
                    ("计算书凭证", facts.receipt),
                )
            ),
            Paragraph(
                f"计算：工程总造价×费率，四舍五入到分。{doubt}请一次性足额缴纳后在省社会保险公共服务平台办理项目参保，先参保后开工。"
            ),
        ),
        signature=Signature(facts.organ, facts.issued_on),
    )


def draft(matter: Any, *, actor: Actor, today: date) -> Calculation:
    one = matter.project
    return Calculation(
        organ=matter.office.name, number="", contractor=one.contractor.name, project=one.name, project_number=one.number, permit_on=one.permit_on,
        starts_on=one.starts_on, ends_on=one.ends_on, cost_fen=one.cost_fen, tier=one.tier, rate=per_mille(one.sheet["outputs"]["rate"]),
        contribution_fen=one.contribution_fen, receipt=one.sheet["receipt"]["digest"], unverified=tuple(one.unverified), issued_on=today,
    )  # fmt: skip


def per_mille(rate: str) -> str:
    """0.0015 → 1.5, by moving the point."""
    digits = f"{rate}".split(".")[1].ljust(4, "0")
    return f"{int(digits[:3])}.{digits[3:].rstrip('0') or '0'}"
