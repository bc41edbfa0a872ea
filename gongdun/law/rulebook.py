"""The graph of all rules under one book of parameters, built once and kept with the book."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from gongdun.law.graph import Node, reachable
from gongdun.law.parameters import Book
from gongdun.law.refusal import Refusal
from gongdun.law.rules import contributions, death, injury, prevention, retirement, rises, subsidies, wages
from gongdun.law.symbols import RULES, building

MODULES = (wages, injury, retirement, subsidies, death, contributions, rises, prevention)
ENGINE = "gongdun-law 1"


@dataclass(frozen=True)
class Graph:
    """Every rule's root by name, and all nodes in the order they were made (arguments before readers)."""

    book: Book
    roots: dict[str, Node]
    nodes: list[Node]

    def root(self, name: str) -> Node:
        if name not in self.roots:
            raise Refusal("No rule computes {name!r}. Outputs: {known}.", name=name, known=", ".join(sorted(self.roots)))
        return self.roots[name]

    def digest(self, names: Iterable[str]) -> str:
        """Of the rules the outputs read: their steps, titles and citations."""
        lines = []
        for node in sorted(reachable([self.root(name) for name in names]), key=lambda node: node.id):
            cited = RULES[str(node.attr)].citation if node.op == "rule" else ""
            lines.append(f"{node.id}|{node.op}|{[arg.id for arg in node.args]}|{node.attr}|{node.den}|{cited}")
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def parameters(self, names: Iterable[str]) -> list[str]:
        """The parameters the outputs may read."""
        return sorted({node.attr[0] for node in reachable([self.root(name) for name in names]) if node.op == "lookup"})


def graph(book: Book) -> Graph:
    if "graph" not in book.graphs:
        with building(book) as shop:
            roots = {name: next(getattr(module, name) for module in MODULES if hasattr(module, name))() for name in RULES}
            book.graphs["graph"] = Graph(book, roots, shop.nodes)
    return book.graphs["graph"]
