"""The mass rules by hand in pandas: only the columns needed are read, filters go into the Parquet reader, keys stay integers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from bench.compare.stage import Stage

PAIR = ["employer_key", "person_key"]


@dataclass(frozen=True)
class Tables:
    """Frames by name; the tuning is the kind of column (`arrow` or `numpy`)."""

    stage: Stage
    tuning: str

    def read(self, name: str, columns: list[str], *filters: tuple) -> pd.DataFrame:
        backend = {"dtype_backend": "pyarrow"} if self.tuning == "arrow" else {}
        return pd.read_parquet(self.stage.relation(name), columns=columns, filters=list(filters) or None, **backend)


def rows(frame: pd.DataFrame) -> Iterable[dict]:
    return frame.to_dict("records")


def base_below_wage(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    recent = (("month", ">", p["month"] - p["consecutive_months"]), ("month", "<=", p["month"]))
    wages = tables.read("payroll", [*PAIR, "month", "income"], *recent, ("kind", "==", "wage"))
    bases = tables.read("declarations", [*PAIR, "month", "base"], *recent)
    short = bases.merge(wages, on=[*PAIR, "month"])
    short = short[short["base"] * 100 < short["income"].clip(upper=p["ceiling_fen"]) * (100 - p["shortfall_percent"])]
    short = short.merge(tables.read("employers", ["employer_key", "district"]), on="employer_key")
    now = short["month"] == p["month"]
    short = short.assign(
        base_fen=short["base"].where(now, 0),
        income_fen=short["income"].where(now, 0),
        shortfall_fen=short["income"] - short["base"],
        is_at_floor=(now & (short["base"] <= p["floor_fen"])).astype("int64"),
        months=1,
    )
    told = {"base_fen": "max", "income_fen": "max", "shortfall_fen": "sum", "months": "sum", "is_at_floor": "max"}
    found = short.groupby(["person_key", "employer_key", "district"], as_index=False).agg(told)
    return rows(found[found["months"] >= p["consecutive_months"]])


def deceased_still_insured(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    dead = tables.read("deaths", ["person_key", "died_day", "died_month", "name_key", "source"], ("died_day", "<", p["next_day"]))
    told = {
        "died_day": ("died_day", "max"),
        "died_month": ("died_month", "max"),
        "name_key": ("name_key", "min"),
        "sources": ("source", "size"),
    }
    dead = dead.groupby("person_key", as_index=False).agg(**told)
    charges = tables.read("declarations", [*PAIR, "month", "base"], ("month", "<=", p["month"])).merge(dead, on="person_key")
    charges = charges[charges["month"] > charges["died_month"]]
    charges = charges.merge(tables.read("employers", ["employer_key", "district", "rate"]), on="employer_key")
    names = tables.read("persons", ["person_key", "name_key"]).rename(columns={"name_key": "known"})
    charges = charges.merge(names, on="person_key", how="left")
    differs = (
        (charges["name_key"].notna() & charges["known"].notna() & (charges["name_key"] != charges["known"])).fillna(False).astype(bool)
    )
    charges = charges.assign(
        refund_fen=(charges["base"] * charges["rate"] + 500_000) // 1_000_000,
        name_differs=differs.astype("int64"),
        severity=differs.map({True: 1, False: 3}).astype("int64"),
        months=1,
        period=charges["month"],
        first_month=charges["month"],
        last_month=charges["month"],
    )
    told = {
        "period": "min",
        "first_month": "min",
        "last_month": "max",
        "months": "sum",
        "refund_fen": "sum",
        "name_differs": "max",
        "severity": "max",
    }
    return rows(charges.groupby(["person_key", "employer_key", "district", "died_day", "sources"], as_index=False).agg(told))


def agency_cover(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    now = ("month", "==", p["month"])
    paid = tables.read("payroll", PAIR, now, ("income", ">", 0)).drop_duplicates().assign(heads_paid=1)
    heads = tables.read("declarations", PAIR, now).merge(paid, on=PAIR, how="left").assign(heads_insured=1)
    heads = heads.groupby("employer_key", as_index=False).agg({"heads_insured": "sum", "heads_paid": "sum"})
    heads = heads[(heads["heads_insured"] >= p["heads"]) & (heads["heads_paid"] * 100 < heads["heads_insured"] * p["paid_percent"])]
    links = tables.read("relations", ["from_employer_key", "to_employer_key", "kind"])
    giving = links[links["kind"].isin(["dispatch", "branch", "secondment"])]["from_employer_key"]
    taking = links[links["kind"].isin(["branch", "merger"])]["to_employer_key"]
    firms = tables.read("employers", ["employer_key", "district", "kind"])
    firms = firms[~firms["kind"].isin(["dispatch", "agency", "organ", "机关"])].drop(columns="kind")
    months = tables.read("employer_months", ["employer_key", "base_total"], now).rename(columns={"base_total": "base_total_fen"})
    found = heads.merge(firms, on="employer_key").merge(months, on="employer_key")
    return rows(found[~found["employer_key"].isin(giving) & ~found["employer_key"].isin(taking)])


def bases_at_floor(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    firms = tables.read("employers", ["employer_key", "district", "industry_code"])
    firms = firms.assign(trade=firms["industry_code"].str[:2]).drop(columns="industry_code")
    columns = ["employer_key", "heads", "base_total", "lowest_base", "heads_at_lowest"]
    both = firms.merge(tables.read("employer_months", columns, ("month", "==", p["month"])), on="employer_key")
    trades = both.groupby("trade", as_index=False).agg(
        trade_base=("base_total", "sum"), trade_heads=("heads", "sum"), trade_employers=("heads", "size")
    )
    both = both.merge(trades, on="trade")
    found = both[
        (both["heads"] >= p["heads"])
        & (both["lowest_base"] == p["floor_fen"])
        & (both["heads_at_lowest"] * 100 >= both["heads"] * p["floor_percent"])
        & (both["trade_employers"] >= p["trade_employers"])
        & (both["trade_base"] * 100 >= p["floor_fen"] * both["trade_heads"] * p["trade_percent"])
    ]
    wanted = ["employer_key", "district", "heads", "heads_at_lowest", "lowest_base", "trade_employers"]
    return rows(found[wanted].rename(columns={"lowest_base": "lowest_base_fen"}))


RULES = {rule.__name__: rule for rule in (base_below_wage, deceased_still_insured, agency_cover, bases_at_floor)}
