"""`gongdun plan`: read a city's table of measures, and write a plan back as its table."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from gongdun.law.refusal import terminal_language, translate
from gongdun.plans.reader import City, MeasureRow, PlanTable, city_from_toml, read
from gongdun.plans.reader.table_files import write
from gongdun.plans.reader.targets import Target
from gongdun.plans.stanzas import load

DEADLINES = {"year_round": "all year", "by": "by a date", "as_directed": "as directed", "recurring": "recurring", None: "not understood"}
SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "exactly": "=", "between": "="}
COUNT = "{count} measures: {kinds}; {targets} targets; {open} not understood"
LEAD, SUPPORT, TARGET = "Lead office: {said}", "Supporting office: {said}", "Target: {said}"
NOT_UNDERSTOOD = "Not understood:"
PLACE = "{sheet} row {row}, column {column}: {text} — {reason}"
WRITTEN = "{file} written: {count} measures."


def main(argv: list[str]) -> int:
    arguments = parser().parse_args(argv)
    return int(arguments.run(arguments))


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="gongdun plan", description="Read a city's plan, or write one back as its table.")
    verbs = top.add_subparsers(required=True, metavar="VERB")
    reader = verbs.add_parser("read", help="read a .docx, .xlsx or .txt and say what is in it")
    reader.add_argument("file", type=Path)
    reader.add_argument("--json", action="store_true", help="print the whole plan as JSON")
    reader.add_argument("--city", type=Path, metavar="TOML", help="a description of the city's areas (docs/plan-reader.md)")
    reader.set_defaults(run=run_read)
    exporter = verbs.add_parser("export", help="write a plan's folder as the table's own six columns")
    exporter.add_argument("folder", type=Path)
    exporter.add_argument("out", type=Path, help="a .docx or .xlsx")
    exporter.add_argument("--city", type=Path, metavar="TOML", help="a description of the city's areas")
    exporter.set_defaults(run=run_export)
    return top


def run_read(arguments: argparse.Namespace) -> int:
    plan = read(arguments.file, city=described(arguments.city))
    if arguments.json:
        print(json.dumps(plan.to_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(plan, terminal_language())))
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    plan = read(load(arguments.folder).source, city=described(arguments.city))
    write(plan, arguments.out)
    print(translate(WRITTEN, terminal_language()).format(file=arguments.out, count=len(plan.measures)))
    return 0


def described(path: Path | None) -> City | None:
    return city_from_toml(path) if path else None


def lines(plan: PlanTable, language: str) -> Iterator[str]:
    """The plan for a person: counts first, then chapter by chapter, then what was not understood."""
    kinds = ", ".join(f"{translate(DEADLINES[kind], language)} {count}" for kind, count in plan.deadline_kinds().items())
    targets = sum(len(measure.targets) for measure in plan.measures)
    yield plan.title
    yield translate(COUNT, language).format(count=len(plan.measures), kinds=kinds, targets=targets, open=len(plan.unresolved))
    for chapter, measures in groupby(plan.measures, key=lambda measure: measure.chapter):
        yield ""
        yield chapter
        for measure in measures:
            yield from measure_lines(measure, language)
    if plan.unresolved:
        yield ""
        yield translate(NOT_UNDERSTOOD, language)
    for entry in plan.unresolved:
        reason = translate(entry.reason, language)
        yield "  " + translate(PLACE, language).format(
            sheet=entry.sheet, row=entry.row, column=entry.column, text=" ".join(entry.text.split()), reason=reason
        )


def measure_lines(measure: MeasureRow, language: str) -> Iterator[str]:
    on = measure.deadline.on
    due = on.isoformat() if on else translate(DEADLINES[measure.deadline.kind], language)
    yield f"{measure.number:>4}  [{due}] {measure.text}"
    for label, said in ((LEAD, measure.lead_text), (SUPPORT, measure.support_text)):
        if said:
            yield "      " + translate(label, language).format(said=" / ".join(said.split("\n")))
    for target in measure.targets:
        yield "      " + translate(TARGET, language).format(said=target_line(target))


def target_line(target: Target) -> str:
    """A fraction is shown as the percentage it was written as; a figure with 万 or 元 as its full number."""
    is_fraction = not target.unit and any(sign in target.text for sign in "%\uff05‰分")
    scale, unit = (100, "%") if is_fraction else (1, target.unit)
    values = [f"{value * scale:,f}".rstrip("0").rstrip(".") if "." in f"{value * scale:f}" else f"{value * scale:,f}"
              for value in (target.value, target.value_max) if value is not None]  # fmt: skip
    return f"{SIGNS[target.relation]} {' – '.join(values)} {unit}".rstrip()
