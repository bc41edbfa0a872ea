"""进展简报 — one page: where the plan stands, what changed since the last locked month, what is behind. Aggregates only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongdun.kernel.documents import Column, DocumentKind, Letter, Paragraph, Signature, Table, long_date
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("进展简报", "progress brief"), citation="常州市扩面增效专项行动督办（内部）", retention_years=10, id="progress_brief"
)
CHANGES, BEHIND = 7, 6  # lines that fit on the page


@dataclass(frozen=True)
class ProgressBrief:
    """`tally` are (word, count) of the lights; `changes` (measure, before, now); `behind` (measure, state, why)."""

    organ: str
    plan: str
    today: date
    tally: tuple[tuple[str, int], ...]
    since: str
    changes: tuple[tuple[str, str, str], ...]
    behind: tuple[tuple[str, str, str], ...]
    typed: int
    digest: str = ""


def compose(facts: ProgressBrief) -> Letter:
    counts = "、".join(f"{word}{count}项" for word, count in facts.tally)
    blocks: list[Paragraph | Table] = [
        Paragraph(
            f"截至{long_date(facts.today)}，《{facts.plan}》各项措施：{counts}。未计量的不按零计，也不算完成；填报数{facts.typed}个，均有填报人、理由和文件。"
        )
    ]
    if facts.changes:
        rows = facts.changes[:CHANGES]
        blocks.append(
            Paragraph(
                f"一、{facts.since}以来的变化（{len(facts.changes)}项{f'，列前{len(rows)}项' if len(facts.changes) > len(rows) else ''}）",
                1,
            )
        )
        blocks.append(Table((Column("措施", 6), Column(facts.since, 4, "right"), Column("现在", 4, "right")), rows))
    else:
        blocks.append(Paragraph(f"一、{facts.since}以来数字没有变化。", 1))
    if facts.behind:
        rows = facts.behind[:BEHIND]
        blocks.append(
            Paragraph(f"二、滞后和偏慢（{len(facts.behind)}项{f'，列前{len(rows)}项' if len(facts.behind) > len(rows) else ''}）", 1)
        )
        blocks.append(Table((Column("措施", 6), Column("状态", 2), Column("原因", 7)), rows))
    else:
        blocks.append(Paragraph("二、没有滞后或偏慢的措施。", 1))
    if facts.digest:
        blocks.append(Paragraph(f"上月锁定摘要（SM3）{facts.digest}，可用 gongdun verify 离线核对。"))
    return Letter(facts.organ, "工伤保险扩面增效进展简报", tuple(blocks), Signature(facts.organ, facts.today))
