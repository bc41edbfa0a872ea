"""`gongdun draw verify FILE`: replay a double-random draw from its exported file, without database or network."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongdun.areas.inspection.replay import Check, heads_of, verify
from gongdun.law.refusal import Refusal, terminal_language

CLAIMS = {
    "pool hash": "抽取库哈希一致",
    "the head is later than the freezing": "封链头晚于抽取库固定",
    "the head's seal holds the entry of the freezing": "该封链包含固定抽取库的日志条目",
    "seed": "种子一致",
    "the head is the one kept outside the database": "封链头与库外留存一致",
    "units drawn": "抽取对象一致",
    "auditors drawn": "抽取人员一致",
    "every recusal has its reason": "每次回避都有理由",
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun draw", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    verifying = commands.add_parser("verify", help="replay the draw; exit 0 if every claim of the file holds, 1 if one does not")
    verifying.add_argument("file", type=Path, help="the draw file, from the draw's page")
    verifying.add_argument("--heads", type=Path, help="a copy of journal-heads.log kept elsewhere")
    told = parser.parse_args(argv)
    content = read(told.file)
    heads = heads_of(told.heads.read_text(encoding="ascii")) if told.heads else None
    checks = verify(content, heads)
    for check in checks:
        print(line(check))
    kept = all(check.is_kept for check in checks)
    print(closing(kept, str(content["number"])))
    return 0 if kept else 1


def read(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Refusal("{file} cannot be read as the file of a draw. Export it again from the draw's page.", file=path.name) from None
    if not isinstance(content, dict):
        raise Refusal("{file} cannot be read as the file of a draw. Export it again from the draw's page.", file=path.name)
    return content


def line(check: Check) -> str:
    claim = check.claim if terminal_language().startswith("en") else CLAIMS[check.claim]
    return f"{'✓' if check.is_kept else '✗'} {claim}  {check.found}"


def closing(is_kept: bool, number: str) -> str:
    if terminal_language().startswith("en"):
        return f"{number}: {'replayed; the same pool and head give the same draw.' if is_kept else 'NOT as claimed: the file was changed.'}"
    return f"{number}：{'重放一致；同一抽取库与封链头得到同一结果。' if is_kept else '与所称不符：文件被改动，或者不是这样抽取的。'}"
