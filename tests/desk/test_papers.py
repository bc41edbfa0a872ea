"""Checklist, supplement notice, receipt, drafts, issue, void, service, attachments: what each takes and what each refuses."""

from datetime import date, timedelta

import pypdfium2 as pdfium
import pytest

from gongdun.desk.models import IssuedDocument
from gongdun.desk.operations import materials, papers
from gongdun.desk.operations.attachments import attach, open_attachment
from gongdun.desk.operations.matters import move
from gongdun.desk.operations.serving import Serving, serve
from gongdun.desk.queries.materials import checklist, missing, why_incomplete
from gongdun.desk.refusals import CannotMove, NotYours
from gongdun.law.refusal import Refusal
from gongdun.registry.queries import everywhere
from gongdun.site.builders import TODAY, a_city, a_team, at, employers
from gongdun.vault import journal
from gongdun.vault.scopes import Scope, within
from tests.desk import example

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
WHEN = {"today": TODAY, "now": at(TODAY)}


@pytest.fixture
def team(monkeypatch):
    example.stand(monkeypatch)
    with within(Scope(ledgers=tuple(range(1, 20)), districts=tuple(range(1, 20)))):
        a_city()
        yield a_team()


@pytest.fixture
def clerk(team):
    return team.liaison.actor("test")


def words(document: IssuedDocument, actor, form="pdf") -> str:
    _, content = papers.download(document=document.pk, form=form, reason="核对", actor=actor, now=at(TODAY))
    return "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content)).replace("\r\n", "").replace("\n", "")


def test_the_checklist_is_that_of_the_cause(team, clerk):
    assert [one.id for one in checklist(example.an_application(team.liaison))] == ["form", "contract", "photo"]
    commuting = example.an_application(team.liaison, "commuting")
    assert [one.id for one in missing(commuting)] == ["form", "contract", "police"]
    with pytest.raises(CannotMove, match="traffic finding"):
        raise why_incomplete(commuting)


def test_a_cause_found_later_adds_its_materials_once(team, clerk):
    matter = example.an_application(team.liaison)
    matter.facts = {"cause": "commuting"}
    from_before = matter.materials.count()
    move(matter=matter.pk, move="accept", actor=clerk, facts={"cause": "commuting"}, identity_check="seen", **WHEN)
    materials.renew_checklist(matter=matter.pk, actor=clerk)
    materials.renew_checklist(matter=matter.pk, actor=clerk)
    assert matter.materials.count() == from_before + 1


def test_a_material_is_marked_with_its_day_and_unmarked_again(team, clerk):
    matter = example.an_application(team.liaison)
    materials.check_materials(matter=matter.pk, states={"form": "checked", "contract": "seen"}, actor=clerk, today=TODAY)
    materials.check_material(matter=matter.pk, material="contract", state="missing", remark="未盖章", actor=clerk, today=TODAY)
    held = {one.id: (one.state, one.received_on, one.remark) for one in checklist(matter)}
    assert held == {"form": ("checked", TODAY, ""), "contract": ("missing", None, "未盖章"), "photo": ("missing", None, "")}


@pytest.mark.parametrize(("material", "state", "said"), [("passport", "seen", "no material passport"), ("form", "lost", "not lost")])
def test_an_unknown_material_or_state_is_refused(team, clerk, material, state, said):
    matter = example.an_application(team.liaison)
    with pytest.raises(Refusal, match=said):
        materials.check_material(matter=matter.pk, material=material, state=state, actor=clerk, today=TODAY)


def test_another_office_does_not_touch_the_file(team):
    matter = example.an_application(team.liaison)
    for stranger in (team.inspector.actor("test"), team.agency_clerk.actor("test")):
        with pytest.raises(NotYours, match="only that office"):
            materials.check_material(matter=matter.pk, material="form", state="seen", actor=stranger, today=TODAY)
        with pytest.raises(NotYours):
            attach(matter=matter.pk, name="a.png", content=PNG, actor=stranger, **WHEN)
        with pytest.raises(NotYours):
            papers.draft(matter=matter.pk, kind="receipt", actor=stranger, **WHEN)


def test_the_supplement_notice_asks_for_everything_at_once_and_only_once(team, clerk):
    matter = example.an_application(team.liaison, "commuting", employer=employers(1)[0])
    materials.check_material(matter=matter.pk, material="form", state="checked", actor=clerk, today=TODAY)
    materials.check_material(matter=matter.pk, material="contract", state="missing", remark="未盖章", actor=clerk, today=TODAY)
    move(matter=matter.pk, move="ask", actor=clerk, **WHEN)
    notice = matter.documents.get()
    assert (notice.kind, notice.state, notice.number) == ("desk/supplement_notice", "issued", "新北补〔2022〕1号")
    said = words(notice, clerk)
    assert "劳动关系证明（未盖章）" in said and "交通事故认定书" in said and "申请表" not in said
    move(matter=matter.pk, move="resume", actor=clerk, **WHEN)
    with pytest.raises(CannotMove, match="once only; notice 新北补〔2022〕1号"):
        move(matter=matter.pk, move="ask", actor=clerk, **WHEN)
    with pytest.raises(CannotMove, match="once only"):
        materials.ask_for_missing(matter=matter.pk, actor=clerk, **WHEN)
    assert matter.documents.count() == 1


def test_nothing_is_asked_for_where_nothing_is_missing(team, clerk):
    matter = example.an_application(team.liaison)
    materials.check_materials(matter=matter.pk, states={"form": "seen", "contract": "seen"}, actor=clerk, today=TODAY)
    with pytest.raises(CannotMove, match="nothing to ask for"):
        materials.ask_for_missing(matter=matter.pk, actor=clerk, **WHEN)


def test_a_notice_may_be_worded_otherwise_but_leaves_no_line_out(team, clerk):
    matter = example.an_application(team.liaison)
    draft = papers.draft(matter=matter.pk, kind="supplement_notice", actor=clerk, **WHEN)
    with pytest.raises(Refusal, match="all of them at once"):
        papers.edit(document=draft.pk, values={"missing": "申请表"}, actor=clerk)
    papers.edit(document=draft.pk, values={"missing": "申请表（单位盖章）\n劳动合同", "due_on": "2022-08-30"}, actor=clerk)
    assert papers.draft(matter=matter.pk, kind="supplement_notice", actor=clerk, **WHEN).pk == draft.pk
    move(matter=matter.pk, move="ask", actor=clerk, **WHEN)
    draft.refresh_from_db()
    said = words(draft, clerk)
    assert draft.state == "issued" and "劳动合同" in said and "2022年8月30日前" in said


@pytest.mark.parametrize(
    ("values", "said"),
    [({"organ": "别处"}, "cannot be changed by hand"), ({"due_on": "明天"}, "no day"), ({"missing": " "}, "left empty")],
)
def test_what_may_not_be_changed_is_refused(team, clerk, values, said):
    draft = papers.draft(matter=example.an_application(team.liaison).pk, kind="supplement_notice", actor=clerk, **WHEN)
    with pytest.raises(Refusal, match=said):
        papers.edit(document=draft.pk, values=values, actor=clerk)


def test_a_document_that_a_move_carries_does_not_go_out_alone(team, clerk):
    draft = papers.draft(matter=example.an_application(team.liaison).pk, kind="supplement_notice", actor=clerk, **WHEN)
    with pytest.raises(Refusal, match="goes out with the step “Ask for materials…”"):
        papers.issue_alone(document=draft.pk, actor=clerk, **WHEN)


def test_a_receipt_bears_a_number_and_a_code_and_is_given_once(team, clerk):
    matter = example.an_application(team.liaison)
    materials.check_material(matter=matter.pk, material="form", state="seen", actor=clerk, today=TODAY)
    receipt = materials.give_receipt(matter=matter.pk, actor=clerk, **WHEN)
    said = words(receipt, clerk)
    assert receipt.number == "新北收〔2022〕1号" and len(receipt.code) == 10
    assert "收件回执" in said and receipt.code in said and "申请表" in said and matter.number in said
    with pytest.raises(Refusal, match="was given on"):
        materials.give_receipt(matter=matter.pk, actor=clerk, **WHEN)


def test_numbers_run_without_a_gap_and_a_refused_move_gives_its_number_back(team, clerk):
    first, second, third = (example.an_application(team.liaison) for _ in range(3))
    materials.ask_for_missing(matter=first.pk, actor=clerk, **WHEN)
    with pytest.raises(CannotMove):
        materials.ask_for_missing(matter=first.pk, actor=clerk, **WHEN)
    materials.check_materials(matter=second.pk, states={"form": "seen", "contract": "seen"}, actor=clerk, today=TODAY)
    with pytest.raises(CannotMove):
        move(matter=second.pk, move="ask", actor=clerk, **WHEN)
    materials.ask_for_missing(matter=third.pk, actor=clerk, **WHEN)
    assert list(IssuedDocument.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2]


def test_a_voided_number_stays_and_another_document_takes_the_next(team, clerk):
    matter = example.an_application(team.liaison)
    first = materials.ask_for_missing(matter=matter.pk, actor=clerk, **WHEN)
    with pytest.raises(Refusal, match="reason"):
        papers.void(document=first.pk, reason=" ", actor=clerk, **WHEN)
    papers.void(document=first.pk, reason="收件人有误", actor=clerk, **WHEN)
    second = papers.draft(matter=matter.pk, kind="supplement_notice", actor=clerk, **WHEN)
    issued = papers.issue_alone(document=second.pk, actor=clerk, **WHEN)
    assert (issued.number, matter.documents.get(pk=first.pk).number) == ("新北补〔2022〕2号", "新北补〔2022〕1号")
    with pytest.raises(Refusal, match="not an issued document"):
        papers.void(document=first.pk, reason="再", actor=clerk, **WHEN)


def test_word_and_pdf_come_of_the_same_facts_and_the_original_is_kept(team, clerk):
    issued = materials.ask_for_missing(matter=example.an_application(team.liaison).pk, actor=clerk, **WHEN)
    _, pdf = papers.download(document=issued.pk, form="pdf", reason="", actor=clerk, now=at(TODAY))
    _, word = papers.download(document=issued.pk, form="docx", reason="", actor=clerk, now=at(TODAY))
    assert bytes(issued.pdf) == pdf and word.startswith(b"PK")
    assert [entry.action for entry in journal.search(subject=f"document:{issued.pk}")] == ["desk.download_document"] * 2


def test_service_takes_effect_on_the_day_or_after_the_days_of_public_notice(team, clerk):
    issued = materials.ask_for_missing(matter=example.an_application(team.liaison).pk, actor=clerk, **WHEN)
    direct = serve(
        document=issued.pk, serving=Serving("direct", "王测一", TODAY, receiver="王测一"), actor=clerk, photo=("slip.png", PNG), **WHEN
    )
    posted = serve(document=issued.pk, serving=Serving("notice", "某公司", TODAY, remark="邮寄退回，电话不通"), actor=clerk, **WHEN)
    assert direct.effective_on == TODAY and direct.proof.digest
    assert posted.effective_on == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("serving", "said"),
    [
        (Serving("pigeon", "王测一", TODAY), "Unknown way"),
        (Serving("direct", "", TODAY, receiver="王"), "who was served"),
        (Serving("direct", "王测一", TODAY), "who signed"),
        (Serving("leave", "王测一", TODAY, remark="拒收"), "witness"),
        (Serving("mail", "王测一", date(2022, 8, 1)), "cannot have been served before"),
        (Serving("mail", "王测一", TODAY + timedelta(days=1)), "lies ahead"),
        (Serving("notice", "王测一", TODAY), "last way"),
    ],
)
def test_a_wrong_receipt_of_service_is_refused(team, clerk, serving, said):
    issued = materials.ask_for_missing(matter=example.an_application(team.liaison).pk, actor=clerk, **WHEN)
    with pytest.raises(Refusal, match=said):
        serve(document=issued.pk, serving=serving, actor=clerk, **WHEN)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "is empty"),
        ("page.html", b"<script>alert(1)</script>", "none of the files"),
        ("photo.png", b"%PDF-1.7 not a picture", "in truth a pdf"),
        ("archive.docx", b"PK\x03\x04 broken", "none of the files"),
        ("large.png", PNG + b"0" * (20 * 1024 * 1024), "larger than 20 MB"),
    ],
)
def test_a_file_is_taken_by_what_is_in_it(team, clerk, name, content, said):
    with pytest.raises(Refusal, match=said):
        attach(matter=example.an_application(team.liaison).pk, name=name, content=content, actor=clerk, **WHEN)


def test_a_file_is_kept_with_its_digest_once_and_its_reader_is_journalled(team, clerk):
    matter = example.an_application(team.liaison)
    kept = attach(matter=matter.pk, name="C:\\扫描\\现场.png", content=PNG, actor=clerk, **WHEN)
    assert (kept.name, kept.media_type, kept.size) == ("现场.png", "image/png", len(PNG))
    with pytest.raises(Refusal, match="there already"):
        attach(matter=matter.pk, name="again.png", content=PNG, actor=clerk, **WHEN)
    open_attachment(attachment=kept.pk, actor=clerk, now=at(TODAY))
    assert "desk.open_attachment" in [entry.action for entry in journal.search(subject=f"matter:{matter.pk}")]


def test_a_foreign_scope_sees_no_paper(team, clerk):
    issued = materials.ask_for_missing(matter=example.an_application(team.liaison).pk, actor=clerk, **WHEN)
    with within(Scope(districts=(99,))), pytest.raises(Refusal, match="no such document"):
        papers.download(document=issued.pk, form="pdf", reason="看", actor=clerk, now=at(TODAY))
    assert everywhere().districts
