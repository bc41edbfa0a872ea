"""One engine in its own process: a rule's id a line on stdin, one JSON answer a line on stdout."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bench.compare.answers import fingerprint
from bench.compare.engines import open_engine
from bench.compare.stage import Stage
from gongdun.compare.rules.rule import load_rules


def main(name: str, folder: str, persons: str, months: str) -> None:
    started = time.perf_counter()
    ask = open_engine(name, Stage(Path(folder), int(persons), int(months)))
    server = getattr(ask, "server", None)
    rules = {rule.id: rule for rule in load_rules()}
    say({"opened": round(time.perf_counter() - started, 3)})
    for line in sys.stdin:
        started = time.perf_counter()
        rows = ask(rules[line.strip()])
        seconds = time.perf_counter() - started
        count, digest = fingerprint(rows)
        say({"seconds": round(seconds, 4), "rows": count, "hash": digest, "peak_mb": peak(server)})


def peak(server: int | None) -> int:
    """The highest resident memory so far in MB, of the server's process where the work is done there (its share of the buffers included).

    Not getrusage: its figure is inherited from the process that started this one.
    """
    status = Path(f"/proc/{server or 'self'}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024


def say(answer: dict) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
