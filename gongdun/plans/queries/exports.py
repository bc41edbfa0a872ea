"""A plan back to what it was read from: the reader's JSON, the six columns, and a folder of stanzas that loads again."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from gongdun.law.refusal import Refusal
from gongdun.plans.models import Measure, Plan
from gongdun.plans.reader.deadlines import Deadline
from gongdun.plans.reader.table import MeasureRow, PlanTable
from gongdun.plans.stanzas import PLAN_FILE

EPOCH = (1980, 1, 1, 0, 0, 0)
GIVEN = "source.txt"


def as_read(plan: Plan) -> dict[str, Any]:
    """As `gongdun plan read --json` prints a plan, with the deadline's own words."""
    return {"title": plan.title, "year": plan.year, "measures": [measure_json(one) for one in plan.measures.all()], "unresolved": []}


def measure_json(one: Measure) -> dict[str, Any]:
    return {
        "number": one.number, "chapter": one.chapter, "task": one.task, "text": one.text,
        "deadline": {"kind": one.deadline_kind, "date": one.deadline_on.isoformat() if one.deadline_on else None}, "deadline_text": one.deadline_text,
        "lead": one.lead, "support": one.support, "lead_text": one.lead_text, "support_text": one.support_text, "targets": one.targets,
    }  # fmt: skip


def table(plan: Plan) -> PlanTable:
    """For the writer of the six columns."""
    rows = tuple(
        MeasureRow(
            one.number, f"（{one.number}）" if one.number.isdigit() else f"{one.number} ", one.chapter, one.task, one.text,
            Deadline(one.deadline_kind, one.deadline_on, one.deadline_text), (), (), one.lead_text, one.support_text, (),
        )
        for one in plan.measures.all()
    )  # fmt: skip
    return PlanTable(plan.title, plan.year, rows, (), plan.city)


def folder(plan: Plan) -> bytes:
    """A zip of plan.toml, a TOML file per chapter and the city's document: `gongdun.plans.stanzas.load` reads the unpacked folder."""
    source = plan.source_name.replace("/", "_") if plan.source_name else GIVEN
    head = {
        "title": plan.title, "title_en": plan.title, "year": plan.year, "city": plan.city, "document_number": plan.document_number or "—",
        "source": f"source.{source.rsplit('.', 1)[-1]}",
    }  # fmt: skip
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, PLAN_FILE, "".join(f"{key} = {toml(value)}\n" for key, value in head.items()).encode())
        put(archive, str(head["source"]), bytes(plan.source) or plan.title.encode())
        for place, (name, measures) in enumerate(groupby(plan.measures.all(), key=lambda one: one.chapter), start=1):
            put(archive, f"chapter_{place:02d}.toml", chapter(name, list(measures)).encode())
    return held.getvalue()


def put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, EPOCH), content)


def chapter(name: str, measures: list[Measure]) -> str:
    number, dash, title = name.partition("、")
    head = {"number": number if dash else name, "title": title or name, "title_en": title or name}
    return "".join(f"{key} = {toml(value)}\n" for key, value in head.items()) + "".join(stanza(one) for one in measures)


def stanza(one: Measure) -> str:
    if one.deadline_kind is None:
        raise Refusal("Measure {number} has no deadline that was understood; a stanza needs one. Decide it first.", number=one.number)
    lines: dict[str, Any] = {"number": one.number, "title": one.title, "title_en": one.title_en}
    if one.indicators:
        lines |= {"area": one.indicators[0].split("/")[0], "indicator": one.indicators[0]}
    if also := one.indicators[1:]:
        lines["also"] = also
    lines |= {"yardstick": one.yardstick, "deadline": {"kind": one.deadline_kind} | ({"on": one.deadline_on} if one.deadline_on else {})}
    if one.targets:
        lines["targets"] = [stanza_target(each) for each in one.targets]
    if one.season:
        lines["season"] = one.season
    return "\n[[measures]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in lines.items())


def stanza_target(told: dict[str, str]) -> dict[str, Any]:
    numbers = {key: Decimal(str(told[key])) for key in ("value", "value_max") if told.get(key)}
    return {"relation": told["relation"], **numbers, "unit": told.get("unit", "")} | (
        {"indicator": told["indicator"]} if told.get("indicator") else {}
    )


def toml(value: Any) -> str:
    """The few kinds a stanza has; a text as JSON writes it is a text in TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
