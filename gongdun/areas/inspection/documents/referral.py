"""未参保单位及职工名单交办单 — the list of the uninsured, handed to a district's labour inspection under a deadline.

No national form is known; the wording follows the plan's measures 6 and 7. The list carries identity numbers in clear: an issued document is one
of the doors they may leave by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongdun.kernel.documents import Column, DocumentKind, FieldTable, Letter, Paragraph, Receipt, Signature, Table, long_date
from gongdun.kernel.facts import person_mark
from gongdun.kernel.words import Inconsistent, Title
from gongdun.vault.actors import Actor

DOCUMENT = DocumentKind(
    title=Title("未参保单位及职工名单交办单", "referral of uninsured employers and workers"),
    citation="劳动保障监察条例 第十一条、第十三条；社会保险法 第八十四条；工伤保险条例 第二条、第六十二条",
    retention_years=10,
    number_format="{organ}交〔{year}〕{serial}号",
    editable=("due_on", "contact", "phone", "instructions"),
    id="referral",
)
# The findings in the order of the inspector's keys 1 to 7, and what is to be noted with each.
FINDINGS = (
    ("已参保", "核查前已参加工伤保险，注明起始时间"),
    ("已补办", "核查后单位已补办，注明补缴起始月份"),
    ("无劳动关系", "双方不存在劳动关系，附证明材料"),
    ("已注销", "单位已注销、吊销或者停业，注明依据"),
    ("查无", "按所列信息未能找到，注明查找经过"),
    ("拒不改正", "责令改正期满未改正，注明文书编号"),
    ("依法不参保", "依法不属于参保范围，注明适用条款"),
)
COLUMNS = (
    Column("序号", 2, "center"),
    Column("单位名称", 8),
    Column("统一社会信用代码", 8),
    Column("单位地址", 7),
    Column("职工姓名", 4),
    Column("证件号码", 8),
    Column("疑点来源", 6),
)


@dataclass(frozen=True)
class ReferralRow:
    employer: str
    uscc: str
    address: str
    name: str
    identity: str
    source: str


@dataclass(frozen=True)
class Referral:
    organ: str
    number: str
    inspectorate: str
    batch: str
    month: date
    due_on: date
    issued_on: date | None
    rows: tuple[ReferralRow, ...]
    contact: str
    phone: str
    instructions: str = ""
    copy_to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.rows:
            raise Inconsistent("A referral without rows hands nothing over.")


def compose(facts: Referral) -> Letter:
    employers = len({row.uscc or row.employer for row in facts.rows})
    month = f"{facts.month.year}年{facts.month.month}月"
    return Letter(
        organ_head=facts.organ,
        number=facts.number,
        title=DOCUMENT.title.zh,
        addressee=facts.inspectorate,
        blocks=(
            Paragraph(
                f"经比对{month}数据，发现你辖区{employers}家用人单位的{len(facts.rows)}名职工疑似未参加工伤保险。"
                "依据《劳动保障监察条例》第十一条、第十三条和《工伤保险条例》第二条、第六十二条，现将名单交你单位核查处理。"
                "名单系数据比对形成的线索，不作为认定违法事实的依据。"
            ),
            Paragraph("一、核查要求", 1),
            Paragraph(
                "请逐人核查劳动关系和参保情况，每人的核查由两名监察员进行。对不办理社会保险登记的用人单位，"
                "依据《中华人民共和国社会保险法》第八十四条责令限期改正。结果按下列情形之一填写："
            ),
            *(
                Paragraph(f"{number}. {name}：{meaning}{'。' if number == len(FINDINGS) else '；'}")
                for number, (name, meaning) in enumerate(FINDINGS, 1)
            ),
            Paragraph("二、反馈期限", 1),
            Paragraph(f"请于{long_date(facts.due_on)}前反馈结果。可在系统内逐条填报，也可填写随附工作簿后传回。"),
            *((Paragraph("三、其他事项", 1), Paragraph(facts.instructions)) if facts.instructions else ()),
            FieldTable((("批次号", facts.batch), ("联系人", facts.contact), ("联系电话", facts.phone))),
            Receipt("签收回执", (("批次号", facts.batch), ("签收单位", facts.inspectorate), ("签收人", ""), ("签收日期", ""))),
            Table(
                COLUMNS,
                tuple(row_of(number, row) for number, row in enumerate(facts.rows, 1)),
                f"未参保单位及职工名单（批次 {facts.batch}）",
                wide=True,
            ),
        ),
        attachments=("未参保单位及职工名单",),
        signature=Signature(facts.organ, facts.issued_on),
        copy_to=facts.copy_to,
    )


def row_of(number: int, row: ReferralRow) -> tuple[str, ...]:
    return (str(number), row.employer, row.uscc, row.address, row.name, row.identity, row.source)


SOURCES = (("in_payroll", "个税工资薪金"), ("in_cover", "其他险种参保"), ("in_register", "用工备案"))


def source(figures: dict[str, Any]) -> str:
    """Where the doubt comes from, in the words of the letter."""
    return "、".join(title for name, title in SOURCES if figures.get(name)) or "数据比对"


def draft(matter: Any, *, actor: Actor, today: date) -> Referral:
    """The list as it stands, with marks instead of identity numbers; the feedback clock has started by now."""
    one = matter.uninsured_list
    rows = tuple(
        ReferralRow(
            row.employer.name, row.employer.uscc, "", row.worker.name if row.worker else "", person_mark(row.worker.person_key) if row.worker else "",
            source(row.figures),
        )
        for row in matter.list_rows.select_related("employer", "worker")
    )  # fmt: skip
    return Referral(
        organ=one.built_by.name, number="", inspectorate=one.inspectorate.name, batch=one.batch, month=one.month, due_on=matter.due_on or today,
        issued_on=today, rows=rows, contact=actor.name, phone="",
    )  # fmt: skip
