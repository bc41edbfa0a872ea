"""措施 8、38、39: what officers did with the last comparison's leads by the business date — asked, warned, stopped, each in several states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.inspection import operations as inspection
from gongdun.demo.accounts import Team, agencies
from gongdun.demo.stories.days import at
from gongdun.desk.models import Lead, Matter
from gongdun.desk.operations.matters import move

OPENED = date(2022, 10, 11)


def act(people: Team, post: str, day: date) -> dict[str, Any]:
    return {"actor": people.actor(post), "today": day, "now": at(day)}


def tell() -> None:
    for ledger, people in agencies().items():
        for number, lead in enumerate(leads("headcount_swing", ledger, 4)):
            verified(lead, people, stop=number)
        for number, lead in enumerate(leads("enrol_roll_back", ledger, 3)):
            warned(lead, people, stop=number)
        for number, lead in enumerate(leads("deceased_still_insured", ledger, 3)):
            stopped(lead, people, stop=number)


def leads(rule: str, ledger: int, count: int) -> list[Lead]:
    held = Lead.objects.filter(rule__endswith=f"/{rule}", ledger=ledger, state="new", matter=None).order_by("id")
    return list(held[:count])


def verified(lead: Lead, people: Team, *, stop: int) -> None:
    """0 opened, 1 asked, 2 explained, 3 put right."""
    matter = inspection.open_verification(leads=[lead.pk], **act(people, "agency", OPENED))
    if stop > 0:
        inspection.ask_unit(matter=matter.pk, **act(people, "agency", OPENED))
    if stop > 1:
        told: dict[str, Any] = {"matter": matter.pk, "actor": people.actor("agency"), "today": OPENED + timedelta(days=3)}
        inspection.record_explanation(explanation="项目完工，人员转移到新项目，漏报在岗人员", **told)
        step(matter, "take_explanation", people, "agency", 3)
    if stop > 2:
        step(matter, "rectify", people, "agency", 4, reason="补报在岗人员")


def warned(lead: Lead, people: Team, *, stop: int) -> None:
    """0 opened, 1 warned, 2 its statement recorded."""
    matter = inspection.open_warning(leads=[lead.pk], **act(people, "agency", OPENED))
    if stop > 0:
        inspection.warn_unit(matter=matter.pk, **act(people, "agency", OPENED))
    if stop > 1:
        inspection.record_warning(matter=matter.pk, text="称试用期内离职", actor=people.actor("agency"), today=OPENED + timedelta(days=3))


def stopped(lead: Lead, people: Team, *, stop: int) -> None:
    """0 opened, 1 verified and approved, 2 applied to the platform."""
    matter = enrolment.open_stop(leads=[lead.pk], **act(people, "agency", OPENED))
    if stop > 0:
        step(matter, "verify", people, "agency", 1, reason="公安注销户口数据，家属电话确认")
        step(matter, "approve", people, "agencyhead", 2)
    if stop > 1:
        enrolment.apply_stop(matter=matter.pk, **act(people, "agency", OPENED + timedelta(days=2)))


def step(matter: Matter, name: str, people: Team, post: str, after: int, reason: str = "") -> None:
    move(matter=matter.pk, move=name, reason=reason, **act(people, post, OPENED + timedelta(days=after)))
