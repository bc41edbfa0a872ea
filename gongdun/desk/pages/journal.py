"""日志审计 — the journal for its auditor: by person, matter and officer, in a period; samples that anybody can draw again from their seed."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import get_language

from gongdun.desk.models import Matter
from gongdun.desk.operations import auditing
from gongdun.desk.pages.file import whole
from gongdun.desk.pages.papers import day_of
from gongdun.desk.requests import OfficerRequest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Worker
from gongdun.registry.queries import find_workers
from gongdun.vault.journal import Entry

FIELDS = ("person", "worker", "matter", "officer", "action", "since", "until", "seed", "count", "before")


@login_required
def journal(request: OfficerRequest) -> HttpResponse:
    """A form, and under it what was found. Asking is itself an entry."""
    typed = {name: request.GET.get(name, "").strip() for name in FIELDS}
    context: dict[str, Any] = {"typed": typed, "refusal": "", "rows": None}
    if not request.user.has_role(*auditing.AUDITORS):
        return render(request, "desk/journal.html", context | {"is_closed": True}, status=403)
    try:
        if any(typed.values()):
            context |= found(request, typed)
    except Refusal as refusal:
        context["refusal"] = refusal.text(get_language())
    return render(request, "desk/journal.html", context, status=409 if context["refusal"] else 200)


def found(request: OfficerRequest, typed: dict[str, str]) -> dict[str, Any]:
    people = people_named(typed)
    if len(people) > 1:
        return {"people": people}
    question = auditing.Question(
        person=people[0].person_key if people else None, subject=subject_of(typed["matter"]), officer=officer_of(request, typed["officer"]),
        action=typed["action"] or None, since=moment(typed["since"]), until=moment(typed["until"], following=True),
        before_id=whole(typed["before"]), seed=typed["seed"], count=min(whole(typed["count"]) or 20, auditing.MOST),
    )  # fmt: skip
    answer = auditing.read_journal(question=question, actor=request.actor, now=request.now)
    return {"rows": [entry_row(one) for one in answer.entries], "withheld": answer.withheld, "last_id": answer.last_id}


def people_named(typed: dict[str, str]) -> list[Worker]:
    """Workers of the auditor's scope by name, initials or last four; one that was chosen by its number."""
    if chosen := whole(typed["worker"]):
        return list(Worker.objects.filter(pk=chosen))
    if not typed["person"]:
        return []
    named = list(find_workers(typed["person"])[:20])
    if not named:
        raise Refusal("Nobody of that name, initials or last four is among those you may see. Check the spelling.")
    return named


def subject_of(number: str) -> str | None:
    if not number:
        return None
    held = Matter.objects.filter(number=number).values_list("pk", flat=True).first()
    if held is None:
        raise Refusal("There is no matter {number} among those you may see. Write its number as on its page.", number=number)
    return f"matter:{held}"


def officer_of(request: OfficerRequest, words: str) -> int | None:
    if not words:
        return None
    named = list(auditing.officers_named(words, request.user)[:2])
    if len(named) != 1:
        raise Refusal("{words} is not exactly one officer of your offices. Write the user name.", words=words)
    return named[0].pk


def moment(text: str, *, following: bool = False) -> datetime | None:
    """The beginning of a day, or of the one after it."""
    if not text:
        return None
    day = day_of(text) + timedelta(days=int(following))
    return datetime.combine(day, time.min, get_current_timezone())


def entry_row(entry: Entry) -> dict[str, Any]:
    content = entry.content
    return {
        "id": entry.id, "at": localtime(entry.at), "action": entry.action, "subject": entry.subject, "who": content["actor"]["name"],
        "origin": content["actor"]["origin"], "reason": content["reason"], "changes": changes(content),
    }  # fmt: skip


def changes(content: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(what, before, after) of each value."""
    before, after = content.get("before") or {}, content.get("after") or {}
    return [(name, short(before.get(name)), short(after.get(name))) for name in sorted({*before, *after})]


def short(value: Any) -> str:
    said = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 120 else f"{said[:117]}…"
