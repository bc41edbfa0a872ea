"""What a matter's page shows of a stopped cover or a campaign."""

from __future__ import annotations

from typing import Any

from gongdun.areas.enrolment import queries
from gongdun.areas.enrolment.eligibility import BASIS
from gongdun.areas.enrolment.models import CampaignUnit
from gongdun.desk.models import Matter


def cover_stop_part(matter: Matter) -> dict[str, Any]:
    return {
        "template": "enrolment/stop_part.html",
        "one": matter.cover_stop,
        "matter": matter,
        "documents": list(matter.documents.order_by("id")),
    }


def campaign_part(matter: Matter) -> dict[str, Any]:
    units = matter.campaign_units.select_related("employer", "worker", "lead").order_by("finding", "employer__pinyin", "id")
    return {
        "template": "enrolment/campaign_part.html", "one": matter.campaign, "matter": matter, "tally": queries.tally(matter), "units": list(units[:200]),
        "findings": CampaignUnit.Finding.choices, "documents": list(matter.documents.order_by("id")), "is_running": matter.state == "running",
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
