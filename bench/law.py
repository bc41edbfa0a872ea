"""law.md's table, measured again in one run: three benefits with per-person dates, speed beside exactness.

    python bench/law.py --persons 1000 1000000 --repeats 5

Engines that are not installed are named as such, never skipped in silence. The runs are interleaved, so that a busy minute hits every engine; medians are
shown. Exact means: equal to the plain Decimal loop on a sample. Install bench/requirements-law.in in an environment of its own.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from gongdun import law
from gongdun.law import loops
from gongdun.law.columns import compute, kernel
from gongdun.law.parameters import shipped
from gongdun.law.rulebook import graph

OUTPUTS = ["disability_lump_sum", "disability_allowance", "living_care_fee"]
NEW_MONTHS = [27, 25, 23, 21, 18, 16, 13, 11, 9, 7]
OLD_MONTHS = [24, 22, 20, 18, 16, 14, 12, 10, 8, 6]
RATES = [90, 85, 80, 75, 70, 60, 0, 0, 0, 0]
CARE = [50, 40, 30]
SWITCH = np.datetime64("2011-01-01").astype(int)
SAMPLE = 20_000
SLOW = 200_000  # loops in Python and OpenFisca's idiomatic form are measured on at most so many persons

Columns = Mapping[str, np.ndarray]


def city(persons: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Persons with their own dates, wages and averages; money in fen, dates as datetime64."""
    chance = np.random.default_rng(seed)
    start = np.datetime64("2005-01-01")
    return {
        "wages_sum_fen": chance.integers(100_000, 48_000_000, persons),
        "wages_count": chance.integers(1, 13, persons),
        "area_average_wage_fen": chance.integers(200_000, 900_000, persons),
        "last_year_average_wage_fen": chance.integers(200_000, 900_000, persons),
        "minimum_wage_fen": chance.integers(100_000, 300_000, persons),
        "injured_on": start + chance.integers(0, 7000, persons),
        "pay_month": start + chance.integers(0, 7000, persons),
        "grade": chance.integers(1, 11, persons),
        "care": chance.integers(1, 4, persons),
        "suitable_work": chance.integers(0, 2, persons).astype(bool),
    }


def facts_of(data: Columns) -> law.columns.Facts:
    named = {name: column for name, column in data.items() if name != "care"}
    return law.read_facts({**named, "care_level": np.array(["full", "most", "partial"], object)[data["care"] - 1]})


def rows(data: Columns, count: int) -> list[tuple]:
    names = (
        "wages_sum_fen",
        "wages_count",
        "area_average_wage_fen",
        "last_year_average_wage_fen",
        "minimum_wage_fen",
        "grade",
        "care",
        "suitable_work",
    )
    parts = [data[name][:count].tolist() for name in names]
    return list(zip(*parts, data["injured_on"][:count].astype(int).tolist(), strict=True))


def decimal_loop(sample: list[tuple]) -> list[tuple[int, int, int]]:
    """The oracle of exactness here: fractions kept by multiplying out, one rounding per item."""
    found, cent = [], Decimal(1)
    for total, count, average, last_year, minimum, grade, care, suitable, injured in sample:
        low, high = Decimal(average) * 6 * count / 10, Decimal(average) * 3 * count
        wage = min(max(Decimal(total), low), high)
        months = (NEW_MONTHS if injured >= SWITCH else OLD_MONTHS)[grade - 1]
        lump = (wage * months / count).quantize(cent, ROUND_HALF_UP)
        earns = grade <= 4 or (grade <= 6 and not suitable)
        allowance = max((wage * RATES[grade - 1] / (100 * count)).quantize(cent, ROUND_HALF_UP), Decimal(minimum)) if earns else Decimal(0)
        fee = (Decimal(last_year) * CARE[care - 1] / 100).quantize(cent, ROUND_HALF_UP)
        found.append((int(lump), int(allowance), int(fee)))
    return found


def integer_loop(sample: list[tuple]) -> list[tuple[int, int, int]]:
    found = []
    for total, count, average, last_year, minimum, grade, care, suitable, injured in sample:
        wage = min(max(total * 10, average * 6 * count), average * 30 * count)
        months = (NEW_MONTHS if injured >= SWITCH else OLD_MONTHS)[grade - 1]
        lump = (2 * wage * months + 10 * count) // (20 * count)
        earns = grade <= 4 or (grade <= 6 and not suitable)
        allowance = max((2 * wage * RATES[grade - 1] + 1000 * count) // (2000 * count), minimum) if earns else 0
        found.append((lump, allowance, (2 * last_year * CARE[care - 1] + 100) // 200))
    return found


def numpy_plain(data: Columns) -> list[np.ndarray]:
    """Written by hand, no blocks."""
    shares = np.array([0, *(27720 // n for n in range(1, 13))])
    average = data["area_average_wage_fen"] * 27720
    wage = np.minimum(np.maximum(data["wages_sum_fen"] * shares[data["wages_count"]], average * 6 // 10), average * 3)
    at = data["grade"] - 1
    months = np.where(data["injured_on"].astype(int) >= SWITCH, np.array(NEW_MONTHS)[at], np.array(OLD_MONTHS)[at])
    lump = (2 * wage * months + 27720) // 55440
    earns = (data["grade"] <= 4) | ((data["grade"] <= 6) & ~data["suitable_work"])
    allowance = np.where(earns, np.maximum((2 * wage * np.array(RATES)[at] + 2772000) // 5544000, data["minimum_wage_fen"]), 0)
    return [lump, allowance, (2 * data["last_year_average_wage_fen"] * np.array(CARE)[data["care"] - 1] + 100) // 200]


def numpy_blocked(data: Columns, block: int = 1 << 14) -> list[np.ndarray]:
    size = len(data["grade"])
    out = [np.empty(size, "int64") for _ in OUTPUTS]
    for start in range(0, size, block):
        for target, part in zip(out, numpy_plain({name: column[start : start + block] for name, column in data.items()}), strict=True):
            target[start : start + block] = part
    return out


def ours(data: Columns) -> Callable[[], list[np.ndarray]]:
    """The generated numpy code, compiled before the clock starts."""
    rules, facts = graph(shipped()), facts_of(data)
    view = rules.book.view(None)
    kernel(rules, view, OUTPUTS, facts)
    return lambda: list(compute(rules, view, OUTPUTS, facts)[0].values())


def ours_numba(data: Columns) -> Callable[[], list[np.ndarray]]:
    """The same graph as one compiled loop on one core, compiled before the clock starts."""
    rules, facts = graph(shipped()), facts_of(data)
    view = rules.book.view(None)
    loops.compute(rules, view, OUTPUTS, facts)
    return lambda: list(loops.compute(rules, view, OUTPUTS, facts)[0].values())


def duckdb_sql(data: Columns) -> Callable[[], list[np.ndarray]]:
    """Our own SQL in DuckDB, on one thread."""
    connection = importlib.import_module("duckdb").connect()
    connection.execute("SET threads = 1")
    levels = np.array(["full", "most", "partial"], object)[data["care"] - 1]
    seconds = {
        name: column.astype("datetime64[s]") if column.dtype.kind == "M" else column for name, column in data.items() if name != "care"
    }
    frame = {**seconds, "care_level": levels}
    connection.register("arrays", frame)
    connection.execute("CREATE TABLE cases AS SELECT * FROM arrays")
    statement = law.sql(OUTPUTS, facts=list(frame))

    def call() -> list[np.ndarray]:
        found = connection.execute(statement).fetchnumpy()
        return [np.asarray(found[name]) for name in OUTPUTS]

    return call


def with_yuan(data: Columns) -> dict[str, np.ndarray]:
    """The columns as a database holds them: days as integers, money still in fen, to be cast to decimals of two places by the engine."""
    return {name: column.astype("int64") if column.dtype.kind == "M" else column for name, column in data.items()}


def by_cases(key: str, values: Sequence[int | Decimal]) -> str:
    return f"[{', '.join(map(str, values))}][{key}]"


def duckdb_decimals(data: Columns) -> Callable[[], list[np.ndarray]]:
    """DECIMAL(18,2) columns by hand, on one thread; division is the engine's own, which answers in DOUBLE."""
    connection = importlib.import_module("duckdb").connect()
    connection.execute("SET threads = 1")
    connection.register("arrays", with_yuan(data))
    yuan = ", ".join(f"({name} * 0.01)::DECIMAL(18,2) AS {name.removesuffix('_fen')}" for name in data if name.endswith("_fen"))
    rest = ", ".join(name for name in data if not name.endswith("_fen"))
    connection.execute(f"CREATE TABLE cases AS SELECT {yuan}, {rest} FROM arrays")
    wage = "least(greatest(wages_sum / wages_count, area_average_wage * 0.6), area_average_wage * 3)"
    months = f"CASE WHEN injured_on >= {int(SWITCH)} THEN {by_cases('grade', NEW_MONTHS)} ELSE {by_cases('grade', OLD_MONTHS)} END"
    statement = f"""
        SELECT round({wage} * {months}, 2) AS lump,
               CASE WHEN grade <= 4 OR (grade <= 6 AND NOT suitable_work)
                    THEN greatest(round({wage} * {by_cases("grade", [Decimal(rate) / 100 for rate in RATES])}, 2), minimum_wage) ELSE 0 END AS allowance,
               round(last_year_average_wage * {by_cases("care", [Decimal(share) / 100 for share in CARE])}, 2) AS fee
        FROM cases"""

    def call() -> list[np.ndarray]:
        found = connection.execute(statement).fetchnumpy()
        return [np.rint(np.asarray(found[name], "float64") * 100).astype("int64") for name in ("lump", "allowance", "fee")]

    return call


def polars_decimals(data: Columns) -> Callable[[], list[np.ndarray]]:
    """Decimal(38,2) columns by hand; the engine's own scale and rounding at each step."""
    polars = importlib.import_module("polars")
    col, lit, money = polars.col, polars.lit, polars.Decimal(38, 2)
    yuan = [(col(name).cast(money) / lit(Decimal("100.00"))).cast(money) for name in data if name.endswith("_fen")]
    frame = polars.DataFrame(with_yuan(data)).with_columns(yuan).with_columns(col("wages_count").cast(money).alias("months_worked"))

    def table(values: list[int], key: str) -> object:
        return col(key).replace_strict(list(range(1, len(values) + 1)), values, return_dtype=polars.Int64).cast(money)

    average = col("area_average_wage_fen")
    wage = polars.min_horizontal(
        polars.max_horizontal(col("wages_sum_fen") / col("months_worked"), average * lit(Decimal("0.60"))), average * lit(Decimal("3.00"))
    )
    months = polars.when(col("injured_on") >= int(SWITCH)).then(table(NEW_MONTHS, "grade")).otherwise(table(OLD_MONTHS, "grade"))
    earns = (col("grade") <= 4) | ((col("grade") <= 6) & ~col("suitable_work"))
    hundred = lit(Decimal("100.00"))
    raw = wage * table(RATES, "grade") / hundred
    query = [
        (wage * months).cast(money).alias("lump"),
        polars.when(earns)
        .then(polars.max_horizontal(raw, col("minimum_wage_fen")))
        .otherwise(lit(Decimal("0.00")))
        .cast(money)
        .alias("allowance"),
        (col("last_year_average_wage_fen") * table(CARE, "care") / hundred).cast(money).alias("fee"),
    ]
    whole = [(col(name) * hundred).cast(polars.Int64) for name in ("lump", "allowance", "fee")]
    return lambda: [column.to_numpy() for column in frame.select(query).select(whole).get_columns()]


def polars_ints(data: Columns) -> Callable[[], list[np.ndarray]]:
    """Int64 expressions by hand."""
    polars = importlib.import_module("polars")
    col, lit = polars.col, polars.lit
    frame = polars.DataFrame({**data, "injured_on": data["injured_on"].astype(int), "pay_month": data["pay_month"].astype(int)})

    def table(values: list[int], key: str) -> object:
        return col(key).replace_strict(list(range(1, len(values) + 1)), values, return_dtype=polars.Int64)

    wage = polars.min_horizontal(
        polars.max_horizontal(col("wages_sum_fen") * 10, col("area_average_wage_fen") * 6 * col("wages_count")),
        col("area_average_wage_fen") * 30 * col("wages_count"),
    )
    months = polars.when(col("injured_on") >= int(SWITCH)).then(table(NEW_MONTHS, "grade")).otherwise(table(OLD_MONTHS, "grade"))
    earns = (col("grade") <= 4) | ((col("grade") <= 6) & ~col("suitable_work"))
    raw = (2 * wage * table(RATES, "grade") + 1000 * col("wages_count")) // (2000 * col("wages_count"))
    query = [
        ((2 * wage * months + 10 * col("wages_count")) // (20 * col("wages_count"))).alias("lump"),
        polars.when(earns).then(polars.max_horizontal(raw, col("minimum_wage_fen"))).otherwise(lit(0)).alias("allowance"),
        ((2 * col("last_year_average_wage_fen") * table(CARE, "care") + 100) // 200).alias("fee"),
    ]
    return lambda: [column.to_numpy() for column in frame.select(query).get_columns()]


def openfisca(data: Columns) -> Callable[[], list[np.ndarray]]:
    """OpenFisca-Core with hand-tuned formulas: whole-array numpy in its float32 money variables, parameters as arrays by date."""
    entities = importlib.import_module("openfisca_core.entities")
    variables = importlib.import_module("openfisca_core.variables")
    periods = importlib.import_module("openfisca_core.periods")
    systems = importlib.import_module("openfisca_core.taxbenefitsystems")
    builders = importlib.import_module("openfisca_core.simulation_builder")
    person = entities.build_entity(key="person", plural="persons", label="", is_person=True)
    system = systems.TaxBenefitSystem([person])
    month = periods.DateUnit.MONTH

    def declare(name: str, kind: type, formula: Callable | None = None) -> None:
        members = {"value_type": kind, "entity": person, "definition_period": month, "label": name}
        if formula:
            members["formula"] = formula
        system.add_variable(type(name, (variables.Variable,), members))

    def own_wage(people, period, parameters):
        average = people("area_average", period)
        return np.clip(people("wages", period) / people("wages_count", period), average * 0.6, average * 3)

    def lump(people, period, parameters):
        at = people("grade", period) - 1
        months = np.where(people("injured", period) >= SWITCH, np.array(NEW_MONTHS)[at], np.array(OLD_MONTHS)[at])
        return np.round(people("own_wage", period) * months, 2)

    def allowance(people, period, parameters):
        grade = people("grade", period)
        raw = np.round(people("own_wage", period) * (np.array(RATES) / 100)[grade - 1], 2)
        earns = (grade <= 4) | ((grade <= 6) & ~people("suitable", period))
        return np.where(earns, np.maximum(raw, people("minimum", period)), 0)

    def fee(people, period, parameters):
        return np.round(people("last_year", period) * (np.array(CARE) / 100)[people("care", period) - 1], 2)

    inputs = {
        "wages": (float, data["wages_sum_fen"] / 100),
        "wages_count": (int, data["wages_count"]),
        "area_average": (float, data["area_average_wage_fen"] / 100),
        "last_year": (float, data["last_year_average_wage_fen"] / 100),
        "minimum": (float, data["minimum_wage_fen"] / 100),
        "injured": (int, data["injured_on"].astype(int)),
        "grade": (int, data["grade"]),
        "care": (int, data["care"]),
        "suitable": (bool, data["suitable_work"]),
    }
    for name, (kind, _) in inputs.items():
        declare(name, kind)
    for name, formula in (("own_wage", own_wage), ("lump", lump), ("allowance", allowance), ("fee", fee)):
        declare(name, float, formula)
    stored = {name: column.astype({float: "float32", int: "int32", bool: bool}[kind]) for name, (kind, column) in inputs.items()}

    def call() -> list[np.ndarray]:
        builder = builders.SimulationBuilder()
        simulation = builder.build_default_simulation(system, count=len(data["grade"]))
        for name, column in stored.items():
            simulation.set_input(name, "2022-03", column)
        return [
            np.rint(simulation.calculate(name, "2022-03").astype("float64") * 100).astype("int64") for name in ("lump", "allowance", "fee")
        ]

    return call


def engines(data: Columns, persons: int) -> dict[str, tuple[Callable[[], object] | str, int]]:
    """Each engine's call and how many persons it takes; text says why one cannot run."""
    few = rows(data, min(persons, SLOW))
    made: dict[str, tuple[Callable[[], object] | str, int]] = {
        "Decimal loop": (lambda: decimal_loop(few), len(few)),
        "int loop": (lambda: integer_loop(few), len(few)),
        "numpy int64, plain": (lambda: numpy_plain(data), persons),
        "numpy int64, blocked": (lambda: numpy_blocked(data), persons),
        "ours, numpy": (ours(data), persons),
    }
    extra = {
        "ours, numba": ("numba", ours_numba),
        "DuckDB, our SQL": ("duckdb", duckdb_sql),
        "DuckDB DECIMAL": ("duckdb", duckdb_decimals),
        "Polars Int64": ("polars", polars_ints),
        "Polars Decimal": ("polars", polars_decimals),
        "OpenFisca-Core, tuned": ("openfisca_core", openfisca),
    }
    for name, (module, make) in extra.items():
        made[name] = (make(data), persons) if importlib.util.find_spec(module) else (f"{module} is not installed", 0)
    return made


def as_arrays(found: object) -> list[np.ndarray]:
    return [np.array(column) for column in zip(*found, strict=True)] if isinstance(found[0], tuple) else list(found)


def measure(persons: int, repeats: int) -> list[dict[str, object]]:
    """Interleaved runs: median speed, and how many of the sample's amounts differ from the Decimal loop."""
    data = city(persons)
    made = engines(data, persons)
    truth = as_arrays(decimal_loop(rows(data, min(persons, SAMPLE))))
    spent: dict[str, list[float]] = {name: [] for name, (call, _) in made.items() if callable(call)}
    wrong: dict[str, int] = {}
    for _ in range(repeats):
        for name in spent:
            begin = time.perf_counter()
            found = made[name][0]()
            spent[name].append(time.perf_counter() - begin)
            wrong[name] = sum(int((column[: len(right)] != right).sum()) for column, right in zip(as_arrays(found), truth, strict=True))
    lines = []
    for name, (call, count) in made.items():
        if callable(call):
            speed = count / statistics.median(spent[name]) / 1e6
            lines.append(
                {
                    "engine": name,
                    "persons": count,
                    "million_per_s": round(speed, 2),
                    "wrong": wrong[name],
                    "of": len(truth[0]) * len(OUTPUTS),
                }
            )
        else:
            lines.append({"engine": name, "not_run": call})
    return lines


def one_case(repeats: int) -> dict[str, float]:
    """Milliseconds for one explained case of the three benefits: amounts, and with the printed sheet."""
    case = {
        "area": "320400",
        "injured_on": date(2022, 3, 4),
        "wages_12m": ["5000.00"] * 11 + ["6000.33"],
        "grade": 3,
        "care_level": "most",
        "pay_month": date(2022, 11, 1),
        "area_average_wage": "7490",
    }
    kinds = {
        "amounts": lambda: law.explain(case, OUTPUTS),
        "amounts and receipt": lambda: law.explain(case, OUTPUTS).receipt,
        "printed sheet": lambda: law.explain(case, OUTPUTS).text("zh_Hans"),
    }
    found = {}
    for name, call in kinds.items():
        spent = []
        for _ in range(repeats * 40):
            begin = time.perf_counter()
            call()
            spent.append(time.perf_counter() - begin)
        found[name] = round(statistics.median(spent) * 1000, 4)
    return found


def what_if(persons: int, repeats: int) -> float:
    """Milliseconds for a one-parameter what-if, the facts read before."""
    facts = facts_of(city(persons))
    book = law.overlay({"lump_sum_months.3": {"2011-01-01": 24}})
    spent = []
    for _ in range(repeats + 1):
        begin = time.perf_counter()
        law.compare(book, facts, OUTPUTS, by=["grade"])
        spent.append(time.perf_counter() - begin)
    return round(statistics.median(spent[1:]) * 1000, 2)


def bandwidth(persons: int, repeats: int) -> float:
    """Million persons a second if nothing but 36 bytes a person were moved."""
    source = np.ones(max(persons, 1_000_000) * 36 // 8, "int64")
    target = np.empty_like(source)
    spent = []
    for _ in range(repeats):
        begin = time.perf_counter()
        np.copyto(target, source)
        spent.append(time.perf_counter() - begin)
    return round(len(source) * 8 / 36 / statistics.median(spent) / 1e6, 1)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--persons", type=int, nargs="+", default=[1_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args(argv)
    figures: dict[str, object] = {"one_case_ms": one_case(options.repeats), "tables": {}}
    for persons in options.persons:
        lines = measure(persons, options.repeats)
        figures["tables"][persons] = lines
        print(f"\n{persons:,} persons, {options.repeats} interleaved repeats")
        for line in lines:
            shown = line.get("not_run") or f"{line['million_per_s']:>8} M persons/s   {line['wrong']} of {line['of']} amounts wrong"
            print(f"  {line['engine']:<24}{shown}")
    largest = max(options.persons)
    figures["what_if_ms"] = {largest: what_if(largest, options.repeats)}
    figures["bandwidth_million_per_s"] = bandwidth(largest, options.repeats)
    print(
        f"\none case: {figures['one_case_ms']} ms\nwhat-if over {largest:,}: {figures['what_if_ms'][largest]} ms\nmemory limit: {figures['bandwidth_million_per_s']} M persons/s"
    )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    exact = all(line.get("wrong", 0) == 0 for lines in figures["tables"].values() for line in lines if line["engine"].startswith("ours"))
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
