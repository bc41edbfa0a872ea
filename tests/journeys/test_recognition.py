"""Six more injuries: the school run, forty-eight hours, an occupational disease, a dispatched worker, a refusal overturned, a suspended matter."""

from datetime import date

import pytest

from gongdun.areas.recognition import examining, queries
from gongdun.areas.recognition import operations as recognition
from gongdun.areas.recognition.models import Decision
from gongdun.desk.catalogue import catalogue
from gongdun.desk.operations import papers
from gongdun.desk.operations.matters import move
from gongdun.desk.refusals import CannotMove, Changed
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.builders import Team, a_city, at
from gongdun.vault import journal
from gongdun.vault.scopes import within
from tests.journeys.injured import a_bureau, a_person, accepted, applied, arrive, decided, investigated, served

pytestmark = pytest.mark.django_db
DAY, FOUND = date(2022, 8, 22), date(2022, 9, 5)
YEAR = Period(date(2022, 1, 1), date(2022, 10, 17))
WORK = {"work_time": "supported", "workplace": "supported", "work_cause": "supported", "accident": "supported"}


@pytest.fixture
def bureau():
    a_city()
    with within(everywhere()):
        yield a_bureau()


def actions(matter):
    return {entry.action for entry in journal.search(subject=f"matter:{matter.pk}")}


def papers_of(matter):
    return {one.partition("/")[2] for one in matter.documents.values_list("kind", flat=True)}


def rows(indicator):
    """What the figure opens to: the numbers of the decisions that were counted."""
    return {row.number for row in catalogue().indicators[f"recognition/{indicator}"].thing.rows(YEAR)}


def downloads(document):
    return {entry.action for entry in journal.search(subject=f"document:{document.pk}")}


def find(bureau, matter, element, answer, **proof):
    return recognition.find_element(
        matter=matter.pk, element=element, answer=answer, actor=Team.act(bureau.investigator), today=FOUND, **proof
    )


def test_an_accident_on_the_school_run_waits_for_the_police_and_a_certificate_without_responsibility_ends_the_wait(bureau):
    """上班途中送孩子上学: daily-life errands belong to the way; the police certify that nobody's responsibility can be found."""
    matter, _ = applied(
        bureau, DAY, claimed_item="14-6", applicant_kind="worker", applicant_name="杨曌喆", worker_name="杨曌喆", place="新北区太湖东路",
        told="送孩子到校后去单位途中与货车碰撞。", injured_at="2022-08-15 07:40",
    )  # fmt: skip
    with pytest.raises(CannotMove, match="道路交通事故认定书或者证明"):
        accepted(bureau, matter, DAY, "diagnosis")
    held = accepted(bureau, matter, DAY, "diagnosis", "traffic_paper", "route")
    with pytest.raises(CannotMove, match="not called clear"):
        move(matter=matter.pk, move="find_unclear", actor=Team.act(bureau.investigator), today=DAY, now=at(DAY), reason="案情复杂")
    assert held.due_on == date(2022, 10, 21)
    act = {"matter": matter.pk, "actor": Team.act(bureau.investigator)}
    held = recognition.suspend(today=date(2022, 9, 1), now=at(date(2022, 9, 1)), reason="等待交警部门作出道路交通事故认定", **act)
    assert held.is_paused
    with pytest.raises(Refusal, match="under investigation"):
        find(bureau, matter, "commuting", "supported", material="route")
    held = recognition.resume(
        today=date(2022, 9, 20), now=at(date(2022, 9, 20)), reason="交警部门出具道路交通事故证明，无法查清成因", **act
    )
    assert held.due_on == date(2022, 11, 10)  # 20 suspended days, both ends counted
    assert held.documents.filter(kind__in=("recognition/suspension_notice", "recognition/resumption_notice")).count() == 2
    assert held.documents.get(kind="recognition/resumption_notice").tree["due_on"] == "2022-11-10"
    investigated(bureau, matter, date(2022, 9, 21), commuting="supported", traffic_accident="supported", not_mainly_responsible="contested")
    with pytest.raises(CannotMove, match="does not hold: 非本人主要责任"):
        recognition.choose_article(matter=matter.pk, item="14-6", result="injury", actor=Team.act(bureau.investigator))
    reason = "交警部门无法查清事故成因，综合视频和现场证据，不能证明杨曌喆负主要责任，本机关依职权作出判断。"
    decided(bureau, matter, date(2022, 9, 28), "14-6", "injury", reason)
    tree = matter.documents.get(kind="recognition/recognition_decision").tree
    assert tree["gap_reason"] == reason and any("存在争议" in line for line in tree["reasoning"])
    assert figure("recognition/decisions_on_time", YEAR).value == 1
    assert {"recognition.suspend", "recognition.resume", "recognition.find_element"} <= actions(matter)


def test_a_death_within_forty_eight_hours_of_the_first_diagnosis_is_deemed_an_injury(bureau):
    matter, _ = applied(
        bureau, DAY, claimed_item="15-1-1", applicant_kind="kin", applicant_name="薛珺", worker_name="薛玥", told="在岗时突发胸痛倒地。",
        injured_at="2022-08-15 14:00", diagnosed_at="2022-08-15 14:40", died_at="2022-08-17 14:40", diagnosis="急性心肌梗死",
    )  # fmt: skip
    accepted(bureau, matter, DAY, "diagnosis", "rescue_record", clear=True)
    matter.refresh_from_db()
    assert (matter.due_clock, matter.due_on) == ("decision_clear", date(2022, 9, 6))
    assert queries.called_clear(matter) is None
    investigated(bureau, matter, date(2022, 8, 25), work_time="supported", work_post="supported", sudden_illness="supported")
    element = next(one for one in examining.elements(matter.recognition, "15-1-1") if one.id == "died_at_once_or_within_48_hours")
    assert element.answer == "supported"  # the last instant is within; the law drew it from the two times
    assert any("two hours" in line for line in examining.finding(matter.recognition, "15-1-1").text("en"))
    decided(bureau, matter, date(2022, 8, 30), "15-1-1", "deemed")
    served(bureau, matter, date(2022, 8, 31))
    told = queries.decision_in_force(matter.pk)
    assert (told.result, told.died_on, told.effective_on) == ("deemed", date(2022, 8, 17), date(2022, 8, 31))
    document = matter.documents.get(kind="recognition/recognition_decision")
    _, printed = recognition.download(document=document.pk, form="docx", reason="存档", actor=Team.act(bureau.intake), now=at(DAY))
    assert printed.startswith(b"PK") and document.tree["applicant"] == "薛珺"
    assert papers_of(matter) == {"receipt", "acceptance", "recognition_decision"}
    assert {"recognition.accept_clear", "recognition.decide", "recognition.serve", "recognition.download"} <= actions(matter) | downloads(
        document
    )
    assert rows("decisions_made") == {document.number} and figure("recognition/decisions_on_time", YEAR).value == 1


def test_an_occupational_disease_counts_from_its_diagnosis_and_is_not_investigated_again(bureau):
    matter, _ = applied(
        bureau, DAY, claimed_item="14-4", worker_name="郭珺", injured_at="2015-03-01 08:00", diagnosed_at="2022-08-01 09:00", diagnosis="职业性矽肺壹期",
        told="接触矽尘作业七年。", occupation="喷砂工",
    )  # fmt: skip
    assert matter.recognition.injured_on == date(2022, 8, 1) and matter.recognition.employer_late_on is None
    accepted(bureau, matter, DAY, "disease_certificate")
    find(bureau, matter, "disease_certificate", "supported", material="disease_certificate", page=2)
    decided(bureau, matter, FOUND, "14-4", "injury")
    line = matter.documents.get(kind="recognition/recognition_decision").tree["reasoning"][0]
    assert "职业病诊断证明书或者鉴定书" in line and "第2页" in line and not matter.records.exists()
    assert queries.decision_in_force(matter.pk).injured_on == date(2022, 8, 1)
    matter.refresh_from_db()
    assert (matter.due_clock, matter.due_on) == ("service", date(2022, 9, 26))  # the twentieth day is a Sunday
    assert papers_of(matter) == {"receipt", "acceptance", "recognition_decision"}
    assert {"recognition.find_element", "recognition.propose", "recognition.decide"} <= actions(matter)
    assert rows("decisions_made") == {matter.decisions.get().number}


def test_a_dispatched_worker_is_the_dispatching_units_and_its_lateness_is_its_own_cost(bureau):
    late = date(2022, 9, 26)
    with pytest.raises(AssertionError, match="用工单位"):
        applied(bureau, late, responsibility="dispatch")
    matter, _ = applied(bureau, late, responsibility="dispatch", host_employer_name="常州某电子有限公司", worker_name="蔡喆")
    assert matter.recognition.employer_late_on == date(2022, 9, 14)
    accepted(bureau, matter, late, "diagnosis")
    act = {"matter": matter.pk, "actor": Team.act(bureau.investigator), "today": late, "now": at(late)}
    with pytest.raises(Refusal, match="from 1 to 30"):
        recognition.ask_evidence(reason="尽快", **act)
    recognition.ask_evidence(reason="15日", **act)
    assert matter.documents.get(kind="recognition/evidence_notice").tree["due_on"] == "2022-10-11"
    investigated(bureau, matter, late, **WORK)
    decided(bureau, matter, date(2022, 10, 12), "14-1", "injury")
    assert queries.decision_in_force(matter.pk).gap == (date(2022, 9, 15), late)
    assert figure("recognition/decisions_made", YEAR).value == 1
    assert papers_of(matter) == {"receipt", "acceptance", "evidence_notice", "recognition_decision"}
    assert {"recognition.ask_evidence", "recognition.choose_article", "recognition.decide"} <= actions(matter)


def test_a_refusal_is_overturned_in_court_and_decided_anew(bureau):
    matter, _ = applied(bureau, DAY, worker_name="潘玥㛃")
    accepted(bureau, matter, DAY, "diagnosis")
    investigated(bureau, matter, FOUND, **(WORK | {"work_cause": "refuted"}))
    decided(bureau, matter, date(2022, 9, 15), "14-1", "refused")
    served(bureau, matter, date(2022, 9, 16))
    act = {"matter": matter.pk, "actor": Team.act(bureau.intake)}
    sued, ruled = date(2022, 9, 23), date(2022, 10, 11)
    with pytest.raises(Refusal, match="Name the court"):
        recognition.take_lawsuit(today=sued, now=at(sued), **act)
    challenge = recognition.bring_challenge(
        kind="lawsuit", authority="新北区人民法院", paper="（2022）苏0411行初31号", brought_by="潘玥㛃", today=sued, now=at(sued), **act
    )
    assert challenge.answer_due_on == date(2022, 10, 8)  # the fifteenth day is a make-up working Saturday
    assert queries.decision_in_force(matter.pk).is_challenged
    recognition.answer_challenge(today=date(2022, 9, 30), now=at(date(2022, 9, 30)), **act)
    held = recognition.revoke(today=ruled, now=at(ruled), reason="（2022）苏0411行初31号判决撤销并责令重作", **act)
    assert (held.state, held.due_clock, held.due_on) == ("investigating", "redo", date(2022, 12, 12))
    assert queries.decision_in_force(matter.pk) is None
    record = matter.records.first()
    find(bureau, matter, "work_cause", "supported", record=record.pk, note="法院查明系执行工作任务")
    decided(bureau, matter, date(2022, 10, 14), "14-1", "injury")
    numbers = list(Decision.objects.filter(matter=matter).values_list("number", "state", "result"))
    assert numbers == [("新北工不认〔2022〕1号", "revoked", "refused"), ("新北工认〔2022〕1号", "in_force", "injury")]
    assert figure("recognition/decisions_overturned", YEAR).value == pytest.approx(1 / 2)
    assert {"recognition.bring_challenge", "recognition.revoke"} <= actions(matter)


def test_a_doubted_matter_is_discussed_and_the_decision_follows_the_conclusion(bureau):
    matter, _ = applied(bureau, DAY)
    accepted(bureau, matter, DAY, "diagnosis")
    act = Team.act(bureau.investigator)
    with pytest.raises(Refusal, match="names the court"):
        recognition.hold_meeting(
            kind="review", title="典型案件评审", held_on=FOUND, attendants="何喆", agenda=[(matter.pk, "工作原因")], actor=act
        )
    meeting = recognition.hold_meeting(
        kind="review",
        title="典型案件评审",
        held_on=FOUND,
        attendants="何喆、顾曌",
        agenda=[(matter.pk, "工作原因")],
        actor=act,
        judiciary="新北区人民法院行政庭",
    )
    discussion = meeting.discussions.get()
    recognition.conclude(
        discussion=discussion.pk,
        conclusion="没有非工作原因的证据，应当认定。",
        result="injury",
        item="14-1",
        actor=act,
        today=FOUND,
        now=at(FOUND),
    )
    assert figure("recognition/difficult_matters_discussed", YEAR).value == 1
    assert figure("recognition/conclusions_followed", YEAR).value is None
    investigated(bureau, matter, FOUND, **WORK)
    decided(bureau, matter, date(2022, 9, 20), "14-1", "injury")
    assert figure("recognition/conclusions_followed", YEAR).value == 1


def test_a_twin_and_a_late_application_are_not_accepted_and_the_refusal_names_the_remedy(bureau):
    first, _ = applied(bureau, DAY)
    twin, _ = applied(bureau, DAY, injured_at="2022-08-16 09:20", diagnosed_at="2022-08-16 10:00")
    arrive(bureau, twin, DAY, "labour_relation", "diagnosis")
    act = {"actor": Team.act(bureau.intake), "today": DAY, "now": at(DAY)}
    with pytest.raises(CannotMove, match=first.number):
        recognition.accept(matter=twin.pk, **act)
    recognition.refuse_acceptance(matter=twin.pk, reason="同一事故已由单位提出申请", **act)
    assert "六个月内" in str(refusal_letter(twin))
    late, _ = applied(
        bureau, DAY, worker_name="陈珺", identity=a_person("陈珺", 8), injured_at="2021-08-10 09:00", diagnosed_at="2021-08-10 10:00"
    )
    arrive(bureau, late, DAY, "labour_relation", "diagnosis")
    with pytest.raises(CannotMove, match="2022-08-10"):
        recognition.accept(matter=late.pk, **act)
    recognition.note_lost_time(
        matter=late.pk, first=date(2022, 3, 1), last=date(2022, 3, 31), ground="relation", actor=Team.act(bureau.intake)
    )
    assert recognition.accept(matter=late.pk, **act).state == "investigating"


def refusal_letter(matter):
    return papers.letter(
        catalogue().documents["recognition/non_acceptance"], matter.documents.get(kind="recognition/non_acceptance").tree, {}
    ).blocks


def test_the_second_of_two_officers_on_one_matter_is_told_and_loses_nothing(bureau):
    matter, _ = applied(bureau, DAY)
    arrive(bureau, matter, DAY, "labour_relation", "diagnosis")
    matter.refresh_from_db()
    seen = matter.revision
    recognition.accept(matter=matter.pk, actor=Team.act(bureau.intake), today=DAY, now=at(DAY), revision=seen)
    with pytest.raises(Changed, match="changed this matter"):
        recognition.refuse_acceptance(
            matter=matter.pk, actor=Team.act(bureau.intake), today=DAY, now=at(DAY), revision=seen, reason="材料不全"
        )
    assert matter.documents.filter(kind="recognition/non_acceptance").count() == 0


def test_the_proposer_does_not_decide_and_one_officer_does_not_investigate(bureau):
    matter, _ = applied(bureau, DAY)
    accepted(bureau, matter, DAY, "diagnosis")
    act = Team.act(bureau.investigator)
    with pytest.raises(Refusal, match="Two officers"):
        recognition.add_record(matter=matter.pk, kind="statement", title="笔录", officers=("何喆",), made_on=FOUND, actor=act)
    find(bureau, matter, "accident", "supported", material="diagnosis")
    with pytest.raises(CannotMove, match="工作时间"):
        recognition.choose_article(matter=matter.pk, item="14-1", result="injury", actor=act)
    recognition.choose_article(matter=matter.pk, item="14-1", result="injury", actor=act, reason="单位未举证")
    with pytest.raises(CannotMove, match="two officers"):
        recognition.propose(matter=matter.pk, actor=act, today=FOUND, now=at(FOUND))
