"""One employer, one worker: what the register says, their matters and leads, and the full number only for a written reason."""

from datetime import date

import pytest

from gongdun.registry.models import Employer
from gongdun.registry.operations import EmployerRow, take_employers
from gongdun.site.builders import JOB, TODAY, a_city, a_run, a_team, an_officer, citizen_number, employers, lead_row, workers
from gongdun.site.tests.sheet_world import client_of, code
from gongdun.vault import journal
from gongdun.vault.scopes import Scope, within
from tests.desk import example

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(settings, monkeypatch):
    monkeypatch.setenv("GONGDUN_TODAY", TODAY.isoformat())
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    example.stand(monkeypatch)
    with within(Scope(ledgers=tuple(range(1, 20)), districts=tuple(range(1, 20)))):
        a_city()
        yield a_team()


def text(answer) -> str:
    return answer.content.decode()


def test_an_employers_page_shows_its_facts_matters_and_leads(team):
    firm, person = employers(1)[0], workers(1)[0]
    _run, (lead,) = a_run(date(2022, 7, 1), [lead_row(firm, person)])
    matter = example.an_application(team.liaison, worker=person, employer=firm)
    page = text(client_of(team.liaison).get(f"/registers/employers/{firm.pk}/"))
    assert firm.uscc in page and matter.number in page and f"/leads/{lead.pk}/" in page
    assert "通用设备制造业" in page and "新北区" in page


def test_an_old_code_that_does_not_fit_is_said_on_the_employers_page(team):
    row = EmployerRow(81, "92320411MA1XQ7K92A", "常州旧码商行", "individual", "52", "零售业", 2, "320411")
    take_employers(rows=[row], actor=JOB)
    page = text(client_of(team.liaison, "en").get(f"/registers/employers/{Employer.objects.get(uscc=row.uscc).pk}/"))
    assert "old 92-code: the check character does not fit" in page


def test_a_workers_page_masks_the_number_and_shows_it_for_a_reason_that_is_journalled(team):
    firm, person = employers(1)[0], workers(1)[0]
    matter = example.an_application(team.liaison, worker=person, employer=firm)
    client = client_of(team.liaison)
    page = text(client.get(f"/registers/workers/{person.pk}/"))
    assert person.masked_number in page and citizen_number(1) not in page and matter.number in page
    assert f'action="/workers/{person.pk}/reveal/"' in page
    asked = {"reason": "other", "reason_words": "电话核对"}
    assert citizen_number(1) in text(client.post(f"/workers/{person.pk}/reveal/", asked))
    assert [entry.content["reason"] for entry in journal.search(person=person.person_key) if entry.action == "desk.reveal"] == ["电话核对"]


def test_who_handles_no_matters_is_offered_no_number_and_who_reads_no_register_gets_no_page(team):
    person = workers(1)[0]
    director = an_officer("xinbei.director", "bureau", "新北区", "director")
    assert f"/workers/{person.pk}/reveal/" in text(client_of(director).get(f"/registers/workers/{person.pk}/"))
    auditor = an_officer("xinbei.auditor", "bureau", "新北区", "journal_auditor")
    assert client_of(auditor).get(f"/registers/workers/{person.pk}/").status_code == 403


def test_a_possible_double_is_named_and_leads_to_the_other(team):
    name = {"name": "常州同名机械有限公司"}
    rows = [
        EmployerRow(
            place, code(place), kind="enterprise", industry_code="34", industry="通用设备制造业", risk_class=4, district="320411", **name
        )
        for place in (71, 72)
    ]
    take_employers(rows=rows, actor=JOB)
    first, second = Employer.objects.filter(**name).order_by("key")
    page = text(client_of(team.liaison).get(f"/registers/employers/{first.pk}/"))
    assert second.uscc in page and f'href="/registers/employers/{second.pk}/"' in page


def test_another_ledgers_employer_and_worker_are_not_found(team):
    firm, person = employers(1, "320481", 301)[0], workers(1, "320481", 301)[0]
    client = client_of(team.liaison)
    assert client.get(f"/registers/employers/{firm.pk}/").status_code == 404
    assert client.get(f"/registers/workers/{person.pk}/").status_code == 404


def test_the_register_and_the_search_lead_to_the_pages(team):
    firm, person = employers(1)[0], workers(1)[0]
    client = client_of(team.liaison)
    assert f'href="/registers/employers/{firm.pk}/"' in text(client.get("/registers/employers/"))
    assert f'href="/registers/workers/{person.pk}/"' in text(client.get("/registers/workers/"))
    found = text(client.get("/search/", {"q": "czcsjx"}))
    assert f'href="/registers/employers/{firm.pk}/"' in found
