"""A plan's year: figures typed and evidenced, a month locked and restated, an office chased, next year's plan begun — each by who may."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import gongdun.plans
from gongdun.areas.inspection.models import BaseReport
from gongdun.desk.models import Matter
from gongdun.law.refusal import Refusal
from gongdun.plans import bundles
from gongdun.plans.models import LockedFigure, Measure, Plan
from gongdun.plans.operations import adopt_plan, drafts, evidence, months, supervision, typed
from gongdun.plans.operations.files import File
from gongdun.plans.pages.history import points_of
from gongdun.plans.queries import exports
from gongdun.plans.queries import supervision as asked
from gongdun.plans.queries.board import BoardRow, board, one_row, period_of
from gongdun.plans.queries.districts import compare, limits
from gongdun.plans.stanzas import load
from gongdun.registry.models import Account, Office
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, an_officer, at
from gongdun.vault.actors import Actor
from gongdun.vault.scopes import within
from gongdun.vault.writing import unguarded
from tests.plan_world import a_plan_world
from tests.test_access import everywhere_to_be

pytestmark = pytest.mark.django_db
PLANS = Path(gongdun.plans.__file__).parent
FOLDER, OTHERS = PLANS / "changzhou_2022", PLANS / "tests" / "plans"
TODAY = date(2022, 10, 17)
PDF = File("台账.pdf", b"%PDF-1.7 \xe5\x8f\xb0\xe8\xb4\xa6")


@dataclass(frozen=True)
class Staff:
    director: Account
    supervisor: Account
    clerk: Account  # the bureau of 新北区
    agency: Account  # the city's agency

    def of(self, name: str) -> Actor:
        return getattr(self, name).actor("test")


@pytest.fixture
def staff(settings, tmp_path):
    settings.LAKE = tmp_path / "lake"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with within(everywhere_to_be()):
        a_plan_world()
        yield Staff(
            Account.objects.get(username="city.director"),
            an_officer("city.supervisor", "bureau", "常州市", "supervisor", "data_clerk", name="唐维"),
            Account.objects.get(username="xinbei.liaison"),
            an_officer("city.agency9", "agency", "常州市", "reviewer", name="沈立"),
        )


def measure(number: str) -> Measure:
    return Measure.objects.select_related("plan").get(number=number)


def row(number: str, today: date = TODAY) -> BoardRow:
    return one_row(measure(number), today)


# Typed figures


def a_typed(staff: Staff, **changed: object):
    told = {
        "measure": measure("12").pk, "key": "prevention/firm_checkups", "value": "97", "unit": "家", "on": date(2022, 10, 14), "reason": "系统尚未接入体检台账",
        "file": PDF, "actor": staff.of("clerk"), "today": TODAY,
    }  # fmt: skip
    return typed.type_figure(**told | changed)


def test_a_typed_figure_moves_its_measure_and_stays_apart_from_computed_ones(staff):
    assert row("12").light == "none"
    one = a_typed(staff)
    after = row("12")
    assert after.targets[0].figure is None and after.targets[0].typed.value == 97
    assert after.light in ("ok", "slow") and after.last_on == date(2022, 10, 14)
    typed.withdraw_typed(typed=one.pk, reason="重复填报", actor=staff.of("clerk"), today=TODAY)
    assert row("12").light == "none"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"value": "约97"}, "whole number"), ({"reason": " "}, "reason and the document"), ({"file": None}, "reason and the document"),
        ({"on": date(2022, 12, 1)}, "not after today"), ({"on": None}, "not after today"), ({"file": File("a.pdf", b"MZ")}, "not what its name says"),
    ],
)  # fmt: skip
def test_a_typed_figure_without_author_reason_document_or_day_is_refused(staff, changed, words):
    with pytest.raises(Refusal) as refused:
        a_typed(staff, **changed)
    assert words in refused.value.text("en")
    assert refused.value.text("zh_Hans") != refused.value.text("en")


def test_an_office_the_measure_does_not_name_types_nothing(staff):
    with pytest.raises(Refusal):
        a_typed(staff, measure=measure("28").pk, actor=staff.of("clerk"))
    with pytest.raises(Refusal):
        a_typed(staff, actor=JOB)


# Milestones


def test_a_milestone_counts_the_areas_whose_evidence_was_accepted(staff):
    nine = measure("9")
    told = {"measure": nine.pk, "title": "联席会议纪要", "on": date(2022, 3, 25), "link": "", "file": PDF, "today": TODAY}
    bureau = an_officer("city.bureau", "bureau", "常州市", "reviewer", name="何喆")
    one = evidence.add_evidence(**told, actor=bureau.actor("test"))
    assert (row("9").light, row("9").given) == ("none", 0)
    with pytest.raises(Refusal):  # never one's own
        evidence.review_evidence(evidence=one.pk, verdict="accepted", remark="", actor=bureau.actor("test"), today=TODAY)
    evidence.review_evidence(evidence=one.pk, verdict="accepted", remark="", actor=staff.of("supervisor"), today=TODAY)
    assert (row("9").light, row("9").given, row("9").needed) == ("late", 1, 4)
    for area in ("溧阳市", "金坛区", "武进区"):
        officer = an_officer(f"{area}.bureau", "bureau", area, "reviewer")
        late = evidence.add_evidence(**told, actor=officer.actor("test"))
        evidence.review_evidence(evidence=late.pk, verdict="accepted", remark="", actor=staff.of("supervisor"), today=TODAY)
    assert (row("9").light, row("9").given) == ("done", 4)
    assert not row("9").targets  # and no percentage anywhere


def test_evidence_is_a_record_first_and_a_file_second(staff):
    told = {"measure": measure("6").pk, "title": "名单", "on": date(2022, 8, 15), "file": None, "actor": staff.of("clerk"), "today": TODAY}
    number = Matter.objects.filter(procedure="uninsured_list").first().number
    assert evidence.add_evidence(**told, link=number).link == number
    assert evidence.add_evidence(**told, link="inspection/persons_gained").pk
    for link in ("名单 2022-9999", ""):
        with pytest.raises(Refusal):
            evidence.add_evidence(**told, link=link)


# Months


def locked(staff: Staff, month: date = date(2022, 8, 1)):
    one = months.prepare_month(plan=Plan.objects.get().pk, month=month, actor=staff.of("supervisor"), today=TODAY)
    return months.lock_month(locked=one.pk, digest=one.digest, actor=staff.of("director"), today=TODAY)


def test_two_officers_lock_a_month_and_its_bundle_verifies_offline(staff):
    one = locked(staff)
    name, data = months.fetch_bundle(locked=one.pk, reason="市审计核对", actor=staff.of("supervisor"))
    assert bundles.check(data, expected_digest=one.digest) == []
    content, samples = bundles.unpacked(data)
    assert name.endswith("2022-08.zip")
    assert {each["key"] for each in content["figures"]} >= {"inspection/uninsured_rows_handed_over", "inspection/base_reports_answered"}
    assert content["rules"] and content["law"] and set(content["journal"]) == {"seal", "head"}
    assert samples and all("select" in each["query"].lower() for each in content["figures"])
    text = json.dumps(samples, ensure_ascii=False)
    assert "王测" not in text and "王*" in text  # a person is a first character in a bundle
    samples[0]["row"]["日期"] = "2022-01-01"
    assert [each.message for each in bundles.check(bundles.packed(content, samples))] == [bundles.ROW]


def test_one_officer_alone_locks_nothing_and_a_stale_page_neither(staff):
    plan = Plan.objects.get().pk
    one = months.prepare_month(plan=plan, month=date(2022, 8, 1), actor=staff.of("supervisor"), today=TODAY)
    for told in ({"digest": one.digest, "actor": staff.of("supervisor")}, {"digest": "0" * 64, "actor": staff.of("director")}):
        with pytest.raises(Refusal):
            months.lock_month(locked=one.pk, today=TODAY, **told)
    both = Actor(staff.supervisor.pk, "唐维", staff.supervisor.office_id, frozenset({"supervisor", "director"}))
    with pytest.raises(Refusal, match="another officer"):
        months.lock_month(locked=one.pk, digest=one.digest, actor=both, today=TODAY)
    with pytest.raises(Refusal, match="has ended"):
        months.prepare_month(plan=plan, month=date(2022, 10, 1), actor=staff.of("supervisor"), today=TODAY)
    with pytest.raises(Refusal):
        months.prepare_month(plan=plan, month=date(2022, 8, 1), actor=staff.of("clerk"), today=TODAY)


def test_what_changed_after_the_lock_is_restated_with_its_reason_and_marked(staff):
    one = locked(staff)
    with unguarded("a report found later"):
        BaseReport.objects.update(reported_on=date(2022, 9, 2))
    figure = LockedFigure.objects.get(locked=one, key="inspection/base_reports_received", office=None)
    assert figure.counted == 2 and {each.key for each in months.changed_since(one)} >= {figure.key}
    stated = months.restate(figure_id=figure.pk, reason="两件的报告日录错月份", actor=staff.of("supervisor"), today=TODAY)
    with pytest.raises(Refusal):
        months.confirm_restatement(
            restatement=stated.pk, actor=Actor(staff.supervisor.pk, "", staff.supervisor.office_id, frozenset({"director"})), today=TODAY
        )
    assert points_of(row("7"), TODAY)[7].mark == ""
    main = LockedFigure.objects.get(locked=one, key="inspection/base_reports_answered", office=None)
    restated = months.restate(figure_id=main.pk, reason="两件的报告日录错月份", actor=staff.of("supervisor"), today=TODAY)
    months.confirm_restatement(restatement=restated.pk, actor=staff.of("director"), today=TODAY)
    assert points_of(row("7"), TODAY)[7].mark == "*"
    assert bundles.check(bytes(one.bundle), expected_digest=one.digest) == []  # the lock itself stays
    with pytest.raises(Refusal, match="locked"):
        months.prepare_month(plan=one.plan_id, month=one.month, actor=staff.of("supervisor"), today=TODAY)


# Supervision


def reminded(staff: Staff, today: date = TODAY) -> Matter:
    office = Office.objects.get(kind="bureau", area__name="新北区")
    told = {"measure": measure("12").pk, "office": office.pk, "words": "年内 120 家，尚无进展", "actor": staff.of("supervisor")}
    return supervision.remind(**told, today=today, now=at(today))


def test_an_office_is_reminded_chased_answers_with_evidence_and_is_accepted(staff):
    first, later = date(2022, 9, 5), date(2022, 9, 20)
    matter = reminded(staff, first)
    assert (matter.state, matter.office.area.name, matter.owner) == ("reminded", "新北区", None)
    assert matter.due_on == date(2022, 9, 13)  # five working days, with the mid-autumn holiday in between
    with pytest.raises(Refusal, match="already asked"):
        reminded(staff, first)
    act = {"matter": matter.pk, "actor": staff.of("supervisor"), "today": first, "now": at(first)}
    with pytest.raises(Refusal, match="to be answered"):
        supervision.chase(**act, reason="请报进展")
    chased = supervision.chase(**act | {"today": later, "now": at(later)}, reason="请于期限内报送体检企业名单")
    slip = chased.documents.get()
    assert slip.number.endswith("督〔2022〕1号") and (chased.state, chased.office.area.name) == ("chased", "新北区")
    assert supervision.rendered(slip.tree, "pdf").startswith(b"%PDF")
    answer = {"matter": matter.pk, "actor": staff.of("clerk"), "today": later, "now": at(later), "reason": "已完成 24 家"}
    with pytest.raises(Refusal, match="evidence"):
        supervision.reply(**answer)
    told = {"measure": measure("12").pk, "title": "体检报告目录", "on": later, "link": "", "file": PDF, "today": later}
    shown = evidence.add_evidence(**told, actor=staff.of("clerk"), matter=matter.pk)
    replied = supervision.reply(**answer)
    assert (replied.state, replied.office.area.name) == ("replied", "常州市")
    from_page = {"matter": matter.pk, "move": "accept", "actor": staff.of("supervisor"), "today": later, "now": at(later)}
    with pytest.raises(Refusal, match="not reviewed"):
        supervision.matters.move(**from_page)
    evidence.review_evidence(evidence=shown.pk, verdict="accepted", remark="", actor=staff.of("supervisor"), today=later)
    assert supervision.matters.move(**from_page).is_closed


def test_an_unanswered_slip_goes_to_the_director_who_instructs(staff):
    matter = reminded(staff, date(2022, 9, 5))
    days = (date(2022, 9, 20), date(2022, 10, 17))
    supervision.chase(matter=matter.pk, actor=staff.of("supervisor"), today=days[0], now=at(days[0]), reason="请报进展")
    raised = supervision.escalate(matter=matter.pk, actor=staff.of("supervisor"), today=days[1], now=at(days[1]), reason="两次未复")
    assert (raised.state, raised.office.area.name) == ("escalated", "常州市")
    told = supervision.instruct(matter=matter.pk, actor=staff.of("director"), today=days[1], now=at(days[1]), reason="本周内报送")
    assert (told.state, told.office.area.name, told.documents.count()) == ("chased", "新北区", 2)
    with pytest.raises(Refusal):
        supervision.withdraw_supervision(matter=matter.pk, actor=staff.of("clerk"), today=days[1], now=at(days[1]), reason="x")
    gone = supervision.withdraw_supervision(
        matter=matter.pk, actor=staff.of("supervisor"), today=days[1], now=at(days[1]), reason="已并入专题会"
    )
    assert gone.is_closed


def test_who_acted_lately_and_who_is_asked_already_is_left_alone(staff):
    a_typed(staff, value="3", on=date(2022, 8, 1))
    plan = Plan.objects.get()
    owed = asked.owed(plan, TODAY)
    twelve = {one.office.area.name for one in owed if one.measure.number == "12"}
    assert "新北区" in twelve and row("12").light == "late"
    a_typed(staff, value="1", actor=an_officer("wujin.bureau", "bureau", "武进区", "reviewer").actor("test"))
    assert "武进区" in twelve and "武进区" not in {one.office.area.name for one in asked.owed(plan, TODAY) if one.measure.number == "12"}
    twelve -= {"武进区"}
    reminded(staff)
    assert {one.office.area.name for one in asked.owed(plan, TODAY) if one.measure.number == "12"} == twelve - {"新北区"}
    quiet = [each for each in board(plan, TODAY) if each.light not in ("late", "slow")]
    assert not {one.measure.pk for one in owed} & {each.measure.pk for each in quiet}
    office = Office.objects.get(kind="bureau", area__name="新北区")
    open_now, left = asked.digest(office, plan, TODAY)
    assert len(open_now) == 1 and all(one.office == office for one in left)


# Any plan


def taken(staff: Staff, name: str, city: str | None = None, follows: int | None = None):
    told = File(city, (OTHERS / city).read_bytes()) if city else None
    return drafts.take_table(
        file=File(name, (OTHERS / name).read_bytes()), city=told, follows=follows, year="", actor=staff.of("supervisor"), today=TODAY
    )


@pytest.mark.parametrize(("name", "city"), [("chenghu-2024.docx", None), ("yunze-2024.xlsx", "yunze.toml")])
def test_another_citys_table_becomes_a_plan_that_exports_and_loads_again(staff, name, city, tmp_path):
    draft = taken(staff, name, city)
    expected = json.loads((OTHERS / name.replace("docx", "json").replace("xlsx", "json")).read_text(encoding="utf-8"))
    assert [each["text"] for each in draft.measures] == [each["text"] for each in expected["measures"]]
    assert len(draft.unresolved) == len(expected["unresolved"])
    with pytest.raises(Refusal, match="not confirmed"):
        drafts.adopt_draft(draft=draft.pk, document_number="", actor=staff.of("supervisor"), today=TODAY)
    for place, each in enumerate(draft.measures):
        chosen = each["proposal"]
        told = {
            "title": chosen["title"],
            "title_en": "",
            "yardstick": chosen["yardstick"],
            "indicators": "",
            "deadline_kind": (each["deadline"] or {}).get("kind") or "year_round",
        }
        drafts.confirm_measure(draft=draft.pk, place=place, told=told, revision=None, actor=staff.of("supervisor"))
    plan = drafts.adopt_draft(draft=draft.pk, document_number="云人社发〔2024〕1号", actor=staff.of("supervisor"), today=TODAY)
    assert plan.measures.count() == len(expected["measures"])
    unzip(exports.folder(plan), tmp_path)
    again = load(tmp_path)
    assert [one.number for one in again.measures] == [one.number for one in plan.measures.all()]
    assert [[str(each.value) for each in one.targets] for one in again.measures] == [
        [each["value"] for each in one.targets] for one in plan.measures.all()
    ]
    assert len(board(plan, date(2024, 3, 1))) == len(expected["measures"])


def unzip(data: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)


def test_the_seeded_plan_goes_out_and_comes_in_again_as_the_same_plan(staff, tmp_path):
    plan = Plan.objects.get()
    unzip(exports.folder(plan), tmp_path / "again_2022")
    plan.measures.all()
    again = adopt_plan(folder=tmp_path / "again_2022", actor=JOB, today=TODAY)
    fields = (
        "number",
        "text",
        "title",
        "title_en",
        "yardstick",
        "deadline_kind",
        "deadline_on",
        "lead",
        "support",
        "targets",
        "indicators",
        "chapter",
    )
    assert list(again.measures.values_list(*fields)) == list(plan.measures.values_list(*fields))


def test_next_years_plan_starts_from_this_one_and_says_what_changed(staff):
    plan = Plan.objects.get()
    draft = drafts.begin_next_year(plan=plan.pk, actor=staff.of("supervisor"), today=TODAY)
    assert draft.year == 2023 and len(draft.measures) == 45
    assert {each["proposal"]["like"] for each in draft.measures} == {str(number) for number in range(1, 46)}
    assert draft.measures[8]["deadline"]["date"] == "2023-03-31"
    drafts.confirm_rest(draft=draft.pk, actor=staff.of("supervisor"))
    following = drafts.adopt_draft(draft=draft.pk, document_number="", actor=staff.of("supervisor"), today=TODAY)
    assert following.follows == plan and following.version == 1
    old, new = (exports.as_read(each)["measures"] for each in (plan, following))
    found = drafts.proposals.differences(old, new)
    assert [one.kind for one in found].count("changed") == 10  # the dated ones, a year later
    assert {one.fields for one in found if one.kind == "changed"} == {("deadline",)}
    assert {one.after["number"] for one in found} == {str(number) for number in range(1, 46)}


def test_a_colleagues_change_is_not_overwritten_and_unknown_indicators_are_refused(staff):
    draft = taken(staff, "chenghu-2024.docx")
    told = {
        "title": "参保",
        "title_en": "",
        "yardstick": draft.measures[0]["proposal"]["yardstick"],
        "indicators": "",
        "deadline_kind": "year_round",
    }
    act = {"draft": draft.pk, "place": 0, "actor": staff.of("supervisor")}
    drafts.confirm_measure(**act, told=told, revision=draft.revision)
    with pytest.raises(Refusal, match="meanwhile"):
        drafts.confirm_measure(**act, told=told, revision=draft.revision)
    with pytest.raises(Refusal, match="no indicator"):
        drafts.confirm_measure(**act, told=told | {"indicators": "no/such"}, revision=None)


# Districts


def test_districts_are_compared_by_what_their_size_explains(staff):
    rows = compare("inspection/uninsured_rows_handed_over", period_of(Plan.objects.get(), TODAY))
    assert {one.name for one in rows} >= {"新北区", "溧阳市"}
    assert sum(one.observed for one in rows) == 4 and {one.verdict for one in rows} == {"few"}
    assert round(sum(one.expected for one in rows), 6) == 4
    low, high = limits(20, 10.0)
    assert 1.2 < low < 1.25 and 3.0 < high < 3.15  # exact Poisson: 12.22 to 30.89


def test_nobody_outside_sees_a_row_but_everybody_the_total(staff):
    with within(everywhere()):
        total = row("6").main.figure.rows
    with within(staff.agency.scope()):
        assert row("6").main.figure.rows == total
