"""`gongdun verify BUNDLE`: a locked month checked offline — no database, no network, none of the city's keys."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from gongdun.law.refusal import Refusal, terminal_language, translate
from gongdun.plans import bundles

WHOLE = "The bundle is whole: {figures} figures of {month}, {rows} rows behind them, {opened} opened with proof."
DIGEST = "Digest of the month (SM3): {digest}"
HEAD = "Head of the journal: seal {seal}, {head}"
NOT_COMPARED = "The digest was not compared with anything. Give --digest with the one printed in the report or kept in the journal."
ONE_ROW = "{key}, row {position} of {rows}:"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun verify", description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--digest", default="", help="the SM3 digest printed in the monthly report, or kept in the journal")
    parser.add_argument("--head", default="", help="the journal's head that the bundle must name")
    parser.add_argument("--rows", action="store_true", help="show the opened rows")
    told = parser.parse_args(argv)
    return verify(told.bundle, told.digest.strip(), told.head.strip(), show_rows=told.rows)


def verify(path: Path, digest: str, head: str, *, show_rows: bool) -> int:
    if not path.is_file():
        raise Refusal("There is no file {path}. Give the bundle of a locked month.", path=str(path))
    data = path.read_bytes()
    found = bundles.check(data, expected_digest=digest, expected_head=head)
    for one in found:
        print(say(one.message, **one.said))
    if found:
        return 1
    content, samples = bundles.unpacked(data)
    report(content, samples, is_compared=bool(digest))
    if show_rows:
        rows(content, samples)
    return 0


def report(content: dict[str, Any], samples: list[dict[str, Any]], *, is_compared: bool) -> None:
    figures = content["figures"]
    print(say(WHOLE, figures=len(figures), month=content["month"], rows=sum(one["rows"] for one in figures), opened=len(samples)))
    print(say(DIGEST, digest=bundles.digest(content)))
    print(say(HEAD, seal=content["journal"]["seal"], head=content["journal"]["head"] or "—"))
    if not is_compared:
        print(say(NOT_COMPARED))


def rows(content: dict[str, Any], samples: list[dict[str, Any]]) -> None:
    counts = {one["key"]: one["rows"] for one in content["figures"]}
    for sample in samples:
        print(say(ONE_ROW, key=sample["key"], position=sample["position"], rows=counts[sample["key"]]))
        print("  " + json.dumps(sample["row"], ensure_ascii=False))


def say(message: str, **said: object) -> str:
    return translate(message, terminal_language()).format(**said)
