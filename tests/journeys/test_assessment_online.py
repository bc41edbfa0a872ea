"""鉴定 online: from the file of a recognised injury a worker or an employer applies, supplements, follows with the days to expect, and takes the conclusion."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongdun.areas.assessment import operations as assessment
from gongdun.areas.assessment.models import Application
from gongdun.desk.operations.materials import check_material
from gongdun.desk.operations.serving import Serving
from gongdun.registry.queries import everywhere
from gongdun.site.builders import Team, a_city, at, citizen_number
from gongdun.vault.scopes import within
from tests.journeys.assessed import ELEMENTS, a_committee, asked, concluded, reached, step
from tests.journeys.injured import PHONE, a_bureau, a_person, accepted, applied, decided, investigated, served

pytestmark = pytest.mark.django_db
OFFICE_PHONE = "051985120001"
RECOGNISED, ASKED_ON, CONCLUDED, SERVED = date(2022, 9, 20), date(2022, 9, 26), date(2022, 9, 30), date(2022, 10, 8)
FILLED = {"kind": "first", "injured_parts": "右胫骨骨折术后", "diagnosis_codes": "S82.2", "is_stable": "是"}


def a_file(bureau, **changes):
    """An injury recognised and not served yet, with its receipt's code."""
    matter, code = applied(bureau, date(2022, 8, 22), **changes)
    accepted(bureau, matter, date(2022, 8, 23), "diagnosis")
    investigated(bureau, matter, date(2022, 9, 5), **ELEMENTS)
    decided(bureau, matter, RECOGNISED, "14-1", "injury")
    return matter, code


@pytest.fixture
def told(monkeypatch, settings):
    """The committee, the bureau, one injury and its code, as of the day on which the assessment is asked for."""
    a_city()
    with within(everywhere()):
        bureau = a_bureau()
        matter, code = a_file(bureau)
        committee = a_committee()
    settings.DEMO = True
    monkeypatch.setenv("GONGDUN_TODAY", ASKED_ON.isoformat())
    return bureau, committee, matter, code


def entered(code, phone=PHONE, last_four=None):
    client = Client()
    answer = client.post("/injury/", {"code": code, "last_four": last_four or citizen_number(7)[-4:], "phone": phone})
    assert answer.headers["Location"] == "/injury/file/"
    return client


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def held():
    with within(everywhere()):
        return Application.objects.select_related("matter").latest("id")


def put_in(client, pk):
    given = SimpleUploadedFile("records.pdf", b"%PDF-1.4 records", content_type="application/pdf")
    return client.post(f"/injury/assessment/{pk}/supplement/", {"material": "diagnosis", "file": given})


def test_before_the_decision_is_served_nobody_asks_for_an_assessment_and_afterwards_the_file_offers_it(told):
    bureau, _, matter, code = told
    worker = entered(code)
    assert "申请劳动能力鉴定" not in page(worker, "/injury/file/")
    refused = worker.post("/injury/assessment/", FILLED)
    assert refused.status_code == 422 and "认定为工伤" in refused.content.decode()
    with within(everywhere()):
        served(bureau, matter, RECOGNISED)
    assert "申请劳动能力鉴定" in page(worker, "/injury/file/")


def test_a_worker_applies_supplements_follows_and_takes_the_conclusion(told):
    bureau, committee, matter, code = told
    with within(everywhere()):
        served(bureau, matter, RECOGNISED)
    worker = entered(code)
    pk = applied_online(worker)
    waiting = page(worker, f"/injury/assessment/{pk}/")
    assert "2022-11-25" in waiting and "诊断证明" in waiting  # sixty days from the application; what is missing by its name
    assert put_in(worker, pk).status_code == 302
    assess_simply(committee, pk)
    after = page(worker, f"/injury/assessment/{pk}/")
    assert "2022-10-20" in after and "十级" not in page(worker, "/injury/file/")  # served within twenty days of the conclusion
    with within(everywhere()):
        reached(committee, held().matter, SERVED)
    at_end = page(worker, f"/injury/assessment/{pk}/")
    assert "2022-10-24" in at_end  # fifteen days of receipt end on a Sunday
    assert "2023-09-30" in at_end and "市本级劳鉴〔2022〕1号" in at_end
    printed = worker.post(f"/injury/assessment/{pk}/documents/{conclusion(pk)}/")
    assert printed.headers["Content-Type"] == "application/pdf" and printed.content.startswith(b"%PDF")


def applied_online(client):
    answer = client.post("/injury/assessment/", FILLED)
    one = held()
    assert answer.headers["Location"] == f"/injury/assessment/{one.matter_id}/"
    assert (one.applicant_kind, one.applicant_name, one.matter.office.name) == ("worker", "潘玥㛃", "常州市社会保险经办机构")
    twice = client.post("/injury/assessment/", FILLED)
    assert twice.status_code == 422 and one.matter.number in twice.content.decode()
    with within(everywhere()):
        held_back = dict(one.matter.materials.values_list("material", "state"))
    assert held_back == {"application_form": "checked", "recognition_decision": "seen", "diagnosis": "missing", "identity": "missing"}
    return one.matter_id


def assess_simply(committee, pk):
    reviewer, clerk = Team.act(committee.reviewer), Team.act(committee.clerk)
    with within(everywhere()):
        matter = held().matter
        for one in ("recognition_decision", "diagnosis", "identity"):
            check_material(matter=pk, material=one, state="checked", actor=clerk, today=ASKED_ON)
        assessment.accept(matter=pk, actor=clerk, today=ASKED_ON, now=at(ASKED_ON))
        assessment.set_subject(matter=pk, subject="orthopaedics", actor=clerk, today=ASKED_ON)
        step(matter, "classify", committee.clerk, ASKED_ON)
        assessment.choose_simple(matter=pk, criterion="fracture_united", actor=reviewer, today=ASKED_ON)
        assessment.give_opinion(matter=pk, findings="骨折愈合", items=("10-4",), grade=10, actor=reviewer, today=ASKED_ON)
        step(matter, "conclude_simply", committee.reviewer, ASKED_ON, identity_check="card_seen")
        concluded(committee, matter, CONCLUDED)


def conclusion(pk):
    with within(everywhere()):
        return held().matter.documents.get(kind="assessment/conclusion").pk


def test_each_side_counts_the_fifteen_days_from_its_own_receipt(told):
    bureau, committee, matter, code = told
    with within(everywhere()):
        served(bureau, matter, RECOGNISED)
    employer = entered(code, OFFICE_PHONE)
    employer.post("/injury/assessment/", FILLED)
    one = held()
    assert (one.applicant_kind, one.applicant_name) == ("employer", "常州测试建设有限公司")
    assess_simply(committee, one.matter_id)
    with within(everywhere()):
        for side, day in (("employer", SERVED), ("worker", date(2022, 10, 10))):
            serving = Serving("direct", "本人", day, receiver="本人")
            assessment.serve(matter=one.matter_id, side=side, serving=serving, actor=Team.act(committee.clerk), today=day, now=at(day))
    assert "2022-10-24" in page(employer, f"/injury/assessment/{one.matter_id}/")
    assert "2022-10-25" in page(entered(code), f"/injury/assessment/{one.matter_id}/")


def test_an_assessment_taken_in_at_the_counter_is_followed_with_the_code_of_the_recognition(told):
    bureau, committee, matter, code = told
    with within(everywhere()):
        served(bureau, matter, RECOGNISED)
        taken = asked(committee, matter.decisions.get(), ASKED_ON)
    assert taken.number in page(entered(code), "/injury/file/")


def test_another_files_assessment_is_not_there_and_without_a_file_nothing_is(told):
    bureau, _, matter, code = told
    with within(everywhere()):
        served(bureau, matter, RECOGNISED)
        _, other_code = a_file(bureau, worker_name="陈珺", identity=a_person("陈珺", 8))
    entered(code).post("/injury/assessment/", FILLED)
    pk = held().matter_id
    stranger = entered(other_code, last_four=citizen_number(8)[-4:])
    assert stranger.get(f"/injury/assessment/{pk}/").status_code == 404
    assert put_in(stranger, pk).status_code == 404
    assert Client().get(f"/injury/assessment/{pk}/").headers["Location"] == "/injury/"
