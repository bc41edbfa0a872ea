"""What a matter's page shows of a stopped cover or a campaign."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from gongdun.areas.enrolment import conditions, queries
from gongdun.areas.enrolment.eligibility import BASIS
from gongdun.areas.enrolment.models import CampaignPerson, CampaignUnit
from gongdun.desk.models import Matter


def cover_stop_part(matter: Matter) -> dict[str, Any]:
    return {
        "template": "enrolment/stop_part.html",
        "one": matter.cover_stop,
        "matter": matter,
        "documents": list(matter.documents.order_by("id")),
    }


def campaign_part(matter: Matter) -> dict[str, Any]:
    units = matter.campaign_units.select_related("employer", "worker", "lead", "project").order_by(
        "finding", "group", "employer__pinyin", "id"
    )
    language = get_language() or "zh-hans"
    people = CampaignPerson.objects.filter(matter=matter).select_related("worker", "unit__project", "unit__employer")
    return {
        "template": "enrolment/campaign_part.html", "one": matter.campaign, "matter": matter, "tally": queries.tally(matter), "units": [unit_row(one, language) for one in units[:200]],
        "people": [person_row(one, language) for one in people.order_by("cleared", "unit_id", "id")[:300]], "counts": queries.people(matter),
        "is_special": matter.campaign.measure == "36",
        "findings": CampaignUnit.Finding.choices, "documents": list(matter.documents.order_by("id")), "is_running": matter.state == "running",
    }  # fmt: skip


def unit_row(one: CampaignUnit, language: str) -> dict[str, Any]:
    """A unit with its entry conditions: title, what was said, by whom."""
    said = [(item, title.text(language), one.checks.get(item, {})) for item, title in conditions.titles(one.group).items()]
    return {"unit": one, "conditions": said, "left": sum(not check for _item, _title, check in said)}


def person_row(one: CampaignPerson, language: str) -> dict[str, Any]:
    is_open = not one.cleared and one.result not in queries.RECONCILED
    return {
        "person": one, "unit": queries.name_of(one.unit), "is_open": is_open, "may_clear": is_open and one.result != "waiting",
        "faults": [conditions.PERSON_CONDITIONS[code].text(language) for code in one.faults],
    }  # fmt: skip


def single_cover_part(matter: Matter) -> dict[str, Any]:
    one = matter.single_cover
    persons = list(matter.cover_persons.select_related("worker").order_by("position")[:500])
    return {
        "template": "enrolment/single_part.html", "one": one, "matter": matter, "persons": persons, "is_entering": matter.state == "opened",
        "total_fen": sum(person.contribution_fen for person in persons), "unverified": sorted({name for person in persons for name in person.unverified}),
        "basis": BASIS[one.scheme], "is_filed": one.filed_on is not None, "leads": list(matter.leads.select_related("worker").order_by("id")[:20]),
    }  # fmt: skip


def project_part(matter: Matter) -> dict[str, Any]:
    one = matter.project
    people = list(matter.project_workers.select_related("worker").order_by("out_on", "worker__pinyin")[:300])
    return {
        "template": "enrolment/project_part.html", "one": one, "matter": matter, "people": people, "total": matter.project_workers.count(),
        "steps": one.sheet.get("steps", []), "rate": one.sheet.get("outputs", {}).get("rate", ""), "may_extend": matter.state == "covered",
        "late": max((one.covered_from - one.permit_on).days, 0) if one.covered_from else None,
    }  # fmt: skip
