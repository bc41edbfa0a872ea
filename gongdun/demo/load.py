"""Loading the synthetic city: founded, staffed, its files compared, its officers' work done. Each step is there whole or is done again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from django.db import transaction

import gongdun.plans
from gongdun.demo.accounts import open_accounts
from gongdun.demo.city.generate import Wish, generate
from gongdun.demo.start import demo_password
from gongdun.demo.stories import bases, benefits, followups, injuries, lists, oversight
from gongdun.demo.stories.days import JOB
from gongdun.plans.models import Plan
from gongdun.plans.operations import adopt_plan
from gongdun.registry.operations import found_city
from gongdun.registry.queries import everywhere
from gongdun.site.home import home
from gongdun.vault.scopes import within

FOLDER = Path(gongdun.plans.__file__).parent / "changzhou_2022"


def load(persons: int, seed: int) -> bool:
    """True when it loaded; False when the city stands there already. One transaction: a killed load leaves nothing half-done in the database."""
    if Plan.objects.filter(folder=FOLDER.name).exists():
        return False
    data, lake = home() / "demo-city", home() / "lake"
    if not (data / "city.json").exists():
        shutil.rmtree(data, ignore_errors=True)
        generate(Wish(persons, "2021-10", 12, seed, "parquet"), data)
    shutil.rmtree(lake, ignore_errors=True)  # a lake under keys of a load that never ended
    with transaction.atomic():
        found_city(name="changzhou", actor=JOB)
        open_accounts(demo_password(home()), JOB)
        adopt_plan(folder=FOLDER, actor=JOB, today=date(2022, 1, 10))
        with within(everywhere()):
            tell(data, lake)
    return True


def tell(data: Path, lake: Path) -> None:
    """The stories in the order in which they need one another."""
    benefits.begin()
    lists.tell(data, lake)
    bases.tell()
    followups.tell()
    injuries.tell()
    benefits.pay()
    oversight.tell()
