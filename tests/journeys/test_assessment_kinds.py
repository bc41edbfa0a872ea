"""Kinds besides the first grade, the rules of 2025 by their day, repeated absence, experts as a workbook, and the gates of measures 40 and 41."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.areas.assessment import operations as assessment
from gongdun.areas.assessment import queries
from gongdun.areas.assessment.models import Expert
from gongdun.areas.assessment.pages import sheets
from gongdun.desk.catalogue import catalogue
from gongdun.desk.operations import papers
from gongdun.desk.operations.attachments import attach
from gongdun.desk.refusals import CannotMove
from gongdun.desk.sheet_lists import Told
from gongdun.desk.sheets import Row, Status
from gongdun.kernel.facts import persons
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.registry.queries import everywhere
from gongdun.site.builders import Team, a_city, at
from gongdun.vault import journal
from gongdun.vault.scopes import within
from tests.journeys.assessed import a_committee, asked, concluded, reached, recognised, step, taken
from tests.journeys.injured import Bureau, a_person, applied

pytestmark = pytest.mark.django_db
DAY, HELD = date(2022, 9, 21), date(2022, 9, 28)


@pytest.fixture
def committee():
    a_city()
    with within(everywhere()):
        yield a_committee()


def a_panel(committee, size=3):
    """A drawn panel of orthopaedics."""
    clerk = Team.act(committee.clerk)
    told = Told(clerk, DAY, at(DAY))
    sheets.take([expert_row(place) for place in range(1, 8)], told)
    session = assessment.hold_session(held_on=HELD, place="市鉴定大厅", subject="orthopaedics", office=committee.office, actor=clerk)
    return assessment.freeze_pool(session=session.pk, size=size, actor=clerk, today=DAY)


def expert_row(place, **changes):
    values = {
        "name": f"专家{place}",
        "hospital": f"常州市第{place}医院",
        "title": "主任医师",
        "subject": "orthopaedics",
        "second_subject": "hand",
        "is_local": False,
    }
    return Row(place + 1, values | changes, Status.IMPORTABLE)


def test_an_extension_of_the_paid_leave_names_its_last_day_within_two_years_and_the_conclusion_bears_it():
    matter, committee = sat(kind="paid_leave")
    said = {
        "matter": matter.pk,
        "findings": "骨折延迟愈合",
        "answer": "确认延长停工留薪期",
        "actor": Team.act(committee.clerk),
        "today": HELD,
    }
    with within(everywhere()):
        for until in (None, date(2024, 8, 16), date(2022, 8, 15)):
            with pytest.raises(Refusal, match="2024-08-15"):
                assessment.give_opinion(until=until, **said)
        assessment.give_opinion(until=date(2023, 11, 15), **said)
        step(matter, "examine", committee.clerk, HELD, identity_check="card_seen")
        concluded(committee, matter, HELD)
        reached(committee, matter, HELD)
        (found,) = queries.conclusions_of_worker(matter.assessment.worker_id)
        assert (found.until, found.grade) == (date(2023, 11, 15), None)
        assert "停工留薪期至2023年11月15日" in words(matter)


def test_a_care_level_is_confirmed_in_words_and_in_figures():
    matter, committee = sat(kind="care")
    with within(everywhere()):
        assessment.give_opinion(
            matter=matter.pk, findings="双下肢瘫痪", answer="生活自理障碍", care_level=2, actor=Team.act(committee.clerk), today=HELD
        )
        step(matter, "examine", committee.clerk, HELD, identity_check="card_seen")
        concluded(committee, matter, HELD)
        assert "生活自理障碍，生活大部分不能自理" in words(matter) and matter.conclusions.get().care_level == 2


def sat(kind, came=True):
    """An application of a kind, brought before a drawn panel of five."""
    a_city()
    with within(everywhere()):
        committee, decision = a_committee(), recognised()
        panel = a_panel(committee, size=5)
    journal.seal_once()
    clerk = Team.act(committee.clerk)
    with within(everywhere()):
        assessment.draw_panel(panel=panel.pk, actor=clerk, today=DAY)
        assert panel.members.count() == 5
        matter = asked(committee, decision, DAY, kind=kind)
        taken(committee, matter, DAY)
        step(matter, "classify", committee.clerk, DAY)
        assessment.seat(matter=matter.pk, panel=panel.pk, actor=clerk, today=DAY, now=at(DAY))
        step(matter, "schedule", committee.clerk, DAY)
        if came:
            assessment.note_attendance(matter=matter.pk, actor=clerk, today=HELD)
    return matter, committee


def words(matter):
    held = matter.documents.get(kind="assessment/conclusion")
    return str(papers.letter(catalogue().documents[held.kind], held.tree, dict.fromkeys(persons(held.tree), "")).blocks)


def test_the_second_absence_without_a_ground_ends_the_assessment():
    matter, committee = sat(kind="first", came=False)
    told = {"matter": matter.pk, "actor": Team.act(committee.clerk)}
    with within(everywhere()):
        panel = matter.seats.get().panel_id
        assessment.note_absence(reason="未到场", today=HELD, now=at(HELD), **told)
        assessment.seat(panel=panel, today=HELD, now=at(HELD), **told)
        step(matter, "schedule", committee.clerk, HELD)
        with pytest.raises(Refusal, match="terminate the assessment"):
            assessment.note_absence(reason="未到场", today=HELD, now=at(HELD), **told)
        assert step(matter, "terminate", committee.clerk, HELD, reason="两次无故未到场").state == "terminated"


def test_from_july_2025_shared_data_are_not_asked_for_and_the_service_has_fifteen_days(committee):
    late = date(2025, 7, 2)
    matter = asked(committee, recognised(), late)
    assert set(matter.materials.values_list("material", flat=True)) == {"application_form", "diagnosis"}
    assert matter.procedure_version == date(2025, 7, 1)


def test_a_hospital_hands_in_its_experts_as_a_workbook_and_a_released_one_is_not_drawn(committee):
    told = Told(Team.act(committee.clerk), DAY, at(DAY))
    kept = sheets.take([expert_row(1), expert_row(2, second_subject=None)], told)
    assert list(Expert.objects.values_list("subjects", flat=True)) == [["orthopaedics", "hand"], ["orthopaedics"]]
    assert [one.status for one in sheets.existing([expert_row(1)], told)] == [Status.DUPLICATE]
    sheets.undo(kept, told)
    session = assessment.hold_session(held_on=HELD, place="大厅", subject="orthopaedics", office=committee.office, actor=told.actor)
    with pytest.raises(Refusal, match="The pool holds 0"):
        assessment.freeze_pool(session=session.pk, size=3, actor=told.actor, today=DAY)


def test_a_medical_record_of_another_person_holds_the_conclusion_until_it_is_answered(committee):
    decision = recognised()
    bureau = Bureau(*(Account.objects.get(username=f"xinbei.{name}") for name in ("intake", "first", "other", "decider")))
    other, _ = applied(bureau, DAY, worker_name="陈珺", identity=a_person("陈珺", 8))
    matter = asked(committee, decision, DAY)
    for held, officer in ((other, bureau.intake), (matter, committee.clerk)):
        attach(matter=held.pk, name="record.pdf", content=b"%PDF-1.4 one record", actor=Team.act(officer), today=DAY, now=at(DAY))
    ((sign, _, about, answer),) = queries.signs(matter)
    assert (about, answer) == (other.number, "")
    simply(committee, matter)
    with pytest.raises(CannotMove, match="1 signs"):
        step(matter, "propose", committee.reviewer, DAY)
    by = Team.act(committee.reviewer)
    with pytest.raises(Refusal, match="Write what"):
        assessment.answer_sign(matter=matter.pk, sign=sign, note="", actor=by, today=DAY)
    assessment.answer_sign(matter=matter.pk, sign=sign, note="与医院原始病历核对，系误传", actor=by, today=DAY)
    assert step(matter, "propose", committee.reviewer, DAY).state == "proposed"


def simply(committee, matter):
    reviewer = Team.act(committee.reviewer)
    taken(committee, matter, DAY)
    step(matter, "classify", committee.clerk, DAY)
    assessment.choose_simple(matter=matter.pk, criterion="fracture_united", actor=reviewer, today=DAY)
    assessment.give_opinion(matter=matter.pk, findings="骨折愈合", items=("10-4",), grade=10, actor=reviewer, today=DAY)
    step(matter, "conclude_simply", committee.reviewer, DAY, identity_check="card_seen")
