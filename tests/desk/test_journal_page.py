"""The journal for its auditor: found by person, matter and officer; a sample anybody can draw again; closed to everybody else."""

import re

import pytest
from django.test import Client

from gongdun.site.builders import TODAY, a_city, a_team, an_officer, workers
from gongdun.vault import journal
from gongdun.vault.scopes import Scope, within
from tests.desk import example

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setenv("GONGDUN_TODAY", TODAY.isoformat())
    example.stand(monkeypatch)
    with within(Scope(ledgers=tuple(range(1, 20)), districts=tuple(range(1, 20)))):
        a_city()
        team = a_team()
        yield team, an_officer("audit.xinbei", "bureau", "新北区", "journal_auditor", name="审计员")


def client_of(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ids(answer) -> list[str]:
    return re.findall(r"<td><b>(\d+)</b>", answer.content.decode())


def test_the_auditor_finds_entries_by_matter_person_and_officer_and_the_search_is_an_entry(world):
    team, auditor = world
    worker = workers(1)[0]
    matter = example.an_application(team.liaison, worker=worker)
    client_of(team.liaison).post(f"/workers/{worker.pk}/reveal/", {"reason": "核对身份", "matter": matter.pk})
    client = client_of(auditor)
    by_matter = client.get("/journal/", {"matter": matter.number})
    by_person = client.get("/journal/", {"person": worker.name})
    by_officer = client.get("/journal/", {"officer": team.liaison.username})
    assert "example_application.open" in by_matter.content.decode()
    assert "核对身份" in by_person.content.decode() and "identity.open" in by_person.content.decode()
    assert set(ids(by_matter)) <= set(ids(by_officer))
    assert [entry.action for entry in journal.search(officer=auditor.pk)].count("journal.read") == 3


def test_the_same_seed_draws_the_same_entries_and_another_draws_others(world):
    team, auditor = world
    for _ in range(12):
        example.an_application(team.liaison)
    client = client_of(auditor)
    until = {"count": "5", "since": "2000-01-01"}
    # Before the page asks: its asking is an entry of the same office, and may be drawn itself.
    drawn = [entry.id for entry in journal.sample(seed="2022-10", count=5, offices=[team.liaison.office_id])]
    first = ids(client.get("/journal/", {"seed": "2022-10", **until}))
    assert len(first) == 5 and first == [str(one) for one in drawn]
    assert ids(client.get("/journal/", {"seed": "other", **until})) != first


def test_everybody_else_is_turned_away_and_asking_writes_nothing(world):
    team, _auditor = world
    matter = example.an_application(team.liaison)
    for account in (team.liaison, team.approver, team.head):
        answer = client_of(account).get("/journal/", {"matter": matter.number})
        assert answer.status_code == 403 and ids(answer) == []


def test_an_auditor_of_another_district_finds_neither_the_matter_nor_its_officer(world):
    team, _auditor = world
    matter = example.an_application(team.liaison)
    liyang = client_of(an_officer("audit.liyang", "bureau", "溧阳市", "journal_auditor"))
    for asked in ({"matter": matter.number}, {"officer": team.liaison.username}, {"person": "王测"}):
        assert liyang.get("/journal/", asked).status_code == 409
    assert ids(liyang.get("/journal/", {"seed": "x", "count": "50"})) == []


@pytest.mark.parametrize("asked", [{"action": "desk.note"}, {"officer": "nobody"}, {"since": "gestern", "seed": "x"}, {"matter": "名单 9"}])
def test_a_wrong_question_is_refused_in_a_sentence(world, asked):
    _team, auditor = world
    answer = client_of(auditor).get("/journal/", asked)
    assert answer.status_code == 409 and "note--bad" in answer.content.decode()
