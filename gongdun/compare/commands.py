"""`gongdun compare`: run the rules over a folder of monthly files, or check the rules themselves."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path

from tqdm import tqdm

from gongdun.compare.cases import Cases
from gongdun.compare.engines.registry import ENGINES
from gongdun.compare.keys import LocalKeys
from gongdun.compare.limits import hold_memory
from gongdun.compare.manifest import Manifest
from gongdun.compare.matching import suggest
from gongdun.compare.rules.portable import faults
from gongdun.compare.rules.rule import Rule, load_rules
from gongdun.compare.runner import KEY_FILE, run
from gongdun.law.refusal import Refusal


def main(argv: list[str]) -> int:
    words = parser().parse_args(argv)
    return words.act(words)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="gongdun compare", description="Compare monthly files: contracts in, leads and manifest out.")
    verbs = top.add_subparsers(required=True, metavar="VERB")
    runs = verbs.add_parser("run", help="import new files and run the rules for a month")
    runs.add_argument("--data", type=Path, help="folder of <table>-YYYY-MM.csv|xlsx|parquet; without it the lake is used as it is")
    runs.add_argument("--month", required=True, help="for instance 2022-08")
    runs.add_argument("--out", type=Path, required=True, help="folder of the lake, the state and the runs")
    runs.add_argument("--engine", choices=ENGINES, default="duckdb")
    runs.add_argument("--rules", help="ids, comma between; all without it")
    runs.add_argument("--keys", type=Path, help="key file (default: OUT/identity.key, made on first use)")
    runs.add_argument("--parameters", type=Path, help="TOML file of thresholds: [[parameter]] rule, name, value, district, valid_from")
    runs.add_argument("--suppressions", type=Path, help="CSV file: fingerprint, until, reason")
    runs.add_argument("--reveal", metavar="REASON", help="also write the clear identities of the leads; the reason stays in the manifest")
    runs.add_argument("--memory", default="2GB", help="memory limit of the engine (default 2GB)")
    runs.set_defaults(act=run_month)
    match = verbs.add_parser("match", help="suggest who in the register a person without a usable number may be (extra: gongdun[match])")
    match.add_argument("--named", type=Path, required=True, help="file with name and, as far as known, birth, sex, phone, household")
    match.add_argument("--register", type=Path, required=True, help="the persons file")
    match.add_argument("--out", type=Path, required=True, help="folder for suggestions.parquet, and of the key file unless named")
    match.add_argument("--keys", type=Path, help="key file (default: OUT/identity.key, made on first use)")
    match.add_argument("--memory", default="2GB", help="memory limit of the engine (default 2GB)")
    match.set_defaults(act=match_persons)
    checks = verbs.add_parser("check", help="hold every rule to the portable subset and to its cases")
    checks.add_argument("--rules", help="ids, comma between; all without it")
    checks.add_argument("--engine", choices=ENGINES, default="duckdb")
    checks.set_defaults(act=check_rules)
    return top


def run_month(words: argparse.Namespace) -> int:
    with Bar() as bar:
        manifest = run(
            words.data,
            words.month,
            words.out,
            rules=chosen(words.rules),
            engine=words.engine,
            keys=named_keys(words.keys) if words.keys else None,
            parameters=words.parameters,
            suppressions=words.suppressions,
            reveal={"reason": words.reveal, "by": getpass.getuser()} if words.reveal is not None else None,
            memory=words.memory,
            progress=bar.show,
        )
    print(summary(manifest))
    return 0


def match_persons(words: argparse.Namespace) -> int:
    keys = named_keys(words.keys) if words.keys else LocalKeys.from_file(words.out / KEY_FILE)
    matched = suggest(words.named, words.register, words.out, keys, memory=hold_memory(words.memory))
    print(
        f"{matched.suggested} suggestions for {matched.rows} persons → {matched.file}. A suggestion is no identity: a person checks each."
    )
    return 0


def named_keys(path: Path) -> LocalKeys:
    """A key file that somebody names must be there: a misspelt name would give every person another key."""
    if not path.is_file():
        raise Refusal(
            "There is no key file {file}: correct the name, or leave --keys out to use the one of the out folder.", file=str(path)
        )
    return LocalKeys.from_file(path)


def chosen(text: str | None) -> list[str] | None:
    return [name.strip() for name in text.split(",")] if text is not None else None


class Bar:
    """One bar on stderr: what is being imported or which rule runs."""

    def __enter__(self) -> Bar:
        self.bar = tqdm(total=0, leave=False, bar_format="{desc:<40} {bar} {n_fmt}/{total_fmt}")
        return self

    def __exit__(self, *failure: object) -> None:
        self.bar.close()

    def show(self, stage: str, done: int, total: int) -> None:
        self.bar.total, self.bar.n = total, done
        self.bar.set_description_str(stage)


def summary(manifest: Manifest) -> str:
    lines = [f"{manifest.month} v{manifest.version}: {manifest.leads} leads, {manifest.rejected} rows rejected → {manifest.folder}"]
    for one in manifest.rules:
        if one.not_run:
            lines.append(f"  {one.rule:<32} not run: {one.not_run}")
            continue
        without = f" (without {', '.join(one.missing)})" if one.missing else ""
        lines.append(f"  {one.rule:<32} {one.leads:>8}  new {one.new}, persisting {one.persisting}, resolved {one.resolved}{without}")
    if manifest.restated:
        lines.append(f"  restated: {manifest.restated['added']} added, {manifest.restated['withdrawn']} withdrawn")
    return "\n".join(lines)


def check_rules(words: argparse.Namespace) -> int:
    rules = load_rules(chosen(words.rules))
    found = [fault for rule in rules for fault in rule_faults(rule, words.engine)]
    print("\n".join([*found, f"{len(rules)} rules, {len(found)} faults"]))
    return 1 if found else 0


def rule_faults(rule: Rule, engine: str) -> list[str]:
    return [*faults(rule), *Cases.beside(rule).faults(engine)]
