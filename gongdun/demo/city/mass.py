"""The innocent mass: employers, people and spans as arrays of whole numbers. No float decides anything, so every machine draws the same city."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from gongdun.demo.city import identifiers, words
from gongdun.demo.city.months import date_in, last_date
from gongdun.demo.city.places import DISTRICTS, LOCAL_ORIGINS, ORIGINS
from gongdun.demo.city.stage import ALWAYS, NEVER, days
from gongdun.demo.city.trades import TRADES

# Sizes of employers: permille of employers up to here, smallest, largest (drawn evenly between). A power law in steps.
SIZES = (
    (380, 1, 2),
    (590, 3, 4),
    (730, 5, 7),
    (840, 8, 14),
    (915, 15, 29),
    (960, 30, 60),
    (985, 61, 150),
    (996, 151, 400),
    (1000, 401, 1500),
)
# Wages as permille of the trade's middle wage, by tenths of the people.
WAGE_STEPS = np.array([740, 800, 860, 920, 980, 1040, 1120, 1230, 1420, 1750, 2700])
LOWEST_PAY = (4300, 4900)  # yuan: in trades that pay little, and elsewhere
RAISES = np.array([200, 250, 300, 350, 400, 450, 500])  # hundredths of a percent a year
SMALLEST_CHURN = 30  # smaller employers keep their people, so that one leaving is no swing
FACTORS = np.array([100] * 60 + [80] * 30 + [50] * 6 + [120] * 4)  # floating steps of the rate, percent of the class


@dataclass(frozen=True)
class Mass:
    """Columns of the three tables, each a dict of equally long arrays."""

    employers: dict[str, np.ndarray]
    persons: dict[str, np.ndarray]
    work: dict[str, np.ndarray]


def weighted(rng: np.random.Generator, weights: list[int], count: int) -> np.ndarray:
    """Indices drawn by whole-number weights."""
    edges = np.cumsum(weights)
    return np.searchsorted(edges, rng.integers(0, edges[-1], count), side="right")


def draw_mass(rng: np.random.Generator, persons: int, employers: int, first: int, months: int) -> Mass:
    """The mass of so many persons at so many employers; four in a hundred are retired, a few find work during the months."""
    retired, fresh = persons * 4 // 100, max(1, persons // 400)
    slots = persons - retired - fresh
    firms = draw_employers(rng, employers, slots, first)
    order = rng.permutation(persons)
    work = draw_work(rng, firms, order, slots, fresh, first, months)
    are_retired = np.zeros(persons, dtype=bool)
    are_retired[order[slots + fresh :]] = True
    return Mass(firms, draw_persons(rng, persons, are_retired, first, months), work)


def draw_employers(rng: np.random.Generator, count: int, slots: int, first: int) -> dict[str, np.ndarray]:
    trade = weighted(rng, [trade.share for trade in TRADES], count)
    size = fitted(draw_sizes(rng, count, np.array([trade.size for trade in TRADES])[trade]), slots)
    founded_from, founded_to = days(datetime.date(1996, 1, 1)), days(date_in(first - 15, 1))
    rates = np.array([trade.rate for trade in TRADES])[trade]
    may_float = rates > 20
    return {
        "trade": trade,
        "size": size,
        "district": weighted(rng, [share for _, _, share in DISTRICTS], count),
        "founded": rng.integers(founded_from, founded_to, count),
        "is_individual": (size <= 3) & (rates == 40) & (rng.integers(0, 10, count) < 4),
        "rate": np.where(may_float, np.maximum(rates * FACTORS[rng.integers(0, len(FACTORS), count)] // 100, 20), rates),
        "raise_rate": RAISES[rng.integers(0, len(RAISES), count)],
        "raise_month": rng.integers(0, 4, count),
        "serial": rng.permutation(count) + 1,
        "family": weighted(rng, surname_weights(), count),
        "given": rng.integers(0, len(words.MALE), count),
        "given_too": rng.integers(0, len(words.MALE), count),
    }


def draw_sizes(rng: np.random.Generator, count: int, trade_size: np.ndarray) -> np.ndarray:
    step = weighted(rng, list(np.diff([0] + [upto for upto, _, _ in SIZES])), count)
    step = np.minimum(step + (trade_size == 3) * (rng.integers(0, 3, count) > 0), len(SIZES) - 1)
    low, high = np.array([low for _, low, _ in SIZES])[step], np.array([high for _, _, high in SIZES])[step]
    return low + rng.integers(0, 1 << 30, count) % (high - low + 1)


def fitted(sizes: np.ndarray, slots: int) -> np.ndarray:
    """Sizes scaled so that they add up to the slots; the small stay small, what is left over goes round."""
    large = sizes >= SMALLEST_CHURN
    room = slots - int(sizes[~large].sum())
    if large.any() and room > int(large.sum()) * SMALLEST_CHURN:
        sizes = np.where(large, np.maximum(sizes * room // int(sizes[large].sum()), SMALLEST_CHURN), sizes)
    short = slots - int(sizes.sum())
    if short > 0:
        targets = np.flatnonzero(large) if large.any() else np.arange(len(sizes))
        share, rest = divmod(short, len(targets))
        sizes[targets] += share
        sizes[targets[:rest]] += 1
    return sizes if short >= 0 else cut(sizes, -short)


def cut(sizes: np.ndarray, surplus: int) -> np.ndarray:
    """Takes the surplus from the largest employers, down to one person each."""
    for place in np.argsort(-sizes, kind="stable"):
        taken = min(surplus, int(sizes[place]) - 1)
        sizes[place] -= taken
        surplus -= taken
        if not surplus:
            break
    return sizes


def draw_work(
    rng: np.random.Generator, firms: dict[str, np.ndarray], order: np.ndarray, slots: int, fresh: int, first: int, months: int
) -> dict[str, np.ndarray]:
    """One span a slot; where somebody leaves a larger employer, another comes the month after, so that head-counts hold."""
    seat = np.repeat(np.arange(len(firms["size"])), firms["size"])
    wage = draw_wages(rng, firms["trade"][seat])
    last = np.full(slots, NEVER)
    leavers = draw_leavers(rng, firms["size"][seat], months)
    last[leavers] = np.sort(first + 1 + rng.integers(0, max(months - 3, 1), len(leavers)))
    came = last[leavers] + 1
    comers = np.r_[order[slots : slots + fresh], order[leavers]][: len(leavers)]
    side = rng.integers(0, slots, slots * 15 // 1000)
    side_firm = rng.integers(0, len(firms["size"]), len(side))
    side_from = first + rng.integers(0, months, len(side))
    nothing = np.zeros(len(side), dtype=np.int64)
    return {
        "person": np.r_[order[:slots], comers, order[side]],
        "employer": np.r_[seat, seat[leavers], side_firm],
        "pay_first": np.r_[np.full(slots, ALWAYS), came, side_from],
        "pay_last": np.r_[last, np.full(len(leavers), NEVER), side_from + rng.integers(0, 4, len(side))],
        "held_first": np.r_[np.full(slots, ALWAYS), came, nothing],
        "held_last": np.r_[last, np.full(len(leavers), NEVER), nothing - 1],
        "wage": np.r_[wage, wage[leavers], 80_000 + rng.integers(0, 3000, len(side)) * 100],
        "is_service": np.r_[np.zeros(slots + len(leavers), dtype=bool), np.ones(len(side), dtype=bool)],
    }


def draw_leavers(rng: np.random.Generator, sizes: np.ndarray, months: int) -> np.ndarray:
    """Slots of larger employers that change hands once: one in a hundred a month. Fewer than four months change nothing."""
    chance = 10 * months if months >= 4 else 0
    chosen = np.flatnonzero((sizes >= SMALLEST_CHURN) & (rng.integers(0, 1000, len(sizes)) < chance))
    return rng.permutation(chosen)


def draw_wages(rng: np.random.Generator, trade: np.ndarray) -> np.ndarray:
    """Monthly wages in fen, whole tens of yuan."""
    draw = rng.integers(0, 10_000, len(trade))
    step, rest = draw // 1000, draw % 1000
    permille = WAGE_STEPS[step] + (WAGE_STEPS[step + 1] - WAGE_STEPS[step]) * rest // 1000
    middle = np.array([trade.wage for trade in TRADES])[trade]
    lowest = np.where(middle < 6000, *LOWEST_PAY)
    return np.maximum(middle * permille // 1000, lowest) // 10 * 1000


def draw_persons(rng: np.random.Generator, count: int, are_retired: np.ndarray, first: int, months: int) -> dict[str, np.ndarray]:
    """People whose numbers are all different; those at work reach no retirement age within the months."""
    is_male = rng.integers(0, 100, count) < 54
    oldest = np.where(is_male, 59, 49) * 365 - 200
    youngest = 19 * 365 + months * 31
    spread = rng.integers(0, 1 << 30, count) % (oldest - youngest) + rng.integers(0, 1 << 30, count) % (oldest - youngest)
    age = np.where(are_retired, 61 * 365 + rng.integers(0, 17 * 365, count), youngest + spread // 2)
    born = days(last_date(first + months - 1)) - age
    local = rng.integers(0, 100, count) < 55
    origin = np.where(local, rng.integers(0, len(LOCAL_ORIGINS), count), rng.integers(0, len(ORIGINS), count))
    codes = draw_order_codes(rng, origin, born, is_male, count)
    given = np.where(is_male, len(words.MALE), len(words.FEMALE))
    return {
        "is_male": is_male,
        "born": born,
        "body": np.array([int(code) for code in ORIGINS])[origin] * 10**11 + written_days(born) * 1000 + codes,
        "origin": origin,
        "household": np.where(local & (rng.integers(0, 100, count) < 20), rng.integers(0, 6, count), origin),
        "family": weighted(rng, surname_weights(), count),
        "given": rng.integers(0, 1 << 30, count) % given,
        "given_too": np.where(rng.integers(0, 100, count) < 82, rng.integers(0, 1 << 30, count) % given, -1),
        "rare": np.where(rng.integers(0, 1000, count) < 6, rng.integers(0, len(words.RARE), count), -1),
        "is_retired": are_retired,
    }


def draw_order_codes(rng: np.random.Generator, origin: np.ndarray, born: np.ndarray, is_male: np.ndarray, count: int) -> np.ndarray:
    """Order codes; people whose county and day are full move to another county (`origin` changes in place) until all have one."""
    places = 5 if count <= 4_000_000 else 50
    codes = identifiers.order_codes(origin, born + 40_000, is_male, places)
    while (full := np.flatnonzero(codes < 0)).size:
        origin[full] = rng.integers(0, len(ORIGINS), full.size)
        codes = identifiers.order_codes(origin, born + 40_000, is_male, places)
    return codes


def written_days(born: np.ndarray) -> np.ndarray:
    """Days since 1970 as the number YYYYMMDD."""
    earliest = int(born.min())
    start = datetime.date(1970, 1, 1) + datetime.timedelta(days=earliest)
    written = [int((start + datetime.timedelta(days=day)).strftime("%Y%m%d")) for day in range(int(born.max()) - earliest + 1)]
    return np.array(written)[born - earliest]


def surname_weights() -> list[int]:
    """Falling with the place in the list; compound names are rare."""
    return [1000 * 12 // (12 + place) for place in range(len(words.SURNAMES))] + [8] * len(words.COMPOUND_SURNAMES)
