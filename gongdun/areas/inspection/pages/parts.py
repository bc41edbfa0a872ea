"""What a matter's page shows of a list or a report."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from gongdun.areas.inspection import queries
from gongdun.areas.inspection.models import ListRow
from gongdun.desk.models import Matter
from gongdun.desk.templatetags.look import yuan_text


def uninsured_list_part(matter: Matter) -> dict[str, Any]:
    counts = queries.progress(matter)
    total = sum(counts.values())
    return {
        "template": "inspection/list_part.html",
        "list": matter.uninsured_list,
        "matter": matter,
        "total": total,
        "found": total - counts.get("", 0),
        "findings": [(label, counts[value]) for value, label in ListRow.Finding.choices if counts.get(value)],
        "documents": list(matter.documents.order_by("id")),
        "rematch": [
            (label, count) for value, label in ListRow.Rematch.choices if (count := matter.list_rows.filter(rematch=value).count())
        ],
    }


def base_report_part(matter: Matter) -> dict[str, Any]:
    report = matter.base_report
    months = [one | {"receipt": one["receipts"][-1][:12]} for one in report.calculation.get("months", ())]
    unverified = sorted({name for one in months for name in one["unverified"]})
    leads = list(matter.leads.select_related("employer", "worker").order_by("id")[:50])
    return {"template": "inspection/report_part.html", "report": report, "months": months, "unverified": unverified, "leads": leads}


def followup(
    matter: Matter, title: Any, facts: list[tuple[Any, Any]], texts: list[tuple[Any, str]], form: str = "", **more: Any
) -> dict[str, Any]:
    """A panel with facts, longer texts, the form that the matter's state asks for, and its letters."""
    return {
        "template": "inspection/followup_part.html", "matter": matter, "title": title, "facts": [(name, value) for name, value in facts if value],
        "texts": [(name, value) for name, value in texts if value], "form": form, "documents": list(matter.documents.order_by("id")),
        "leads": list(matter.leads.select_related("employer", "worker").order_by("id")[:50]), **more,
    }  # fmt: skip


def verification_part(matter: Matter) -> dict[str, Any]:
    one = matter.verification
    facts = [
        (_("Month"), f"{one.month:%Y-%m}"),
        (_("Asked on"), one.asked_on),
        (_("Explained on"), one.explained_on),
        (_("Outcome"), one.get_outcome_display()),
    ]
    texts = [(_("Questions"), "\n".join(one.questions)), (_("The unit's explanation"), one.explanation)]
    return followup(matter, _("Enquiry"), facts, texts, "text" if matter.state == "asked" else "", label=_("The unit's explanation"))


def roll_back_part(matter: Matter) -> dict[str, Any]:
    one = matter.roll_back_warning
    facts = [(_("Month"), f"{one.month:%Y-%m}"), (_("Persons rolled back"), one.persons), (_("Times"), one.times), (_("Warned on"), one.warned_on), (_("Handed over"), one.handed_over_on)]  # fmt: skip
    texts = [(_("The unit's explanation"), one.explanation), (_("Labour inspection's finding"), one.finding)]
    label = _("Labour inspection's finding") if matter.state == "checking" else _("The unit's explanation")
    return followup(matter, _("Roll-backs"), facts, texts, "text" if matter.state in ("warned", "checking") else "", label=label)


def audit_part(matter: Matter) -> dict[str, Any]:
    one = matter.audit
    names = dict(queries.auditors_of(matter.office).values_list("username", "display_name"))
    facts = [
        (_("What is audited"), one.subject), (_("Auditors"), "、".join(names.get(name, name) for name in one.auditors)), (_("Notice of"), one.notified_on),
        (_("Visit not before"), one.visit_on), (_("Began on"), one.began_on), (_("Ended on"), one.ended_on), (_("Result"), one.get_result_display()),
        (_("Owed (yuan)"), yuan_text(one.owed_fen) if one.owed_fen else ""), (_("To be put right by"), one.rectify_by), (_("Put right on"), one.rectified_on),
    ]  # fmt: skip
    form = {"planned": "auditors" if one.source != "draw" else "", "on_site": "record", "rectifying": "evidence"}.get(matter.state, "")
    return followup(
        matter, _("Audit"), facts, [(_("What was seen"), one.record), (_("Ground"), one.ground)], form, auditors=sorted(names.items()),
        results=one.Result.choices,
    )  # fmt: skip
