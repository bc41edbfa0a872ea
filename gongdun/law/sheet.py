"""计算书 — the calculation sheet of one case: amounts, the steps that explain them, and the receipt by which they are replayed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from gongdun.law.calendar import Calendar
from gongdun.law.case import Case, read_case
from gongdun.law.citations import cited
from gongdun.law.findings import FINDINGS, Context, item_title
from gongdun.law.graph import Node
from gongdun.law.parameters import Book, View, shipped
from gongdun.law.refusal import Refusal, translate
from gongdun.law.rulebook import ENGINE
from gongdun.law.scalar import Memo, Program, program
from gongdun.law.trace import Step, Tracer, Used, Value, plain, to_value

NOT_FINAL = ("unverified", "draft")


@dataclass(frozen=True)
class Sheet:
    """The answer to one case. `amounts` holds yuan as Decimals with two places, dates, ratios, lists or maps, by output."""

    case: Case
    amounts: dict[str, Value]
    known: date | None
    program: Program = field(repr=False)
    memo: Memo = field(repr=False)
    language: str
    own_steps: tuple[Step, ...] = field(repr=False)
    roots: tuple[Node, ...] = field(repr=False)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return self._steps(self.language)

    def steps_in(self, language: str) -> tuple[Step, ...]:
        """Every step once, in the order in which they are needed."""
        return self.steps if language == self.language else self._steps(language)

    def _steps(self, language: str) -> tuple[Step, ...]:
        tracer = Tracer(self.program, self.memo, language)
        seen: set[int] = set()
        return (*(step for root in self.roots for step in tracer.steps(root, seen)), *self.own_steps)

    @cached_property
    def parameters(self) -> tuple[Used, ...]:
        return tuple(dict.fromkeys(used for step in self.steps for used in step.parameters))

    @property
    def doubtful(self) -> tuple[Used, ...]:
        """The values a final determination refuses."""
        return tuple(used for used in self.parameters if used.status in NOT_FINAL)

    @cached_property
    def receipt(self) -> dict[str, str]:
        """Digests of the rule graph, the parameter values, the inputs and the results: the same facts known on the same day give the same receipt."""
        names = tuple(sorted(str(root.attr) for root in self.roots))
        view: View = self.memo[-1]
        rules = _rule_digest(self.program, names)
        values = _value_digest(self.program, view, names)
        inputs = _digest(json.dumps(_writable(dict(self.case.written)), sort_keys=True, ensure_ascii=False))
        results = _digest(json.dumps(_writable(self.amounts), sort_keys=True, ensure_ascii=False))
        return {
            "engine": ENGINE,
            "rules": rules,
            "parameters": values,
            "inputs": inputs,
            "results": results,
            "digest": _digest(ENGINE + rules + values + inputs + results),
        }

    @property
    def digest(self) -> str:
        return self.receipt["digest"]

    def json(self, language: str | None = None) -> dict[str, object]:
        """The same tree for machines: yuan as strings with two decimals."""
        language = language or self.language
        return {
            "inputs": _writable(dict(self.case.written)),
            "outputs": _writable(self.amounts),
            "known": None if self.known is None else self.known.isoformat(),
            "steps": [_step_json(step, language) for step in self.steps_in(language)],
            "receipt": self.receipt,
        }

    def text(self, language: str | None = None) -> str:
        """The sheet as it is printed."""
        language = language or self.language
        return "\n".join(_lines(self, language)) + "\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _rule_digest(compiled: Program, names: tuple[str, ...]) -> str:
    kept = compiled.graph.book.graphs
    if ("rules", names) not in kept:
        kept["rules", names] = compiled.graph.digest(names)
    return kept["rules", names]


def _value_digest(compiled: Program, view: View, names: tuple[str, ...]) -> str:
    kept = compiled.graph.book.graphs
    if ("values", names, view.known) not in kept:
        kept["values", names, view.known] = view.digest(compiled.graph.parameters(names))
    return kept["values", names, view.known]


def _writable(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _writable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(part) for part in value]
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _used_json(used: Used, language: str) -> dict[str, object]:
    return {
        "name": ".".join([used.name, *map(str, used.key)]),
        "title": used.title["en" if language.startswith("en") else "zh_Hans"],
        "value": plain(used.value),
        "unit": used.unit,
        "since": used.since.isoformat(),
        "until": used.until.isoformat() if used.until else None,
        "published": used.published.isoformat(),
        "source": used.citation,
        "source_in_words": cited(used.citation, language),
        "status": used.status,
        "document": used.document,
    }


def _step_json(step: Step, language: str) -> dict[str, object]:
    return {
        "name": step.name,
        "title": step.title["en" if language.startswith("en") else "zh_Hans"],
        "formula": step.words,
        "numbers": step.numbers,
        "result": _writable(step.value),
        "unit": step.unit,
        "article": step.citation,
        "article_in_words": cited(step.citation, language),
        "conditions": list(step.conditions),
        "parameters": [_used_json(used, language) for used in step.parameters],
    }


def _said(value: Value, unit: str, language: str) -> str:
    between, apart = ("; ", ": ") if language.startswith("en") else ("；", "：")
    if isinstance(value, list):
        return ("、" if apart == "：" else ", ").join(_said(part, unit, language) for part in value) or "—"
    if isinstance(value, dict):
        return between.join(f"{item_title(name, language)}{apart}{translate(str(part), language)}" for name, part in value.items())
    if isinstance(value, bool):
        return translate("yes" if value else "no", language)
    if isinstance(value, str):
        return item_title(value, language)
    return f"{plain(value)} {translate('yuan', language)}" if unit == "yuan" else plain(value)


def _tell(message: str, language: str, **arguments: object) -> str:
    return translate(message, language).format(**arguments)


def _lines(sheet: Sheet, language: str) -> Iterator[str]:
    key = "en" if language.startswith("en") else "zh_Hans"
    yield _tell("Calculation sheet", language)
    yield _tell("Known on: {known}", language, known=sheet.known or _tell("the latest", language))
    formula, numbers, article, condition = (
        "   " + translate(message, language)
        for message in ("Formula: {formula}", "In numbers: {numbers}", "Article: {article}", "Condition: {condition}")
    )
    for number, step in enumerate(sheet.steps_in(language), start=1):
        yield f"\n{number}. {step.title[key]} = {_said(step.value, step.unit, language)}"
        yield formula.format(formula=step.words)
        yield numbers.format(numbers=step.numbers)
        yield article.format(article=cited(step.citation, language))
        for told in step.conditions:
            yield condition.format(condition=told)
        for used in step.parameters:
            yield _used_line(used, language)
    if sheet.doubtful:
        yield "\n" + _tell(
            "An estimate: {count} value(s) are not confirmed ({names}).",
            language,
            count=len(sheet.doubtful),
            names=(", " if key == "en" else "、").join(used.title[key] for used in sheet.doubtful),
        )
    yield "\n" + _tell("Receipt: {digest}", language, digest=sheet.digest)


@lru_cache(4096)
def _used_line(used: Used, language: str) -> str:
    """Kept: a version is told in the same words on every sheet."""
    return "   " + _tell(
        "Parameter: {title}{key} = {value} ({unit}); in force {since} to {until}; source: {source}; status: {status}{document}",
        language,
        title=used.title["en" if language.startswith("en") else "zh_Hans"],
        key="".join(f"[{part}]" for part in used.key),
        value=plain(used.value),
        unit=translate("month(s)" if used.unit == "month" else used.unit, language),
        since=used.since,
        until=used.until or _tell("now", language),
        source=cited(used.citation, language),
        status=translate(used.status, language),
        document=f" ({used.document})" if used.document else "",
    )


def explain(
    case: Mapping[str, object] | Case,
    outputs: Iterable[str],
    *,
    known: date | str | None = None,
    final: bool = False,
    language: str = "zh_Hans",
    book: Book | None = None,
    calendar: Calendar | None = None,
) -> Sheet:
    """The sheet of one case.

    `case` maps facts to values (the `input` of a casebook entry). `known` is the day of the decision: parameters as they were published then; None means all
    that is published. `final=True` is a determination: it refuses by name any value that is unverified or a draft. `book` is an overlay, `calendar` one with
    later notices.
    """
    read = case if isinstance(case, Case) else read_case(case)
    day = date.fromisoformat(known) if isinstance(known, str) else known
    compiled = program(book or shipped())
    view = compiled.graph.book.view(day)
    memo = compiled.memo(read.stated, view)
    wanted = list(outputs)
    if not wanted:
        raise Refusal("No output is asked for: name at least one.")
    amounts: dict[str, Value] = {}
    roots: list[Node] = []
    steps: list[Step] = []
    for name in wanted:
        if name in FINDINGS:
            context = Context(read, Tracer(compiled, memo, language), calendar or Calendar.shipped(), language, day, frozenset(wanted))
            amounts[name], own, read_roots = FINDINGS[name](context)
            steps.extend(own)
            roots.extend(read_roots)
        else:
            root = compiled.graph.root(name)
            amounts[name] = to_value(compiled.functions[root.id](memo), root.den, root.unit)
            roots.append(root)
    sheet = Sheet(read, amounts, day, compiled, memo, language, tuple(steps), tuple(dict.fromkeys(roots)))
    if final and sheet.doubtful:
        refuse_doubtful(sheet)
    return sheet


def refuse_doubtful(sheet: Sheet) -> None:
    """A determination rests on no value that nobody has confirmed."""
    names = "、".join(
        f"{used.title['zh_Hans']} {used.name}{''.join(f'.{part}' for part in used.key)} ({used.status})" for used in sheet.doubtful
    )
    raise Refusal(
        "A final determination cannot use values that are not confirmed: {names}. Two officers confirm each with a document number.",
        names=names,
    )
