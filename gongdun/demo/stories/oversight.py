"""措施 25、32 and the supervisor's desk: a seminar on hard matters, a training session with its test, two offices reminded."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongdun.areas.recognition import operations as recognition
from gongdun.areas.recoupment.operations import NewSession, enter_scores, hold_session
from gongdun.demo.accounts import agencies, team
from gongdun.demo.stories.days import at
from gongdun.desk.models import Matter
from gongdun.plans.models import Measure
from gongdun.plans.operations import supervision
from gongdun.plans.queries.plans import leads
from gongdun.registry.models import Account, Office


def tell() -> None:
    seminar()
    training()
    reminders()


def seminar() -> None:
    people = team("320411", "320400")
    held = Matter.objects.filter(procedure="recognition", district=people.office("investigator").area_id).order_by("id")[:3]
    agenda = [(one.pk, "上下班途中和工作原因的认定依据是否充分") for one in held]
    recognition.hold_meeting(
        kind="seminar", title="疑难案件研讨会", held_on=date(2022, 9, 23), attendants="认定科、法规科、市局工伤保险处", agenda=agenda,
        actor=people.actor("investigator"),
    )  # fmt: skip


def training() -> None:
    people, day = agencies()[1], date(2022, 6, 16)
    act: dict[str, Any] = {"actor": people.actor("agencydirector"), "today": day, "now": at(day)}
    names = list(Account.objects.filter(username__regex=r"\.(intake|agency|agency2|finance)$").values_list("username", flat=True))
    told = NewSession("先行支付与追偿法律知识培训", day, "市法律顾问", 4, "培训讲义.pdf", b"%PDF-1.7 fictitious", tuple(names))
    session = hold_session(session=told, **act)
    enter_scores(session=session.pk, scores={name: 55 + place * 7 % 46 for place, name in enumerate(names)}, **act)


def reminders() -> None:
    day = date(2022, 10, 13)
    supervisor: dict[str, Any] = {"actor": team("320400", "320400").actor("supervisor"), "today": day, "now": at(day)}
    for number in ("8", "39"):
        measure = Measure.objects.get(number=number)
        office = next(one for one in Office.objects.select_related("area").order_by("id") if leads(measure, one))
        supervision.remind(measure=measure.pk, office=office.pk, words="进度落后于时间进度，请说明原因和措施", **supervisor)
