"""Thresholds by rule, area and date: the header's value unless a row given to the run says otherwise."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongdun.compare.engines.engine import ParameterRows
from gongdun.compare.months import Month
from gongdun.compare.rules.rule import Rule
from gongdun.law.refusal import Refusal

EVERYWHERE = ""
FOREVER = Month(0)


@dataclass(frozen=True)
class Setting:
    """One threshold set by somebody: for a rule, from a month on, in one district or everywhere."""

    rule: str
    name: str
    value: int
    district: str = EVERYWHERE
    valid_from: Month = FOREVER

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Setting:
        strangers = sorted(set(given) - {"rule", "name", "value", "district", "valid_from"})
        if strangers or not isinstance(given.get("value"), int) or isinstance(given.get("value"), bool):
            raise Refusal(
                "A parameter has rule, name, a whole number as value and, if need be, district and valid_from; {given} has not.",
                given=dict(given),
            )
        start = Month.parse(str(given["valid_from"])) if "valid_from" in given else FOREVER
        return cls(str(given["rule"]), str(given["name"]), int(str(given["value"])), str(given.get("district", EVERYWHERE)), start)


def read_settings(given: Path | Iterable[Mapping[str, object]] | None, rules: list[Rule]) -> list[Setting]:
    """Settings of a TOML file (`[[parameter]]`) or of rows; one that no rule has is refused, so that a typing error cannot pass for a setting."""
    if given is None:
        return []
    rows = rows_of(given) if isinstance(given, Path) else list(given)
    settings = [Setting.of(row) for row in rows]
    known = {(rule.id, parameter.name) for rule in rules for parameter in rule.parameters}
    for setting in settings:
        if (setting.rule, setting.name) not in known:
            raise Refusal(
                "The rule {rule} has no parameter {name} or was not chosen: correct the parameter file.",
                rule=setting.rule,
                name=setting.name,
            )
    return settings


def rows_of(path: Path) -> list[Mapping[str, object]]:
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refusal("The parameter file {file} cannot be read: {error}.", file=str(path), error=error) from error
    if set(read) - {"parameter"} or not isinstance(read.get("parameter", []), list):
        raise Refusal("The parameter file {file} holds tables [[parameter]] and nothing else.", file=str(path))
    return read.get("parameter", [])


def parameter_rows(rule: Rule, settings: list[Setting], districts: list[str], month: Month) -> ParameterRows:
    """A row for no district and one for each: the district's own setting before the general one, the latest before the older."""
    own = [setting for setting in settings if setting.rule == rule.id and setting.valid_from <= month]
    places = [EVERYWHERE, *sorted({district for district in districts if district})]
    rows = tuple(
        (place, tuple(value_at(parameter.name, parameter.value_in(str(month)), own, place) for parameter in rule.parameters))
        for place in places
    )
    return ParameterRows(tuple(parameter.name for parameter in rule.parameters), rows)


def value_at(name: str, default: int, settings: list[Setting], district: str) -> int:
    fitting = [setting for setting in settings if setting.name == name and setting.district in {EVERYWHERE, district}]
    return max(fitting, key=lambda setting: (setting.district == district, setting.valid_from)).value if fitting else default
