"""A rule file: `-- key: value` lines, the query that finds leads, and after `-- evidence` the query that shows why."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from gongdun.compare.contracts import CONTRACTS
from gongdun.compare.state import DERIVED_NAMES
from gongdun.law.refusal import Refusal

AREAS = Path(__file__).resolve().parent.parent.parent / "areas"
HEAD = re.compile(r"--\s*([a-z_]+):\s*(.*)")
PARAMETER = re.compile(
    r"(?P<name>[a-z_0-9]+)\s*=\s*(?P<value>-?\d+)(?P<dated>(;\s*\d{4}-\d{2}:\s*-?\d+)*)\s*\|\s*(?P<unit>[^|]+?)\s*\|\s*(?P<title>.+)"
)
DATED = re.compile(r"(\d{4}-\d{2}):\s*(-?\d+)")
EVIDENCE = re.compile(r"^--\s*evidence\s*$", re.MULTILINE)
REQUIRED = ("title", "title_en", "citation", "severity", "version", "inputs", "next_step")
KNOWN = (*REQUIRED, "measure", "optional", "one_of", "parameter", "exception")
RELATIONS = frozenset(CONTRACTS) | frozenset(DERIVED_NAMES)


class FaultyRule(Refusal):
    """A rule file that cannot be read."""


@dataclass(frozen=True)
class Parameter:
    """A threshold: whole number, unit, and what it says. Never a constant in the query."""

    name: str
    value: int
    unit: str
    title: str
    dated: tuple[tuple[str, int], ...] = ()  # (month from which, value): `floor = 1; 2023-01: 2`

    def value_in(self, month: str) -> int:
        return next((value for start, value in reversed(self.dated) if start <= month), self.value)


@dataclass(frozen=True)
class Rule:
    """One rule as read from its file."""

    id: str
    area: str
    path: Path
    title: str
    title_en: str
    measure: str
    citation: str
    severity: int  # 1 low, 2 middle, 3 high
    version: int
    inputs: tuple[str, ...]
    optional: tuple[str, ...]
    one_of: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    exceptions: tuple[str, ...]
    next_step: str
    query: str
    evidence: str
    sha256: str = field(repr=False, default="")

    @property
    def reads(self) -> tuple[str, ...]:
        return (*self.inputs, *self.optional, *self.one_of)

    @property
    def tables(self) -> frozenset[str]:
        """The contracts' tables behind everything the rule reads."""
        return frozenset(table for name in self.reads for table in tables_of(name))


def tables_of(name: str) -> tuple[str, ...]:
    return DERIVED_NAMES.get(name, (name,))


def rule_files() -> list[Path]:
    """Every rule in every area's drawer."""
    return sorted(AREAS.glob("*/rules/*.sql"))


def load_rules(chosen: list[str] | None = None) -> list[Rule]:
    """All rules, or those named by id; a name that is no rule is refused."""
    rules = {path.stem: load_rule(path) for path in rule_files()}
    strangers = sorted(set(chosen or ()) - set(rules))
    if strangers:
        raise Refusal("There is no rule {names}. Choose from: {known}.", names=", ".join(strangers), known=", ".join(sorted(rules)))
    return [rules[name] for name in (sorted(set(chosen)) if chosen else sorted(rules))]


def load_rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    head, parameters, exceptions = read_head(path, text)
    parts = EVIDENCE.split(text)
    if len(parts) != 2:
        raise FaultyRule("{file}: a rule has one line `-- evidence` between its query and its evidence query.", file=path.name)
    query, evidence = (part.strip().rstrip(";") for part in parts)
    rule = Rule(
        id=path.stem,
        area=path.parent.parent.name,
        path=path,
        title=head["title"],
        title_en=head["title_en"],
        measure=head.get("measure", ""),
        citation=head["citation"],
        severity=int(head["severity"]),
        version=int(head["version"]),
        inputs=names(head["inputs"]),
        optional=names(head.get("optional", "")),
        one_of=names(head.get("one_of", "")),
        parameters=tuple(parameters),
        exceptions=tuple(exceptions),
        next_step=head["next_step"],
        query=query,
        evidence=evidence,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    strangers = sorted(set(rule.reads) - RELATIONS)
    if strangers:
        raise FaultyRule("{file} names inputs that no contract knows: {names}.", file=path.name, names=", ".join(strangers))
    return rule


def read_head(path: Path, text: str) -> tuple[dict[str, str], list[Parameter], list[str]]:
    """The header's values; unknown keys and missing ones are refused, so that a misspelt threshold cannot be ignored."""
    head: dict[str, str] = {}
    parameters, exceptions = [], []
    for line in text.splitlines():
        match = HEAD.fullmatch(line.strip())
        if match is None:
            break
        key, value = match[1], match[2].strip()
        if key not in KNOWN or (key in head):
            raise FaultyRule("{file}: the header's line {line!r} is unknown or stands twice.", file=path.name, line=line)
        if key == "parameter":
            parameters.append(read_parameter(path, value))
        elif key == "exception":
            exceptions.append(value)
        else:
            head[key] = value
    missing = [key for key in REQUIRED if not head.get(key)]
    if missing:
        raise FaultyRule("{file}: the header lacks {missing}.", file=path.name, missing=", ".join(missing))
    return head, parameters, exceptions


def read_parameter(path: Path, text: str) -> Parameter:
    match = PARAMETER.fullmatch(text)
    if match is None:
        raise FaultyRule("{file}: a parameter is written `name = 2 | unit | what it says`, not {text!r}.", file=path.name, text=text)
    return Parameter(
        match["name"],
        int(match["value"]),
        match["unit"],
        match["title"],
        tuple((start, int(value)) for start, value in sorted(DATED.findall(match["dated"]))),
    )


def names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
