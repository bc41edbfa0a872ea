"""A comparison run: files in, leads and manifest out; and the evidence of one lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import sqlglot

import gongdun
from gongdun.compare import runs
from gongdun.compare.contracts import CONTRACTS
from gongdun.compare.database import connect
from gongdun.compare.engines.duck import DuckEngine
from gongdun.compare.engines.engine import Engine, ParameterRows, Row, quote
from gongdun.compare.engines.registry import open_engine
from gongdun.compare.intake.importing import Importer
from gongdun.compare.intake.sources import find_sources
from gongdun.compare.keys import KeyRing, LocalKeys
from gongdun.compare.lake import Lake, only_one, replace_text
from gongdun.compare.leads import Lead, against_previous, checked, lead_of
from gongdun.compare.limits import hold_memory, told
from gongdun.compare.manifest import Manifest, RuleRun
from gongdun.compare.months import Month
from gongdun.compare.relations import Relations
from gongdun.compare.reveal import reveal_leads
from gongdun.compare.rules.portable import tables_read
from gongdun.compare.rules.rule import RELATIONS, Rule, load_rules, tables_of
from gongdun.compare.scratch import scratch_folder
from gongdun.compare.suppressions import read_suppressions
from gongdun.compare.thresholds import Setting, parameter_rows, read_settings
from gongdun.compare.workbook import write_workbook
from gongdun.law.refusal import Refusal

Progress = Callable[[str, int, int], None]
MONTH_TEXT = re.compile(r"\d{4}-\d{2}")
LAKE, STATE, RUNS, KEY_FILE, KEY_MARK = "lake", "state", "runs", "identity.key", "keys.mark"


def silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def run(
    data: Path | None,
    month: str,
    out: Path,
    *,
    rules: list[str] | None = None,
    engine: str = "duckdb",
    keys: KeyRing | None = None,
    parameters: Path | Iterable[Mapping[str, object]] | None = None,
    suppressions: Path | None = None,
    reveal: Mapping[str, str] | None = None,
    memory: str = "2GB",
    progress: Progress | None = None,
) -> Manifest:
    """Import what is new in `data` (None: the lake as it is), run the rules for the month, write leads and manifest under `out/runs`.

    Without `keys` they come from `out/identity.key`, made on first use. `reveal` needs a "reason" and is kept in the manifest.
    """
    of, show = Month.parse(month), progress or silent
    chosen = load_rules(rules)
    settings = read_settings(parameters, chosen)
    if reveal is not None and not str(reveal.get("reason", "")).strip():
        raise Refusal("Clear identities are given for a reason only: say which after --reveal.")
    if reveal is not None and data is None:
        raise Refusal("Clear identities are read from the delivered files again: name their folder with --data.")
    with only_one(out), told(out, hold_memory(memory)):
        lake = Lake(out / LAKE)
        ring = keys or LocalKeys.from_file(out / KEY_FILE)
        hold_keys(lake, ring)
        if data is not None:
            bring_in(lake, ring, data, of, memory, show)
        comparison = Comparison(lake, out / STATE, of, settings, read_suppressions(suppressions, of), memory)
        with comparison.opened(engine) as work:
            manifest = work.write(runs.Runs(out / RUNS), chosen, dict(reveal or {}), show)
        if reveal is not None and data is not None:
            reveal_leads(manifest, find_sources(data, of), ring, memory)
        return manifest


def hold_keys(lake: Lake, keys: KeyRing) -> None:
    """A lake under one key file read with another would make everybody a stranger: it is refused."""
    if not isinstance(keys, LocalKeys):
        return
    mark = lake.folder / KEY_MARK
    if not mark.exists():
        replace_text(mark, keys.mark)
    elif mark.read_text(encoding="utf-8") != keys.mark:
        raise Refusal(
            "The lake in {folder} was made with another key file: name that one with --keys or restore it from the backup.",
            folder=str(lake.folder),
        )


def bring_in(lake: Lake, keys: KeyRing, data: Path, month: Month, memory: str, show: Progress) -> None:
    """Every file of the folder; each counts as soon as it is whole, so a kill loses at most the one in hand."""
    sources = find_sources(data, month)
    with Importer(lake, keys, memory).session() as importer:
        for done, source in enumerate(sources):
            show(f"import {source.path.name}", done, len(sources))
            importer.bring_in(source)
    show("import", len(sources), len(sources))


@dataclass
class Comparison:
    """One month's relations, thresholds and suppressions, and the engine over them."""

    lake: Lake
    state: Path
    month: Month
    settings: list[Setting]
    suppressed: frozenset[str]
    memory: str

    @contextmanager
    def opened(self, engine: str, only: frozenset[str] | None = None) -> Iterator[Comparison]:
        with scratch_folder() as scratch, connect(scratch, self.memory) as self.connection:
            Relations(self.connection, self.month).from_lake(self.lake, self.state, only)
            self.engine: Engine = open_engine(engine, self.connection, scratch)
            self.districts = [district for (district,) in self.connection.execute("select distinct district from employers").fetchall()]
            yield self
            self.engine.close()

    def write(self, folder: runs.Runs, rules: list[Rule], reveal: dict[str, str], show: Progress) -> Manifest:
        """Run the rules, compare with the month before, and leave a finished folder."""
        found: list[Lead] = []
        reports: list[RuleRun] = []
        for done, rule in enumerate(rules):
            show(f"rule {rule.id}", done, len(rules))
            report, leads = self.one(rule)
            reports.append(report)
            found += leads
        show("rules", len(rules), len(rules))
        if all(report.not_run for report in reports):
            raise Refusal(
                "No rule could run for {month}: {reasons}", month=self.month, reasons="; ".join(f"{r.rule}: {r.not_run}" for r in reports)
            )
        return self.finish(folder, rules, reports, found, reveal)

    def one(self, rule: Rule) -> tuple[RuleRun, list[Lead]]:
        """A rule's report and its leads, without those that are suppressed."""
        rows = parameter_rows(rule, self.settings, self.districts, self.month)
        report = RuleRun(rule.id, rule.area, rule.version, rule.sha256, thresholds_by_district(rows), missing=self.missing(rule))
        if reason := self.obstacle(rule):
            return replace(report, not_run=reason), []
        leads = checked(rule, (lead_of(rule, row, self.month) for row in self.engine.rows(rule.query, rows)))
        kept = [lead for lead in leads if lead.fingerprint not in self.suppressed]
        return replace(report, leads=len(kept), suppressed=len(leads) - len(kept)), kept

    def is_there(self, name: str) -> bool:
        """Delivered: a monthly table for this very month, any other at some time."""
        return all(
            self.lake.holds(table, self.month) if is_monthly(table) else self.lake.current(table, self.month) for table in tables_of(name)
        )

    def missing(self, rule: Rule) -> tuple[str, ...]:
        return tuple(name for name in rule.reads if not self.is_there(name))

    def obstacle(self, rule: Rule) -> str:
        """Why the rule cannot run: an input that it needs, or all of several of which it needs one."""
        absent = [name for name in rule.inputs if not self.is_there(name)]
        if absent:
            return f"missing {', '.join(absent)}"
        if rule.one_of and not any(map(self.is_there, rule.one_of)):
            return f"missing all of {', '.join(rule.one_of)}"
        return ""

    def finish(self, folder: runs.Runs, rules: list[Rule], reports: list[RuleRun], found: list[Lead], reveal: dict[str, str]) -> Manifest:
        before, versions = folder.before(self.month), folder.versions(self.month)
        ran = {report.rule for report in reports if not report.not_run}
        leads, resolved = against_previous(found, runs.read_leads(before / "leads.parquet") if before else [], ran)
        fresh = folder.begin()
        runs.write_leads(self.connection, leads, fresh / "leads.parquet")
        runs.write_leads(self.connection, resolved, fresh / "resolved.parquet")
        inputs = [partition for name in sorted(self.lake_tables()) for partition in self.lake.current(name, self.month)]
        manifest = Manifest(
            str(self.month),
            len(versions) + 1,
            folder.folder / f"{self.month}-v{len(versions) + 1}",
            {"gongdun": gongdun.__version__, "engine": self.engine.version, "duckdb": duckdb.__version__, "sqlglot": sqlglot.__version__},
            [
                {
                    "table": p.table,
                    "month": p.month,
                    "version": p.version,
                    "rows": p.rows,
                    "rejected": p.rejected,
                    "sha256": p.sha256,
                    "source_sha256": p.source_sha256,
                    "source": p.source,
                    "changes": p.changes,
                    "notes": p.notes,
                }
                for p in inputs
            ],
            [counted(report, leads, resolved) for report in reports],
            sum(partition.rejected for partition in inputs),
            restated(leads, versions),
            reveal,
        )
        write_workbook(fresh / "leads.xlsx", manifest, rules, leads)
        (fresh / "manifest.json").write_text(manifest.text(), encoding="utf-8")
        folder.finish(fresh, self.month, manifest.version)
        return manifest

    def lake_tables(self) -> set[str]:
        return {table for table, _ in self.lake.partitions}


def is_monthly(table: str) -> bool:
    return CONTRACTS[table].is_monthly


def thresholds_by_district(rows: ParameterRows) -> dict[str, dict[str, int]]:
    """Everywhere, and the districts that differ from it."""
    general = dict(zip(rows.names, rows.rows[0][1], strict=True))
    named = {district: dict(zip(rows.names, values, strict=True)) for district, values in rows.rows}
    return {district: values for district, values in named.items() if not district or values != general}


def counted(report: RuleRun, leads: list[Lead], resolved: list[Lead]) -> RuleRun:
    own = [lead.status for lead in leads if lead.rule == report.rule]
    return replace(
        report,
        new=own.count(runs.Status.NEW),
        persisting=own.count(runs.Status.PERSISTING),
        resolved=sum(lead.rule == report.rule for lead in resolved),
    )


def restated(leads: list[Lead], versions: list[Path]) -> dict[str, int]:
    """What a late correction changed in a month that was compared before."""
    if not versions:
        return {}
    before = {lead.fingerprint for lead in runs.read_leads(versions[-1] / "leads.parquet")}
    now = {lead.fingerprint for lead in leads}
    return {"added": len(now - before), "withdrawn": len(before - now)}


def evidence(rule: Rule | str, lead: Lead, lake: Lake) -> list[Row]:
    """The rows that prove a lead, as they stand in the lake; identities are keys."""
    read = load_rules([rule])[0] if isinstance(rule, str) else rule
    only = frozenset(table for name in tables_read(read.evidence) if name in RELATIONS for table in tables_of(name))
    comparison = Comparison(lake, lake.folder.parent / STATE, Month.parse(lead.month), [], frozenset(), "1GB")
    with comparison.opened("duckdb", only) as work:
        return list(DuckEngine(work.connection).rows(with_lead(read.evidence, lead), parameter_rows(read, [], [], work.month)))


def with_lead(query: str, lead: Lead) -> str:
    """The relation `lead` holds one row; a period that is a month stands in `period_month` as well."""
    month = Month.parse(lead.period).index if MONTH_TEXT.fullmatch(lead.period) else "cast(null as integer)"
    keys = ", ".join(
        f"cast({value if value is not None else 'null'} as bigint) as {name}"
        for name, value in (("person_key", lead.person_key), ("employer_key", lead.employer_key))
    )
    row = f"select {keys}, {quote(lead.subject)} as subject, {quote(lead.period)} as period, {month} as period_month"
    return f"select * from (with lead as ({row}) select * from ({query}))"  # noqa: S608 (integers and quoted texts)
