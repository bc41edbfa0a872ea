"""The desk's pages by what an officer does on them: file, documents, cover, drafts, filters, bulk results, reveal, search."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongdun.desk.models import Cover, Draft, IssuedDocument, Phrase, SavedFilter
from gongdun.desk.operations import cover as covers
from gongdun.desk.operations import materials
from gongdun.desk.operations.matters import move
from gongdun.desk.queries import worklists
from gongdun.law.refusal import Refusal
from gongdun.site.builders import TODAY, a_city, a_team, an_officer, at, citizen_number, employers, workers
from gongdun.vault import journal
from gongdun.vault.scopes import Scope, within
from tests.desk import example

pytestmark = pytest.mark.django_db
WHEN = {"today": TODAY, "now": at(TODAY)}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("GONGDUN_TODAY", TODAY.isoformat())


@pytest.fixture
def team(monkeypatch, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    example.stand(monkeypatch)
    with within(Scope(ledgers=tuple(range(1, 20)), districts=tuple(range(1, 20)))):
        a_city()
        yield a_team()


def signed_in(account, language="zh-hans") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    if language == "en":
        client.post(reverse("set_language"), {"language": "en"})
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_the_file_shows_its_checklist_and_takes_marks(team):
    matter = example.an_application(team.liaison, "commuting", worker=workers(1)[0])
    client = signed_in(team.liaison)
    page = text(client.get(f"/matters/{matter.pk}/"))
    assert "交通事故认定书" in page and "缺 3 项" in page
    client.post(f"/matters/{matter.pk}/materials/", {"state-form": "checked", "remark-form": "原件"})
    page = text(client.get(f"/matters/{matter.pk}/"))
    assert "08-15 · 原件" in page and "缺 2 项" in page


def test_a_notice_is_drafted_edited_and_issued_with_its_step(team):
    matter = example.an_application(team.liaison)
    client = signed_in(team.liaison)
    drafted = client.post(f"/matters/{matter.pk}/documents/", {"kind": "supplement_notice"})
    held = IssuedDocument.objects.get()
    assert drafted.url == f"/documents/{held.pk}/"
    refused = client.post(drafted.url, {"missing": "申请表", "revision": "1"})
    assert refused.status_code == 409 and "一次性全部告知" in text(refused) and ">申请表</textarea>" in text(refused)
    assert client.post(drafted.url, {"missing": "申请表\n劳动合同", "revision": "1"}).status_code == 302
    stale = client.post(drafted.url, {"missing": "申请表\n合同", "revision": "1"})
    assert stale.status_code == 409 and "同事" in text(stale)
    assert client.get(f"/documents/{held.pk}/preview/pdf/").content.startswith(b"%PDF")
    client.post(f"/matters/{matter.pk}/moves/ask/", {"revision": ""})
    held.refresh_from_db()
    assert held.state == "issued" and held.number in text(client.get(f"/matters/{matter.pk}/"))
    assert client.post(f"/documents/{held.pk}/download/", {"form": "pdf"}).content.startswith(b"%PDF")
    assert held.number in text(client.get("/documents/"))


def test_service_is_recorded_with_its_photo_and_a_wrong_one_keeps_what_was_typed(team):
    matter = example.an_application(team.liaison)
    issued = materials.ask_for_missing(matter=matter.pk, actor=team.liaison.actor(""), **WHEN)
    client = signed_in(team.liaison)
    told = {"method": "direct", "recipient": "王测一", "delivered_on": "2022-08-15"}
    refused = client.post(f"/documents/{issued.pk}/service/", told)
    assert refused.status_code == 409 and "签收人" in text(refused) and 'value="王测一"' in text(refused)
    assert client.post(f"/documents/{issued.pk}/service/", told | {"receiver": "王测一"}).status_code == 302
    assert "直接送达" in text(client.get(f"/documents/{issued.pk}/"))


def test_a_void_number_stays_in_the_register_with_its_reason(team):
    issued = materials.ask_for_missing(matter=example.an_application(team.liaison).pk, actor=team.liaison.actor(""), **WHEN)
    client = signed_in(team.liaison)
    client.post(f"/documents/{issued.pk}/void/", {"reason": "收件人有误"})
    page = text(client.get("/documents/?kind=desk/supplement_notice"))
    assert issued.number in page and "收件人有误" in page and "作废" in page


def test_only_the_office_that_handles_it_sees_the_controls_and_may_use_them(team):
    matter = example.an_application(team.liaison)
    stranger = signed_in(team.inspector)
    page = text(stranger.get(f"/matters/{matter.pk}/"))
    assert "登记材料" not in page and "添加附件" not in page
    for address, told in (("materials", {"state-form": "seen"}), ("receipt", {}), ("documents", {"kind": "receipt"})):
        stranger.post(f"/matters/{matter.pk}/{address}/", told)
    assert matter.materials.filter(state="seen").count() == 0 and IssuedDocument.objects.count() == 0


def test_an_attachment_goes_in_and_comes_out_only_as_a_file_to_save(team):
    matter = example.an_application(team.liaison)
    client = signed_in(team.liaison)
    client.post(f"/matters/{matter.pk}/attachments/", {"file": SimpleUploadedFile("现场.png", PNG)})
    kept = matter.attachments.get()
    answer = client.get(f"/attachments/{kept.pk}/")
    assert (
        answer.content == PNG and answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    )


def test_a_step_that_asks_how_identity_was_checked_is_refused_without_and_tells_the_timeline(team):
    matter = example.an_application(team.liaison)
    client = signed_in(team.liaison)
    assert client.post(f"/matters/{matter.pk}/moves/accept/").status_code == 409
    assert client.post(f"/matters/{matter.pk}/moves/accept/", {"identity_check": "card_read"}).status_code == 302
    assert "读卡核验" in text(client.get(f"/matters/{matter.pk}/"))


def test_what_a_colleague_changed_meanwhile_is_said_kindly_and_the_typed_reason_stays(team):
    matter = example.an_application(team.liaison)
    move(matter=matter.pk, move="accept", actor=team.liaison.actor(""), identity_check="agent", **WHEN)
    refused = signed_in(team.liaison).post(f"/matters/{matter.pk}/moves/decide/", {"revision": "1", "reason": "证据充分"})
    assert refused.status_code == 409 and "note--warn" in text(refused) and "陈静" in text(refused)


def test_refusals_name_moves_and_roles_in_the_readers_language(team):
    matter = example.an_application(team.liaison)
    page = text(signed_in(team.approver, "en").get(f"/matters/{matter.pk}/"))
    assert "“Ask for materials…” is for inspection liaison" in page
    assert "要求补正" in text(signed_in(team.approver).get(f"/matters/{matter.pk}/"))


def test_process_and_next_leads_to_the_next_matter(team):
    first, second = example.an_application(team.liaison), example.an_application(team.liaison)
    answer = signed_in(team.liaison).post(f"/matters/{first.pk}/moves/accept/", {"identity_check": "agent", "then": "next"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/matters/{second.pk}/"


def test_a_draft_is_kept_put_back_and_gone_once_submitted(team):
    matter = example.an_application(team.liaison)
    move(matter=matter.pk, move="accept", actor=team.liaison.actor(""), identity_check="agent", **WHEN)
    client = signed_in(team.liaison)
    address = f"/drafts/matter:{matter.pk}:decide/"
    assert "已存" in text(client.post(address, {"reason": "事实清楚"}))
    assert 'value="事实清楚"' not in text(client.get(f"/matters/{matter.pk}/"))  # who accepted does not decide: no form
    other = signed_in(team.second)
    other.post(address, {"reason": "证据充分"})
    assert 'value="证据充分"' in text(other.get(f"/matters/{matter.pk}/"))
    other.post(f"/matters/{matter.pk}/moves/decide/", {"reason": "证据充分", "keep_phrase": "1"})
    assert not Draft.objects.filter(account=team.second).exists() and Phrase.objects.get(account=team.second).text == "证据充分"


def test_a_full_identity_number_is_never_kept_in_a_draft(team):
    answer = signed_in(team.liaison).post("/drafts/matter:1:decide/", {"reason": f"本人 {citizen_number(7)}"})
    assert answer.status_code == 409 and not Draft.objects.exists()


def test_an_opinion_is_kept_once_and_dropped_only_by_its_owner(team):
    client = signed_in(team.liaison)
    for _ in range(2):
        client.post("/phrases/", {"text": "材料齐全"})
    phrase = Phrase.objects.get()
    signed_in(team.second).post("/phrases/", {"drop": phrase.pk})
    assert Phrase.objects.count() == 1 and "材料齐全" in text(client.get("/phrases/"))
    client.post("/phrases/", {"drop": phrase.pk})
    assert Phrase.objects.count() == 0


@pytest.mark.parametrize("page", ["worklist", "leads"])
def test_a_filter_is_kept_under_a_name_and_shown_only_to_its_owner(team, page):
    client = signed_in(team.liaison)
    client.post(f"/filters/{page}/", {"name": "名单", "query": "employer=czcsjx", "back": f"/{page}/"})
    assert "?employer=czcsjx" in text(client.get(f"/{page}/"))
    assert "?employer=czcsjx" not in text(signed_in(team.second).get(f"/{page}/"))
    kept = SavedFilter.objects.get()
    signed_in(team.second).post(f"/filters/{page}/", {"drop": kept.pk})
    assert SavedFilter.objects.exists()
    client.post(f"/filters/{page}/", {"drop": kept.pk})
    assert not SavedFilter.objects.exists()


def test_a_list_never_sends_the_browser_elsewhere(team):
    answer = signed_in(team.liaison).post("/filters/worklist/", {"name": "x", "query": "a=1", "back": "https://elsewhere.example/"})
    assert answer.url == "/worklist/"


def test_bulk_assignment_tells_the_result_of_each_row(team):
    mine, accepted = example.an_application(team.liaison), example.an_application(team.liaison)
    move(matter=accepted.pk, move="accept", actor=team.second.actor(""), identity_check="agent", **WHEN)
    client = signed_in(team.liaison)
    client.post("/worklist/assign/", {"pick": [mine.pk, accepted.pk], "to": team.second.pk, "back": "/worklist/"})
    page = text(client.get("/worklist/"))
    assert "逐件结果" in page and mine.number in page and accepted.number in page
    mine.refresh_from_db()
    assert mine.owner == team.second
    assert "逐件结果" not in text(client.get("/worklist/"))


def test_the_quick_view_shows_what_is_missing_and_what_may_come_next(team):
    matter = example.an_application(team.liaison, worker=workers(1)[0])
    drawer = text(signed_in(team.liaison).get(f"/worklist/?row={matter.pk}", headers={"hx-request": "true"}))
    assert "缺 2 项" in drawer and "要求补正" in drawer and "<html" not in drawer


def test_while_a_colleague_is_away_the_stand_in_sees_the_matters_and_the_timeline_says_for_whom(team):
    matter = example.an_application(team.liaison)
    assert matter not in worklists.mine(team.second, TODAY)
    client = signed_in(team.liaison)
    client.post("/leave-cover/", {"absent": team.liaison.pk, "stand_in": team.second.pk, "first_on": "2022-08-15", "last_on": "2022-08-19"})
    assert matter in worklists.mine(team.second, TODAY) and matter not in worklists.mine(team.second, date(2022, 8, 20))
    stand_in = signed_in(team.second)
    assert matter.number in text(stand_in.get("/worklist/?whose=cover"))
    stand_in.post(f"/matters/{matter.pk}/moves/accept/", {"identity_check": "agent"})
    page = text(stand_in.get(f"/matters/{matter.pk}/"))
    assert "何喆（代陈静）" in page
    client.post("/leave-cover/", {"end": Cover.objects.get().pk})
    assert not Cover.objects.exists()


@pytest.mark.parametrize(
    ("absent", "stand_in", "last", "actor", "said"),
    [
        ("liaison", "liaison", 19, "liaison", "Nobody stands in"),
        ("liaison", "inspector", 19, "liaison", "same office"),
        ("liaison", "approver", 19, "liaison", "none of the roles"),
        ("liaison", "second", 1, "liaison", "is over"),
        ("second", "liaison", 19, "liaison", "Only 何喆"),
    ],
)
def test_a_cover_that_cannot_be_is_refused(team, absent, stand_in, last, actor, said):
    with pytest.raises(Refusal, match=said):
        covers.set_cover(
            absent=getattr(team, absent), stand_in=getattr(team, stand_in), first_on=date(2022, 8, 15), last_on=date(2022, 8, last),
            actor=getattr(team, actor).actor(""), today=TODAY,
        )  # fmt: skip


def test_two_covers_of_one_officer_do_not_overlap(team):
    told = {"absent": team.liaison, "stand_in": team.second, "actor": team.liaison.actor(""), "today": TODAY}
    covers.set_cover(first_on=date(2022, 8, 15), last_on=date(2022, 8, 19), **told)
    with pytest.raises(Refusal, match="already covered"):
        covers.set_cover(first_on=date(2022, 8, 19), last_on=date(2022, 8, 23), **told)
    with pytest.raises(Refusal, match="away in these days"):
        covers.set_cover(
            absent=team.second,
            stand_in=team.liaison,
            first_on=date(2022, 8, 17),
            last_on=date(2022, 8, 18),
            actor=team.second.actor(""),
            today=TODAY,
        )


def test_a_full_number_is_shown_for_a_reason_and_journalled(team):
    worker = workers(1)[0]
    matter = example.an_application(team.liaison, worker=worker)
    client = signed_in(team.liaison)
    address, number = f"/workers/{worker.pk}/reveal/", citizen_number(1)
    assert number not in text(client.get(f"/matters/{matter.pk}/"))
    refused = client.post(address, {"reason": "", "reason_words": " ", "matter": matter.pk})
    assert refused.status_code == 409 and number not in text(refused)
    shown = client.post(address, {"reason": "核对身份", "matter": matter.pk}, headers={"hx-request": "true"})
    assert number in text(shown) and 'data-seconds="60"' in text(shown) and shown["Cache-Control"] == "no-store"
    entries = journal.search(person=worker.person_key)
    assert {"identity.open", "desk.reveal"} <= {entry.action for entry in entries} and entries[0].content["reason"] == "核对身份"
    assert "核对身份" in text(client.get(f"/matters/{matter.pk}/"))


def test_who_does_not_handle_matters_is_shown_no_number(team):
    auditor = an_officer("audit", "bureau", "新北区", "journal_auditor")
    answer = signed_in(auditor).post(f"/workers/{workers(1)[0].pk}/reveal/", {"reason": "看"})
    assert answer.status_code == 409 and citizen_number(1) not in text(answer)


@pytest.mark.parametrize("words", ["王测丁", "wcd", "0011", "91320411MA0000001X", "常州测试机械1有限", "czcsjx", "示例 2022-0001"])
def test_a_matter_is_found_by_name_initials_last_four_code_and_number(team, words):
    worker = workers(3)[2]
    if words == "王测丁":
        words = worker.name
    if words == "wcd":
        words = worker.initials
    if words == "0011":
        words = worker.last_four
    matter = example.an_application(team.liaison, worker=worker, employer=employers(1)[0])
    answer = signed_in(team.liaison).get("/search/", {"q": words}, follow=True)
    assert matter.number in text(answer)
    assert matter.number not in text(signed_in(team.liaison).get("/search/", {"q": "没有这个人"}))


def test_a_matter_is_handed_over_with_a_word_and_no_clock_hears_of_it(team):
    matter = example.an_application(team.liaison)
    move(matter=matter.pk, move="accept", actor=team.liaison.actor(""), identity_check="agent", **WHEN)
    matter.refresh_from_db()
    due = matter.due_on
    signed_in(team.liaison).post(f"/matters/{matter.pk}/hand-over/", {"to": team.second.pk, "reason": "请接着办"})
    matter.refresh_from_db()
    assert (matter.owner, matter.due_on) == (team.second, due)
    assert "请接着办" in text(signed_in(team.second).get(f"/matters/{matter.pk}/"))
