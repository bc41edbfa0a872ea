"""Leads that somebody has decided not to hear of again until a month: `fingerprint, until, reason`."""

from __future__ import annotations

import csv
from pathlib import Path

from gongdun.compare.months import Month
from gongdun.law.refusal import Refusal

COLUMNS = ("fingerprint", "until", "reason")


def read_suppressions(path: Path | None, month: Month) -> frozenset[str]:
    """Fingerprints still suppressed in the month. Each needs an end and a reason."""
    if path is None:
        return frozenset()
    if not path.is_file():
        raise Refusal("There is no file of suppressions {file}: correct the name after --suppressions.", file=str(path))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if not set(COLUMNS) <= set(reader.fieldnames or ()):
            raise Refusal("{file} needs the columns fingerprint, until and reason.", file=path.name)
        return frozenset(row["fingerprint"] for row in reader if still_counts(row, path, month))


def still_counts(row: dict[str, str], path: Path, month: Month) -> bool:
    if not row["reason"].strip():
        raise Refusal("{file} suppresses {fingerprint} without a reason: fill it in.", file=path.name, fingerprint=row["fingerprint"])
    return month <= Month.parse(row["until"])
