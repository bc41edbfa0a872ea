"""措施 6: found in July, handed over, checked, answered, confirmed by August's data."""

import hashlib
import io
from datetime import date

import openpyxl
import pypdfium2 as pdfium
import pytest

from gongdun.areas.inspection import operations as inspection
from gongdun.areas.inspection.models import ListRow
from gongdun.desk.models import Lead
from gongdun.desk.operations.leads import dismiss
from gongdun.desk.operations.matters import assign, move, note
from gongdun.desk.operations.papers import download
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.models import Area
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, TODAY, Team, a_city, a_run, a_team, an_officer, at, citizen_number, employers, lead_row, workers
from gongdun.vault.scopes import within

pytestmark = pytest.mark.django_db
JULY, AUGUST = date(2022, 7, 1), date(2022, 8, 1)


def test_a_list_goes_to_inspection_and_back_and_the_next_month_confirms_it():
    a_city()
    with within(everywhere()):
        team = a_team()
        firms, people = employers(2), workers(3)
        rows = [lead_row(firms[0], people[0]), lead_row(firms[0], people[1]), lead_row(firms[1], people[2])]
        _, leads = a_run(JULY, rows)
        matter = built_list(team, leads)
        hand_over(team, matter)
        check(team, matter)
        answer(team, matter)
        august, _ = a_run(AUGUST, [rows[2]], today=date(2022, 9, 12))
        insured = {(firms[0].key, people[0].person_key)}
        inspection.rematch(run=august, insured=insured, still_asked={rows[2].fingerprint}, actor=JOB, today=date(2022, 9, 13))
        assert list(matter.list_rows.values_list("rematch", flat=True)) == ["insured", "explained", "contradicted"]
        with pytest.raises(CannotMove, match="contradict 1 finding"):
            move(matter=matter.pk, move="close", actor=Team.act(team.second), today=date(2022, 9, 14), now=at(date(2022, 9, 14)))
        year = Period(date(2022, 1, 1), date(2022, 10, 17))
        assert figure("inspection/uninsured_rows_handed_over", year).value == 3
        assert figure("inspection/persons_gained", year).value == 1
        assert figure("inspection/insured_after_rematch", year).value == pytest.approx(1 / 3)
        assert figure("inspection/feedback_on_time", year).value == 1


def built_list(team, leads):
    matter = inspection.build_list(
        district=Area.objects.get(name="新北区"),
        month=JULY,
        leads=[lead.pk for lead in leads],
        actor=Team.act(team.liaison),
        today=TODAY,
        now=at(TODAY),
    )
    assert matter.number == "名单 2022-0001"
    assert set(Lead.objects.values_list("state", flat=True)) == {"assigned"}
    return matter


def hand_over(team, matter):
    act = {"matter": matter.pk, "today": TODAY, "now": at(TODAY)}
    move(move="submit", actor=Team.act(team.liaison), **act)
    with pytest.raises(CannotMove, match="is for approver"):
        move(move="approve", actor=Team.act(team.liaison), **act)
    move(move="approve", actor=Team.act(team.approver), **act)
    held = inspection.hand_over(actor=Team.act(team.liaison), **act)
    assert held.office.name == "新北区劳动保障监察大队"
    # 60 working days after Monday 15 August 2022: 12 in August, 21 in September, 18 in October (8 and 9 are worked), 9 in November.
    assert held.due_on == held.uninsured_list.feedback_due_on == date(2022, 11, 11)


def check(team, matter):
    today = date(2022, 8, 22)
    move(matter=matter.pk, move="receive", actor=Team.act(team.inspector), today=today, now=at(today))
    with pytest.raises(CannotMove, match="3 rows have no finding"):
        inspection.answer(matter=matter.pk, actor=Team.act(team.inspector), today=today, now=at(today))
    findings = [
        {"position": 1, "finding": "enrolled_now", "arrears_fen": 49500},
        {"position": 2, "finding": "no_relation"},
        {"position": 3, "finding": "enrolled_now"},
    ]
    inspection.record_findings(matter=matter.pk, findings=findings, actor=Team.act(team.inspector), today=today, finders="周峰、吴兵")


def answer(team, matter):
    today = date(2022, 9, 1)
    held = inspection.answer(matter=matter.pk, actor=Team.act(team.inspector), today=today, now=at(today))
    assert (held.state, held.office.kind, held.due_on) == ("answered", "bureau", None)
    assert ListRow.objects.filter(lead__state="confirmed").count() == 2


def test_the_letter_and_the_offline_workbook_carry_full_numbers_and_the_workbook_comes_back():
    a_city()
    with within(everywhere()):
        team = a_team()
        (firm,), people = employers(1), workers(2)
        _, leads = a_run(JULY, [lead_row(firm, person) for person in people])
        matter = built_list(team, leads)
        hand_over(team, matter)
        (document,) = matter.documents.all()
        assert document.number == "新北交〔2022〕1号"
        assert all(citizen_number(number) not in str(document.tree) for number in (1, 2))
        inspector = Team.act(team.inspector)
        _, printed = download(document=document.pk, form="pdf", reason="存档", actor=Team.act(team.liaison), now=at(TODAY))
        assert hashlib.sha256(printed).hexdigest() == document.digest
        assert citizen_number(1) in "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(printed))
        with pytest.raises(Refusal, match="reason"):
            download(document=document.pk, form="pdf", reason=" ", actor=inspector, now=at(TODAY))
        move(matter=matter.pk, move="receive", actor=inspector, today=TODAY, now=at(TODAY))
        _, book = inspection.download_workbook(matter=matter.pk, reason="下企业核查", actor=inspector, now=at(TODAY))
        filled = fill(book, {1: "已补办", 2: "无劳动关系"})
        assert inspection.take_workbook(matter=matter.pk, content=filled, actor=inspector, today=TODAY, finders="周峰、吴兵") == 2
        assert list(matter.list_rows.values_list("finding", flat=True)) == ["enrolled_now", "no_relation"]
        with pytest.raises(Refusal, match="No row of the workbook"):
            inspection.take_workbook(matter=matter.pk, content=fill(book, {}), actor=inspector, today=TODAY, finders="周峰、吴兵")


def fill(book, findings):
    """The inspector's hand in Excel: findings by row number."""
    workbook = openpyxl.load_workbook(io.BytesIO(book))
    sheet = workbook.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if any("核查结论" in str(cell.value) for cell in row))
    column = next(cell.column for cell in heads if "核查结论" in str(cell.value))
    position = next(cell.column for cell in heads if "行号" in str(cell.value))
    for row in range(heads[0].row + 1, sheet.max_row + 1):
        if (number := sheet.cell(row, position).value) is not None:
            sheet.cell(row, column).value = findings.get(int(number))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_who_only_reads_decides_nothing():
    a_city()
    with within(everywhere()):
        team = a_team()
        (firm,), (person,) = employers(1), workers(1)
        _, leads = a_run(JULY, [lead_row(firm, person)])
        matter = built_list(team, leads)
        auditor = Team.act(an_officer("auditor", "agency", "常州市", "journal_auditor"))
        with pytest.raises(Refusal, match="only look"):
            note(matter=matter.pk, text="看过", actor=auditor, today=TODAY, now=at(TODAY))
        with pytest.raises(Refusal, match="only look"):
            assign(matter=matter.pk, to=team.second, actor=auditor, today=TODAY, now=at(TODAY))
        with pytest.raises(Refusal, match="This is for"):
            dismiss(leads=[leads[0].pk], reason_code="duplicate", remark="", actor=auditor, today=TODAY)
