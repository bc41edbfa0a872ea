"""未参保单位及职工名单交办单 — the list goes to the inspectorate of the place of employment (劳动保障监察条例 13), row by row in the attachment.

It carries full identity numbers: whoever makes it opens a door of the vault, with a reason and an entry in the journal.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from gongdun.kernel.documents import Attachment, DocumentKind, Letter, Paragraph, Table, chinese_date
from gongdun.kernel.words import Title
from gongdun.law.refusal import Refusal

DOCUMENT = DocumentKind(
    title=Title("未参保单位及职工名单交办单", "Referral of uninsured employers and workers"),
    number="{mark}工监〔{year}〕{serial}号",
    citation="劳动保障监察条例#13; 社会保险法#84",
    id="referral",
)

# The findings in the order of the inspector's keys 1 to 7, and when each applies.
FINDINGS = (
    ("已参保", "核查前已参加工伤保险，注明起始时间"),
    ("已补办", "核查后单位已补办，注明补缴起始月份"),
    ("无劳动关系", "双方不存在劳动关系，附证明材料"),
    ("注销停业", "单位已注销、吊销或者停业，注明依据"),
    ("查无此人", "按所列信息未能找到，注明查找经过"),
    ("拒不改正", "责令改正期满未改正，注明文书编号"),
    ("依法不参保", "依法不属于参保范围，注明适用条款"),
)
COLUMNS = ("序号", "用人单位", "统一社会信用代码", "职工姓名", "公民身份号码", "疑点来源", "核查结论")
WIDTHS = (5, 22, 19, 9, 19, 20, 10)


class EmptyReferral(Refusal):
    """A list without rows hands nothing over."""


@dataclass(frozen=True)
class Row:
    """One line of the attachment. `worker` and `number` are empty where a whole employer is without cover."""

    position: int
    employer: str
    uscc: str
    worker: str
    number: str
    source: str


def letter(
    *,
    mark: str,
    number: str,
    organ: str,
    inspectorate: str,
    batch: str,
    month: datetime.date,
    due_on: datetime.date,
    handed_over_on: datetime.date,
    rows: Sequence[Row],
) -> Letter:
    """The referral with its list. `mark` is the issuing office's, printed behind the pages with the batch; `number` is empty in a draft."""
    if not rows:
        raise EmptyReferral("The list {batch} has no rows, so there is nothing to hand over. Withdraw it instead.", batch=batch)
    employers = len({row.uscc or row.employer for row in rows})
    attachment = Table(COLUMNS, tuple(cells(row) for row in rows), f"批次 {batch}", WIDTHS, landscape=True)
    return Letter(
        organ=organ,
        title=DOCUMENT.title.zh,
        number=number,
        addressee=inspectorate,
        blocks=(*opening(batch, month, employers, len(rows)), *demands(due_on)),
        signature=organ,
        date=handed_over_on,
        attachments=(Attachment("未参保单位及职工名单", (attachment,)),),
        watermark=f"{mark} {batch}",
    )


def cells(row: Row) -> tuple[str, ...]:
    """One row of the list; the finding stays empty for the inspector's pen."""
    return (str(row.position), row.employer, row.uscc, row.worker or "（全部职工）", row.number or "—", row.source, "")


def opening(batch: str, month: datetime.date, employers: int, rows: int) -> tuple[Paragraph, ...]:
    return (
        Paragraph(
            f"经比对{month.year}年{month.month}月有关数据，发现你单位辖区内{employers}家用人单位涉嫌未依法为职工办理工伤保险参保登记，"
            f"涉及名单{rows}行（批次号：{batch}）。依照《劳动保障监察条例》第十三条关于用人单位用工所在地管辖的规定，现将名单交你单位核查处理。"
        ),
        Paragraph("名单系数据比对形成的线索，不作为认定违法事实的依据。"),
    )


def demands(due_on: datetime.date) -> tuple[Paragraph, ...]:
    """What is asked, by when, and in which words the answer comes."""
    return (
        Paragraph("一、核查要求", 1),
        Paragraph(
            "请逐行核查并填写核查结论。对不办理社会保险登记的用人单位，依照《中华人民共和国社会保险法》第八十四条的规定责令限期改正；"
            "逾期不改正的，依法处理。"
        ),
        Paragraph("二、核查结论", 1),
        Paragraph("核查结论分为以下七类，每行填写一类："),
        *(
            Paragraph(f"{place}. {name}：{meaning}{'。' if place == len(FINDINGS) else '；'}")
            for place, (name, meaning) in enumerate(FINDINGS, start=1)
        ),
        Paragraph("三、反馈时限", 1),
        Paragraph(f"请于{chinese_date(due_on)}前反馈全部核查结论。次月将以新的数据复比，结论与数据不一致的，退回复查。"),
        Paragraph("四、信息保护", 1),
        Paragraph("名单含个人信息，仅限本次核查使用，不得复制、外传；核查结束后按照档案管理规定保管。"),
    )
