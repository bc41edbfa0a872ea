"""What a matter's page shows of a stopped cover or a campaign."""

from __future__ import annotations

from typing import Any

from gongdun.areas.enrolment import queries
from gongdun.areas.enrolment.models import CampaignUnit
from gongdun.desk.models import Matter


def cover_stop_part(matter: Matter) -> dict[str, Any]:
    return {"template": "enrolment/stop_part.html", "one": matter.cover_stop, "matter": matter, "documents": list(matter.documents.order_by("id"))}


def campaign_part(matter: Matter) -> dict[str, Any]:
    units = matter.campaign_units.select_related("employer", "worker", "lead").order_by("finding", "employer__pinyin", "id")
    return {
        "template": "enrolment/campaign_part.html", "one": matter.campaign, "matter": matter, "tally": queries.tally(matter), "units": list(units[:200]),
        "findings": CampaignUnit.Finding.choices, "documents": list(matter.documents.order_by("id")), "is_running": matter.state == "running",
    }  # fmt: skip
