"""脚手架坠落: applied for by the employer, supplemented once, accepted, investigated by two, recognised, served, archived."""

import io
from datetime import date

import docx
import pypdfium2 as pdfium
import pytest

from gongdun.areas.recognition import operations as recognition
from gongdun.areas.recognition import queries
from gongdun.desk.operations.matters import move
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.builders import Team, a_city, at, citizen_number
from gongdun.vault import journal
from gongdun.vault.scopes import within
from tests.journeys.injured import a_bureau, accepted, applied, arrive, decided, investigated, served

pytestmark = pytest.mark.django_db
APPLIED, ACCEPTED = date(2022, 8, 22), date(2022, 8, 29)


def words(content):
    return "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content)).replace("\r\n", "").replace("\n", "")


def test_a_fall_from_a_scaffold_is_recognised_served_and_archived():
    a_city()
    with within(everywhere()):
        bureau = a_bureau()
        matter, code = applied(bureau, APPLIED)
        assert matter.number == "认定 2022-0001" and matter.due_on == date(2022, 9, 6)
        ask_and_accept(bureau, matter)
        investigated(
            bureau, matter, date(2022, 9, 5), work_time="supported", workplace="supported", work_cause="supported", accident="supported"
        )
        decided(bureau, matter, date(2022, 9, 20), "14-1", "injury")
        told = queries.decision_in_force(matter.pk)
        assert (told.number, told.item, told.is_recognised, told.effective_on) == ("新北工认〔2022〕1号", "14-1", True, None)
        held = served(bureau, matter, date(2022, 9, 22))
        assert held.is_closed and queries.decision_in_force(matter.pk).effective_on == date(2022, 9, 22)
        recognition.archive(matter=matter.pk, actor=Team.act(bureau.intake), today=date(2022, 10, 10), now=at(date(2022, 10, 10)))
        see_the_documents(bureau, matter, code)
        see_the_figures(matter)


def ask_and_accept(bureau, matter):
    act = {"matter": matter.pk, "actor": Team.act(bureau.intake)}
    with pytest.raises(CannotMove, match="劳动关系"):
        recognition.accept(today=APPLIED, now=at(APPLIED), **act)
    held = recognition.request_supplement(today=APPLIED, now=at(APPLIED), **act)
    assert held.state == "supplementing" and held.documents.get(kind="recognition/supplement_notice").tree["missing"] == [
        "劳动关系（含事实劳动关系）证明材料",
        "医疗诊断证明",
    ]
    arrive(bureau, matter, date(2022, 8, 26), "labour_relation", "diagnosis")
    held = move(move="take_supplement", today=date(2022, 8, 26), now=at(date(2022, 8, 26)), **act)
    assert held.due_on == date(2022, 9, 13)  # 15 days end on Saturday 10 September; the festival's rest days reach to Monday the 12th
    with pytest.raises(CannotMove, match=r"once|Nothing required is missing"):
        recognition.request_supplement(today=ACCEPTED, now=at(ACCEPTED), **act)
    held = accepted(bureau, matter, ACCEPTED, "diagnosis")
    assert (held.state, held.due_on) == ("investigating", date(2022, 10, 28))


def see_the_documents(bureau, matter, code):
    document = matter.documents.get(kind="recognition/recognition_decision")
    assert citizen_number(7) not in str(document.tree)
    act = {"actor": Team.act(bureau.intake), "now": at(date(2022, 10, 11))}
    _, printed = recognition.download(document=document.pk, form="pdf", reason="存档", **act)
    said = words(printed)
    for part in ("潘玥㛃", citizen_number(7), "架子工", "第十四条第（一）项", "调查笔录（张三）", "六个月内", "新北工认〔2022〕1号"):
        assert part in said, part
    _, word = recognition.download(document=document.pk, form="docx", reason="存档", **act)
    assert "潘玥㛃" in "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)
    with pytest.raises(Refusal, match="why"):
        recognition.download(document=document.pk, form="pdf", reason=" ", **act)
    assert code in matter.documents.get(kind="recognition/receipt").tree["code"]
    file_list = matter.documents.get(kind="recognition/file_list")
    assert file_list.tree["kept_until"] == "2072-10-10" and len(file_list.tree["rows"]) == 6
    _, bundle = recognition.court_bundle(matter=matter.pk, reason="行政诉讼", **act)
    pages = pdfium.PdfDocument(bundle)
    assert "目录" in pages[0].get_textpage().get_text_range()
    toc = {item.get_title(): item.get_dest().get_index() for item in pages.get_toc()}
    assert sum("送达回证" in title for title in toc) == 2  # one for each side
    assert any("认定工伤决定书" in title for title in toc) and max(toc.values()) < len(pages)


def see_the_figures(matter):
    year = Period(date(2022, 1, 1), date(2022, 10, 17))
    assert figure("recognition/decisions_on_time", year).value == 1
    assert figure("recognition/decisions_made", year).value == 1
    assert figure("recognition/supplements_asked", year).value == 1
    actions = {entry.action for entry in journal.search(subject=f"matter:{matter.pk}")}
    assert {"recognition.accept", "recognition.decide", "recognition.serve", "recognition.court_bundle", "recognition.archive"} <= actions
