"""Which files a folder holds: `<table>-YYYY-MM.csv|xlsx|parquet`, or `<table>.…` where there is no month.

A month sent again may stand beside the first as `<table>-YYYY-MM.v2.csv`: the highest counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gongdun.compare.contracts import CONTRACTS, Contract
from gongdun.compare.months import Month
from gongdun.law.refusal import Refusal

NAME = re.compile(r"(?P<table>[a-z_]+?)(-(?P<month>\d{4}-\d{2}))?(\.v(?P<delivery>\d+))?\.(?P<form>csv|xlsx|xls|parquet)", re.IGNORECASE)
WHOLE = "whole"  # the partition of a file that names no month


class TwiceDelivered(Refusal):
    """Two files of one folder claim the same table and month."""


@dataclass(frozen=True)
class Source:
    """One file of a table and, where it has one, a month."""

    path: Path
    contract: Contract
    month: Month | None
    delivery: int = 1

    @property
    def partition(self) -> str:
        return str(self.month) if self.month else WHOLE

    @property
    def form(self) -> str:
        return self.path.suffix.lower().removeprefix(".")


def find_sources(folder: Path, up_to: Month) -> list[Source]:
    """Every file of a known table up to the month, oldest first; the same table and month twice is refused."""
    if not folder.is_dir():
        raise Refusal("There is no folder {folder}: name the folder that holds the month's files.", folder=str(folder))
    found: dict[tuple[str, str], Source] = {}
    for path in sorted(folder.iterdir()):
        source = source_of(path)
        if source is None or (source.month is not None and source.month > up_to):
            continue
        place = (source.contract.name, source.partition)
        if place in found and found[place].delivery != source.delivery:
            found[place] = max(found[place], source, key=lambda one: one.delivery)
        elif place in found:
            raise TwiceDelivered(
                "{first} and {second} are both {table} for {month}: keep the one that counts and take the other out of the folder.",
                first=found[place].path.name,
                second=path.name,
                table=source.contract.name,
                month=source.partition,
            )
        else:
            found[place] = source
    if not found:
        raise Refusal(
            "{folder} holds no file of a known table: a file is called for instance payroll-2022-08.csv or employers.xlsx.",
            folder=str(folder),
        )
    return [found[place] for place in sorted(found)]


def source_of(path: Path) -> Source | None:
    match = NAME.fullmatch(path.name)
    if match is None or match["table"].lower() not in CONTRACTS:
        return None
    month = Month.parse(match["month"]) if match["month"] else None
    return Source(path, CONTRACTS[match["table"].lower()], month, int(match["delivery"] or 1))
