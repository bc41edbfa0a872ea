"""工伤认定 articles 14, 15 and 16 as an aid: per item the elements supported, contested and missing. It never decides; edge cases name why a person must."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from gongdun.law.refusal import Refusal, translate

SHIPPED = Path(__file__).parent / "data" / "recognition.yaml"
ANSWERS = ("supported", "contested", "refuted")
HOURS_48 = timedelta(hours=48)
NEAR = timedelta(hours=2)

CONTESTED = "Contested: {elements}. A person weighs the evidence."
RESPONSIBILITY = "Responsibility in a commuting accident rests on the police document or an effective judgment; none is given, or they conflict. A person decides."
CLOSE_TO_48 = "Death came within two hours of the forty-eight hour mark; which record is the first diagnosis decides. A person checks the medical record."
EXCLUSION = "An exclusion of art. 16 may apply ({item}): it rests on an authority's document or an effective judgment. A person decides."
CONFLICT = "Effective documents conflict ({documents}). A person decides which one binds."


@dataclass(frozen=True)
class Item:
    """One item of the three articles."""

    code: str
    result: str
    title: Mapping[str, str]
    citation: str
    elements: Mapping[str, Mapping[str, str]]
    person: Mapping[str, str] | None


@dataclass(frozen=True)
class Finding:
    """What the evidence says of one item. `holds` is true only when every element is supported."""

    item: Item
    supported: tuple[str, ...]
    contested: tuple[str, ...]
    refuted: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[tuple[str, Mapping[str, object]], ...]

    @property
    def holds(self) -> bool:
        return not (self.contested or self.refuted or self.missing)

    @property
    def needs_person(self) -> bool:
        return bool(self.reasons)

    def text(self, language: str) -> tuple[str, ...]:
        """Why a person decides, as sentences."""
        return tuple(translate(message, language).format(**arguments) for message, arguments in self.reasons)


@cache
def items() -> Mapping[str, Item]:
    entries = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return {
        code: Item(code, entry["result"], entry["title"], entry["citation"], entry["elements"], entry.get("person"))
        for code, entry in entries.items()
    }


def within_48_hours(first_diagnosed_at: datetime, died_at: datetime) -> bool:
    """The 48 hours run from the institution's first diagnosis; their last instant is still within."""
    if died_at < first_diagnosed_at:
        raise Refusal(
            "The death ({died_at}) lies before the first diagnosis ({first_diagnosed_at}): correct the times.",
            died_at=died_at,
            first_diagnosed_at=first_diagnosed_at,
        )
    return died_at - first_diagnosed_at <= HOURS_48


def _is_close(times: Mapping[str, datetime]) -> bool:
    if not {"first_diagnosed_at", "died_at"} <= set(times):
        return False
    return abs(times["died_at"] - times["first_diagnosed_at"] - HOURS_48) <= NEAR


def _answers(facts: Mapping[str, str], times: Mapping[str, datetime]) -> dict[str, str]:
    known = {name for item in items().values() for name in item.elements}
    unknown = sorted(set(facts) - known)
    if unknown:
        raise Refusal(
            "No item of arts 14 to 16 has the element {unknown}. Elements: {known}.",
            unknown=", ".join(unknown),
            known=", ".join(sorted(known)),
        )
    for name, answer in facts.items():
        if answer not in ANSWERS:
            raise Refusal(
                "The element {element} is {answer!r}: say one of {answers}, or leave it out.",
                element=name,
                answer=answer,
                answers=", ".join(ANSWERS),
            )
    found = dict(facts)
    if {"first_diagnosed_at", "died_at"} <= set(times):
        inside = within_48_hours(times["first_diagnosed_at"], times["died_at"])
        found.setdefault("died_at_once_or_within_48_hours", "supported" if inside else "refuted")
    return found


def examine(
    facts: Mapping[str, str], *, times: Mapping[str, datetime] | None = None, conflicting: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """The findings on every item that the facts touch, exclusions last.

    `facts` maps elements to supported, contested or refuted; `times` may give `first_diagnosed_at` and `died_at`; `conflicting` names effective documents
    that contradict each other. Nothing stated is refused: there is nothing to examine.
    """
    if not facts and not times:
        raise Refusal("No element is stated: there is nothing to examine.")
    answers = _answers(facts, times or {})
    touched = [item for item in items().values() if set(item.elements) & set(answers)]
    exclusions = [
        item
        for item in touched
        if item.result == "excluded" and any(answers.get(name) in {"supported", "contested"} for name in item.elements)
    ]
    return tuple(_finding(item, answers, times or {}, exclusions, conflicting) for item in touched)


def _finding(
    item: Item, answers: Mapping[str, str], times: Mapping[str, datetime], exclusions: list[Item], conflicting: tuple[str, ...]
) -> Finding:
    by = {state: tuple(name for name in item.elements if answers.get(name) == state) for state in ANSWERS}
    missing = tuple(name for name in item.elements if name not in answers)
    reasons: list[tuple[str, Mapping[str, object]]] = []
    if by["contested"]:
        reasons.append((CONTESTED, {"elements": "、".join(item.elements[name]["zh_Hans"] for name in by["contested"])}))
    if item.code == "14-6" and answers.get("not_mainly_responsible") != "supported":
        reasons.append((RESPONSIBILITY, {}))
    if item.code == "15-1-1" and _is_close(times):
        reasons.append((CLOSE_TO_48, {}))
    if item.person:
        reasons.append((item.person["en"], {}))
    if item.result != "excluded":
        reasons.extend((EXCLUSION, {"item": other.title["zh_Hans"]}) for other in exclusions)
    if conflicting:
        reasons.append((CONFLICT, {"documents": "、".join(conflicting)}))
    return Finding(item, by["supported"], by["contested"], by["refuted"], missing, tuple(reasons))
