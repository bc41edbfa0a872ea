"""`gongdun law …`: explain one case, compute a table, write SQL, ask what if, ask a clock, run the casebook."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from gongdun.law import casebook_page, parquet
from gongdun.law.calendar import Calendar, read_notice
from gongdun.law.cases import check, decided_on, load
from gongdun.law.citations import cited
from gongdun.law.city import table
from gongdun.law.clocks import Due, due
from gongdun.law.clocks_page import page
from gongdun.law.facts import read_date
from gongdun.law.parameters import Book, overlay, shipped
from gongdun.law.refusal import Refusal, terminal_language, translate
from gongdun.law.sheet import explain
from gongdun.law.statements import sql
from gongdun.law.whatif import Comparison, compare


def _day(text: str) -> date:
    try:
        return read_date(text)
    except ValueError:
        raise Refusal("{text!r} is no date: write YYYY-MM-DD.", text=text) from None


def _start(text: str) -> date:
    """A day, or an instant for clocks in hours."""
    try:
        return datetime.fromisoformat(text) if "T" in text or " " in text else read_date(text)
    except ValueError:
        raise Refusal("{text!r} is no date: write YYYY-MM-DD.", text=text) from None


def _span(text: str) -> tuple[date, date | None]:
    first, _, last = text.partition("..")
    return _day(first), _day(last) if last else None


def _calendar(options: argparse.Namespace) -> Calendar:
    """The shipped calendar with the notices of further years."""
    calendar = Calendar.shipped()
    for path in options.notice:
        calendar = calendar.overlay(read_notice(_text(path)))
    return calendar


def _text(path: str) -> str:
    if not Path(path).is_file():
        raise Refusal("There is no file {path}.", path=path)
    return Path(path).read_text(encoding="utf-8")


def _names(text: str | None) -> list[str]:
    return [name.strip() for name in (text or "").split(",") if name.strip()]


def _book(changes: list[str], drafts: bool) -> Book:
    """The book under `name.key@day=value` changes."""
    book = shipped()
    for change in changes:
        path, at, rest = change.partition("@")
        day, equals, value = rest.partition("=")
        if not (at and equals):
            raise Refusal("A change is written name.key@YYYY-MM-DD=value, not {change!r}.", change=change)
        book = overlay({path: {_day(day): _number(value)}}, book=book)
    return overlay({}, book=book, drafts=True) if drafts else book


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Refusal("{text!r} is no number: write the value as a decimal.", text=text) from None


def _explain(options: argparse.Namespace) -> int:
    for case in load(_text(options.file)):
        outputs = _names(options.outputs) or list(case.get("ask") or case.get("output") or ())
        known = _day(options.known) if options.known else decided_on(case)
        sheet = explain(
            case["input"],
            outputs,
            known=known,
            final=options.final,
            language=options.lang,
            book=_book(options.set, options.drafts),
            calendar=_calendar(options),
        )
        if options.json:
            print(json.dumps({"name": case.get("name"), **sheet.json()}, ensure_ascii=False, indent=2))
        else:
            print(sheet.text())
    return 0


def _table(options: argparse.Namespace) -> int:
    known = _day(options.known) if options.known else None
    book = _book(options.set, options.drafts)
    found = table(
        parquet.read(Path(options.input)), _names(options.outputs), known=known, book=book, strict=not options.nulls, final=options.final
    )
    parquet.write(Path(options.result), found.columns, found.held)
    print(json.dumps({"rows": len(next(iter(found.columns.values()))), "receipt": found.receipt}))
    return 0


def _sql(options: argparse.Namespace) -> int:
    known = _day(options.known) if options.known else None
    facts = _names(options.facts) or None
    print(
        sql(
            _names(options.outputs),
            dialect=options.dialect,
            relation=options.relation,
            facts=facts,
            known=known,
            book=_book(options.set, options.drafts),
        )
    )
    return 0


def _whatif(options: argparse.Namespace) -> int:
    known = _day(options.known) if options.known else None
    found = compare(
        _book(options.set, options.drafts), parquet.read(Path(options.input)), _names(options.outputs), by=_names(options.by), known=known
    )
    print(json.dumps(_comparison(found), ensure_ascii=False, indent=2))
    return 0


def _comparison(found: Comparison) -> dict[str, object]:
    """Sums in the stored unit: fen for money."""
    groups = [{"key": list(group.key), "rows": group.rows, "before": group.before, "after": group.after} for group in found.groups]
    return {"changed": found.changed, "unaffected": found.unaffected, "total": found.total, "groups": groups}


def _clock(options: argparse.Namespace) -> int:
    if options.list:
        print(page(options.lang), end="")
        return 0
    if not (options.id and options.start):
        raise Refusal("Name a clock and its start day, or ask for --list.")
    found = due(
        options.id,
        _start(options.start),
        calendar=_calendar(options),
        suspensions=[_span(text) for text in options.suspend],
        extended=options.extended,
        extension=options.extension,
        length=options.length,
        as_of=_day(options.as_of) if options.as_of else None,
        known=_day(options.known) if options.known else None,
    )
    print(json.dumps(_due_json(found, options.lang), ensure_ascii=False, indent=2) if options.json else _due_text(found, options.lang))
    return 0


def _due_json(found: Due, language: str) -> dict[str, object]:
    days = {name: getattr(found, name) for name in ("started_on", "due_on", "due_at", "rolled_from", "earliest_on")}
    return {
        "clock": found.clock.id,
        "title": _spoken(found.clock.title, language),
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "suspended_days": found.suspended_days,
        "total_days": found.total_days,
        "unit": found.clock.unit,
        "provisional": found.provisional,
        "status": found.status,
        "reasons": list(found.text(language)),
        "consequence": _spoken(found.consequence, language),
        "citation": found.citation,
        "citation_in_words": cited(found.citation, language),
    }


def _spoken(words: Mapping[str, str], language: str) -> str:
    return words["en" if language.startswith("en") else "zh_Hans"]


def _due_text(found: Due, language: str) -> str:
    lines = [f"{_spoken(found.clock.title, language)} ({found.clock.id})"]
    answer = found.due_at or found.due_on or found.earliest_on
    told = translate("Earliest day: {day}", language) if found.due_on is None else translate("Due: {day}", language)
    lines.append(told.format(day=answer))
    lines.extend(found.text(language))
    lines.append(translate("Consequence: {consequence}", language).format(consequence=_spoken(found.consequence, language)))
    lines.append(translate("Article: {article}", language).format(article=cited(found.citation, language)))
    lines.append(translate("Status: {status}", language).format(status=translate(found.status, language)))
    return "\n".join(lines)


def _cases(options: argparse.Namespace) -> int:
    if options.page:
        print(casebook_page.page(), end="")
        return 0
    if not options.files:
        raise Refusal("Name the casebook files to run, or ask for --page.")
    cases = [case for path in options.files for case in load(_text(path))]
    wrong = 0
    for case in cases:
        mismatches = list(check(case, book=_book(options.set, options.drafts), calendar=_calendar(options)))
        wrong += bool(mismatches)
        for mismatch in mismatches:
            print(
                translate("{name}: {output} should be {expected}, found {found}", options.lang).format(
                    name=mismatch.name, output=mismatch.output, expected=mismatch.expected, found=mismatch.found
                )
            )
    print(translate("{count} cases, {wrong} with mismatches", options.lang).format(count=len(cases), wrong=wrong))
    return 1 if wrong or not cases else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gongdun law", description="Statutes as exact computation.")
    verbs = parser.add_subparsers(dest="verb", required=True)

    def verb(name: str, run: Callable[[argparse.Namespace], int], purpose: str) -> argparse.ArgumentParser:
        found = verbs.add_parser(name, help=purpose, description=purpose)
        found.set_defaults(run=run)
        found.add_argument("--lang", default=terminal_language(), choices=["zh_Hans", "en"])
        found.add_argument("--known", help="the day of the decision: parameters as published then")
        found.add_argument("--set", action="append", default=[], metavar="NAME.KEY@DAY=VALUE", help="lay a value over a parameter")
        found.add_argument("--drafts", action="store_true", help="use the drafts that ship with the package")
        return found

    def noticed(found: argparse.ArgumentParser) -> argparse.ArgumentParser:
        found.add_argument(
            "--notice",
            action="append",
            default=[],
            metavar="FILE",
            help="a further year's holidays: {year, document, rest, work} as in working_days.yaml",
        )
        return found

    one = noticed(verb("explain", _explain, "the calculation sheet of a case (YAML or JSON, the casebook's shape)"))
    one.add_argument("file")
    one.add_argument("--outputs", help="comma-separated; default: those the case names")
    one.add_argument("--json", action="store_true")
    one.add_argument("--final", action="store_true", help="a determination: refuse values nobody has confirmed")
    many = verb("table", _table, "compute the outputs of every row of a Parquet file")
    many.add_argument("input")
    many.add_argument("result")
    many.add_argument("--outputs", required=True)
    many.add_argument("--nulls", action="store_true", help="leave rows without an answer empty instead of refusing the table")
    many.add_argument("--final", action="store_true")
    statement = verb("sql", _sql, "the rules as one SQL statement")
    statement.add_argument("--outputs", required=True)
    statement.add_argument("--facts", help="the columns the relation has; default: all that the outputs read, money in fen")
    statement.add_argument("--relation", default="cases")
    statement.add_argument("--dialect", default="duckdb")
    what = verb("whatif", _whatif, "compare the outputs before and after --set changes")
    what.add_argument("input")
    what.add_argument("--outputs", required=True)
    what.add_argument("--by", help="columns to group by")
    clocks = noticed(verb("clock", _clock, "when a step is due"))
    clocks.add_argument("id", nargs="?")
    clocks.add_argument("start", nargs="?", help="start day; an instant for clocks in hours")
    clocks.add_argument(
        "--suspend", action="append", default=[], metavar="FROM..TO", help="a suspension, both days included; FROM.. is still open"
    )
    clocks.add_argument("--extended", action="store_true")
    clocks.add_argument("--extension", type=int)
    clocks.add_argument("--length", type=int)
    clocks.add_argument("--as-of")
    clocks.add_argument("--json", action="store_true")
    clocks.add_argument("--list", action="store_true", help="the table of all clocks in Markdown")
    book = noticed(verb("cases", _cases, "run casebook files; exit 1 on any mismatch"))
    book.add_argument("files", nargs="*")
    book.add_argument("--page", action="store_true", help="the shipped casebook as a handbook page in Markdown")
    return parser


def main(argv: list[str]) -> int:
    """Runs one verb; a refusal is one sentence on stderr and exit code 2."""
    options = _parser().parse_args(argv)
    try:
        return options.run(options)
    except Refusal as refusal:
        print(refusal.text(options.lang), file=sys.stderr)
        return 2
