"""专项行动结案报告 — the frozen population with its hash, findings, what the next data show, heads before and after."""

from __future__ import annotations

from datetime import date

from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph, Signature, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("专项行动结案报告", "closing report of a campaign"),
    citation="常州市扩面增效专项行动措施1、2、36",
    retention_years=10,
    number_format="{organ}专报〔{year}〕{serial}号",
    id="campaign_report",
)


def compose(
    *, organ: str, number: str, addressee: str, issued_on: str, name: str, measure: str, frozen_on: str, due_on: str, sha256: str,
    tally: dict[str, int], heads: list[int], contacts: int,
    bases: list[int] | None = None, compared: int = 0, groups: dict[str, list[int]] | None = None, persons: dict[str, int] | None = None,
) -> Letter:  # fmt: skip
    on, frozen, due = (date.fromisoformat(day) for day in (issued_on, frozen_on, due_on))
    before, after = heads
    late = "按期完成" if on <= due else f"晚于期限{(on - due).days}日完成"
    return Letter(
        organ_head=organ,
        number=number,
        title=DOCUMENT.title.zh,
        addressee=addressee,
        blocks=(
            Paragraph(f"根据行动计划措施{measure}，我单位开展{name}，期限为{long_date(due)}，{late}。"),
            FieldTable(
                (
                    ("范围固定日期", long_date(frozen)),
                    ("范围哈希（SHA-256）", sha256),
                    ("纳入户数或者人数", str(tally["units"])),
                    ("联系次数（发函、上门、电话）", str(contacts)),
                    ("经新一期数据证实已参保或者已调整", str(tally["gained"])),
                    ("理由合法", str(tally["explained"])),
                    ("新一期数据未变化", str(tally["unchanged"])),
                    ("拒不办理移交监察", str(tally["refused"])),
                    ("有数据单位参保人次（前、后）", f"{before}、{after}"),
                )
            ),
            *trades(groups or {}),
            *lists(persons or {}, bases or [0, 0], compared),
            Paragraph("上列结果由下一期申报数据比对得出，逐户结论见系统办件。"),
        ),
        signature=Signature(organ, on),
    )


def trades(groups: dict[str, list[int]]) -> tuple[Paragraph, ...]:
    """A sentence a trade: units, in order or put right, lawful, refused, the mean bases before and after added up (fen)."""
    return tuple(
        Paragraph(
            f"{TRADES[group]}{units}户：查无问题或者已整改{right}户，理由合法{lawful}户，拒不办理{refused}户；"
            f"有两期数据各户人均基数合计由{yuan(before)}元变为{yuan(after)}元。"
        )
        for group, (units, right, lawful, refused, before, after) in groups.items()
    )


def lists(persons: dict[str, int], bases: list[int], compared: int) -> tuple[Paragraph, ...]:
    if not persons.get("listed"):
        return ()
    mean = [value // compared if compared else 0 for value in bases]
    return (
        Paragraph(
            f"实名名单{persons['listed']}人次逐人比对：数据证实相符{persons['reconciled']}人次，写明理由保留差异{persons['grounded']}人次，"
            f"未核清{persons['open']}人次。有两期数据的单位平均人均基数{yuan(mean[0])}元、{yuan(mean[1])}元。"
        ),
    )


TRADES = {"lift": "电梯安装单位", "site": "建筑工地", "new_form": "新业态用工单位"}


def yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"
