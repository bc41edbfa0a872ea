"""What `gongdun month` does: the same operations as the pages, by the machine and not by a person."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.conf import settings
from tqdm import tqdm

from gongdun.compare.months import Month
from gongdun.desk.models import Delivery
from gongdun.desk.operations import comparisons
from gongdun.desk.operations.deliveries import File, deliver
from gongdun.desk.queries import months
from gongdun.desk.reactions import follow_up
from gongdun.law.refusal import Refusal, terminal_language
from gongdun.registry.queries import everywhere
from gongdun.site import business_date
from gongdun.vault.actors import SYSTEM
from gongdun.vault.scopes import within

NO_JOB = 0  # nothing waits in the queue: the command does the work itself


def take_files(told: argparse.Namespace) -> int:
    """0 when every file was taken in, 1 when one was not."""
    refused = [path for path in told.files if not was_taken(path, told)]
    return 1 if refused else 0


def was_taken(path: Path, told: argparse.Namespace) -> bool:
    if not path.is_file():
        raise Refusal("There is no file {file}.", file=path)
    file = File(path, path.name, told.source, told.table if len(told.files) == 1 else "")
    held = deliver(
        file=file, month=told.month, folder=settings.LAKE, actor=SYSTEM("month take"), today=business_date.today(), now=business_date.now()
    )
    why = sentence(held.refusal)
    print(f"{held.name}: {held.get_state_display()}  {held.row_count} / {held.rejected_count}  {why}".rstrip())
    return held.state == Delivery.State.TAKEN


def sentence(refusal: dict[str, str]) -> str:
    return refusal.get(terminal_language(), refusal.get("en", ""))


def show_month(told: argparse.Namespace) -> int:
    of = Month.parse(told.month)
    for one in months.held(of):
        there = one.snapshot
        words = f"v{there.version}  {there.source}  {there.delivered_on}  {there.row_count} ({one.share})" if there else "—"
        print(f"{one.contract.name:<14} {one.contract.chinese}  {words}")
    for obstacle in months.obstacles(of):
        print(f"! {obstacle.rule.id}: {', '.join(obstacle.missing)}")
    return 0


def compare_month(told: argparse.Namespace) -> int:
    """0 when compared, 2 when the rules refused; a comparison left by a broken worker is given up first."""
    actor, of = SYSTEM("month compare"), Month.parse(told.month)
    earlier = months.newest_comparison(of)
    if earlier is not None and months.is_broken(earlier):
        comparisons.give_up(comparison=earlier.pk, actor=actor)
    asked = comparisons.ask(month=str(of), defer=lambda _pk: NO_JOB, actor=actor, today=business_date.today(), now=business_date.now())
    with tqdm(total=0, desc=str(of), leave=False):
        done = comparisons.carry_out(comparison=asked.pk, folder=settings.LAKE, actor=actor)
    if done.run is None:
        print(sentence(done.refusal), file=sys.stderr)
        return 2
    with within(everywhere()):
        follow_up(comparison=done.pk, folder=settings.LAKE, actor=actor)
    print(f"{of}: +{done.run.new_count}  ={done.run.persisting_count}  -{done.run.resolved_count}")
    return 0
