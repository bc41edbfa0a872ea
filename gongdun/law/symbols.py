"""The words rules are written in: `C` a fact of the case, `P` a parameter, `given`, and the `rule` decorator that names and cites a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gongdun.law.facts import FACTS
from gongdun.law.graph import FALSE, WORKSHOPS, Node, Workshop, lift, make, when
from gongdun.law.parameters import Book
from gongdun.law.refusal import Refusal

BOOKS: list[Book] = []  # the book of the graph that is being built


@dataclass(frozen=True)
class Rule:
    """A named and cited step. `note` says what the statute leaves open and how it is settled here."""

    name: str
    title: dict[str, str]
    citation: str
    unit: str
    build: Callable[[], Node]
    note: str


RULES: dict[str, Rule] = {}


def rule(zh: str, en: str, cite: str, unit: str = "yuan") -> Callable[[Callable[[], Node]], Callable[[], Node]]:
    """Registers a rule; calling it inside another rule gives its node."""

    def register(build: Callable[[], Node]) -> Callable[[], Node]:
        name = build.__name__
        if name in RULES:
            raise Refusal("The rule {name} is written twice.", name=name)
        RULES[name] = Rule(name, {"zh_Hans": zh, "en": en}, cite, unit, build, (build.__doc__ or "").strip())

        def node() -> Node:
            body = build()
            return make("rule", (body,), name, body.den, (body.lo, body.hi), unit)

        return node

    return register


class _Case:
    """`C.grade` is the fact `grade` of the case."""

    def __getattr__(self, name: str) -> Node:
        fact = FACTS[name]
        return make("input", (), name, fact.den, (fact.lo, fact.hi), fact.unit)


@dataclass(frozen=True)
class _Parameter:
    name: str

    def at(self, day: Node | None, *keys: object) -> Node:
        """The value in force on `day` (None: the latest known), for the keys, in the case's area if the parameter is local."""
        parameter = BOOKS[-1][self.name]
        values = [parameter.numerator(version) for version in parameter.all()] or [0]
        args = tuple(node for node in (day, *map(lift, keys), C.area if parameter.is_local else None) if node is not None)
        attr = (self.name, day is not None, len(keys), parameter.is_local)
        unit = parameter.unit if parameter.unit in {"yuan", "date"} else "number"
        return make("lookup", args, attr, parameter.den, (min(values), max(values)), unit)


class _Parameters:
    """`P.lump_sum_months` is the parameter of that name."""

    def __getattr__(self, name: str) -> _Parameter:
        return _Parameter(name)


C = _Case()
P = _Parameters()


def given(name: str) -> Node:
    """Whether the case states the fact."""
    if name not in FACTS:
        raise KeyError(name)
    return make("given", (), name, 1, (0, 1), "bool")


def fact_or(name: str, otherwise: object) -> Node:
    """The fact where it is stated, else another value."""
    return when(given(name), getattr(C, name), otherwise)


def stated(name: str) -> Node:
    """A boolean fact that is false unless stated."""
    return fact_or(name, FALSE())


@contextmanager
def building(book: Book) -> Iterator[Workshop]:
    shop = Workshop()
    BOOKS.append(book)
    WORKSHOPS.append(shop)
    try:
        yield shop
    finally:
        BOOKS.pop()
        WORKSHOPS.pop()
