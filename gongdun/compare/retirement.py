"""Statutory retirement months by month of birth (Decision of 2024-09-13, from 2025-01-01; before it men 60, women 50 or 55).

For an exclusion from a list the earliest and the latest possible month are enough: whether a woman is worker or cadre stands in no file.
"""

from __future__ import annotations

from dataclasses import dataclass

REFORM = 2025 * 12  # 2025-01 as a month index
OLDEST, YOUNGEST = 1900 * 12, 2030 * 12


@dataclass(frozen=True)
class Category:
    """Original age in years, months of birth cohorts per month of delay, cap of the delay in months."""

    years: int
    step: int
    cap: int


MEN = Category(60, 4, 36)
WOMEN_CADRES = Category(55, 4, 36)
WOMEN_WORKERS = Category(50, 2, 60)


def retirement_month(born_month: int, category: Category) -> int:
    """Month index in which the statutory age is reached."""
    original = born_month + category.years * 12
    since = original - REFORM
    delay = 0 if since < 0 else min(since // category.step + 1, category.cap)
    return original + delay


def table() -> list[tuple[str, int, int, int]]:
    """(sex, month of birth, earliest, latest month of retirement) for everybody who can be in a file."""
    men = [("1", born, retirement_month(born, MEN), retirement_month(born, MEN)) for born in range(OLDEST, YOUNGEST)]
    women = [("2", born, retirement_month(born, WOMEN_WORKERS), retirement_month(born, WOMEN_CADRES)) for born in range(OLDEST, YOUNGEST)]
    return men + women
