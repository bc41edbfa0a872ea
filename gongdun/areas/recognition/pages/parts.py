"""What a matter's page shows of a recognition: the injury, the checks, the elements with what they rest on, records, decisions, similar matters."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from gongdun.areas.recognition import authenticity, examining, queries
from gongdun.areas.recognition.forms.application import ACCIDENT_CAUSES, ACCIDENT_TYPES, LOST_TIME, RESPONSIBILITIES
from gongdun.areas.recognition.models import Application, Challenge, Decision, Record
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.models import Matter
from gongdun.desk.operations.serving import METHODS
from gongdun.desk.queries.materials import checklist
from gongdun.kernel.forms import CodeList
from gongdun.kernel.words import Title
from gongdun.law.recognition import items

ANSWERS = ("supported", "contested", "refuted", "missing")


def recognition_part(matter: Matter) -> dict[str, Any]:
    application, language = matter.recognition, "en" if (get_language() or "").startswith("en") else "zh_Hans"
    twin = queries.twin(application)
    titles = {one.id: one.title.text(language) for one in procedure_of(matter).materials}
    held = checklist(matter)
    code = application.proposed_item or application.claimed_item
    return {
        "template": "recognition/part.html",
        "matter": matter,
        "one": application,
        "item": f"{code} {items()[code].title[language]}",
        "code": code,
        "twin": twin,
        "last_days": (queries.last_day_of_employer(application), queries.last_day_of_worker(application)),
        "materials": [{"line": line, "title": titles[line.id]} for line in held],
        "arrived": [(f"material:{line.id}", titles[line.id]) for line in held if line.state != "missing"],
        "records": list(matter.records.all()),
        "record_kinds": Record.Kind.choices,
        "elements": elements(matter, language),
        "reasons": [text for one in examining.findings(application).values() if one.item.code == code for text in one.text(language)],
        "items": [(one.code, f"{one.code} {one.title[language]}") for one in items().values()],
        "results": [choice for choice in Decision.Result.choices if choice[0] != Decision.Result.NOT_ACCEPTED],
        "answers": ANSWERS,
        "methods": [(name, title.text(language)) for name, title in METHODS.items()],
        "decisions": list(matter.decisions.select_related("document")),
        "chosen": dict(Decision.Result.choices).get(application.proposed_result, ""),
        "challenges": list(Challenge.objects.filter(decision__matter=matter)),
        "signs": authenticity.signs(application),
        "checking": matter.state in ("received", "supplementing", "investigating"),
        "taking_in": matter.state in ("received", "supplementing"),
        "lost_time": [(one["first"], one["last"], named(LOST_TIME, one["ground"], language)) for one in application.lost_time],
        "grounds": [(one.code, one.title.text(language)) for one in LOST_TIME.choices],
        "structured": structured(application, language),
        "similar": queries.similar_matters(application),
        "discussions": list(matter.discussions.select_related("meeting")),
        "serving": matter.state in ("decided", "not_accepted"),
        "weighing": matter.state == "investigating",
        "challengeable": matter.state in ("decided", "served", "archived") and matter.decisions.filter(state="in_force").exists(),
    }


def structured(application: Application, language: str) -> list[tuple[str, str]]:
    """What later areas count by: type and cause of the accident (GB 6441), parts, witnesses, and why this unit answers; the empty ones are left out."""
    said = [
        (ACCIDENT_TYPES.title, named(ACCIDENT_TYPES, application.accident_type, language)),
        (ACCIDENT_CAUSES.title, named(ACCIDENT_CAUSES, application.accident_cause, language)),
        (Title("受伤部位", "Injured parts"), "、".join(application.injured_parts)),
        (Title("证人", "Witnesses"), "、".join(application.witnesses)),
        (RESPONSIBILITIES.title, named(RESPONSIBILITIES, application.responsibility, language)),
    ]
    return [(title.text(language), value) for title, value in said if value]


def named(codes: CodeList, code: str, language: str) -> str:
    return next((one.title.text(language) for one in codes.choices if one.code == code), code)


def elements(matter: Matter, language: str) -> list[dict[str, Any]]:
    """Every item that is claimed, proposed or touched by an answer, with its elements."""
    application = matter.recognition
    wanted = list(dict.fromkeys([application.proposed_item, application.claimed_item, *examining.findings(application)]))
    touched = [code for code in wanted if code and is_near(application, code)]
    return [
        {
            "code": code,
            "title": items()[code].title[language],
            "holds": examining.finding(application, code).holds,
            "rows": [(one, one.title[language]) for one in examining.elements(application, code)],
        }
        for code in touched
    ]


def is_near(application: Application, code: str) -> bool:
    """The claimed and the proposed item, an exclusion that was touched, and others that lack one element at most: elements are shared by many items."""
    found = examining.finding(application, code)
    return code in (application.claimed_item, application.proposed_item) or found.item.result == "excluded" or len(found.missing) <= 1
