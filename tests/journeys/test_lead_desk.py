"""The lead desk: the arithmetic in words, who looked, quiet that ends, a record by version and district."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.desk.models import Lead, Suppression, Verdict
from gongdun.desk.operations import leads as operations
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.desk.queries import leads as queries
from gongdun.desk.queries.leads_arithmetic import arithmetic, change
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, TODAY, Team, a_city, a_team, employers
from gongdun.vault import journal
from gongdun.vault.scopes import within

RULE = "inspection/headcount_swing"


@pytest.fixture
def team(db):
    a_city()
    with within(everywhere()):
        yield a_team()


def swing(employer, version="1", **figures):
    return LeadRow(f"{RULE}:{employer.key}", RULE, version, "middle", employer.key, None, "320411", "2022-08", figures)


def taken(month, rows, today):
    return take_run(month=month, digest=f"{month}-{len(rows)}", manifest={"rules": [RULE]}, rows=rows, actor=JOB, today=today)


def test_the_arithmetic_is_said_in_both_languages(team):
    (firm,) = employers(1)
    taken(date(2022, 8, 1), [swing(firm, heads=17, heads_before=42)], TODAY)
    lead = Lead.objects.get()
    assert arithmetic(lead, "zh-hans") == "上月参保 42 人，2022-08 参保 17 人，−59.5 %"
    assert arithmetic(lead, "en") == "insured 42 the month before, 17 in 2022-08, −59.5 %"


@pytest.mark.parametrize(("before", "after", "said"), [(42, 17, "−59.5 %"), (40, 50, "+25.0 %"), (0, 7, "+7"), (3, 2, "−33.3 %")])
def test_a_change_is_rounded_once_and_from_nothing_is_no_percentage(before, after, said):
    assert change(before, after) == said


def test_who_looks_is_kept_once(team):
    (firm,) = employers(1)
    taken(date(2022, 8, 1), [swing(firm, heads=1, heads_before=9)], TODAY)
    lead = Lead.objects.get()
    for account in (team.agency_clerk, team.agency_clerk, team.agency_approver):
        operations.look(lead=lead.pk, actor=Team.act(account))
    lead.refresh_from_db()
    assert queries.viewers(lead) == ["钱芳", "沈立"]
    assert [entry.action for entry in journal.search(subject=f"lead:{lead.pk}")] == ["desk.look_at_lead"] * 2


def test_a_quiet_rule_asks_again_when_its_time_is_over(team):
    (firm,) = employers(1)
    row = swing(firm, heads=17, heads_before=42)
    taken(date(2022, 7, 1), [row], date(2022, 8, 10))
    lead = Lead.objects.get()
    operations.dismiss(
        leads=[lead.pk],
        reason_code="lawful_seasonal",
        remark="每年夏季停产",
        actor=Team.act(team.agency_clerk),
        today=date(2022, 8, 12),
        quiet_until=date(2022, 9, 20),
    )
    taken(date(2022, 8, 1), [row], date(2022, 9, 10))
    assert Lead.objects.get().state == "dismissed"
    taken(date(2022, 9, 1), [row], date(2022, 10, 10))
    assert Lead.objects.get().state == "new"
    assert Verdict.objects.get().answer == "lawful"


def test_another_fingerprint_of_a_quiet_party_is_not_raised_either(team):
    (firm,) = employers(1)
    taken(date(2022, 7, 1), [swing(firm)], date(2022, 8, 10))
    act = {"actor": Team.act(team.agency_clerk), "today": date(2022, 8, 12)}
    operations.dismiss(leads=[Lead.objects.get().pk], reason_code="duplicate", remark="", quiet_until=date(2022, 12, 1), **act)
    later = LeadRow("another", RULE, "1", "middle", firm.key, None, "320411", "2022-09", {})
    taken(date(2022, 8, 1), [later], date(2022, 9, 10))
    assert set(Lead.objects.values_list("state", flat=True)) == {"dismissed"}


def test_a_lead_set_aside_is_asked_again_by_a_person_with_a_reason(team):
    (firm,) = employers(1)
    taken(date(2022, 8, 1), [swing(firm)], TODAY)
    lead, clerk = Lead.objects.get(), Team.act(team.agency_clerk)
    operations.dismiss(leads=[lead.pk], reason_code="duplicate", remark="", actor=clerk, today=TODAY, quiet_until=date(2023, 1, 1))
    with pytest.raises(Refusal, match="Say why"):
        operations.reopen(lead=lead.pk, actor=clerk, reason=" ")
    operations.reopen(lead=lead.pk, actor=clerk, reason="单位另有说明")
    assert Lead.objects.get().state == "new"
    assert not Suppression.objects.exists()


def test_the_record_is_kept_by_version_and_by_district(team):
    firms = employers(4)
    rows = [swing(firm, version="1" if number < 2 else "2") for number, firm in enumerate(firms)]
    taken(date(2022, 8, 1), rows, TODAY)
    first, *_ = Lead.objects.order_by("id")
    operations.dismiss(leads=[first.pk], reason_code="duplicate", remark="", actor=Team.act(team.agency_clerk), today=TODAY)
    assert [(one.name, one.confirmed, one.decided) for one in queries.precision_by_version(RULE)] == [("1", 0, 1)]
    names = {area.pk: area.name for area in Area.objects.all()}
    assert [(one.name, one.percent) for one in queries.precision_by_district(RULE, names)] == [("新北区", "0.0 %")]
    assert [(one.name, one.decided) for one in queries.precision_by_month(RULE)] == [("2022-08", 1)]


@pytest.mark.parametrize("asked", [{"severity": "grave"}, {"rule": "no/rule"}, {"district": "99999"}, {"age": "year"}])
def test_an_unknown_filter_is_refused_and_never_means_every_lead(team, asked):
    (firm,) = employers(1)
    taken(date(2022, 8, 1), [swing(firm, heads=1, heads_before=9)], TODAY)
    with pytest.raises(Refusal, match="does not know"):
        queries.narrowed(queries.open_leads(), asked, TODAY)
    assert queries.narrowed(queries.open_leads(), {"severity": "middle", "rule": RULE, "age": "week"}, TODAY).count() == 1
