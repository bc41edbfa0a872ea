"""`make bench`: every benchmark at its small default, one after the other, with the machine and the versions. Never a timed test.

python -m bench [law|compare|sheets …]
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = {
    "law": ["--persons", "1000", "1000000"],
    "compare": ["--persons", "50000"],
    "sheets": ["2000", "10000", "50000"],
    "pages": [],
    "benefits": [],
    "plans": ["20000"],
}
PACKAGES = ("numpy", "duckdb", "Django", "psycopg", "cryptography", "xlsxwriter", "python-calamine")


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, Python {platform.python_version()}\n{packages}"


def main(asked: list[str]) -> int:
    unknown = sorted(set(asked) - set(PARTS))
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}. Choose among {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    print(machine(), flush=True)
    worst = 0
    for name in asked or PARTS:
        print(f"\n== {name}", flush=True)
        worst |= subprocess.run([sys.executable, "-m", f"bench.{name}", *PARTS[name]], cwd=HERE.parent, check=False).returncode
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
