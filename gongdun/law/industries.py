"""行业 → risk class by the industry's name (人社部发〔2015〕71号 annex, GB/T 4754-2011 names; codes renumbered in 2017 are not used)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from gongdun.law.refusal import Refusal


@cache
def classes() -> dict[str, int]:
    entries = yaml.safe_load((Path(__file__).parent / "data" / "industries.yaml").read_text(encoding="utf-8"))
    return {name: number for number, names in entries.items() for name in names}


def risk_class(industry: str) -> int:
    """The class of that name; a trade without a row in the annex goes to a person."""
    if industry not in classes():
        raise Refusal(
            "The industry {industry!r} has no row in the annex of 人社部发〔2015〕71号: a person decides its class (give risk_class).",
            industry=industry,
        )
    return classes()[industry]
