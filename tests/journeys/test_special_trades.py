"""措施 36: the population is every lift installer, site and new-form unit; conditions are checked, lists reconciled per person, the rest is refused."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.enrolment.conditions import CONDITIONS
from gongdun.areas.enrolment.models import CampaignPerson, CampaignUnit
from gongdun.areas.enrolment.pages.special_lists import special_lists
from gongdun.desk import letters, sheets
from gongdun.desk.models import Lead
from gongdun.desk.operations import sheets as desk
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.desk.refusals import CannotMove
from gongdun.desk.sheet_lists import Asked, Told
from gongdun.kernel.documents import text
from gongdun.kernel.draws import digest
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, Team, a_city, a_team, at, citizen_number, employers, workers
from gongdun.vault import journal
from gongdun.vault.scopes import within
from tests.journeys import test_cover_projects as projects

APRIL, MAY, OPENED, DUE = date(2022, 4, 1), date(2022, 5, 1), date(2022, 5, 16), date(2022, 6, 30)
YEAR = Period(date(2022, 1, 1), date(2022, 10, 17))
RULES = ["inspection/lift_base_low", "enrolment/project_uncovered", "enrolment/attendance_uncovered", "enrolment/new_form_conditions"]


@pytest.fixture
def team(db):
    a_city()
    with within(everywhere()):
        yield a_team()


def months(month, lift, other_lift, builder, platform, raised=0):
    def row(firm, heads, mean, **more):
        return {"employer_key": firm.key, "insured": heads, "paid": heads, "both": heads, "new_form": 0, "base_total": heads * mean, **more}

    rows = [
        row(lift, 5, 426_000 + raised, has_lift_licence=True), row(other_lift, 8, 720_000, has_lift_licence=True), row(builder, 10, 600_000),
        row(platform, 3, 425_000, new_form=2),
    ]  # fmt: skip
    enrolment.take_cover(month=month, rows=rows, actor=JOB)


def a_covered_project(team, builder):
    """Applied for and confirmed by the data from its first day, 1 April, to 30 September."""
    matter = projects.registered(team, builder, number="XB2022-001", permit_on=APRIL, starts_on=APRIL)
    projects.priced_and_filed(team, matter)
    march = take_run(month=date(2022, 3, 1), digest="march", manifest={"rules": RULES}, rows=[], actor=JOB, today=OPENED)
    covers = {"XB2022-001": (APRIL, projects.ENDS)}
    assert enrolment.confirm_projects(run=march, covers=covers, actor=JOB, today=OPENED, now=at(OPENED)) == 1
    return matter


@pytest.fixture
def campaign(team):
    """A frozen population of four units: an installer that a lead asks about, one that none does, a site, a platform's partner."""
    firms = lift, other, builder, platform = employers(4)
    site = a_covered_project(team, builder)
    row = LeadRow(f"lift:{lift.key}", RULES[0], "1", "high", lift.key, None, "320411", "2022-04", {"heads": 5})
    take_run(month=APRIL, digest="april", manifest={"rules": RULES}, rows=[row], actor=JOB, today=OPENED)
    months(APRIL, lift, other, builder, platform)
    clerk = Team.act(team.agency_clerk)
    matter = enrolment.open_campaign(measure="36", title="电梯建筑新业态专项治理", due_on=DUE, actor=clerk, today=OPENED, now=at(OPENED))
    enrolment.freeze_campaign(matter=matter.pk, actor=clerk, today=OPENED, now=at(OPENED))
    return team, matter, site, firms


def of(group, has_lead=False):
    return CampaignUnit.objects.get(group=group, lead__isnull=not has_lead)


def checked(unit, clerk, **said):
    answers = dict.fromkeys(CONDITIONS[unit.group], True) | said
    return enrolment.check_unit(unit=unit.pk, answers=answers, words="核对台账", actor=clerk, today=date(2022, 5, 20))


def settled(unit, finding, clerk, remark="", day=date(2022, 6, 1)):
    return enrolment.settle_unit(unit=unit.pk, finding=finding, remark=remark, actor=clerk, today=day)


def test_the_population_is_the_whole_trade_and_its_hash_can_be_computed_again(campaign):
    _team, matter, _site, (lift, other, builder, platform) = campaign
    units = list(CampaignUnit.objects.order_by("id").values_list("group", "employer__key", "insured_before", "base_before_fen"))
    assert units == [
        ("lift", lift.key, 5, 426_000), ("lift", other.key, 8, 720_000), ("site", builder.key, 10, 600_000), ("new_form", platform.key, 3, 425_000),
    ]  # fmt: skip
    matter.campaign.refresh_from_db()
    assert matter.campaign.digest == digest(
        {
            "measure": "36", "leads": [f"lift:{lift.key}"],
            "trades": [["lift", other.key, ""], ["site", builder.key, "XB2022-001"], ["new_form", platform.key, ""]],
        }
    )  # fmt: skip


def test_a_unit_is_not_closed_unchecked_unmet_or_in_order_against_a_lead(campaign):
    team, *_ = campaign
    clerk, asked = Team.act(team.agency_clerk), of("lift", has_lead=True)
    with pytest.raises(Refusal, match="4 conditions of this unit are not checked"):
        settled(asked, "settled", clerk)
    with pytest.raises(Refusal, match="says why"):
        enrolment.check_unit(unit=asked.pk, answers={"payroll": False}, words=" ", actor=clerk, today=OPENED)
    with pytest.raises(Refusal, match="Choose conditions"):
        enrolment.check_unit(unit=asked.pk, answers={"platform": True}, words="", actor=clerk, today=OPENED)
    checked(asked, clerk, payroll=False)
    with pytest.raises(Refusal, match="缴费基数与工资表一致"):
        settled(asked, "settled", clerk)
    checked(asked, clerk)
    with pytest.raises(Refusal, match="comparison asks about this unit"):
        settled(asked, "in_order", clerk)
    assert settled(asked, "settled", clerk).finding == "settled"
    with pytest.raises(Refusal, match="not checked again"):
        checked(asked, clerk)


def test_a_sites_list_is_reconciled_person_by_person_before_it_closes(campaign):
    team, _matter, site, (_lift, other, builder, _platform) = campaign
    clerk, unit = Team.act(team.agency_clerk), of("site")
    listed, own, stranger, late = people = workers(4)
    checked(unit, clerk)
    with pytest.raises(Refusal, match="real-name list of 新北体育中心改造 was not taken in"):
        settled(unit, "in_order", clerk)
    for one in (listed, late):
        enrolment.put_on_site(matter=site.pk, worker=one, in_on=date(2022, 3, 20), actor=clerk, today=OPENED)
    covers = {own.person_key: [(other.key, "employee")], stranger.person_key: [(builder.key, "over_age")]}
    days = {listed: date(2022, 5, 2), own: date(2022, 5, 2), stranger: date(2022, 5, 2), late: date(2022, 3, 25)}
    taken = [
        enrolment.take_attendance(
            unit=unit.pk, worker=one, from_on=days[one], until_on=date(2022, 5, 13), covers=covers, actor=clerk, today=OPENED
        )
        for one in people
    ]
    assert [one.result for one in taken] == ["covered", "own_cover", "unlisted", "outside"]
    with pytest.raises(Refusal, match="2 persons of the list"):
        settled(unit, "in_order", clerk)
    with pytest.raises(Refusal, match="cleared with its ground"):
        enrolment.clear_person(person=taken[0].pk, words="没有差异", actor=clerk, today=OPENED)
    enrolment.clear_person(person=taken[2].pk, words="设备供应商一日到访", actor=clerk, today=date(2022, 5, 18))
    enrolment.clear_person(person=taken[3].pk, words="许可前勘察，由本单位参保", actor=clerk, today=date(2022, 5, 18))
    assert settled(unit, "in_order", clerk).finding == "in_order"
    with pytest.raises(Refusal, match="has its finding already"):
        enrolment.drop_persons(matter=unit.matter_id, persons=[taken[0].pk], actor=clerk)


def test_who_waits_for_the_data_keeps_the_unit_open_until_they_come(campaign):
    team, *_ = campaign
    clerk, unit, (person,) = Team.act(team.agency_clerk), of("site"), workers(1)
    one = enrolment.take_attendance(
        unit=unit.pk, worker=person, from_on=date(2022, 5, 3), until_on=date(2022, 5, 9), covers=None, actor=clerk, today=OPENED
    )
    assert one.result == "waiting"
    with pytest.raises(Refusal, match="waits for the month"):
        enrolment.clear_person(person=one.pk, words="先放行", actor=clerk, today=OPENED)
    again = {"month": MAY, "covers": {person.person_key: [(7, "employee")]}, "actor": JOB, "today": date(2022, 6, 10)}
    assert (enrolment.reconcile_again(**again), enrolment.reconcile_again(**again)) == (1, 0)
    one.refresh_from_db()
    assert (one.result, one.reconciled_on) == ("own_cover", date(2022, 6, 10))


def test_each_person_of_a_platform_meets_every_entry_condition_or_holds_the_unit_open(campaign):
    team, *_ = campaign
    clerk, unit = Team.act(team.agency_clerk), of("new_form")
    meets, employed = workers(2)
    checked(unit, clerk)
    said = {"unit": unit.pk, "month": APRIL, "covers": {employed.person_key: [(9, "employee")]}, "actor": clerk, "today": OPENED}
    good = enrolment.take_platform_person(worker=meets, basis="平台名册0412", income_fen=530_000, base_fen=425_000, **said)
    bad = enrolment.take_platform_person(worker=employed, basis="", income_fen=0, base_fen=500_000, **said)
    assert (good.result, good.faults) == ("meets", [])
    assert (bad.result, bad.faults) == ("fails", ["platform", "income", "employee", "base"])
    with pytest.raises(Refusal, match="1 persons of the list"):
        settled(unit, "settled", clerk)
    enrolment.drop_persons(matter=unit.matter_id, persons=[bad.pk], actor=clerk)
    assert settled(unit, "in_order", clerk).found_on == date(2022, 6, 1)


def test_a_campaign_closes_with_a_report_whose_numbers_are_its_rows(campaign):
    team, matter, site, (lift, other, builder, platform) = campaign
    clerk = Team.act(team.agency_clerk)
    person, rider = workers(2)
    enrolment.put_on_site(matter=site.pk, worker=person, in_on=date(2022, 4, 5), actor=clerk, today=OPENED)
    enrolment.take_attendance(
        unit=of("site").pk, worker=person, from_on=date(2022, 5, 2), until_on=date(2022, 5, 13), covers={}, actor=clerk, today=OPENED
    )
    enrolment.take_platform_person(
        unit=of("new_form").pk, worker=rider, month=APRIL, basis="平台名册0412", income_fen=530_000, base_fen=425_000, covers={}, actor=clerk,
        today=OPENED,
    )  # fmt: skip
    for unit in CampaignUnit.objects.all():
        checked(unit, clerk)
        settled(unit, "settled" if unit.lead_id else "in_order", clerk)
    with pytest.raises(CannotMove, match="not compared"):
        enrolment.report_campaign(matter=matter.pk, actor=clerk, today=date(2022, 6, 2), now=at(date(2022, 6, 2)))
    months(MAY, lift, other, builder, platform, raised=294_000)
    day = date(2022, 6, 10)
    may = take_run(month=MAY, digest="may", manifest={"rules": RULES}, rows=[], actor=JOB, today=day)
    enrolment.rematch_campaigns(run=may, still_asked=set(), actor=JOB, today=day)
    results = list(CampaignUnit.objects.order_by("id").values_list("result", "base_before_fen", "base_after_fen"))
    assert results == [
        ("gained", 426_000, 720_000),
        ("in_order", 720_000, 720_000),
        ("in_order", 600_000, 600_000),
        ("in_order", 425_000, 425_000),
    ]
    day = date(2022, 6, 28)
    enrolment.report_campaign(matter=matter.pk, actor=clerk, today=day, now=at(day))
    document = matter.documents.get()
    said = text(letters.composed(document.kind, document.tree))
    assert letters.printed(document, "pdf").startswith(b"%PDF")
    assert "期限为2022年6月30日，按期完成" in said and "2022年5月16日" in said
    assert (
        "电梯安装单位2户：查无问题或者已整改2户，理由合法0户，拒不办理0户；有两期数据各户人均基数合计由11,460.00元变为14,400.00元。" in said
    )
    assert "实名名单2人次逐人比对：数据证实相符2人次，写明理由保留差异0人次，未核清0人次。" in said
    assert CampaignPerson.objects.count() == 2 and CampaignUnit.objects.filter(group="lift").count() == 2
    held = enrolment.close_campaign(matter=matter.pk, actor=Team.act(team.agency_approver), today=DUE, now=at(DUE))
    assert (held.state, held.campaign.closed_on, Lead.objects.get().state) == ("closed", DUE, "confirmed")
    assert figure("inspection/special_trades_settled", YEAR).value == 1
    actions = {entry.action for entry in journal.search(subject=f"matter:{matter.pk}")}
    assert {"campaign.population", "campaign.rematch", "campaign.report", "campaign.close"} <= actions
    assert {"campaign.check_unit", "campaign.settle_unit", "campaign.reconcile"} <= {
        entry.action for entry in journal.search(subject=f"unit:{of('site').pk}")
    }


def workbook(form, *rows):
    book = openpyxl.load_workbook(io.BytesIO(sheets.template(form, language="zh_Hans")))
    sheet = book.worksheets[0]
    first = sheet.max_row + 1
    for number, row in enumerate(rows):
        for column, value in enumerate(row, start=1):
            sheet.cell(first + number, column, value)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def list_of(name):
    return next(one for one in special_lists if one.id == name)


def test_the_lists_come_in_by_workbook_show_their_mistakes_and_go_out_masked(campaign):
    team, matter, _site, (_lift, _other, _builder, platform) = campaign
    actor = Team.act(team.agency_clerk)
    by = Told(actor, OPENED, at(OPENED), matter=matter)
    number = citizen_number(7)
    good, strange = ("XB2022-001", number, "赵玥", "2022-05-02", "2022-05-13"), ("XB2022-999", number, "赵玥", "2022-05-02", "2022-05-13")
    turned = ("XB2022-001", citizen_number(8), "钱喆", "2022-05-13", "2022-05-02")
    attendance = list_of("attendance_lists")
    sheet = desk.upload(one=attendance, content=workbook(attendance.form(), good, strange, turned), name="考勤.xlsx", told=by, actor=actor)
    desk.take(one=attendance, sheet=sheet.pk, mode="correct", renew=False, told=by, actor=actor)
    assert list(CampaignPerson.objects.values_list("unit__project__number", "result")) == [
        ("XB2022-001", "waiting")
    ]  # no data on this machine
    assert [row["identity"] for row in attendance.rows(Asked(matter=matter))] == [CampaignPerson.objects.get().worker.masked_number]
    desk.undo(one=attendance, sheet=sheet.pk, told=by, actor=actor)
    assert not CampaignPerson.objects.exists()
    platforms = list_of("platform_lists")
    rows = [(platform.uscc, number, "赵玥", day, "平台名册0412", "5300.00", "4250.00") for day in ("2022-04-01", "2022-04-02")]
    sheet = desk.upload(one=platforms, content=workbook(platforms.form(), *rows), name="平台.xlsx", told=by, actor=actor)
    desk.take(one=platforms, sheet=sheet.pk, mode="correct", renew=False, told=by, actor=actor)
    one = CampaignPerson.objects.get()
    assert (one.unit.group, one.income_fen, one.base_fen, one.basis) == ("new_form", 530_000, 425_000, "平台名册0412")
