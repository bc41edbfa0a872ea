"""What comes in besides the counter's form: a longer term, a workbook, an accident report; and the signs of measure 41."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.areas.recognition import authenticity
from gongdun.areas.recognition import operations as recognition
from gongdun.areas.recognition.forms.application import FORM
from gongdun.areas.recognition.forms.extension import FORM as EXTENSION
from gongdun.areas.recognition.models import AccidentReport, Application
from gongdun.areas.recognition.pages import sheets
from gongdun.desk.operations.attachments import attach
from gongdun.desk.refusals import CannotMove
from gongdun.desk.sheet_lists import Told
from gongdun.desk.sheets import Row, Status
from gongdun.law.refusal import Refusal
from gongdun.registry.queries import everywhere
from gongdun.site.builders import Team, a_city, at, citizen_number
from gongdun.vault.scopes import within
from tests.journeys.injured import a_bureau, a_firm, a_person, accepted, applied, arrive, decided, investigated, told

pytestmark = pytest.mark.django_db
DAY = date(2022, 8, 22)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"scene of the fall"


@pytest.fixture
def bureau():
    a_city()
    with within(everywhere()):
        yield a_bureau()


def asked(bureau, day, injured_on="2022-08-15", number=7):
    typed = {
        "uscc": a_firm().uscc,
        "worker_name": "潘玥㛃",
        "identity": citizen_number(number),
        "injured_on": injured_on,
        "ground": "职工昏迷，材料在外省医院",
    }
    checked = EXTENSION.check(typed)
    assert checked.is_usable
    return recognition.ask_extension(values=checked.values, office=bureau.office, actor=Team.act(bureau.intake), today=day, now=at(day))


def test_an_employer_that_asked_in_time_applies_in_time_until_the_day_the_bureau_consented_to(bureau):
    held = asked(bureau, date(2022, 9, 10))
    act = {"matter": held.matter_id, "actor": Team.act(bureau.approver), "today": date(2022, 9, 13), "now": at(date(2022, 9, 13))}
    for reason, said in (
        ("同意", "new last day"),
        ("同意延长至2022-09-31", "is no day"),
        ("同意延长至2022-09-14", "lies after 2022-09-14"),
    ):
        with pytest.raises(Refusal, match=said):
            recognition.grant_extension(reason=reason, **act)
    matter = recognition.grant_extension(reason="同意延长至2022-10-10", **act)
    answer = matter.documents.get(kind="recognition/extension_answer")
    assert (matter.state, answer.number, answer.tree["until"]) == ("granted", "新北工延〔2022〕1号", "2022-10-10")
    application, _ = applied(bureau, date(2022, 10, 9))
    assert application.recognition.employer_late_on is None


def test_a_longer_term_is_not_asked_for_after_the_thirty_days_nor_twice(bureau):
    with pytest.raises(Refusal, match="ended on 2022-09-14"):
        asked(bureau, date(2022, 9, 15))
    held = asked(bureau, date(2022, 9, 14))
    with pytest.raises(Refusal, match="asked for already"):
        asked(bureau, date(2022, 9, 14))
    matter = recognition.refuse_extension(
        matter=held.matter_id, actor=Team.act(bureau.approver), today=date(2022, 9, 15), now=at(date(2022, 9, 15)), reason="材料已齐"
    )
    assert matter.documents.get().tree["until"] == "" and matter.state == "refused"


def typed_rows(*changes):
    for number, change in enumerate(changes, start=2):
        yield Row(number, told(**change), Status.IMPORTABLE)


def test_a_union_hands_in_many_applications_as_a_workbook_and_takes_them_back(bureau):
    identities = [a_person("陈珺", 8), a_person("赵喆", 9)]
    rows = list(typed_rows(
        *({"identity": identity, "worker_name": name, "applicant_kind": "union", "applicant_name": "常州市建设工会"}
          for identity, name in zip(identities, ("陈珺", "赵喆"), strict=True))
    ))  # fmt: skip
    by = Told(Team.act(bureau.intake), DAY, at(DAY))
    assert list(sheets.existing(rows, by)) == []
    kept = sheets.take(rows, by)
    held = Application.objects.filter(matter__in=kept["new"])
    assert {(one.channel, one.applicant_kind) for one in held} == {("sheet", "union")}
    assert all(one.matter.documents.filter(kind="recognition/receipt").exists() for one in held)
    assert [(one.row, one.status) for one in sheets.existing(rows, by)] == [(2, Status.DUPLICATE), (3, Status.DUPLICATE)]
    out = list(sheets.rows(None))
    assert len(out) == 2 and not any(identity in str(out) for identity in identities)
    sheets.undo(kept, by)
    assert {one.matter.state for one in Application.objects.all()} == {"withdrawn"}


def test_a_row_of_an_employer_nobody_knows_must_be_mended(bureau):
    (row,) = typed_rows({})
    strange = Row(2, row.values | {"uscc": "91320411MA99999999"}, Status.IMPORTABLE)
    assert [one.status for one in sheets.existing([strange], Told(Team.act(bureau.intake), DAY, at(DAY)))] == [Status.TO_MEND]


def test_a_diagnosis_code_that_is_no_icd_10_is_refused_and_the_clinical_edition_is_not(bureau):
    assert [one.fault.code for one in FORM.check(told() | {"diagnosis_codes": "S82.2、右腿"}).errors] == ["no_icd"]
    assert FORM.check(told() | {"diagnosis_codes": "S82.200x001，S06.0"}).errors == ()


def test_an_application_taken_in_from_a_report_is_tied_to_it(bureau):
    report = recognition.report_accident(
        office=bureau.office, told={"employer_name": "某公司", "happened_at": at(DAY), "place": "工地", "told": "坠落", "injured": "潘玥㛃", "reporter": "张三"},
        party=None, actor=Team.act(bureau.intake), today=DAY,
    )  # fmt: skip
    matter, _ = recognition.apply(
        values=told(), office=bureau.office, actor=Team.act(bureau.intake), today=DAY, now=at(DAY), report=report.pk
    )
    assert AccidentReport.objects.get().application.matter == matter


def test_a_picture_of_another_matter_and_a_repeated_account_hold_the_decision_until_they_are_answered(bureau):
    first, _ = applied(bureau, DAY)
    second, _ = applied(bureau, DAY, worker_name="陈珺", identity=a_person("陈珺", 8), witnesses="李四")
    for matter in (first, second):
        attach(matter=matter.pk, name="scene.png", content=PICTURE, actor=Team.act(bureau.intake), today=DAY, now=at(DAY))
    found = {one.kind: one for one in authenticity.signs(second.recognition)}
    assert set(found) == {"picture", "wording"} and found["picture"].about == first.number
    arrive(bureau, second, DAY, "labour_relation", "diagnosis")
    act = {"matter": second.pk, "actor": Team.act(bureau.intake), "today": DAY}
    with pytest.raises(CannotMove, match="2 signs"):
        recognition.accept_clear(now=at(DAY), **act)
    with pytest.raises(Refusal, match="no such sign"):
        recognition.answer_sign(sign="picture:none", note="看过", **act)
    for sign in found.values():
        with pytest.raises(Refusal, match="Write what was looked at"):
            recognition.answer_sign(sign=sign.id, note=" ", **act)
        recognition.answer_sign(sign=sign.id, note="同一事故两人受伤，照片为同一现场", **act)
    assert recognition.accept_clear(now=at(DAY), **act).state == "investigating"


def test_an_earlier_injury_of_the_same_person_is_a_question_and_no_ground(bureau):
    first, _ = applied(bureau, date(2022, 3, 1), injured_at="2022-02-20 09:00", diagnosed_at="2022-02-20 10:00")
    second, _ = applied(bureau, DAY)
    assert [(one.kind, one.about) for one in authenticity.signs(second.recognition)] == [("earlier", first.number)]
    accepted(bureau, second, DAY, "diagnosis")
    investigated(bureau, second, DAY, work_time="supported", workplace="supported", work_cause="supported", accident="supported")
    assert decided(bureau, second, date(2022, 9, 1), "14-1", "injury").state == "decided"
