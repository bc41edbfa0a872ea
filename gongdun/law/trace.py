"""From an evaluated graph to the steps of a calculation sheet: formula in words and in numbers, result, article, parameters with validity and status."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from gongdun.law.facts import FACTS, show
from gongdun.law.graph import EPOCH, Node
from gongdun.law.parameters import LATEST, Line, View
from gongdun.law.refusal import translate
from gongdun.law.scalar import FACT_SLOT, Memo, Program
from gongdun.law.symbols import RULES

Value = Decimal | date | int | bool | str | list | dict | None

WORDS = {
    "zh_Hans": {
        "+": "＋",
        "-": "－",
        "*": "×",
        "<": "小于",
        "<=": "≤",
        "==": "＝",
        "min": "取低（{}，{}）",
        "max": "取高（{}，{}）",
        "ratio": "{} ÷ {}",
        "whole": "取整（{}）",
    }
    | {
        "month": "{}所在月",
        "day": "{}的日",
        "month_start": "{}首日",
        "add_months": "{}加{}个月",
        "not": "不是（{}）",
        "given": "已载明{}",
        "when": "视条件（{}：{}；否则{}）",
        "and": "且",
        "group": "（{}）",
        "or": "或",
    },
    "en": {
        "+": "+",
        "-": "−",
        "*": "×",
        "<": "<",
        "<=": "≤",
        "==": "=",
        "min": "lower of ({}, {})",
        "max": "higher of ({}, {})",
        "ratio": "{} ÷ {}",
        "whole": "whole part of ({})",
    }
    | {
        "month": "month of {}",
        "day": "day of {}",
        "month_start": "first day of {}",
        "add_months": "{} plus {} months",
        "not": "not ({})",
        "given": "{} is stated",
        "when": "if {}: {}, else {}",
        "and": "and",
        "group": "({})",
        "or": "or",
    },
}
PLACE = "\x00"  # around the number of a value that is not known yet
BINARY = {"+", "-", "*", "<", "<=", "=="}


@dataclass(frozen=True, eq=False)
class Used:
    """A parameter as a step used it; one object a version, so that steps that used the same share it."""

    name: str
    key: tuple[int, ...]
    title: dict[str, str]
    value: Decimal
    unit: str
    since: date
    until: date | None
    published: date
    status: str
    citation: str
    document: str


@dataclass(frozen=True)
class Step:
    """One line of the sheet."""

    name: str
    title: dict[str, str]
    words: str
    numbers: str
    value: Value
    unit: str
    citation: str
    conditions: tuple[str, ...] = ()
    parameters: tuple[Used, ...] = ()
    facts: tuple[str, ...] = ()


def decimal(value: Fraction) -> Decimal:
    """Exact where decimals can hold it, else to six decimals for show."""
    if 10**12 % value.denominator == 0:
        return Decimal(value.numerator) / Decimal(value.denominator)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def to_value(numerator: int, den: int, unit: str) -> Value:
    """The numerator as a reader's value: yuan with two decimals (own wage rounded only for show), dates, exact ratios."""
    if unit == "date":
        return date.fromordinal(numerator + EPOCH)
    if unit == "bool":
        return bool(numerator)
    if unit == "yuan":
        return Decimal(numerator).scaleb(-2) if den == 1 else half_up_fen(numerator, den)
    return _number(numerator, den, unit)


@lru_cache(4096)
def _number(numerator: int, den: int, unit: str) -> Value:
    found = decimal(Fraction(numerator, den))
    return int(found) if unit == "number" and found == int(found) else found


def half_up_fen(numerator: int, den: int) -> Decimal:
    sign = -1 if numerator < 0 else 1
    return Decimal(sign * ((2 * abs(numerator) + den) // (2 * den))).scaleb(-2)


def plain(value: object) -> str:
    """A value as text: Decimals without exponent."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


@dataclass(frozen=True)
class Plan:
    """How a rule's step is told for one way through its conditions: everything but the values, which `numbers` has nodes for."""

    words: str
    numbers: tuple[str | Node, ...]
    conditions: tuple[str, ...]
    rules: tuple[Node, ...]
    lookups: tuple[Node, ...]
    facts: tuple[str, ...]


class Tracer:
    """Reads the values of one evaluated case."""

    def __init__(self, program: Program, memo: Memo, language: str) -> None:
        self.program, self.memo = program, memo
        self.language = "en" if language.startswith("en") else "zh_Hans"

    def value(self, node: Node) -> int:
        return self.program.functions[node.id](self.memo)

    def shown(self, node: Node) -> str:
        """A value as it stands in the numbers."""
        if node.op == "input":
            fact = FACTS[str(node.attr)]
            stored = self.memo[self.program.size + FACT_SLOT[fact.name]]
            if stored is None:
                return "—"
            if fact.kind == "money":
                return f"{stored // 100}.{stored % 100:02d}"
            return fact.label(stored, self.language) if fact.codes else plain(show(fact.name, stored))
        value = self.program.functions[node.id](self.memo)
        if node.unit == "yuan" and node.den == 1 and value >= 0:
            return f"{value // 100}.{value % 100:02d}"
        return plain(to_value(value, node.den, node.unit))

    def steps(self, root: Node, seen: set[int]) -> Iterator[Step]:
        """The rules under `root` in the order in which they are needed, each once."""
        if root.id in seen:
            return
        seen.add(root.id)
        plan = self.plan(root)
        for node in plan.rules:
            yield from self.steps(node, seen)
        yield self.step(root, plan)

    def step(self, root: Node, plan: Plan) -> Step:
        rule = RULES[str(root.attr)]
        return Step(
            name=rule.name,
            title=rule.title,
            words=plan.words,
            numbers="".join([part if isinstance(part, str) else self.shown(part) for part in plan.numbers]),
            value=to_value(self.value(root), root.den, root.unit),
            unit=rule.unit,
            citation=rule.citation,
            conditions=plan.conditions,
            parameters=tuple(dict.fromkeys([self.used(node) for node in plan.lookups])),
            facts=plan.facts,
        )

    def plan(self, root: Node) -> Plan:
        """The plan for the answers that this case gives to the rule's conditions, made once for each way through them."""
        functions, memo = self.program.functions, self.memo
        at = self.program.plans.get((root.id, self.language))
        while type(at) is dict:
            at = at.get(not functions[at["ask"]](memo))
        return at if type(at) is Plan else self._make(root)

    def _make(self, root: Node) -> Plan:
        """Lays the plan under the conditions it asked: at each, what follows where it does not hold (True: it is refuted) and where it does."""
        planner = Planner(self)
        made = planner.plan(root.args[0])
        kept: dict[Any, Any] = self.program.plans
        key: object = (root.id, self.language)
        for condition, holds in planner.asked.items():
            kept = kept.setdefault(key, {"ask": condition.id})
            key = not holds
        kept[key] = made
        return made

    def used(self, node: Node) -> Used:
        """The version of a parameter that the case used; one object for each, kept with what was known."""
        name, dated, count, local = node.attr
        functions, memo, args = self.program.functions, self.memo, node.args
        day = functions[args[0].id](memo) if dated else LATEST
        key = tuple([functions[arg.id](memo) for arg in args[dated : dated + count]]) if count else ()
        view: View = memo[-1]
        area = functions[args[-1].id](memo) if local else 0
        line = view.lines.get((name, area, key)) or view.line(name, area, key)
        at = bisect_right(line[0], day) - 1 if line else -1
        spot = (name, area, key, at)
        if spot not in view.told:
            view.told[spot] = self._used(name, key, line, at)
        return view.told[spot]

    def _used(self, name: str, key: tuple[int, ...], line: Line | None, at: int) -> Used:
        version = line[2][at] if line and at >= 0 else None
        if line is None or version is None or version.value is None:
            raise LookupError(f"{name} has no value, and yet a step has used it")
        days, parameter = line[0], self.program.graph.book[name]
        until = date.fromordinal(days[at + 1] + EPOCH) - timedelta(days=1) if at + 1 < len(days) else None
        return Used(
            name,
            key,
            dict(parameter.title),
            version.value,
            parameter.unit,
            version.since,
            until,
            version.published,
            version.status,
            version.citation,
            version.document,
        )


class Planner:
    """Writes a plan: walks a rule's nodes down to the rules it uses, and keeps the conditions it asked, in order."""

    def __init__(self, tracer: Tracer) -> None:
        self.tracer, self.language = tracer, tracer.language
        self.asked: dict[Node, bool] = {}
        self.leaves: list[Node] = []

    def plan(self, body: Node) -> Plan:
        read = list(dict.fromkeys(self.taken(body)))
        words, numbers = self.render(body, in_words=True), self.render(body, in_words=False)
        parts = numbers.split(PLACE)
        return Plan(
            words=words,
            numbers=tuple(self.leaves[int(part)] if at % 2 else part for at, part in enumerate(parts)),
            conditions=tuple(dict.fromkeys(self.conditions(body))),
            rules=tuple(node for node in read if node.op == "rule"),
            lookups=tuple(node for node in read if node.op == "lookup"),
            facts=tuple(dict.fromkeys(str(node.attr) for node in read if node.op == "input")),
        )

    def holds(self, condition: Node) -> bool:
        if condition not in self.asked:
            self.asked[condition] = bool(self.tracer.value(condition))
        return self.asked[condition]

    def place(self, node: Node) -> str:
        """Where the node's value will stand."""
        self.leaves.append(node)
        return f"{PLACE}{len(self.leaves) - 1}{PLACE}"

    def taken(self, node: Node) -> Iterator[Node]:
        """The nodes a step reads, down to the rules it uses; of each `when` only the branch taken."""
        yield node
        if node.op == "when":
            yield from self.taken(node.args[0])
            yield from self.taken(node.args[1] if self.holds(node.args[0]) else node.args[2])
        elif node.op != "rule":
            for arg in node.args:
                yield from self.taken(arg)

    def conditions(self, node: Node) -> Iterator[str]:
        """Each condition met on the way, with its answer."""
        if node.op == "when":
            holds = self.holds(node.args[0])
            if node.args[0].op != "given" and (node.unit != "bool" or node.args[2].op != "const"):
                colon = "：" if self.language == "zh_Hans" else ": "
                yield f"{self.render(node.args[0], in_words=True)}{colon}{translate('yes' if holds else 'no', self.language)}"
            yield from self.conditions(node.args[1] if holds else node.args[2])
        elif node.op != "rule":
            for arg in node.args:
                yield from self.conditions(arg)

    def render(self, node: Node, *, in_words: bool) -> str:
        """The formula; a `when` shows the branch taken, a bool `when` its and/or."""
        words = WORDS[self.language]
        if node.op == "rule":
            return RULES[str(node.attr)].title[self.language] if in_words else self.place(node)
        if node.op == "lookup":
            return self.tracer.program.graph.book[node.attr[0]].title[self.language] if in_words else self.place(node)
        if node.op == "input":
            return FACTS[str(node.attr)].title(self.language) if in_words else self.place(node)
        if node.op == "given":
            return words["given"].format(FACTS[str(node.attr)].title(self.language))
        if node.op == "const":
            return plain(to_value(node.attr[0], node.den, node.unit if node.unit != "bool" else "number"))
        if node.op in {"scale", "round"}:
            return self.render(node.args[0], in_words=in_words)
        if node.op == "when":
            return self.render_when(node, in_words)
        return self.render_plain(node, in_words)

    def render_plain(self, node: Node, in_words: bool) -> str:
        parts = [self.render(arg, in_words=in_words) for arg in node.args]
        if node.op == "==" and node.args[0].unit == "code" and node.args[0].op == "input" and node.args[1].op == "const":
            parts[1] = FACTS[str(node.args[0].attr)].label(node.args[1].attr[0], self.language)
        if node.op in BINARY:
            if node.op in "*-":
                parts = [
                    WORDS[self.language]["group"].format(part) if arg.op in {"+", "-", "when"} and " " in part else part
                    for part, arg in zip(parts, node.args, strict=True)
                ]
            return f"{parts[0]} {WORDS[self.language][node.op]} {parts[1]}"
        if node.op == "add_months" and " " in parts[1]:
            parts[1] = WORDS[self.language]["group"].format(parts[1])
        return WORDS[self.language][node.op].format(*parts)

    def render_when(self, node: Node, in_words: bool) -> str:
        condition, then, otherwise = node.args
        is_and = node.unit == "bool" and otherwise.op == "const" and not otherwise.attr[0]
        is_or = node.unit == "bool" and then.op == "const" and then.attr[0]
        holds = self.holds(condition)
        if (is_and and not holds) or (is_or and holds and not is_and):
            return self.render(condition, in_words=in_words)
        if is_and or is_or:
            joined = WORDS[self.language]["and" if is_and else "or"]
            other = then if is_and else otherwise
            return f"{self.render(condition, in_words=in_words)} {joined} {self.render(other, in_words=in_words)}"
        return self.render(then if holds else otherwise, in_words=in_words)
