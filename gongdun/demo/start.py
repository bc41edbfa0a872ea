"""`gongdun demo start`: the synthetic city made, loaded, worked through and served. A second start finds everything there."""

from __future__ import annotations

import argparse
import importlib
import os
import secrets
import sys
from datetime import date
from pathlib import Path
from time import monotonic

import django

BUSINESS_DATE = date(2022, 10, 17)
PERSONS, SEED = 200_000, 2022


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun demo start", description=__doc__)
    parser.add_argument("--bind", default="127.0.0.1:8000")
    parser.add_argument("--persons", type=int, default=PERSONS)
    parser.add_argument("--no-serve", action="store_true", help="load only")
    told = parser.parse_args(argv)
    # The demo lives on its own day; its settings are read after this.
    os.environ |= {"GONGDUN_DEMO": "1", "GONGDUN_TODAY": BUSINESS_DATE.isoformat()}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    database = importlib.import_module("gongdun.site.commands.database")
    cluster = database.ready()
    try:
        django.setup()
        begun = monotonic()
        loaded = importlib.import_module("gongdun.demo.load").load(told.persons, SEED)
        if loaded:
            print(f"演示城市已装入，用时 {monotonic() - begun:.0f} 秒。 The city was loaded in {monotonic() - begun:.0f} s.")
        if told.no_serve:
            return 0
        serve = importlib.import_module("gongdun.site.commands.serve").serve
        return serve(told.bind, announce=lambda: announce(told.bind))
    finally:
        if cluster:
            cluster.release()


def announce(bind: str) -> None:
    from_home = importlib.import_module("gongdun.site.home")
    password = from_home.secret("demo-password")
    print(
        f"\n  工盾演示  http://{bind}/   业务日期 Business date {BUSINESS_DATE}\n  演示账号的密码 Password of every demo account: {password}\n"
    )
    for username, what in LOGINS:
        print(f"    {username:<18} {what}")
    print("\n  Ctrl-C 停止 stops everything it started.\n", flush=True)


LOGINS = (
    ("city.director", "市局负责人 · director: the board"),
    ("xinbei.liaison", "新北区监察联络员 · lists leads and hands them over"),
    ("xinbei.approver", "新北区审批人 · approves"),
    ("xinbei.inspector", "新北区劳动监察员 · finds, row by row"),
    ("xinbei.investigator", "新北区工伤认定调查员 · investigates and proposes"),
    ("city.agency", "市经办机构参保经办 · cover, reported bases, the month's files"),
    ("city.intake", "市经办机构受理 · assessment and benefit claims"),
    ("city.finance", "市经办机构财务 · batches, the bank, the fund's books"),
    ("city.supervisor", "市局督办员 · reminds, locks months"),
    ("city.auditor", "安全审计员 · reads the journal"),
)


def demo_password(home: Path) -> str:
    """Made once, readable, and only for the demo's invented accounts."""
    path = home / "secrets" / "demo-password"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write("-".join(secrets.token_hex(2) for _ in range(3)))
    return path.read_text().strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
