"""Casts that several scenarios need: an ordinary firm with its insured people, an employer of a safe trade, the dates of an injury."""

from __future__ import annotations

from gongdun.demo.city.stage import Employer, Person, Stage

# Trades outside the high-risk list and outside the seasons, where only what a scenario plants is wrong.
ORDINARY = ("3484", "3311", "1711", "3670", "2929", "5174", "8111", "3812", "7020", "5212")


def ordinary_firm(stage: Stage, staff: int, trade: str = "", *, pay: int = 0, **wishes) -> tuple[Employer, list[Person]]:
    """An employer and its staff, all insured, paid and recorded over all months. `pay` fixes one wage for all (yuan)."""
    employer = stage.employer(trade or stage.pick(ORDINARY), **wishes)
    people = stage.people(staff)
    for person in people:
        stage.job(person, employer, wage=pay)
    return employer, people
