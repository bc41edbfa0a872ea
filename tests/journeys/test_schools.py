"""措施 3: a school's roster from its own account to the certificate; row-level security holds a school to its own rows."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.enrolment.forms.school_placements import FORM
from gongdun.areas.enrolment.models import Placement, SchoolTerm
from gongdun.areas.enrolment.operations.schools import NO_UNIT, Student
from gongdun.desk import letters, sheets
from gongdun.desk.models import Matter
from gongdun.desk.operations.leads import take_run
from gongdun.desk.operations.matters import move
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.models import Office
from gongdun.registry.operations import open_account
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, Team, a_city, a_team, at, citizen_number, employers
from gongdun.vault import identities, journal
from gongdun.vault.scopes import within

START, JULY, AUGUST = date(2022, 7, 4), date(2022, 8, 10), date(2022, 9, 13)
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
MOVES = {"certify": "certify_students", "remind": "remind_school"}


@pytest.fixture
def team(db):
    a_city()
    with within(everywhere()):
        yield a_team()


def agent(username: str, party: int):
    school = Office.objects.get(kind="school")
    return open_account(
        username=username,
        display_name="院校老师",
        office=school,
        roles=("school_agent",),
        party=party,
        actor=JOB,
        password=f"{username}-password",
    )


def opened(account, name="2022年秋季学期"):
    return enrolment.open_term(
        name=name, starts_on=date(2022, 7, 1), ends_on=date(2022, 12, 31), actor=Team.act(account), today=START, now=at(START)
    )


def student(number: int, uscc: str, name: str) -> Student:
    said = citizen_number(number)
    (key,) = identities.keys("person", [said], actor=JOB)
    return Student(key, name, f"{said[:3]}***********{said[-4:]}", uscc, "常州测试机械1有限公司", date(2022, 7, 11), date(2022, 12, 31))


def judged(month, today, *held):
    run = take_run(month=month, digest=f"{month}", manifest={"rules": ["enrolment/intern_uncovered"]}, rows=[], actor=JOB, today=today)
    return enrolment.judge_placements(run=run, held=set(held), actor=JOB, today=today)


def act(name, matter, account, day):
    return getattr(enrolment, MOVES[name])(matter=matter.pk, actor=Team.act(account), today=day, now=at(day))


def handed_in(account, firm):
    matter = opened(account)
    students = [student(1, firm.uscc, "赵玥"), student(2, firm.uscc, "钱喆"), student(3, "91320411MA0000999X", "孙珺")]
    taken = enrolment.take_roster(matter=matter.pk, students=students, actor=Team.act(account))
    return matter, students, taken


def text_of(document) -> str:
    letter = letters.composed(document.kind, document.tree)
    rows = [cell for block in letter.blocks for row in getattr(block, "rows", ()) for cell in row]
    return " ".join([block.text for block in letter.blocks if hasattr(block, "text")] + rows)


def test_a_roster_goes_from_the_school_to_the_certificates(team):
    (firm,) = employers(1)
    school = agent("school.one", 5001)
    with within(school.scope()):
        matter, (first, second, _third), taken = handed_in(school, firm)
        assert [one.status for one in taken] == ["matched", "matched", "rejected"]
        assert taken[2].reason == NO_UNIT
    assert (matter.party, matter.office.kind, matter.number[:2]) == (5001, "agency", "院校")
    with pytest.raises(CannotMove, match="newly insured by the data"):
        act("certify", matter, team.agency_clerk, JULY)
    assert judged(date(2022, 6, 1), date(2022, 7, 12)) == 0  # June's data cannot show who begins in July
    assert judged(date(2022, 7, 1), JULY, (firm.key, first.person_key, "intern")) == 2
    assert figure("enrolment/school_interns_insured", YEAR).value == pytest.approx(1 / 3)
    act("certify", matter, team.agency_clerk, JULY)
    act("remind", matter, team.agency_clerk, JULY)
    certificate, reminder = matter.documents.order_by("id")
    assert "2022年7月" in text_of(certificate) and "赵玥" in text_of(certificate) and "钱喆" not in text_of(certificate)
    assert all(words in text_of(reminder) for words in ("钱喆", "孙珺", NO_UNIT)) and "赵玥" not in text_of(reminder)
    assert citizen_number(1) not in text_of(certificate)
    with pytest.raises(CannotMove, match="1 students are neither"):
        move(matter=matter.pk, move="settle", actor=Team.act(team.agency_clerk), today=JULY, now=at(JULY))
    assert judged(date(2022, 8, 1), AUGUST, (firm.key, second.person_key, "intern")) == 1
    act("certify", matter, team.agency_clerk, AUGUST)
    held = move(matter=matter.pk, move="settle", actor=Team.act(team.agency_clerk), today=AUGUST, now=at(AUGUST))
    assert (held.state, held.is_closed, held.closed_on) == ("settled", True, AUGUST)
    assert list(Placement.objects.order_by("id").values_list("certified_on", flat=True)) == [JULY, AUGUST, None]
    assert figure("enrolment/school_interns_insured", YEAR).value == pytest.approx(2 / 3)
    actions = {entry.action for entry in journal.search(subject=f"matter:{matter.pk}")}
    assert {f"school_roster.{step}" for step in ("open", "take", "certify", "remind", "settle")} <= actions


def test_a_school_sees_its_own_rows_and_no_others(team):
    (firm,) = employers(1)
    one, other = agent("school.one", 5001), agent("school.two", 5002)
    with within(one.scope()):
        matter, _students, taken = handed_in(one, firm)
    with within(other.scope()):
        assert not Matter.objects.exists() and not SchoolTerm.objects.exists() and not Placement.objects.exists()
        with pytest.raises(Refusal, match="no running term of your school"):
            enrolment.take_roster(matter=matter.pk, students=[student(4, firm.uscc, "李想")], actor=Team.act(other))
    with within(one.scope()):
        assert Placement.objects.count() == len(taken)
        enrolment.take_off_roster(matter=matter.pk, placements=[row.pk for row in taken], actor=Team.act(one))
        assert not Placement.objects.exists()


def test_an_officer_hands_in_no_roster_and_a_school_issues_no_certificate(team):
    (firm,) = employers(1)
    school = agent("school.one", 5001)
    matter, (first, *_rest), _taken = handed_in(school, firm)
    with pytest.raises(Refusal, match="Only a school's own account"):
        enrolment.take_roster(matter=matter.pk, students=[], actor=Team.act(team.agency_clerk))
    judged(date(2022, 7, 1), JULY, (firm.key, first.person_key, "intern"))
    with pytest.raises(CannotMove, match="is for"):
        act("certify", matter, school, JULY)


def roster(*rows):
    book = openpyxl.load_workbook(io.BytesIO(sheets.template(FORM, language="zh_Hans")))
    sheet = book.worksheets[0]
    first = sheet.max_row + 1
    for number, row in enumerate(rows):
        for column, value in enumerate(row, start=1):
            sheet.cell(first + number, column, value)
    held = io.BytesIO()
    book.save(held)
    return SimpleUploadedFile("名册.xlsx", held.getvalue())


def test_the_portal_takes_a_workbook_whole_or_gives_it_back_marked(team, client):
    (firm,) = employers(1)
    school = agent("school.one", 5001)
    client.force_login(school)
    said = {"name": "2022年秋季学期", "starts_on": "2022-07-01", "ends_on": "2022-12-31"}
    assert client.post(reverse("open_term"), said).status_code == 302
    term = SchoolTerm.objects.get()
    good = (citizen_number(1), "赵玥", firm.uscc, firm.name, "2022-07-11", "2022-12-31")
    answer = client.post(reverse("hand_in_roster", args=[term.pk]), {"file": roster(good, ("320411800101999", *good[1:-1], "去年"))})
    assert answer.status_code == 200 and "spreadsheetml" in answer["Content-Type"]
    assert not Placement.objects.exists()
    assert client.post(reverse("hand_in_roster", args=[term.pk]), {"file": roster(good)}).status_code == 302
    assert list(Placement.objects.values_list("name", "status")) == [("赵玥", "matched")]
    page = client.get(reverse("school_rosters")).content.decode()
    assert "赵玥" in page and "单位已匹配，待数据证实" in page and citizen_number(1) not in page
    assert {"school_roster.annotate", "school_roster.take"} <= {one.action for one in journal.search(subject=f"matter:{term.matter_id}")}


def test_a_unit_that_registers_later_is_matched_by_the_next_data(team):
    (firm,) = employers(1)
    school = agent("school.one", 5001)
    matter = opened(school)
    late = student(1, "91320411MA0000002X", "赵玥")
    (placed,) = enrolment.take_roster(matter=matter.pk, students=[late], actor=Team.act(school))
    assert (placed.status, judged(date(2022, 7, 1), JULY)) == ("rejected", 0)
    (second,) = employers(1, first=2)
    assert judged(date(2022, 8, 1), AUGUST, (second.key, late.person_key, "intern")) == 1
    placed.refresh_from_db()
    assert (placed.status, placed.reason, placed.employer_key, firm.pk != second.pk) == ("insured", "", second.key, True)
