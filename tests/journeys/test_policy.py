"""措施 7: a base below the wage taxed becomes labour inspection's report, is recalculated to the fen, and is answered."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.areas.inspection import operations as inspection
from gongdun.desk.models import Lead, Verdict
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.desk.operations.matters import move
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, TODAY, Team, a_city, a_team, at, employers, workers
from gongdun.vault import journal
from gongdun.vault.scopes import within

YEAR = Period(date(2022, 1, 1), date(2022, 10, 17))


@pytest.fixture
def team(db):
    a_city()
    with within(everywhere()):
        yield a_team()


def base_leads(month, firm, *people):
    rule = "inspection/base_below_wage"
    rows = [
        LeadRow(
            f"{rule}:{firm.key}:{one.person_key}:{month:%m}", rule, "1", "middle", firm.key, one.person_key, "320411", f"{month:%Y-%m}",
            {"base_fen": 500_000, "income_fen": 800_000, "shortfall_fen": 600_000, "months": 2, "is_at_floor": 0},
        )
        for one in people
    ]  # fmt: skip
    take_run(month=month, digest=f"digest-{month}", manifest={"rules": [rule]}, rows=rows, actor=JOB, today=TODAY)
    return list(Lead.objects.filter(last_run__month=month).order_by("id"))


def follow(leads, account, day=TODAY):
    return inspection.follow_base(leads=[one.pk for one in leads], actor=Team.act(account), today=day, now=at(day))


def do(matter, name, account, day):
    return move(matter=matter.pk, move=name, actor=Team.act(account), today=day, now=at(day))


def called(operation, matter, account, day, **rest):
    return getattr(inspection, operation)(matter=matter.pk, actor=Team.act(account), today=day, now=at(day), **rest)


def test_a_lead_of_a_low_base_is_reported_recalculated_with_late_fee_and_answered(team):
    (firm,), (person,) = employers(1), workers(1)
    matter = follow(base_leads(date(2022, 8, 1), firm, person), team.inspector)
    report = matter.base_report
    assert (report.from_month, report.to_month) == (date(2022, 7, 1), date(2022, 8, 1))
    assert (report.declared_base_fen, report.actual_wage_fen, report.reported_by.kind) == (500_000, 800_000, "inspection")
    assert figure("inspection/base_reports_received", YEAR).value == 1
    do(matter, "accept", team.agency_clerk, date(2022, 9, 1))
    called("determine", matter, team.agency_clerk, date(2022, 9, 20))
    report.refresh_from_db()
    # 3,000 yuan short at 0.9 %; half a thousandth a day from the first of the month after to 20 September: 51 and 20 days.
    months = [(one["month"], one["arrears_fen"], one["days_late"], one["late_fee_fen"]) for one in report.calculation["months"]]
    assert months == [("2022-07", 2_700, 51, 69), ("2022-08", 2_700, 20, 27)]
    assert report.total_fen == 5_496
    do(matter, "approve", team.agency_approver, date(2022, 9, 21))
    held = called("answer_base", matter, team.agency_clerk, date(2022, 9, 22))
    assert (held.state, held.base_report.answered_on) == ("answered", date(2022, 9, 22))
    assert list(Verdict.objects.values_list("answer", "reason_code", "on")) == [("confirmed", "base_determined", date(2022, 9, 22))]
    assert Lead.objects.get().state == "confirmed"
    assert figure("inspection/base_reports_answered", YEAR).value == 1
    assert figure("inspection/base_arrears_determined", YEAR).value == report.total_fen


def test_a_later_lead_of_the_same_person_joins_the_report_and_the_journal_says_so(team):
    (firm,), (person,) = employers(1), workers(1)
    matter = follow(base_leads(date(2022, 8, 1), firm, person), team.inspector)
    (later,) = base_leads(date(2022, 9, 1), firm, person)
    assert follow([later], team.agency_clerk) == matter
    assert matter.leads.count() == 2
    (entry,) = journal.search(subject=f"matter:{matter.pk}", action="base_report.attach_leads")
    assert (entry.subject, entry.content["after"]) == (f"matter:{matter.pk}", {"leads": [later.pk]})


def test_persons_of_one_unit_get_a_report_each(team):
    (firm,), people = employers(1), workers(2)
    follow(base_leads(date(2022, 8, 1), firm, *people), team.inspector)
    assert Lead.objects.values("matter").distinct().count() == 2


def test_the_agency_does_not_report_a_base_in_the_inspectorates_name(team):
    (firm,), (person,) = employers(1), workers(1)
    leads = base_leads(date(2022, 8, 1), firm, person)
    with pytest.raises(Refusal, match="only labour inspection reports a base"):
        follow(leads, team.agency_clerk)
    assert Lead.objects.get().state == "new"


def test_a_base_found_in_order_makes_its_lead_unfounded(team):
    (firm,), (person,) = employers(1), workers(1)
    matter = follow(base_leads(date(2022, 8, 1), firm, person), team.inspector)
    do(matter, "accept", team.agency_clerk, date(2022, 9, 1))
    called("find_nothing", matter, team.agency_clerk, date(2022, 9, 5), reason="差额为一次性补贴")
    assert list(Verdict.objects.values_list("answer", "remark")) == [("unfounded", "差额为一次性补贴")]
    assert figure("inspection/base_arrears_determined", YEAR).value in (0, None)
