"""How the plan's facts are said: figures, targets, reasons, offices, deadlines. Plain values for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from gongdun.desk.templatetags.look import joined, short_date, yuan_text
from gongdun.kernel.indicators import Column, Indicator, Period
from gongdun.plans.models import Measure
from gongdun.plans.queries.board import BoardRow, MeasuredFigure, TargetRow
from gongdun.plans.queries.figures import Figure, indicator
from gongdun.plans.queries.typed import TypedTotal

RELATIONS = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<", "exactly": "="}


def language() -> str:
    return get_language() or "zh-hans"


def is_english() -> bool:
    return language().startswith("en")


def shown(row: BoardRow) -> dict[str, Any]:
    measure = row.measure
    targets = [target_said(measure, one) for one in row.targets]
    held = {one["href"] for one in targets if one["href"]}
    figures = [figure_row(measure, one) for one in row.figures]
    return {
        "measure": measure,
        "title": title_of(measure),
        "light": row.light,
        "why": said(row),
        "targets": targets,
        "figures": figures,
        "others": [one for one in figures if one["href"] not in held and one["has_rows"]],
        "typed": [typed_said(measure, one) for one in row.typed if not any(target.typed == one for target in row.targets)],
        "milestone": f"{row.given} ÷ {row.needed}" if measure.yardstick == "milestone" and row.light not in ("none", "wait") else "",
        "milestone_href": reverse("measure", args=[measure.number]) + "#evidence",
        "missing": missing(row),
        "lead": short_offices(measure.lead),
        "support": short_offices(measure.support),
        "deadline": deadline(measure),
        "last_on": row.last_on,
    }


def title_of(measure: Measure) -> str:
    return (measure.title_en or measure.title) if is_english() else measure.title


def said(row: BoardRow) -> str:
    return _(row.reading.why).format(**(row.reading.said or {}))


def missing(row: BoardRow) -> str:
    """What keeps a measure from being measured; never a zero in its place."""
    if row.light == "wait" or (row.light == "none" and not row.figures and not row.typed):
        return said(row)
    return _("no rows yet") if row.figures and not any(one.figure.has_rows for one in row.figures) and not row.typed else ""


def figure_row(measure: Measure, one: MeasuredFigure) -> dict[str, Any]:
    return {
        "title": one.indicator.title.text(language()),
        "unit": "" if one.indicator.aggregate == "share" else one.indicator.unit.text(language()),
        "definition": one.indicator.definition.text(language()),
        "value": value_text(one.indicator, one.figure),
        "division": f"{one.figure.counted:,} ÷ {one.figure.rows:,}" if one.indicator.aggregate == "share" else "",
        "has_rows": one.figure.has_rows,
        "href": reverse("figure_rows", args=[measure.number, one.key]),
        "key": one.key,
    }


def target_said(measure: Measure, row: TargetRow) -> dict[str, Any]:
    """A target with its figure, what it should be today, and where it is heading; numbers only, words in the template."""
    is_share = Fraction(row.target["value"]) < 1 and not row.target.get("unit")
    value = exact_value(row)
    return {
        "aim": aim_text(row.target, is_share),
        "unit": row.target.get("unit", ""),
        "light": row.reading.light,
        "why": _(row.reading.why),
        "href": reverse("figure_rows", args=[measure.number, row.figure.key]) if row.figure else "",
        "title": row.figure.indicator.title.text(language()) if row.figure else "",
        "value": number(value, is_share) if value is not None else "",
        "typed": row.typed,
        "share": float(value or 0),
        "of": float(row.aim.value),
        "expected_at": float(row.reading.expected) if row.reading.expected is not None else None,
        "expected": number(row.reading.expected, is_share) if row.reading.expected is not None else "",
        "forecast": number(row.reading.forecast, is_share) if row.reading.forecast is not None else "",
        "has_rows": bool(row.typed) or bool(row.figure and row.figure.figure.has_rows),
    }


def exact_value(row: TargetRow) -> Fraction | None:
    if row.typed:
        return Fraction(row.typed.value)
    return None if row.figure is None or row.figure.figure.value is None else Fraction(row.figure.figure.value)


def aim_text(target: dict[str, Any], is_share: bool) -> str:
    low, high = number(Fraction(target["value"]), is_share), target.get("value_max")
    said = f"{low} – {number(Fraction(high), is_share)}" if high else f"{RELATIONS.get(target['relation'], '')} {low}"
    return f"{said} {target.get('unit', '')}".strip()


def number(value: Fraction, is_share: bool) -> str:
    """For reading only; what is stored and compared is exact."""
    if is_share:
        return f"{float(value) * 100:.1f} %"
    return f"{int(value):,}" if value.denominator == 1 or value >= 100 else f"{float(value):,.1f}"


def typed_said(measure: Measure, one: TypedTotal) -> dict[str, Any]:
    return {"value": f"{one.value:,}", "unit": one.unit, "href": reverse("measure", args=[measure.number]) + "#typed"}


def value_text(one: Indicator, figure: Figure) -> str:
    """A count, yuan with two places, or a share as per cent; a dash where nothing can be said."""
    if figure.value is None:
        return "—"
    if isinstance(figure.value, Fraction):
        return f"{float(figure.value) * 100:.1f} %"
    return yuan_text(figure.value) if one.of.endswith("_fen") else f"{figure.value:,}"


def cell(value: Any, column: Column, words: dict[str, dict[str, Any]]) -> str:
    """A value of an opened row in the reader's words: money with two places, a day in full, a finding by its name."""
    if value is None or value == "":
        return "—"
    if column.kind == "fen":
        return yuan_text(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(words.get(column.name, {}).get(value, value))


def choices(key: str) -> dict[str, dict[str, Any]]:
    """Columns of an indicator's table that hold one of a few words, each with what it is called."""
    fields = indicator(key).rows(Period(date.min, date.min)).model._meta.get_fields()
    return {one.name: dict(one.flatchoices) for one in fields if getattr(one, "flatchoices", None)}


def short_offices(offices: Sequence[dict[str, Any]]) -> str:
    kinds = {"agency": _("agencies"), "bureau": _("bureaux"), "inspection": _("inspectorates"), "other": _("others")}
    return joined(list(dict.fromkeys(kinds.get(one.get("kind") or "other", "") for one in offices)))


def deadline(measure: Measure) -> str:
    """The plan's own words; in English what they come to."""
    if not is_english():
        return measure.deadline_text or "—"
    if measure.deadline_on:
        return _("by %(date)s") % {"date": short_date(measure.deadline_on)}
    words = {"year_round": _("all year"), "as_directed": _("as directed"), "recurring": _("recurring")}
    return words.get(measure.deadline_kind or "", "—")


def said_in_chinese(row: BoardRow) -> str:
    """For paper, whatever language the page is in."""
    with override("zh-hans"):
        return said(row)
