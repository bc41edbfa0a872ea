"""阈值试算 — a rule with other thresholds on a month that is over: nothing is written, no lead is raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongdun.compare.lake import Lake
from gongdun.compare.months import Month
from gongdun.compare.rules.rule import Rule, tables_of
from gongdun.compare.runner import LAKE, STATE, Comparison
from gongdun.compare.thresholds import Setting
from gongdun.law.refusal import Refusal

MEMORY = "1GB"


@dataclass(frozen=True)
class WhatIf:
    """Leads of the month under the present and under the other thresholds, by fingerprint."""

    month: str
    now: frozenset[str]
    then: frozenset[str]

    @property
    def gained(self) -> frozenset[str]:
        return self.then - self.now

    @property
    def lost(self) -> frozenset[str]:
        return self.now - self.then


def what_if(rule: Rule, month: str, values: Mapping[str, int], folder: Path) -> WhatIf:
    """`values` are thresholds by name; those not named stay as they are. A month without its data is refused with what is missing."""
    known = {parameter.name for parameter in rule.parameters}
    if strange := sorted(set(values) - known):
        raise Refusal("The rule has no threshold {names}.", names="、".join(strange))
    if not (folder / LAKE).exists():
        raise Refusal("The rows of the lake are not on this machine, so nothing can be tried. Ask where the comparison runs.")
    settings = [Setting(rule.id, name, value) for name, value in values.items()]
    return WhatIf(month, found(rule, month, [], folder), found(rule, month, settings, folder))


def found(rule: Rule, month: str, settings: list[Setting], folder: Path) -> frozenset[str]:
    tables = frozenset(table for name in rule.reads for table in tables_of(name))
    comparison = Comparison(Lake(folder / LAKE), folder / STATE, Month.parse(month), settings, frozenset(), MEMORY)
    with comparison.opened("duckdb", tables | {"employers"}) as work:
        report, leads = work.one(rule)
    if report.not_run:
        raise Refusal("The rule cannot run for {month}: {reason}.", month=month, reason=report.not_run)
    return frozenset(lead.fingerprint for lead in leads)
