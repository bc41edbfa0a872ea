"""What a matter's page shows of an assessment: the application, its subject, seats, opinion, conclusions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from gongdun.areas.assessment import queries
from gongdun.areas.assessment.models import GRADED, Kind, Panel, Subject
from gongdun.areas.assessment.standards import CRITERIA
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import Matter
from gongdun.desk.operations.serving import METHODS
from gongdun.desk.queries.materials import checklist


def assessment_part(matter: Matter) -> dict[str, Any]:
    one, language = matter.assessment, get_language() or "zh-hans"
    titles = {material.id: material.title.text(language) for material in procedure_of(matter).materials}
    panels = Panel.objects.exclude(seed="").filter(session__subject=one.subject).select_related("session").order_by("-id")[:10]
    return {
        "template": "assessment/part.html",
        "matter": matter,
        "one": one,
        "materials": [(line, titles[line.id]) for line in checklist(matter)],
        "subjects": Subject.choices,
        "classifications": list(matter.classifications.select_related("account")),
        "criteria": [(item.id, item.title, item.citation) for item in CRITERIA.values()],
        "criterion": CRITERIA[one.simple_criterion].title if one.is_simple else "",
        "panels": list(panels),
        "seats": list(matter.seats.select_related("session", "panel")),
        "opinions": list(matter.opinions.all()),
        "conclusions": list(matter.conclusions.all()),
        "methods": [(name, title.text(language)) for name, title in METHODS.items()],
        "is_graded": one.kind in GRADED,
        "has_care": one.kind in (*GRADED, Kind.CARE),
        "is_leave": one.kind == Kind.PAID_LEAVE,
        "signs": queries.signs(matter),
        "checking": not matter.is_closed and matter.state not in ("proposed", "concluded", "at_province"),
        "taking_in": matter.state in ("received", "supplementing"),
        "classifying": matter.state in ("accepted", "classified"),
        "seating": matter.state == "classified" and not one.is_simple,
        "attending": matter.state == "scheduled" and matter.seats.filter(attendance="").exists(),
        "opining": matter.state == "scheduled" or (matter.state == "classified" and one.is_simple),
        "serving": matter.state == "concluded",
        "asking": matter.state == "served",
        "at_province": matter.state == "at_province",
    }
