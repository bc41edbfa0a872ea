"""措施 36、38: a deceased person's cover is stopped and refunded; a campaign is frozen, gone through, compared again and closed."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.enrolment.conditions import CONDITIONS
from gongdun.areas.enrolment.models import CampaignUnit
from gongdun.desk import letters
from gongdun.desk.models import Lead, Run, Verdict
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

MAY = date(2022, 5, 16)
YEAR = Period(date(2022, 1, 1), date(2022, 10, 17))


@pytest.fixture
def team(db):
    a_city()
    with within(everywhere()):
        yield a_team()


def asked(rule, employer, worker=None, **figures):
    key = worker.person_key if worker else None
    return LeadRow(f"{rule}:{employer.key}:{key}", rule, "1", "high", employer.key, key, "320411", "2022-04", figures)


def run(month, rows, today):
    rules = ["inspection/lift_base_low", "enrolment/project_uncovered", "inspection/deceased_still_insured"]
    return take_run(month=month, digest=f"{month}", manifest={"rules": rules}, rows=rows, actor=JOB, today=today)


def called(operation, matter, account, day, **rest):
    return getattr(enrolment, operation)(matter=matter.pk, actor=Team.act(account), today=day, now=at(day), **rest)


def do(matter, name, account, day, **rest):
    return move(matter=matter.pk, move=name, actor=Team.act(account), today=day, now=at(day), **rest)


def test_a_deceased_persons_cover_is_stopped_confirmed_by_the_data_and_refunded_to_the_fen(team):
    (firm,), (person,) = employers(1), workers(1)
    row = asked("inspection/deceased_still_insured", firm, person, died_day="2022-01-09", first_month="2022-02", last_month="2022-04", months=3, refund_fen=13_503, sources=2)  # fmt: skip
    run(date(2022, 4, 1), [row], MAY)
    clerk = Team.act(team.agency_clerk)
    matter = enrolment.open_stop(leads=[Lead.objects.get().pk], actor=clerk, today=MAY, now=at(MAY))
    assert matter.due_on == date(2022, 6, 14)  # 20 working days: Dragon Boat festival on 3 June
    do(matter, "verify", team.agency_clerk, MAY, reason="公安注销户口，死亡证明 苏0411-0007")
    with pytest.raises(CannotMove, match="is for"):
        do(matter, "approve", team.agency_clerk, MAY)
    do(matter, "approve", team.agency_approver, MAY)
    called("apply_stop", matter, team.agency_clerk, MAY)
    document = matter.documents.get()
    said = text(letters.composed(document.kind, document.tree))
    assert "2022年2月至2022年4月多缴的工伤保险费135.03元（大写：壹佰叁拾伍元零叁分）" in said
    with pytest.raises(CannotMove, match="No later declarations"):
        do(matter, "confirm", team.agency_clerk, date(2022, 6, 1))
    may = run(date(2022, 5, 1), [], date(2022, 6, 10))
    pair = (firm.key, person.person_key)
    confirm = {"run": may, "actor": JOB, "today": date(2022, 6, 10), "now": at(date(2022, 6, 10))}
    assert enrolment.confirm_stops(insured={pair}, **confirm) == 0
    assert enrolment.confirm_stops(insured=set(), **confirm) == 1
    assert enrolment.confirm_stops(insured=set(), **confirm) == 0  # a job may run twice
    refund = {"matter": matter.pk, "actor": clerk, "today": date(2022, 6, 13)}
    with pytest.raises(Refusal, match="must be the same"):
        enrolment.record_refund(amount_fen=13_500, receipt="T-1", **refund)
    enrolment.record_refund(amount_fen=13_503, receipt="T-1", **refund)
    held = called("close_stop", matter, team.agency_clerk, date(2022, 6, 13))
    assert held.state == "refunded"
    assert Verdict.objects.get().answer == "confirmed"
    assert figure("enrolment/deceased_ceased", YEAR).value == 1
    actions = [entry.action for entry in journal.search(subject=f"matter:{matter.pk}")]
    assert {"cover_stop.open", "cover_stop.apply", "cover_stop.confirm", "cover_stop.record_refund", "cover_stop.refund"} <= set(actions)


def heads(firm, insured, base):
    return {"employer_key": firm.key, "insured": insured, "paid": 10, "both": insured, "new_form": 2, "base_total": base}


def test_a_campaign_freezes_its_population_and_closes_by_what_later_data_show(team):
    firms = employers(3)
    rules = ("inspection/lift_base_low", "inspection/lift_base_low", "enrolment/project_uncovered")
    rows = [asked(rule, firm, heads=5) for rule, firm in zip(rules, firms, strict=True)]
    run(date(2022, 4, 1), rows, MAY)
    enrolment.take_cover(month=date(2022, 4, 1), rows=[heads(firm, 5, 2_130_000) | {"new_form": 0} for firm in firms], actor=JOB)
    clerk = Team.act(team.agency_clerk)
    matter = enrolment.open_campaign(
        measure="36", title="电梯建筑新业态专项治理", due_on=date(2022, 6, 30), actor=clerk, today=MAY, now=at(MAY)
    )
    called("freeze_campaign", matter, team.agency_clerk, MAY)
    units = list(CampaignUnit.objects.order_by("employer__key"))
    assert [(unit.insured_before, unit.base_before_fen) for unit in units] == [(5, 426_000)] * 3
    enrolment.note_contact(unit=units[0].pk, kind="visit", text="核对工资表", actor=clerk, today=date(2022, 5, 20))
    with pytest.raises(CannotMove, match="3 units of the campaign have no finding"):
        called("report_campaign", matter, team.agency_clerk, date(2022, 6, 20))
    settle = {"actor": clerk, "today": date(2022, 5, 25)}
    with pytest.raises(Refusal, match="4 conditions of this unit are not checked"):
        enrolment.settle_unit(unit=units[0].pk, finding="settled", remark="", **settle)
    for one in units:
        enrolment.check_unit(unit=one.pk, answers=dict.fromkeys(CONDITIONS[one.group], True), words="", **settle)
    enrolment.settle_unit(unit=units[0].pk, finding="settled", remark="", **settle)
    enrolment.settle_unit(unit=units[1].pk, finding="settled", remark="", **settle)
    with pytest.raises(Refusal, match="needs its words"):
        enrolment.settle_unit(unit=units[2].pk, finding="explained", remark="", **settle)
    enrolment.settle_unit(unit=units[2].pk, finding="explained", remark="项目停工未复工", **settle)
    enrolment.take_cover(month=date(2022, 5, 1), rows=[heads(firms[0], 10, 7_200_000), heads(firms[1], 5, 2_130_000)], actor=JOB)
    may = run(date(2022, 5, 1), [rows[1]], date(2022, 6, 10))
    enrolment.rematch_campaigns(run=may, still_asked={rows[1].fingerprint}, actor=JOB, today=date(2022, 6, 10))
    after = list(CampaignUnit.objects.order_by("employer__key").values_list("result", "insured_after", "base_after_fen"))
    assert after == [("gained", 10, 720_000), ("unchanged", 5, 426_000), ("explained", None, None)]
    called("report_campaign", matter, team.agency_clerk, date(2022, 6, 20))
    document = matter.documents.get()
    said = text(letters.composed(document.kind, document.tree))
    assert "按期完成" in said and matter.campaign.__class__.objects.get().digest in said
    held = called("close_campaign", matter, team.agency_approver, date(2022, 6, 21))
    assert (held.state, held.campaign.closed_on) == ("closed", date(2022, 6, 21))
    assert figure("inspection/special_trades_settled", YEAR).value == pytest.approx(2 / 3)
    assert Run.objects.count() == 2


def test_coverage_counts_only_who_is_both_paid_and_insured(team):
    firms = employers(2)
    rows = [heads(firms[0], 9, 3_834_000), heads(firms[1], 4, 1_704_000)]
    enrolment.take_cover(month=date(2022, 5, 1), rows=rows, actor=JOB)
    enrolment.take_cover(month=date(2022, 5, 1), rows=[rows[0], {**rows[1], "insured": 5, "both": 5}], actor=JOB)
    assert figure("enrolment/new_trades_insured", YEAR).value == 4
    assert figure("enrolment/high_risk_trades_insured", YEAR).value is None  # machinery is none of the high-risk trades
