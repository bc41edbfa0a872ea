"""Casts and papers that several scenarios need: an ordinary firm with its insured people, an injury, a grade, a claim."""

from __future__ import annotations

import datetime
from decimal import Decimal

from gongdun.demo.city import identifiers, words
from gongdun.demo.city.months import limits
from gongdun.demo.city.places import HOSPITALS
from gongdun.demo.city.stage import Employer, Person, Stage

# Trades outside the high-risk list and outside the seasons, where only what a scenario plants is wrong.
ORDINARY = ("3484", "3311", "1711", "3670", "2929", "5174", "8111", "3812", "7020", "5212")
RECOGNISED = "予以认定"


def ordinary_firm(stage: Stage, staff: int, trade: str = "", *, pay: int = 0, **wishes) -> tuple[Employer, list[Person]]:
    """An employer and its staff, all insured, paid and recorded over all months. `pay` fixes one wage for all (yuan)."""
    employer = stage.employer(trade or stage.pick(ORDINARY), **wishes)
    people = stage.people(staff)
    for person in people:
        stage.job(person, employer, wage=pay)
    return employer, people


def round_month(stage: Stage, copy: int) -> int:
    """One of the last three months, in turn: the demo's three rounds."""
    return stage.last - copy % 3


def related(stage: Stage, source: Employer, target: Employer, kind: str, since: datetime.date) -> None:
    stage.add("relations", from_uscc=source.uscc, to_uscc=target.uscc, kind=kind, from_on=since)


def floor_yuan(month: int) -> int:
    return limits(month)[0] // 100


def charged(employer: Employer, yuan: int, months: range) -> Decimal:
    """What was charged for one person over months in which this wage was declared."""
    return sum((employer.contribution(Decimal(min(max(yuan * 100, limits(m)[0]), limits(m)[1])) / 100) for m in months), Decimal(0))


def injury(stage: Stage, person: Person, employer: Employer, injured_at: datetime.datetime, **told) -> str:
    """One recognised injury with its usual papers; returns the number of the matter."""
    serial = stage.number()
    row = {
        "matter_no": f"常工认〔{injured_at.year}〕8{serial:06d}号",
        "uscc": employer.uscc,
        "id_number": person.number,
        "injured_at": injured_at,
        "first_visit_at": injured_at + datetime.timedelta(minutes=50 + serial % 70),
        "reported_at": injured_at + datetime.timedelta(hours=20 + serial % 9),
        "applied_on": injured_at.date() + datetime.timedelta(days=8 + serial % 15),
        "article": "14-1",
        "decision": RECOGNISED,
        "body_part": words.BODY_PARTS[serial % len(words.BODY_PARTS)],
        "hospital": HOSPITALS[serial % len(HOSPITALS)],
        "phone": person.phone,
        "text_digest": digest(stage),
        "picture_digest": digest(stage),
    }
    stage.add("injuries", **(row | told))
    return (row | told)["matter_no"]


def digest(stage: Stage) -> str:
    """Sixteen hexadecimal digits, a letter first: 2e60527678405658 would look like a number that Excel has spoilt."""
    return f"a{int(stage.rng.integers(0, 1 << 60)):015x}"


def grade(stage: Stage, matter: str, step: int, concluded_on: datetime.date) -> None:
    serial = stage.number()
    stage.add(
        "assessments",
        conclusion_no=f"常劳鉴〔{concluded_on.year}〕8{serial:06d}号",
        matter_no=matter,
        grade=step,
        concluded_on=concluded_on,
    )


def claim(stage: Stage, matter: str, person: Person, employer: Employer, benefit: str, yuan: int, paid_on: datetime.date, **told) -> str:
    """One claim paid; returns its number."""
    serial = stage.number()
    row = {
        "claim_no": f"DY8{serial:07d}",
        "matter_no": matter,
        "id_number": person.number,
        "uscc": employer.uscc,
        "benefit": benefit,
        "amount": Decimal(yuan),
        "account": identifiers.account(90_000_000 + person.key),
        "paid_on": paid_on,
    }
    stage.add("claims", **(row | told))
    return row["claim_no"]
