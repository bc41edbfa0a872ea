"""The mass rules by hand in Polars: lazy scans of the same Parquet, streaming or in memory. Money in fen, whole numbers throughout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from bench.compare.stage import Stage

PAIR = ["employer_key", "person_key"]


@dataclass(frozen=True)
class Tables:
    """Scans by name; the tuning is Polars' engine."""

    stage: Stage
    tuning: str

    def __getitem__(self, name: str) -> pl.LazyFrame:
        return pl.scan_parquet(self.stage.relation(name))

    def rows(self, frame: pl.LazyFrame) -> Iterable[dict]:
        return frame.collect(engine="streaming" if self.tuning == "streaming" else "in-memory").to_dicts()


def base_below_wage(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    recent = pl.col("month").is_between(p["month"] - p["consecutive_months"] + 1, p["month"])
    wages = tables["payroll"].filter(recent & (pl.col("kind") == "wage")).select(*PAIR, "month", "income")
    bases = tables["declarations"].filter(recent).select(*PAIR, "month", "base")
    limit = pl.min_horizontal(pl.col("income"), pl.lit(p["ceiling_fen"]))
    short = (
        bases.join(wages, on=[*PAIR, "month"])
        .filter(pl.col("base") * 100 < limit * (100 - p["shortfall_percent"]))
        .join(tables["employers"].select("employer_key", "district"), on="employer_key")
    )
    now = pl.col("month") == p["month"]
    found = short.group_by("person_key", "employer_key", "district").agg(
        base_fen=pl.when(now).then("base").otherwise(0).max(),
        income_fen=pl.when(now).then("income").otherwise(0).max(),
        shortfall_fen=pl.col("income").sum() - pl.col("base").sum(),
        months=pl.len(),
        is_at_floor=(now & (pl.col("base") <= p["floor_fen"])).cast(pl.Int64).max(),
    )
    return tables.rows(found.filter(pl.col("months") >= p["consecutive_months"]))


def deceased_still_insured(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    dead = (
        tables["deaths"]
        .filter(pl.col("died_day") < p["next_day"])
        .group_by("person_key")
        .agg(pl.col("died_day").max(), pl.col("died_month").max(), pl.col("name_key").min(), sources=pl.len())
    )
    rates = tables["employers"].select("employer_key", "district", "rate")
    charges = tables["declarations"].filter(pl.col("month") <= p["month"]).select(*PAIR, "month", "base").join(dead, on="person_key")
    charges = charges.filter(pl.col("month") > pl.col("died_month")).join(rates, on="employer_key")
    names = tables["persons"].select("person_key", known="name_key")
    differs = pl.col("name_key").is_not_null() & pl.col("known").is_not_null() & (pl.col("name_key") != pl.col("known"))
    found = (
        charges.join(names, on="person_key", how="left")
        .group_by("person_key", "employer_key", "district", "died_day", "sources")
        .agg(
            period=pl.col("month").min(),
            first_month=pl.col("month").min(),
            last_month=pl.col("month").max(),
            months=pl.len(),
            refund_fen=((pl.col("base") * pl.col("rate") + 500_000) // 1_000_000).sum(),
            name_differs=differs.cast(pl.Int64).max(),
            severity=pl.when(differs).then(1).otherwise(3).max(),
        )
    )
    return tables.rows(found)


def agency_cover(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    now = pl.col("month") == p["month"]
    paid = tables["payroll"].filter(now & (pl.col("income") > 0)).select(PAIR).unique().with_columns(is_paid=pl.lit(1))
    heads = (
        tables["declarations"]
        .filter(now)
        .select(PAIR)
        .join(paid, on=PAIR, how="left")
        .group_by("employer_key")
        .agg(heads_insured=pl.len(), heads_paid=pl.col("is_paid").count())
        .filter((pl.col("heads_insured") >= p["heads"]) & (pl.col("heads_paid") * 100 < pl.col("heads_insured") * p["paid_percent"]))
    )
    links = tables["relations"]
    giving = links.filter(pl.col("kind").is_in(["dispatch", "branch", "secondment"])).select(employer_key="from_employer_key")
    taking = links.filter(pl.col("kind").is_in(["branch", "merger"])).select(employer_key="to_employer_key")
    months = tables["employer_months"].filter(now).select("employer_key", base_total_fen="base_total")
    firms = tables["employers"].filter(~pl.col("kind").is_in(["dispatch", "agency", "organ", "机关"])).select("employer_key", "district")
    found = heads.join(firms, on="employer_key").join(months, on="employer_key")
    return tables.rows(found.join(giving, on="employer_key", how="anti").join(taking, on="employer_key", how="anti"))


def bases_at_floor(tables: Tables, p: dict[str, int]) -> Iterable[dict]:
    trade = pl.col("industry_code").str.slice(0, 2)
    firms = tables["employers"].select("employer_key", "district", trade=trade)
    both = firms.join(tables["employer_months"].filter(pl.col("month") == p["month"]), on="employer_key")
    trades = both.group_by("trade").agg(trade_base=pl.col("base_total").sum(), trade_heads=pl.col("heads").sum(), trade_employers=pl.len())
    found = both.join(trades, on="trade").filter(
        (pl.col("heads") >= p["heads"])
        & (pl.col("lowest_base") == p["floor_fen"])
        & (pl.col("heads_at_lowest") * 100 >= pl.col("heads") * p["floor_percent"])
        & (pl.col("trade_employers") >= p["trade_employers"])
        & (pl.col("trade_base") * 100 >= p["floor_fen"] * pl.col("trade_heads") * p["trade_percent"])
    )
    columns = ("employer_key", "district", "heads", "heads_at_lowest", pl.col("lowest_base").alias("lowest_base_fen"), "trade_employers")
    return tables.rows(found.select(*columns))


RULES = {rule.__name__: rule for rule in (base_below_wage, deceased_still_insured, agency_cover, bases_at_floor)}
