"""A case as it is written (the casebook's shape) becomes stored facts and lists; what cannot be is refused before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gongdun.law import facts
from gongdun.law.facts import FACTS, LIST_FACTS, OTHER_FACTS
from gongdun.law.graph import EPOCH
from gongdun.law.industries import risk_class
from gongdun.law.parameters import areas
from gongdun.law.refusal import Refusal

DEPENDANT_KINDS = ("spouse", "child", "parent", "grandparent", "grandchild", "sibling")
DEPENDANT_KEYS = {"kind", "born_on", "sex", "orphan", "alone", "disabled"}
CLOCK_FACTS: tuple[str, ...] = ("clock", "started_on", "suspensions", "extended", "extension", "length", "as_of")
POSTHUMOUS = timedelta(days=310)
NEVER_BEFORE = (
    ("born_on", "injured_on"),
    ("born_on", "died_on"),
    ("born_on", "ended_on"),
    ("injured_on", "died_on"),
    ("injured_on", "concluded_on"),
    ("missing_from", "died_on"),
)


@dataclass(frozen=True)
class Dependant:
    """One person who may depend on the worker (令18号). Unstated days mean that the officer has established the dependency already."""

    kind: str
    born_on: date | None = None
    sex: str | None = None
    orphan: bool = False
    alone: bool = False
    disabled: bool = False


@dataclass(frozen=True)
class Case:
    """What was stated: integers by fact, dependants, and the facts of a clock."""

    stated: dict[str, int]
    dependants: tuple[Dependant, ...] | None = None
    clock: dict[str, Any] = field(default_factory=dict)
    written: Mapping[str, object] = field(default_factory=dict)


def _dependant(entry: object) -> Dependant:
    if not isinstance(entry, Mapping) or entry.get("kind") not in DEPENDANT_KINDS or set(entry) - DEPENDANT_KEYS:
        raise Refusal(
            "Each of dependants is a map with kind ({kinds}) and {keys}, not {entry!r}.",
            kinds=", ".join(DEPENDANT_KINDS),
            keys=", ".join(sorted(DEPENDANT_KEYS - {"kind"})),
            entry=entry,
        )
    for name in ("orphan", "alone", "disabled"):
        if not isinstance(entry.get(name, False), bool):
            raise Refusal(
                "{fact} is {value!r}, which it cannot be: give {expected}.", fact=name, value=entry[name], expected="true | false"
            )
    if entry.get("sex", "M") not in {"M", "F"}:
        raise Refusal("{fact} is {value!r}, which it cannot be: give {expected}.", fact="sex", value=entry["sex"], expected="M | F")
    born = date.fromordinal(facts.read("born_on", entry["born_on"]) + EPOCH) if entry.get("born_on") is not None else None
    return Dependant(
        str(entry["kind"]), born, entry.get("sex"), entry.get("orphan", False), entry.get("alone", False), entry.get("disabled", False)
    )


def _check_births(dependants: tuple[Dependant, ...], stated: Mapping[str, int]) -> None:
    """Nobody depends on a worker who died before their birth, but a child born within ten months of it (遗腹子女, 令18号 2)."""
    event = stated.get("died_on", stated.get("missing_from"))
    if event is None:
        return
    day = date.fromordinal(event + EPOCH)
    for person in dependants:
        latest = day + POSTHUMOUS if person.kind == "child" else day
        if person.born_on is not None and person.born_on > latest:
            raise Refusal(
                "The {kind} of dependants is born on {born}, after the worker's death or disappearance on {day}: correct one of the days.",
                kind=person.kind,
                born=person.born_on,
                day=day,
            )


def _wages(stated: dict[str, int], wages: object) -> None:
    if not isinstance(wages, Sequence) or isinstance(wages, str) or not 1 <= len(wages) <= 12:
        raise Refusal("wages_12m is a list of 1 to 12 monthly contribution wages (工伤保险条例#64), not {value!r}.", value=wages)
    stated["wages_sum"] = sum(facts.read("average_wage", wage, label="wages_12m") for wage in wages)
    stated["wages_count"] = len(wages)


def _check_days(stated: Mapping[str, int]) -> None:
    for earlier, later in NEVER_BEFORE:
        if earlier in stated and later in stated and stated[later] < stated[earlier]:
            raise Refusal(
                "{later} ({late}) lies before {earlier} ({early}): correct the days.",
                later=later,
                late=facts.show(later, stated[later]),
                earlier=earlier,
                early=facts.show(earlier, stated[earlier]),
            )


def _check_sense(stated: Mapping[str, int]) -> None:
    _check_days(stated)
    if "sex" in stated and "retirement_kind" in stated and (stated["sex"] == 1) != (stated["retirement_kind"] == 1):
        raise Refusal("Sex and retirement_kind contradict each other: M60 is for men, F55 and F50 are for women.")
    if "average_wage" in stated and "wages_sum" in stated:
        raise Refusal("Both average_wage and wages_12m are given: state one of them.")
    if "platform_rate" in stated and stated.get("trade") not in (None, FACTS["trade"].codes.index("delivery") + 1):
        raise Refusal("platform_rate is only for the trade delivery: leave it out.")
    if "area" in stated:
        areas().chain(stated["area"])


def _enrol_later(stated: dict[str, int], day: object) -> None:
    """Enrolment after the injury (条例 62): by its name there was no cover before, so the day of the injury is not needed; where it is stated it lies earlier."""
    since = facts.read("insured_from", day, label="enrolled_later_on")
    if since <= stated.get("injured_on", since - 1):
        raise Refusal(
            "enrolled_later_on ({late}) is not after injured_on ({early}): late cover begins after the injury (工伤保险条例#62); state insured_from instead.",
            late=facts.show("insured_from", since),
            early=facts.show("injured_on", stated["injured_on"]),
        )
    stated["insured_from"] = since
    stated.setdefault("insured_at_injury", 0)


def read_case(written: Mapping[str, object]) -> Case:
    """The case of a mapping of facts; unknown names, impossible values and contradictions are refused, one clear sentence each."""
    facts.check_names(written)
    given = {name: value for name, value in written.items() if value is not None}
    stated = {name: facts.read(name, value) for name, value in given.items() if name not in LIST_FACTS and name not in OTHER_FACTS}
    if "wages_12m" in given:
        _wages(stated, given["wages_12m"])
    if "enrolled_later_on" in given and "insured_from" in given:
        raise Refusal("Both insured_from and enrolled_later_on are given: state the one day from which the cover runs.")
    if "enrolled_later_on" in given:
        _enrol_later(stated, given["enrolled_later_on"])
    if "industry" in given:
        found = risk_class(str(given["industry"]))
        if stated.setdefault("risk_class", found) != found:
            raise Refusal(
                "The industry {industry!r} is in class {found}, not {said}: correct one of them.",
                industry=given["industry"],
                found=found,
                said=stated["risk_class"],
            )
    _check_sense(stated)
    dependants = None
    if "dependants" in given:
        if not isinstance(given["dependants"], Sequence) or isinstance(given["dependants"], str):
            raise Refusal("dependants is a list of maps, not {value!r}.", value=given["dependants"])
        dependants = tuple(map(_dependant, given["dependants"]))
        _check_births(dependants, stated)
        stated["dependants_count"] = len(dependants)
    clock = {name: given[name] for name in CLOCK_FACTS if name in given}
    return Case(stated, dependants, clock, written)
