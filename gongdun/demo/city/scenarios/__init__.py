"""The scenarios: one module a rule or a few of a kind. Each plants its rows and says what is true about them."""

from __future__ import annotations

from collections.abc import Callable

from gongdun.demo.city.scenarios import (
    bases,
    clinics,
    deceased,
    firms,
    hazards,
    identity,
    injuries,
    leavers,
    lifts,
    papers,
    payments,
    retirement,
    roll_backs,
    schemes,
    sites,
    uninsured,
)
from gongdun.demo.city.stage import Stage

Scenario = Callable[[Stage, int], None]
# The loop of the uninsured is dense, everything else is rare.
DENSE: tuple[Scenario, ...] = uninsured.DENSE
RARE: tuple[Scenario, ...] = (
    *uninsured.RARE,
    *hazards.RARE,
    *schemes.RARE,
    *bases.RARE,
    *deceased.RARE,
    *roll_backs.RARE,
    *identity.RARE,
    *papers.RARE,
    *injuries.RARE,
    *retirement.RARE,
    *payments.RARE,
    *firms.RARE,
    *sites.RARE,
    *lifts.RARE,
    *clinics.RARE,
    *leavers.RARE,
)


def plant(stage: Stage, persons: int) -> None:
    """Every scenario at least once, the loop seven times: as many as there are findings and areas.

    Copies grow with the city up to a bound, so that planting stays quick.
    """
    for scenario in DENSE:
        scenario(stage, min(max(persons // 2000, 7), 400))
    for scenario in RARE:
        scenario(stage, min(max(persons // 20_000, 1), 40))
