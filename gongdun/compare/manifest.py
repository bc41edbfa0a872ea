"""What a run was made of: the same manifest gives the same leads. No clock time stands in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class RuleRun:
    """What one rule did in a run, or why it did not run."""

    rule: str
    area: str
    version: int
    sha256: str
    parameters: dict[str, dict[str, int]]  # district ("" everywhere) → threshold → value
    leads: int = 0
    new: int = 0
    persisting: int = 0
    resolved: int = 0
    suppressed: int = 0
    missing: tuple[str, ...] = ()  # inputs that were not delivered
    not_run: str = ""  # empty when it ran


@dataclass(frozen=True)
class Manifest:
    """Inputs, rules, parameters, engines, counts; `folder` holds leads.parquet, resolved.parquet, leads.xlsx and manifest.json."""

    month: str
    version: int  # a month compared again is a new version
    folder: Path
    engines: dict[str, str]
    inputs: list[dict[str, object]]
    rules: list[RuleRun]
    rejected: int
    restated: dict[str, int] = field(default_factory=dict)  # added and withdrawn against this month's version before
    reveal: dict[str, str] = field(default_factory=dict)

    @property
    def leads(self) -> int:
        return sum(rule.leads for rule in self.rules)

    @property
    def leads_file(self) -> Path:
        return self.folder / "leads.parquet"

    @property
    def resolved_file(self) -> Path:
        return self.folder / "resolved.parquet"

    def text(self) -> str:
        return json.dumps(asdict(self) | {"folder": self.folder.name}, ensure_ascii=False, indent=1, sort_keys=True)
