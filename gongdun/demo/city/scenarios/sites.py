"""R-36b: people on the clock of two distant sites, and projects insured on less than they cost."""

from __future__ import annotations

from decimal import Decimal

from gongdun.demo.city.months import date_in
from gongdun.demo.city.scenarios.cast import ordinary_firm, round_month
from gongdun.demo.city.scenarios.hazards import attend, list_for_project, project
from gongdun.demo.city.stage import Employer, Person, Stage

URBAN, FAR = "320411", "320481"


def site(stage: Stage, district: str, month: int) -> tuple[str, Employer]:
    builder, _ = ordinary_firm(stage, 4, "4710", district=district)
    return project(stage, builder, date_in(month - 6, 6), date_in(month - 6, 6)), builder


def in_two_places(stage: Stage, copies: int) -> None:
    """On several days the clocks of two sites in two districts saw one person; next door, on one day only, or one after the other is work."""
    rule, scenario = "two_sites_at_once", "in_two_places"
    for copy in range(copies):
        month = round_month(stage, copy)
        (here, builder), (next_door, neighbour), (far, stranger) = (site(stage, place, month) for place in (URBAN, URBAN, FAR))
        cloned, near, once, moved = (listed(stage, (builder, neighbour, stranger), month) for _ in range(4))
        clocked(stage, cloned, month, (here, builder, range(5, 11)), (far, stranger, range(5, 11)))
        told = {"person": cloned, "employer": builder, "other": f"{here};{far}", "month": month, "until": month}
        stage.truth(rule, "violation", scenario, "同日在两个区县的工地考勤", **told)
        clocked(stage, near, month, (here, builder, range(5, 11)), (next_door, neighbour, range(5, 11)))
        clocked(stage, once, month, (here, builder, range(5, 11)), (far, stranger, range(10, 13)))
        clocked(stage, moved, month, (here, builder, range(5, 11)), (far, stranger, range(12, 20)))
        for person, why in ((near, "两处工地在同一区县"), (once, "仅一日同时出现"), (moved, "先后在两处工地")):
            stage.truth(rule, "innocent", scenario, why, person=person)


def listed(stage: Stage, builders: tuple[Employer, ...], month: int) -> Person:
    """A person in the dynamic list of every builder, so that nothing else is wrong."""
    person = stage.person()
    for builder in builders:
        list_for_project(stage, person, builder, month - 3)
    return person


def clocked(stage: Stage, person: Person, month: int, *stays: tuple[str, Employer, range]) -> None:
    for number, builder, on_days in stays:
        attend(stage, number, person, builder, month, on_days)


def insured_too_low(stage: Stage, copies: int) -> None:
    """A project of ninety million insured as one of thirty; a difference of a hundredth is rounding."""
    rule = scenario = "project_underinsured"
    for copy in range(copies):
        month = round_month(stage, copy)
        builder, _ = ordinary_firm(stage, 4, "4710")
        permit = date_in(month, 5)
        low = project(stage, builder, permit, permit, cost=Decimal(90_000_000), insured_cost=Decimal(30_000_000))
        stage.truth(rule, "violation", scenario, "参保造价仅为合同造价三分之一", employer=builder, other=low, month=month)
        for cost, why in ((Decimal(30_300_000), "差额不足百分之五"), (Decimal(30_000_000), "按合同造价参保")):
            sound = project(stage, builder, permit, permit, cost=cost, insured_cost=Decimal(30_000_000))
            stage.truth(rule, "innocent", scenario, why, employer=builder, other=sound)


RARE = (in_two_places, insured_too_low)
