"""The buttons of an assessment: materials, subject, simple procedure, seat, attendance, opinion, service, the province, documents."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from gongdun.areas.assessment import operations
from gongdun.areas.assessment.pages.acting import act, day, items, told, whole
from gongdun.desk.operations import materials
from gongdun.desk.operations.serving import Serving
from gongdun.desk.requests import OfficerRequest


@login_required
@require_POST
def arrived(request: OfficerRequest, pk: int) -> HttpResponse:
    states = dict.fromkeys(request.POST.getlist("material"), "checked")
    return act(request, lambda: materials.check_materials(matter=pk, states=states, actor=request.actor, today=request.today), "matter", pk)


@login_required
@require_POST
def subject(request: OfficerRequest, pk: int) -> HttpResponse:
    said = told(request, "subject", "reason")
    return act(request, lambda: operations.set_subject(matter=pk, actor=request.actor, today=request.today, **said), "matter", pk)


@login_required
@require_POST
def simple(request: OfficerRequest, pk: int) -> HttpResponse:
    said = told(request, "criterion")
    return act(request, lambda: operations.choose_simple(matter=pk, actor=request.actor, today=request.today, **said), "matter", pk)


@login_required
@require_POST
def sign(request: OfficerRequest, pk: int) -> HttpResponse:
    """A sign of measure 41 is answered."""
    said = told(request, "sign", "note")
    return act(request, lambda: operations.answer_sign(matter=pk, actor=request.actor, today=request.today, **said), "matter", pk)


@login_required
@require_POST
def seat(request: OfficerRequest, pk: int) -> HttpResponse:
    panel = whole(request.POST.get("panel", "")) or 0
    return act(
        request, lambda: operations.seat(matter=pk, panel=panel, actor=request.actor, today=request.today, now=request.now), "matter", pk
    )


@login_required
@require_POST
def came(request: OfficerRequest, pk: int) -> HttpResponse:
    return act(request, lambda: operations.note_attendance(matter=pk, actor=request.actor, today=request.today), "matter", pk)


@login_required
@require_POST
def opinion(request: OfficerRequest, pk: int) -> HttpResponse:
    said = told(request, "findings", "items", "grade", "care_level", "answer", "dissent", "until")
    return act(
        request,
        lambda: operations.give_opinion(
            matter=pk, findings=said["findings"], items=items(said["items"]), grade=whole(said["grade"]), care_level=whole(said["care_level"]) or 0,
            answer=said["answer"], dissent=said["dissent"], until=day(said["until"]) if said["until"] else None, actor=request.actor, today=request.today,
        ), "matter", pk,
    )  # fmt: skip


@login_required
@require_POST
def serve(request: OfficerRequest, pk: int) -> HttpResponse:
    said = told(request, "side", "method", "recipient", "delivered_on", "receiver", "witness", "remark")

    def call() -> object:
        serving = Serving(
            said["method"],
            said["recipient"],
            day(said["delivered_on"]),
            receiver=said["receiver"],
            witness=said["witness"],
            remark=said["remark"],
        )
        return operations.serve(matter=pk, side=said["side"], serving=serving, actor=request.actor, today=request.today, now=request.now)

    return act(request, call, "matter", pk)


@login_required
@require_POST
def reassessment(request: OfficerRequest, pk: int) -> HttpResponse:
    said = told(request, "asked_on")
    return act(request, lambda: operations.ask_reassessment(matter=pk, asked_on=day(said["asked_on"]), actor=request.actor), "matter", pk)


@login_required
@require_POST
def province(request: OfficerRequest, pk: int) -> HttpResponse:
    said = told(request, "number", "concluded_on", "items", "grade", "care_level")
    return act(
        request,
        lambda: operations.record_province_conclusion(
            matter=pk, number=said["number"], concluded_on=day(said["concluded_on"]), items=items(said["items"]), grade=whole(said["grade"]),
            care_level=whole(said["care_level"]) or 0, actor=request.actor, today=request.today,
        ), "matter", pk,
    )  # fmt: skip
