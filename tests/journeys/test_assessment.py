"""鉴定: the simple procedure; a panel drawn at random in Liyang's pilot, recusal, absence, the province, review after a year."""

from datetime import date

import pypdfium2 as pdfium
import pytest

from gongdun.areas.assessment import drawing, queries
from gongdun.areas.assessment import operations as assessment
from gongdun.desk.models import Matter
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.builders import Team, a_city, at, citizen_number
from gongdun.vault import journal
from gongdun.vault.scopes import within
from tests.journeys.assessed import a_committee, asked, concluded, reached, recognised, step, taken

pytestmark = pytest.mark.django_db


def test_a_plain_injury_is_assessed_by_the_simple_procedure():
    a_city()
    with within(everywhere()):
        committee, decision, day = a_committee(), recognised(), date(2022, 9, 26)
        matter = asked(committee, decision, day)
        with pytest.raises(CannotMove, match="Still missing"):
            assessment.accept(matter=matter.pk, actor=Team.act(committee.clerk), today=day, now=at(day))
        taken(committee, matter, day)
        step(matter, "classify", committee.clerk, day)
        with pytest.raises(CannotMove, match="simple procedure was not chosen"):
            step(matter, "conclude_simply", committee.reviewer, day, identity_check="card_seen")
        reviewer = Team.act(committee.reviewer)
        with pytest.raises(Refusal, match="is no criterion"):
            assessment.choose_simple(matter=matter.pk, criterion="looks_easy", actor=reviewer, today=day)
        assessment.choose_simple(matter=matter.pk, criterion="fracture_united", actor=reviewer, today=day)
        told = {"matter": matter.pk, "findings": "骨折愈合，功能良好。", "actor": reviewer, "today": day}
        with pytest.raises(Refusal, match="does not follow"):
            assessment.give_opinion(items=("10-4",), grade=8, **told)
        with pytest.raises(Refusal, match="another grade"):
            assessment.give_opinion(items=("9-4",), grade=9, **told)
        assessment.give_opinion(items=("10-4",), grade=10, **told)
        with pytest.raises(Refusal, match="identity"):
            step(matter, "conclude_simply", committee.reviewer, day)
        step(matter, "conclude_simply", committee.reviewer, day, identity_check="card_seen")
        held = concluded(committee, matter, date(2022, 9, 30))
        assert held.due_on == date(2022, 10, 20)  # served within 20 days under 令21号
        reached(committee, matter, date(2022, 10, 8))
        found = queries.grade_in_force(decision.matter)
        assert (found.grade, found.items, found.effective_on, found.number) == (10, ("10-4",), date(2022, 10, 8), "市本级劳鉴〔2022〕1号")
        _, printed = assessment.download(
            document=matter.documents.get(kind="assessment/conclusion").pk, form="pdf", reason="存档", actor=reviewer, now=at(day)
        )
        said = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(printed)).replace("\r\n", "")
        assert all(part in said for part in ("潘玥㛃", "十级第4项", "伤残等级十级", "十五日内", citizen_number(7)))
        year = Period(date(2022, 1, 1), date(2022, 10, 17))
        assert figure("assessment/simple_procedure", year).value == 1
        assert figure("assessment/conclusions_served", year).value == 1
        assert figure("assessment/conclusions_served_in_time", year).value == 1
        assert figure("assessment/simple_conclusions_changed", year).value == 0
        with pytest.raises(CannotMove, match="from 2023-09-30 on"):
            review = asked(committee, decision, date(2022, 10, 12), kind="review")
            taken(committee, review, date(2022, 10, 12))


def experts(committee, local):
    made = []
    for place in range(1, 7):
        made.append(
            assessment.name_expert(
                name=f"专家{place}", hospital=f"常州市第{place}医院", title="主任医师", subjects=("orthopaedics",), office=committee.office,
                is_local=place <= local, actor=Team.act(committee.clerk),
            )
        )  # fmt: skip
    return made


def test_a_local_session_seats_city_and_local_experts_drawn_by_a_seed_nobody_could_know():
    a_city()
    with within(everywhere()):
        committee, decision = a_committee(), recognised()
        experts(committee, local=3)
        clerk, day, held_on = Team.act(committee.clerk), date(2022, 9, 21), date(2022, 9, 28)
        session = assessment.hold_session(
            held_on=held_on,
            place="溧阳市人民医院",
            subject="orthopaedics",
            office=committee.office,
            is_local=True,
            saved_km=140,
            actor=clerk,
        )
    journal.seal_once()
    with within(everywhere()):
        panel = assessment.freeze_pool(session=session.pk, size=3, actor=clerk, today=day)
        with pytest.raises(Refusal, match="not sealed since"):
            assessment.draw_panel(panel=panel.pk, actor=clerk, today=day)
    journal.seal_once()
    with within(everywhere()):
        drawn = assessment.draw_panel(panel=panel.pk, actor=clerk, today=day)
        see_the_draw(drawn)
        out = drawn.members.get(position=1)
        substitute = assessment.recuse(panel=panel.pk, expert=out.expert_id, reason="被鉴定人的主治医师", actor=clerk)
        assert substitute.expert.is_local == out.expert.is_local and drawn.members.filter(state="sits").count() == 3
        matter = asked(committee, decision, day)
        taken(committee, matter, day)
        come_the_second_time(committee, matter, panel, held_on)
        go_to_the_province(committee, matter, decision)


def see_the_draw(drawn):
    again = drawing.seated(drawn.pool, drawing.seed_of(drawing.pool_hash(drawn.pool), drawn.head), 3, mixed=True)
    assert list(drawn.members.values_list("expert_id", flat=True)) == again
    assert set(drawn.members.values_list("expert__is_local", flat=True)) == {True, False}


def come_the_second_time(committee, matter, panel, held_on):
    clerk, day = Team.act(committee.clerk), date(2022, 9, 22)
    assessment.set_subject(matter=matter.pk, subject="hand", actor=clerk, today=day, reason="初看")
    with pytest.raises(Refusal, match="needs a reason"):
        assessment.set_subject(matter=matter.pk, subject="orthopaedics", actor=clerk, today=day)
    assessment.set_subject(matter=matter.pk, subject="orthopaedics", actor=Team.act(committee.reviewer), today=day, reason="病历为胫骨骨折")
    assert list(matter.classifications.values_list("subject", flat=True)) == ["orthopaedics", "hand", "orthopaedics"]
    step(matter, "classify", committee.clerk, day)
    for _ in range(2):
        assessment.seat(matter=matter.pk, panel=panel.pk, actor=clerk, today=day, now=at(day))
        step(matter, "schedule", committee.clerk, day)
        if matter.seats.count() == 1:
            assessment.note_absence(matter=matter.pk, reason="有正当理由：住院", actor=clerk, today=held_on, now=at(held_on))
    with pytest.raises(Refusal, match="Note the attendance"):
        assessment.give_opinion(matter=matter.pk, findings="活动受限", items=("9-3",), grade=9, actor=clerk, today=held_on)
    assessment.note_attendance(matter=matter.pk, actor=clerk, today=held_on)
    assessment.give_opinion(matter=matter.pk, findings="活动受限", items=("9-3",), grade=9, actor=clerk, today=held_on)
    step(matter, "examine", committee.clerk, held_on, identity_check="face")
    concluded(committee, matter, held_on)
    reached(committee, matter, date(2022, 9, 30))
    year = Period(date(2022, 1, 1), date(2022, 10, 17))
    assert figure("assessment/local_orthopaedic_sessions", year).value == 1
    assert figure("assessment/local_travel_saved", year).value == 140


def go_to_the_province(committee, matter, decision):
    clerk = Team.act(committee.clerk)
    late, day = date(2022, 10, 18), date(2022, 10, 14)
    assessment.ask_reassessment(matter=matter.pk, asked_on=late, actor=clerk)
    with pytest.raises(CannotMove, match="15 days"):
        step(matter, "go_to_province", committee.clerk, late, reason="不服")
    assessment.ask_reassessment(matter=matter.pk, asked_on=day, actor=clerk)
    step(matter, "go_to_province", committee.clerk, day, reason="单位不服")
    assessment.record_province_conclusion(
        matter=matter.pk,
        number="苏劳鉴再〔2022〕88号",
        concluded_on=date(2022, 11, 20),
        items=("8-2",),
        grade=8,
        care_level=0,
        actor=clerk,
        today=date(2022, 11, 25),
    )
    held = step(matter, "take_province_conclusion", committee.clerk, date(2022, 11, 25))
    assert held.state == "served"
    found = queries.grade_in_force(decision.matter)
    assert (found.grade, found.level) == (8, "province")
    assert list(matter.conclusions.values_list("state", flat=True)) == ["superseded", "in_force"]
    with pytest.raises(CannotMove, match="final"):
        step(matter, "go_to_province", committee.clerk, date(2022, 11, 26), reason="再申请")
    assert queries.reassessment_rates(Period(date(2022, 1, 1), date(2022, 12, 31))) == {"local": (1, 1), "city": (0, 0)}
    assert Matter.objects.get(pk=matter.pk).is_closed
