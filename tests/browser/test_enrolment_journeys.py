"""措施 3 in Chromium: a school opens its term, hands its workbook in, sees each student's status; no barrier at either width, in either language."""

from datetime import date

import pytest

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.enrolment.models import Placement, SchoolTerm
from gongdun.desk.models import IssuedDocument
from gongdun.registry.models import Employer
from gongdun.registry.queries import everywhere
from gongdun.site.browser import DESK, PHONE
from gongdun.site.builders import TODAY, Team, a_city, a_team, at, citizen_number, employers
from gongdun.vault.scopes import within
from tests.browser.people import Desk, press, violations
from tests.journeys.test_schools import agent, judged, roster

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser, live_server):
    a_city()
    with within(everywhere()):
        team = a_team()
        agent("school.one", 5001)
        employers(1)
    held = Desk(browser, live_server)
    held.team = team
    yield held
    held.close()


def workbook():
    with within(everywhere()):
        firm = Employer.objects.get()
    rows = [
        (citizen_number(1), "赵玥", firm.uscc, firm.name, "2022-07-11", "2022-12-31"),
        (citizen_number(2), "孙珺", "91320411MA0000999X", "没有登记的单位", "2022-07-11", "2022-12-31"),
    ]
    return {"name": "roster.xlsx", "mimeType": "application/octet-stream", "buffer": roster(*rows).read()}


def handed_in(desk):
    screen = desk.go(desk.of("school.one"), "/schools/")
    screen.fill("input[name=name]", "2022年秋季学期")
    screen.fill("input[name=starts_on]", "2022-07-01")
    screen.fill("input[name=ends_on]", "2022-12-31")
    press(screen, "建立学期")
    screen.set_input_files("input[name=file]", workbook())
    press(screen, "报送名册")
    assert "名册已报送：2名学生。" in screen.inner_text("body")
    return screen


def certified(desk):
    """The agency's side: July's data show one student, who is certified."""
    with within(everywhere()):
        placed = Placement.objects.get(name="赵玥")
        judged(date(2022, 7, 1), TODAY, (placed.employer_key, placed.person_key, "intern"))
        matter = SchoolTerm.objects.get().matter_id
        enrolment.certify_students(matter=matter, actor=Team.act(desk.team.agency_clerk), today=TODAY, now=at(TODAY))


def test_a_school_follows_its_students_from_the_workbook_to_the_certificate(desk):
    screen = handed_in(desk)
    said = screen.inner_text("body")
    assert "单位已匹配，待数据证实" in said and "实习单位不在参保登记中" in said
    certified(desk)
    screen.reload()
    said = screen.inner_text("body")
    assert "数据证实已参保" in said and "实习学生参加工伤保险证明" in said
    with within(everywhere()):
        document = IssuedDocument.objects.get()
    answer = screen.request.get(f"{desk.server.url}/cover/letters/{document.pk}/")
    assert answer.ok and answer.body().startswith(b"%PDF")
    for size in (DESK, PHONE):
        for english in (False, True):
            shown = desk.go(desk.of("school.one", size, english), "/schools/")
            assert violations(shown) == [], (size, english)
            assert shown.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert "Insured" not in screen.inner_text("body")
