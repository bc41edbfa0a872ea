"""工伤预防费: the cap of the ministry's rule, and the floor and training share of the city's plan."""

from gongdun.law.graph import Node, round_half_up
from gongdun.law.symbols import C, P, rule


@rule("工伤预防费提取下限", "Floor of prevention money", "常人社发〔2022〕29号措施15")
def prevention_floor() -> Node:
    return round_half_up(C.last_year_collection * P.prevention_floor_share.at(None), P.rounding_contribution.at(None))


@rule("工伤预防费上限", "Cap of prevention money", "工伤预防费使用管理暂行办法（人社部规〔2017〕13号）#5")
def prevention_cap() -> Node:
    """At most 3 % of last year's collection, unless the province agrees to more."""
    return round_half_up(C.last_year_collection * P.prevention_cap_share.at(None), P.rounding_contribution.at(None))


@rule("工伤预防培训费下限", "Floor of training in prevention spending", "常人社发〔2022〕29号措施15")
def training_floor() -> Node:
    return round_half_up(C.prevention_spending * P.training_share.at(None), P.rounding_contribution.at(None))
