"""措施 1: a building project from its permit to an extension and its completion; cover is read from the data, never typed."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.enrolment.models import Project
from gongdun.areas.enrolment.queries.projects import gaps, present
from gongdun.desk.models import Lead, Verdict
from gongdun.desk.operations import papers
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.desk.operations.matters import move
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.documents import text
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, Team, a_city, a_team, at, employers, workers
from gongdun.vault import journal
from gongdun.vault.scopes import within

MAY = date(2022, 5, 16)  # Monday
PERMIT, ENDS = date(2022, 5, 10), date(2022, 9, 30)
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
NUMBER = "320411202205100101"


@pytest.fixture
def team(db):
    a_city()
    with within(everywhere()):
        yield a_team()


def do(matter, name, account, day, **rest):
    return move(matter=matter.pk, move=name, actor=Team.act(account), today=day, now=at(day), **rest)


def called(operation, matter, account, day, **rest):
    return getattr(enrolment, operation)(matter=matter.pk, actor=Team.act(account), today=day, now=at(day), **rest)


def a_run(month, today, *rows):
    manifest = {"rules": ["enrolment/project_uncovered"]}
    return take_run(month=month, digest=f"{month}", manifest=manifest, rows=rows, actor=JOB, today=today)


def registered(team, firm, number=NUMBER, **said):
    facts = {
        "permit_on": PERMIT,
        "cost_fen": 4_567_890_123,
        "tier": 2,
        "starts_on": PERMIT,
        "ends_on": ENDS,
        "place": "新北区通江路",
    } | said
    return enrolment.register_project(
        contractor=firm, number=number, name="新北体育中心改造", permit_number="320411-0007", actor=Team.act(team.agency_clerk), today=MAY,
        now=at(MAY), **facts,
    )  # fmt: skip


def confirmed(month, today, *, until):
    covers = {NUMBER: (date(2022, 5, 20), until)}
    return enrolment.confirm_projects(run=a_run(month, today), covers=covers, actor=JOB, today=today, now=at(today))


def priced_and_filed(team, matter):
    called("price_project", matter, team.agency_clerk, MAY)
    with pytest.raises(CannotMove, match="is for"):
        do(matter, "approve", team.agency_clerk, MAY)
    do(matter, "approve", team.agency_approver, date(2022, 5, 17))
    return called("file_project", matter, team.agency_clerk, date(2022, 5, 18))


def said(matter, kind):
    document = matter.documents.filter(kind=f"enrolment/{kind}").last()
    return document, text(papers.letter(papers.catalogue().documents[document.kind], document.tree, {}))


def test_a_project_goes_from_its_permit_through_an_extension_to_its_end(team):
    (firm,) = employers(1)
    figures = {"subject": NUMBER, "permit_day": "2022-05-10", "covered_from_day": None, "cost_fen": 4_567_890_123}
    a_run(
        date(2022, 4, 1),
        MAY,
        LeadRow("project:1", "enrolment/project_uncovered", "1", "high", firm.key, None, "320411", "2022-05", figures),
    )
    assert [(gap.number, gap.days, gap.matter) for gap in gaps(MAY)] == [(NUMBER, 6, None)]
    matter = registered(team, firm)
    assert (matter.due_on, Lead.objects.get().matter_id) == (date(2022, 5, 30), matter.pk)  # ten working days
    assert [(gap.days, gap.matter) for gap in gaps(MAY)] == [(6, matter.pk)]  # once, by the register
    held = priced_and_filed(team, matter)
    assert held.project.contribution_fen == 6_851_835  # 45,678,901.23 × 1.5 ‰ = 68,518.351845
    document, words = said(matter, "project_calculation")
    assert document.number == "市本级项核〔2022〕1号"
    assert "第2档，1.5‰" in words and "68,518.35" in words and "陆万捌仟伍佰壹拾捌元叁角伍分" in words
    assert "下列参数尚未核实" in words  # the rates before 2023-11-22 are not verified
    assert list(Verdict.objects.values_list("answer", "reason_code")) == [("confirmed", "cover_applied")]
    with pytest.raises(CannotMove, match="The data do not show"):
        do(matter, "confirm", team.agency_clerk, date(2022, 6, 10))
    covered_then_extended(team, matter)
    completed(team, matter)


def covered_then_extended(team, matter):
    assert confirmed(date(2022, 4, 1), date(2022, 6, 1), until=date(2022, 6, 30)) == 0  # shorter than the works: not what was applied for
    assert confirmed(date(2022, 5, 1), date(2022, 6, 10), until=ENDS) == 1
    matter.refresh_from_db()
    assert (matter.state, matter.due_on) == ("covered", ENDS)  # a term does not roll to a working day
    certificate, words = said(matter, "project_certificate")
    assert certificate.number == "市本级项证〔2022〕1号"
    assert "2022年5月20日至2022年9月30日" in words and "自施工许可之日起10日未参保" in words
    assert "发生事故怎么办" in said(matter, "site_notice")[1]
    assert figure("enrolment/projects_covered", YEAR).value == 0  # ten days late: not covered on the permit's day
    asked = {"matter": matter.pk, "actor": Team.act(team.agency_clerk), "today": date(2022, 9, 5)}
    with pytest.raises(CannotMove, match="new end is not entered"):
        do(matter, "extend", team.agency_clerk, date(2022, 9, 5))
    with pytest.raises(Refusal, match="ends later than that"):
        enrolment.ask_extension(until=ENDS, **asked)
    with pytest.raises(Refusal, match="is over is not extended"):
        enrolment.ask_extension(until=date(2022, 12, 31), **{**asked, "today": date(2022, 10, 8)})
    one = enrolment.ask_extension(until=date(2022, 12, 31), cost_fen=5_000_000_000, **asked)
    assert one.extra_fen == 7_500_000 - 6_851_835
    do(matter, "extend", team.agency_clerk, date(2022, 9, 5))
    do(matter, "approve_extension", team.agency_approver, date(2022, 9, 6))
    assert confirmed(date(2022, 8, 1), date(2022, 9, 12), until=ENDS) == 0  # the old end does not confirm the new one
    assert confirmed(date(2022, 9, 1), date(2022, 10, 11), until=date(2022, 12, 31)) == 1
    one = Project.objects.get()
    assert (one.ends_on, one.cost_fen, one.contribution_fen, one.extra_fen) == (date(2022, 12, 31), 5_000_000_000, 7_500_000, 0)
    matter.refresh_from_db()
    assert (matter.state, matter.due_on) == ("covered", date(2022, 12, 31))
    assert "50,000,000.00" in said(matter, "project_certificate")[1]


def completed(team, matter):
    people = workers(2)
    stay = {"matter": matter.pk, "actor": Team.act(team.agency_clerk), "today": date(2022, 12, 20), "unit": "某劳务公司", "trade": "钢筋工"}
    enrolment.put_on_site(worker=people[0], in_on=date(2022, 6, 1), **stay)
    enrolment.put_on_site(worker=people[1], in_on=date(2022, 7, 1), out_on=date(2022, 12, 1), **stay)
    with pytest.raises(Refusal, match="Extend the cover first"):
        enrolment.put_on_site(worker=people[1], in_on=date(2023, 1, 4), **stay)
    assert (present(matter, date(2022, 8, 1)), present(matter, date(2022, 12, 15))) == (2, 1)
    with pytest.raises(CannotMove, match="1 persons of the roster"):
        called("complete_project", matter, team.agency_clerk, date(2022, 12, 20))
    enrolment.put_on_site(worker=people[0], in_on=date(2022, 6, 1), out_on=date(2022, 12, 19), **stay)
    held = called("complete_project", matter, team.agency_clerk, date(2022, 12, 20))
    assert (held.state, held.project.completed_on, held.due_on) == ("completed", date(2022, 12, 20), None)
    actions = {entry.action for entry in journal.search(subject=f"matter:{matter.pk}")}
    steps = (
        "open",
        "price",
        "compute",
        "approve",
        "file",
        "confirm",
        "ask_extension",
        "extend",
        "approve_extension",
        "confirm_extension",
        "put_on_site",
        "complete",
    )
    assert {f"project_cover.{step}" for step in steps} <= actions


def test_a_project_covered_before_its_permit_counts_and_a_returned_extension_leaves_the_cover(team):
    (firm,) = employers(1)
    matter = registered(team, firm, permit_on=date(2022, 5, 25))
    with pytest.raises(Refusal, match="in the register already"):
        registered(team, firm)
    priced_and_filed(team, matter)
    confirmed(date(2022, 5, 1), date(2022, 6, 10), until=ENDS)
    assert figure("enrolment/projects_covered", YEAR).value == 1
    assert gaps(date(2022, 6, 10)) == []
    clerk = Team.act(team.agency_clerk)
    enrolment.ask_extension(matter=matter.pk, until=date(2022, 12, 31), cost_fen=5_000_000_000, actor=clerk, today=date(2022, 9, 5))
    do(matter, "extend", team.agency_clerk, date(2022, 9, 5))
    held = called("return_extension", matter, team.agency_approver, date(2022, 9, 6), reason="未附补充协议")
    one = held.project
    assert (held.state, one.cost_fen, one.new_ends_on, one.new_cost_fen, one.extra_fen) == ("covered", 4_567_890_123, None, None, 0)


@pytest.mark.parametrize(
    ("said_", "rule"),
    [({"cost_fen": 0}, "苏人社规〔2023〕2号"), ({"tier": 5}, "tiers 1 to 4"), ({"ends_on": date(2022, 5, 1)}, "before they begin"), ({"number": " "}, "number")],
)  # fmt: skip
def test_a_project_that_cannot_be_is_not_registered(team, said_, rule):
    (firm,) = employers(1)
    with pytest.raises(Refusal, match=rule):
        registered(team, firm, **said_)
    assert not Project.objects.exists()
