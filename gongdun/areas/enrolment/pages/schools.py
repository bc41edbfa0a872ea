"""院校实习名册 — a school's own portal: terms, the roster by workbook, each student's status, certificates; the agency reads the same page."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.areas.enrolment import operations
from gongdun.areas.enrolment.forms import school_placements
from gongdun.areas.enrolment.models import Placement, SchoolTerm
from gongdun.areas.enrolment.operations.schools import Student
from gongdun.areas.enrolment.pages.campaigns import day
from gongdun.desk import sheets
from gongdun.desk.models import IssuedDocument
from gongdun.desk.operations.sheets import identity_keys
from gongdun.desk.pages.sheets import language, workbook
from gongdun.desk.refusals import refuse_unless
from gongdun.desk.requests import OfficerRequest
from gongdun.desk.sheets import Preview, Row
from gongdun.kernel.identifiers import mask_citizen_id
from gongdun.law.refusal import Refusal
from gongdun.vault.actors import Actor

SCHOOLS = frozenset({"school_agent"})
READERS = SCHOOLS | {"enrolment_clerk", "data_clerk", "approver", "reviewer", "director", "supervisor"}


@login_required
def school_rosters(request: OfficerRequest) -> HttpResponse:
    """The terms this account may see, and the students of one of them or of all."""
    terms = list(SchoolTerm.objects.select_related("matter", "school"))
    asked = request.GET.get("term", "")
    chosen = next((one for one in terms if str(one.pk) == asked), None)
    students = Placement.objects.select_related("matter__school_term")
    page = Paginator(students.filter(matter=chosen.matter_id) if chosen else students, 50).get_page(request.GET.get("page"))
    context = {
        "terms": terms, "chosen": chosen, "rows": page.object_list, "page": page, "is_school": request.user.has_role(*SCHOOLS),
        "documents": list(IssuedDocument.objects.filter(matter__in=[one.matter_id for one in terms], state="issued").order_by("-id")[:50]),
    }  # fmt: skip
    return render(request, "enrolment/schools.html", context)


@login_required
@require_POST
def open_term(request: OfficerRequest) -> HttpResponse:
    try:
        refuse_unless(request.actor, SCHOOLS)
        operations.open_term(
            name=request.POST.get("name", ""), starts_on=day(request.POST.get("starts_on", "")), ends_on=day(request.POST.get("ends_on", "")),
            actor=request.actor, today=request.today, now=request.now,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    return redirect("school_rosters")


@login_required
def roster_template(request: OfficerRequest) -> HttpResponse:
    form = school_placements.FORM
    return workbook(sheets.template(form, language=language()), form.titles.text(language()))


@login_required
@require_POST
def hand_in(request: OfficerRequest, pk: int) -> HttpResponse:
    """All rows or none; with mistakes, the school's own workbook comes back marked."""
    term = get_object_or_404(SchoolTerm, pk=pk)
    try:
        refuse_unless(request.actor, SCHOOLS)
        given = request.FILES.get("file")
        if given is None:
            raise Refusal("Choose the workbook first.")
        content = given.read()
        seen = sheets.preview(sheets.read(content, school_placements.FORM), school_placements.FORM)
        if not seen.total:
            raise Refusal("The workbook holds no rows.")
        if not seen.is_all_correct:
            return marked(request, term, content, seen)
        taken = operations.take_roster(matter=term.matter_id, students=students(seen.rows, request.actor), actor=request.actor)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
    else:
        messages.success(request, _("The roster is taken in: %(count)s students.") % {"count": len(taken)})
    return redirect("school_rosters")


def students(rows: Sequence[Row], actor: Actor) -> list[Student]:
    """Numbers are sealed on the way in; the roster keeps the key and the mask."""
    keys = identity_keys([row.values["identity"] for row in rows], actor)
    return [
        Student(
            keys[said["identity"]], said["name"], mask_citizen_id(said["identity"]), said["uscc"].strip().upper(), said["employer"],
            said["starts_on"], said["ends_on"],
        )
        for said in (row.values for row in rows)
    ]  # fmt: skip


def marked(request: OfficerRequest, term: SchoolTerm, content: bytes, seen: Preview) -> HttpResponse:
    operations.note_annotated_roster(
        matter=term.matter_id, rows=seen.total, faulty=seen.total - seen.importable, actor=request.actor, now=request.now
    )
    return workbook(
        sheets.annotate(content, seen, language=language()), f"{school_placements.FORM.titles.text(language())}-{_('annotated')}"
    )
