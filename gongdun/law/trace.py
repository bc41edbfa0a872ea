"""From an evaluated graph to the steps of a calculation sheet: formula in words and in numbers, result, article, parameters with validity and status."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gongdun.law.facts import FACTS, show
from gongdun.law.graph import EPOCH, Node
from gongdun.law.parameters import LATEST
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
    },
}
BINARY = {"+", "-", "*", "<", "<=", "=="}


@dataclass(frozen=True)
class Used:
    """A parameter as a step used it."""

    name: str
    key: tuple[int, ...]
    title: dict[str, str] = field(hash=False)
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
        return decimal(Fraction(numerator, den * 100)).quantize(Decimal("0.01"), ROUND_HALF_UP) if den == 1 else half_up_fen(numerator, den)
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


class Tracer:
    """Reads the values of one evaluated case."""

    def __init__(self, program: Program, memo: Memo, language: str) -> None:
        self.program, self.memo = program, memo
        self.language = "en" if language.startswith("en") else "zh_Hans"

    def value(self, node: Node) -> int:
        return self.program.functions[node.id](self.memo)

    def shown(self, node: Node) -> str:
        return plain(to_value(self.value(node), node.den, node.unit))

    def taken(self, node: Node) -> Iterator[Node]:
        """The nodes a step reads, down to the rules it uses; of each `when` only the branch taken."""
        yield node
        if node.op == "when":
            branch = node.args[1] if self.value(node.args[0]) else node.args[2]
            yield from self.conditions_read(node.args[0])
            yield from self.taken(branch)
        elif node.op != "rule":
            for arg in node.args:
                yield from self.taken(arg)

    def conditions_read(self, node: Node) -> Iterator[Node]:
        yield from self.taken(node)

    def steps(self, root: Node, seen: set[int]) -> Iterator[Step]:
        """The rules under `root` in the order in which they are needed, each once."""
        if root.id in seen:
            return
        seen.add(root.id)
        read = list(dict.fromkeys(self.taken(root.args[0])))
        for node in read:
            if node.op == "rule":
                yield from self.steps(node, seen)
        yield self.step(root, read)

    def step(self, root: Node, read: list[Node]) -> Step:
        rule = RULES[str(root.attr)]
        return Step(
            name=rule.name,
            title=rule.title,
            words=self.render(root.args[0], in_words=True),
            numbers=self.render(root.args[0], in_words=False),
            value=to_value(self.value(root), root.den, root.unit),
            unit=rule.unit,
            citation=rule.citation,
            conditions=tuple(self.conditions(root.args[0])),
            parameters=tuple(dict.fromkeys(self.used(node) for node in read if node.op == "lookup")),
            facts=tuple(dict.fromkeys(str(node.attr) for node in read if node.op == "input")),
        )

    def used(self, node: Node) -> Used:
        name, dated, count, local = node.attr
        day = self.value(node.args[0]) if dated else LATEST
        key = tuple(self.value(arg) for arg in node.args[dated : dated + count])
        view, parameter = self.memo[-1], self.program.graph.book[name]
        days, _, versions = view.line(name, self.value(node.args[-1]) if local else 0, key)
        at = bisect_right(days, day) - 1
        version = versions[at]
        if version is None or version.value is None:
            raise LookupError(f"{name} has no value, and yet a step has used it")
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

    def conditions(self, node: Node) -> Iterator[str]:
        """Each condition met on the way, with its answer."""
        if node.op == "when":
            holds = bool(self.value(node.args[0]))
            if node.args[0].op != "given" and (node.unit != "bool" or node.args[2].op != "const"):
                answer = translate("yes" if holds else "no", self.language)
                yield (
                    f"{self.render(node.args[0], in_words=True)}：{answer}"
                    if self.language == "zh_Hans"
                    else f"{self.render(node.args[0], in_words=True)}: {answer}"
                )
            yield from self.conditions(node.args[1] if holds else node.args[2])
        elif node.op != "rule":
            for arg in node.args:
                yield from self.conditions(arg)

    def render(self, node: Node, *, in_words: bool) -> str:
        """The formula; a `when` shows the branch taken, a bool `when` its and/or."""
        words = WORDS[self.language]
        if node.op == "rule":
            return RULES[str(node.attr)].title[self.language] if in_words else self.shown(node)
        if node.op == "lookup":
            return self.program.graph.book[node.attr[0]].title[self.language] if in_words else self.shown(node)
        if node.op == "input":
            return self.fact(node, in_words)
        if node.op == "given":
            fact = FACTS[str(node.attr)]
            return words["given"].format(fact.zh if self.language == "zh_Hans" else fact.en)
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
            parts[1] = FACTS[str(node.args[0].attr)].codes[node.args[1].attr[0] - 1]
        if node.op in BINARY:
            if node.op in "*-":
                parts = [
                    f"（{part}）" if arg.op in {"+", "-", "when"} and " " in part else part
                    for part, arg in zip(parts, node.args, strict=True)
                ]
            return f"{parts[0]} {WORDS[self.language][node.op]} {parts[1]}"
        if node.op == "add_months" and " " in parts[1]:
            parts[1] = f"（{parts[1]}）"
        return WORDS[self.language][node.op].format(*parts)

    def render_when(self, node: Node, in_words: bool) -> str:
        condition, then, otherwise = node.args
        if node.unit == "bool" and otherwise.op == "const" and not otherwise.attr[0]:
            joined = "且" if self.language == "zh_Hans" else "and"
            return (
                f"{self.render(condition, in_words=in_words)} {joined} {self.render(then, in_words=in_words)}"
                if self.value(condition)
                else self.render(condition, in_words=in_words)
            )
        if node.unit == "bool" and then.op == "const" and then.attr[0]:
            joined = "或" if self.language == "zh_Hans" else "or"
            return (
                self.render(condition, in_words=in_words)
                if self.value(condition)
                else f"{self.render(condition, in_words=in_words)} {joined} {self.render(otherwise, in_words=in_words)}"
            )
        return self.render(then if self.value(condition) else otherwise, in_words=in_words)

    def fact(self, node: Node, in_words: bool) -> str:
        fact = FACTS[str(node.attr)]
        if in_words:
            return fact.zh if self.language == "zh_Hans" else fact.en
        stored = self.memo[self.program.size + FACT_SLOT[fact.name]]
        return plain(show(fact.name, stored)) if stored is not None else "—"
