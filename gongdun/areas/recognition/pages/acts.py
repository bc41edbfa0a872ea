"""The buttons of a recognition: checks, materials, records, elements, article, service, challenge, documents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gongdun.areas.recognition import operations
from gongdun.areas.recognition.models import Application
from gongdun.areas.recognition.pages.acting import act, day, file, whole
from gongdun.desk.operations import materials
from gongdun.desk.operations.serving import Serving
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal


def told(request: OfficerRequest, *names: str) -> dict[str, str]:
    return {name: request.POST.get(name, "").strip() for name in names}


def held(pk: int) -> Application:
    return get_object_or_404(Application, matter=pk)


@login_required
@require_POST
def identity(request: OfficerRequest, pk: int) -> HttpResponse:
    held(pk)
    how = request.POST.get("how", "")
    return act(request, pk, lambda: operations.check_identity(matter=pk, how=how, actor=request.actor, today=request.today))


@login_required
@require_POST
def arrived(request: OfficerRequest, pk: int) -> HttpResponse:
    """The ticked materials arrived and were compared with their originals."""
    held(pk)
    states = dict.fromkeys(request.POST.getlist("material"), "checked")
    return act(
        request, pk, lambda: materials.check_materials(matter=pk, states=states, actor=request.actor, today=request.today), "materials"
    )


@login_required
@require_POST
def lost_time(request: OfficerRequest, pk: int) -> HttpResponse:
    held(pk)
    said = told(request, "first", "last", "ground")
    return act(
        request, pk,
        lambda: operations.note_lost_time(matter=pk, first=day(said["first"]), last=day(said["last"]), ground=said["ground"], actor=request.actor),
    )  # fmt: skip


@login_required
@require_POST
def sign(request: OfficerRequest, pk: int) -> HttpResponse:
    """A sign of measure 41 is answered."""
    held(pk)
    said = told(request, "sign", "note")
    return act(request, pk, lambda: operations.answer_sign(matter=pk, actor=request.actor, today=request.today, **said), "signs")


@login_required
@require_POST
def record(request: OfficerRequest, pk: int) -> HttpResponse:
    held(pk)
    said = told(request, "kind", "title", "made_on", "place", "person", "text", "officers", "pages")
    return act(
        request, pk,
        lambda: operations.add_record(
            matter=pk, kind=said["kind"], title=said["title"], officers=said["officers"].split("、"), made_on=day(said["made_on"]), place=said["place"],
            person=said["person"], text=said["text"], pages=whole(said["pages"]) or 1, actor=request.actor,
        ), "records",
    )  # fmt: skip


@login_required
@require_POST
def element(request: OfficerRequest, pk: int, name: str) -> HttpResponse:
    """`proof` is material:<id> or record:<id>."""
    held(pk)
    said = told(request, "answer", "proof", "page", "note")
    kind, _, proof = said["proof"].partition(":")
    more: dict[str, Any] = {"record": whole(proof)} if kind == "record" else {"material": proof}
    return act(
        request, pk,
        lambda: operations.find_element(
            matter=pk, element=name, answer=said["answer"], page=whole(said["page"]) or 1, note=said["note"], actor=request.actor, today=request.today, **more
        ), "elements",
    )  # fmt: skip


@login_required
@require_POST
def article(request: OfficerRequest, pk: int) -> HttpResponse:
    held(pk)
    said = told(request, "item", "result", "reason")
    return act(request, pk, lambda: operations.choose_article(matter=pk, actor=request.actor, **said), "elements")


@login_required
@require_POST
def serve(request: OfficerRequest, pk: int) -> HttpResponse:
    held(pk)
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

    return act(request, pk, call, "decisions")


@login_required
@require_POST
def challenge(request: OfficerRequest, pk: int) -> HttpResponse:
    held(pk)
    said = told(request, "kind", "authority", "paper", "brought_by")
    return act(
        request,
        pk,
        lambda: operations.bring_challenge(
            matter=pk,
            kind=said["kind"],
            authority=said["authority"],
            paper=said["paper"],
            brought_by=said["brought_by"],
            actor=request.actor,
            today=request.today,
            now=request.now,
        ),
        "decisions",
    )


@login_required
@require_POST
def bundle(request: OfficerRequest, pk: int) -> HttpResponse:
    """卷宗 in one click."""
    held(pk)
    try:
        matter, content = operations.court_bundle(matter=pk, reason=request.POST.get("reason", ""), actor=request.actor, now=request.now)
    except Refusal as refusal:
        messages.error(request, refusal.text(get_language()))
        return redirect("matter", pk=pk)
    return file(content, f"bundle-{matter.pk}", "pdf")
