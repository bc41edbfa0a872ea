"""What a matter's page shows of an assessment: the application, its subject, seats, opinion, conclusions."""

from __future__ import annotations

from typing import Any

from gongdun.areas.assessment.models import GRADED, Panel, Subject
from gongdun.areas.assessment.standards import CRITERIA
from gongdun.desk.models import Matter
from gongdun.desk.operations.serving import METHODS
from gongdun.desk.queries.materials import checklist


def assessment_part(matter: Matter) -> dict[str, Any]:
    one = matter.assessment
    panels = Panel.objects.exclude(seed="").filter(session__subject=one.subject).select_related("session").order_by("-id")[:10]
    return {
        "template": "assessment/part.html",
        "matter": matter,
        "one": one,
        "materials": checklist(matter),
        "subjects": Subject.choices,
        "classifications": list(matter.classifications.select_related("account")),
        "criteria": [(item.id, item.title, item.citation) for item in CRITERIA.values()],
        "criterion": CRITERIA[one.simple_criterion].title if one.is_simple else "",
        "panels": list(panels),
        "seats": list(matter.seats.select_related("session", "panel")),
        "opinions": list(matter.opinions.all()),
        "conclusions": list(matter.conclusions.all()),
        "documents": list(matter.documents.filter(kind__startswith="assessment/").order_by("id")),
        "methods": [(name, title.zh) for name, title in METHODS.items()],
        "is_graded": one.kind in GRADED,
        "classifying": matter.state in ("accepted", "classified"),
        "seating": matter.state == "classified" and not one.is_simple,
        "attending": matter.state == "scheduled" and matter.seats.filter(attendance="").exists(),
        "opining": matter.state == "scheduled" or (matter.state == "classified" and one.is_simple),
        "serving": matter.state == "concluded",
        "asking": matter.state == "served",
        "at_province": matter.state == "at_province",
    }
