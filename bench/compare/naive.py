"""Our rules and naive ones against the truth of the synthetic city: found, missed, innocents named. `python -m bench.compare.naive --work DIR`."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.compare.stage import Stage
from gongdun.compare.engines.duck import DuckEngine
from gongdun.compare.keys import LocalKeys
from gongdun.compare.months import Month
from gongdun.compare.rules.rule import Rule, load_rules

KEYS = LocalKeys(b"k" * 32)
BLOCK = re.compile(r"-- rule: (\w+)\n-- forgets: ([^\n]*)\n(.*?);", re.DOTALL)
NAIVE = {
    rule: (query, forgets) for rule, forgets, query in BLOCK.findall(Path(__file__).with_name("naive.sql").read_text(encoding="utf-8"))
}
UNNAMED = {"", "person", "sex", "born", "name", "employer", "employee", "over_age"}
Named = tuple[int | None, int | None, str]


@dataclass(frozen=True)
class Truth:
    """One planted fact: keys, and the papers that a lead may name."""

    rule: str
    is_violation: bool
    person: int | None
    employer: int | None
    papers: frozenset[str]

    def is_named_by(self, lead: Named) -> bool:
        """A naive query may leave out the person, the employer or the paper: what it leaves out cannot clear anybody."""
        person, employer, paper = lead
        return (
            (self.person is None or person is None or person == self.person)
            and (self.employer is None or employer is None or employer == self.employer)
            and (not self.papers or paper in UNNAMED or paper in self.papers)
            and not (self.person is not None and person is None and self.employer is None)
        )


@dataclass(frozen=True)
class Score:
    """How many leads, how many planted violations were missed, how many planted innocents named, how many leads name nobody planted."""

    leads: int
    missed: int
    innocents: int
    others: int


def truth_of(stage: Stage) -> list[Truth]:
    rows = duckdb.execute(
        f"select rule, kind, id_number, uscc, other, month, until from read_parquet('{stage.folder}/data/truth.parquet')"
    ).fetchall()
    last = str(stage.month)
    return [
        Truth(
            rule,
            kind == "violation",
            KEYS.persons([number])[0] if number else None,
            KEYS.employers([code])[0] if code else None,
            frozenset((other, *other.split(";"))) if other else frozenset(),
        )
        for rule, kind, number, code, other, month, until in rows
        if kind == "innocent" or (month <= last and (until is None or until >= last))
    ]


def score(leads: Iterable[Named], truth: list[Truth]) -> Score:
    """Leads by person and by employer first, so that a large city's lists stay quick."""
    said = set(leads)
    index: dict[int, list[Named]] = {}
    for lead in said:
        for key in lead[:2]:
            if key is not None:
                index.setdefault(key, []).append(lead)
    hits = {place: [lead for lead in near(one, index) if one.is_named_by(lead)] for place, one in enumerate(truth)}
    planted = {lead for leads_of in hits.values() for lead in leads_of}
    return Score(
        len(said),
        sum(one.is_violation and not hits[place] for place, one in enumerate(truth)),
        sum(not one.is_violation and bool(hits[place]) for place, one in enumerate(truth)),
        len(said - planted),
    )


def near(one: Truth, index: dict[int, list[Named]]) -> list[Named]:
    return [lead for key in (one.person, one.employer) if key is not None for lead in index.get(key, [])]


def named(rows: Iterable[dict]) -> list[Named]:
    return [(row.get("person_key"), row.get("employer_key"), str(row.get("subject") or "")) for row in rows]


def compare(stage: Stage) -> list[tuple[Rule, int, int, Score, Score, str]]:
    truth, connection = truth_of(stage), stage.opened()
    engine, found = DuckEngine(connection), []
    for rule in load_rules():
        own = [one for one in truth if one.rule == rule.id]
        query, forgets = NAIVE[rule.id]
        parameters = stage.parameters(rule)
        ours = score(named(engine.rows(rule.query, parameters)), own)
        naive = score(named(engine.rows(query, parameters)), own)
        found.append((rule, sum(one.is_violation for one in own), sum(not one.is_violation for one in own), ours, naive, forgets))
    connection.close()
    return found


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="python -m bench.compare.naive", description=__doc__)
    words.add_argument("--persons", type=int, default=20_000)
    words.add_argument("--months", type=int, default=12)
    words.add_argument("--work", type=Path, help="folder that keeps the city (default: a temporary one)")
    asked = words.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="gongdun-bench-") as temporary:
        stage = Stage((asked.work or Path(temporary)) / f"{asked.persons}x{asked.months}", asked.persons, asked.months)
        stage.prepare()
        found = compare(stage)
    print(table(stage.month, found))
    return 0 if all(ours.missed == ours.innocents == 0 for _, _, _, ours, _, _ in found) else 1


def table(month: Month, found: list[tuple[Rule, int, int, Score, Score, str]]) -> str:
    lines = [
        f"Leads of {month}. Missed: of the planted violations; innocents: planted innocents named; others: leads that name nobody planted.\n",
        "| rule | planted | innocents planted | ours | missed | innocents | others | naive | missed | innocents | others | what the naive query forgets |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for rule, violations, innocents, ours, naive, forgets in found:
        scores = " | ".join(f"{s.leads} | {s.missed} | {s.innocents} | {s.others}" for s in (ours, naive))
        lines.append(f"| {rule.id} | {violations} | {innocents} | {scores} | {forgets} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
