"""What a report says of a plan: progress in one line per measure, and what changed since the last locked month. Chinese: they go on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from gongdun.kernel.indicators import Indicator
from gongdun.plans import method
from gongdun.plans.models import LockedMonth, Plan, TypedFigure
from gongdun.plans.queries import exports
from gongdun.plans.queries.board import BoardRow
from gongdun.plans.queries.figures import Figure
from gongdun.plans.queries.months import held, last_locked
from gongdun.plans.reader.table import PlanTable
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

WORDS = {
    method.LATE: "滞后",
    method.SLOW: "偏慢",
    method.NORMAL: "正常",
    method.DONE: "完成",
    method.UNMEASURED: "未计量",
    method.WAITING: "待部署",
}


@dataclass(frozen=True)
class Changes:
    """`rows` are (measure, before, now) of the figures that moved."""

    month: LockedMonth | None
    rows: tuple[tuple[str, str, str], ...]


def progress(row: BoardRow) -> str:
    """状态；现值与目标；填报；最近动作."""
    said = [WORDS[row.light]]
    for one in row.targets:
        typed = f"填报{one.typed.value}{one.typed.unit}" if one.typed else ""
        counted = value_text(one.figure.indicator, one.figure.figure) if one.figure and one.figure.figure.has_rows else ""
        if counted or typed:
            said.append(f"{counted or typed}（目标{aim(one.target)}）")
    if not row.targets and row.main and row.main.figure.has_rows:
        said.append(f"{row.main.indicator.title.zh}{value_text(row.main.indicator, row.main.figure)}")
    said += [f"填报{one.value}{one.unit}" for one in row.typed if not row.targets]
    if row.measure.yardstick == "milestone" and row.light not in (method.UNMEASURED, method.WAITING):
        said.append(f"佐证{row.given}÷{row.needed}地")
    if row.last_on:
        said.append(f"最近{row.last_on:%m-%d}")
    return "；".join(said)


def aim(target: dict[str, str]) -> str:
    value = Fraction(target["value"])
    low = f"{float(value) * 100:g}%" if value < 1 and not target.get("unit") else f"{float(value):,g}"
    high = f"至{target['value_max']}" if target.get("value_max") else ""
    sign = {"at_least": "不少于", "at_most": "不超过", "more_than": "超过", "less_than": "少于"}.get(target["relation"], "")
    return f"{sign}{low}{high}{target.get('unit', '')}"


def value_text(one: Indicator, figure: Figure) -> str:
    if figure.value is None:
        return "—"
    if isinstance(figure.value, Fraction):
        return f"{float(figure.value) * 100:.1f}%"
    if one.of.endswith("_fen"):
        return f"{figure.value // 100:,}.{figure.value % 100:02d}元"
    return f"{figure.value:,}{one.unit.zh}"


def table(plan: Plan, found: list[BoardRow]) -> PlanTable:
    """The table's own six columns, and progress as the seventh."""
    said = {row.measure.number: progress(row) for row in found}
    whole = exports.table(plan)
    return replace(whole, measures=tuple(replace(one, target_text=said[one.number]) for one in whole.measures))


def changes(plan: Plan, found: list[BoardRow], today: date) -> Changes:
    """Main figures that differ from the last locked month, as locked or restated."""
    month = last_locked(plan, today)
    before = held(month) if month else {}
    rows = []
    for row in found:
        if row.main is None or row.main.key not in before:
            continue
        old = before[row.main.key].figure
        if (old.rows, old.counted) != (row.main.figure.rows, row.main.figure.counted):
            mark = "*" if before[row.main.key].restatement else ""
            rows.append((label(row), value_text(row.main.indicator, old) + mark, value_text(row.main.indicator, row.main.figure)))
    return Changes(month, tuple(rows))


def label(row: BoardRow) -> str:
    return f"{row.measure.number} {row.measure.title}"


def typed_count(plan: Plan) -> int:
    with within(everywhere()):
        return TypedFigure.objects.filter(measure__plan=plan, withdrawn_on=None).count()
