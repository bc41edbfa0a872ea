"""措施 8、37、39: leads become an enquiry, a warning, a draw with its audits; each ends in a verdict, a document and a figure."""

from __future__ import annotations

import copy
import json
from datetime import date

import pytest

from gongdun.areas.inspection import commands, replay
from gongdun.areas.inspection import operations as inspection
from gongdun.areas.inspection.queries.draws import draw_file
from gongdun.desk import letters
from gongdun.desk.models import Lead, Verdict
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.desk.operations.matters import move
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.documents import text
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, TODAY, Team, a_city, a_team, an_officer, at, employers, workers
from gongdun.vault import journal
from gongdun.vault.scopes import within

AUGUST = date(2022, 8, 1)
YEAR = Period(date(2022, 1, 1), date(2022, 10, 17))


def asked(rule, employer, worker=None, **figures):
    key = worker.person_key if worker else None
    return LeadRow(f"{rule}:{employer.key}:{key}", rule, "1", "middle", employer.key, key, "320411", "2022-08", figures)


def taken(*rows):
    rules = sorted({row.rule for row in rows})
    take_run(month=AUGUST, digest=f"digest-{len(rows)}-{rules}", manifest={"rules": rules}, rows=rows, actor=JOB, today=TODAY)
    return list(Lead.objects.filter(rule__in=rules).order_by("id"))


@pytest.fixture
def people(db):
    a_city()
    with within(everywhere()):
        team = a_team()
        auditors = [
            an_officer(f"city.audit{number}", "agency", "常州市", "audit_officer", "reviewer", name=name)
            for number, name in enumerate(("蒋群", "潘敏", "尹琳"), start=1)
        ]
        yield team, auditors


def do(matter, name, account, day, **rest):
    return move(matter=matter.pk, move=name, actor=Team.act(account), today=day, now=at(day), **rest)


def called(operation, matter, account, day, **rest):
    return getattr(inspection, operation)(matter=matter.pk, actor=Team.act(account), today=day, now=at(day), **rest)


def letter_of(matter, kind):
    document = matter.documents.get(kind=f"inspection/{kind}")
    assert letters.printed(document, "pdf").startswith(b"%PDF")  # its digest is that of the issued original
    return document, text(letters.composed(document.kind, document.tree))


def test_a_swing_is_asked_about_explained_badly_and_put_right(people):
    team, (auditor, *_) = people
    (firm,) = employers(1)
    leads = taken(asked("inspection/headcount_swing", firm, heads=17, heads_before=42, joins=1, leaves=26))
    matter = inspection.open_verification(leads=[leads[0].pk], actor=Team.act(team.agency_clerk), today=TODAY, now=at(TODAY))
    called("ask_unit", matter, team.agency_clerk, TODAY)
    document, said = letter_of(matter, "enquiry")
    assert document.number == "市本级核函〔2022〕1号"
    assert "上月参保 42 人，2022-08 参保 17 人，−59.5 %" in said
    matter.refresh_from_db()
    assert matter.due_on == date(2022, 8, 30)  # 15 calendar days after Monday 15 August
    with pytest.raises(CannotMove, match="explanation is not recorded"):
        do(matter, "take_explanation", team.agency_clerk, date(2022, 8, 26))
    inspection.record_explanation(matter=matter.pk, explanation="漏报25人", actor=Team.act(team.agency_clerk), today=date(2022, 8, 26))
    held = do(matter, "take_explanation", team.agency_clerk, date(2022, 8, 26))
    assert held.due_on == date(2022, 9, 9)  # ten working days
    with pytest.raises(CannotMove, match="another officer"):
        # who opened the enquiry does not accept its explanation
        inspection.accept_explanation(
            matter=matter.pk, actor=an_actor_with(team.agency_clerk, "reviewer"), today=TODAY, now=at(TODAY), reason="季节性用工"
        )
    do(matter, "rectify", team.agency_clerk, date(2022, 8, 29), reason="补报25人")
    called("close_rectified", matter, team.agency_clerk, date(2022, 9, 14), persons=25, arrears_fen=412_500)
    assert list(Verdict.objects.values_list("answer", "reason_code")) == [("confirmed", "rectified")]
    assert figure("inspection/abnormal_changes_verified", YEAR).value == 1
    assert auditor.pk


def an_actor_with(account, role):
    actor = Team.act(account)
    return type(actor)(actor.account_id, actor.name, actor.office_id, actor.roles | {role}, actor.origin)


def test_an_unexplained_swing_becomes_an_audit_that_asks_the_same_leads(people):
    team, _ = people
    (firm,) = employers(1)
    (lead,) = taken(asked("inspection/headcount_swing", firm, heads=17, heads_before=42))
    matter = inspection.open_verification(leads=[lead.pk], actor=Team.act(team.agency_clerk), today=TODAY, now=at(TODAY))
    called("ask_unit", matter, team.agency_clerk, TODAY)
    called("pass_to_audit", matter, team.agency_clerk, date(2022, 9, 1), reason="逾期未说明")
    lead.refresh_from_db()
    assert (lead.matter.procedure, lead.matter.state, lead.state) == ("audit", "planned", "assigned")


def test_a_roll_back_unit_is_warned_and_handed_to_labour_inspection(people):
    team, _ = people
    (firm,), (person,) = employers(1), workers(1)
    leads = taken(
        asked("inspection/enrol_roll_back", firm, persons=6, times=14, added=30),
        asked("inspection/enrol_roll_back", firm, person, times=3, persons=1, added=0),
    )
    clerk = Team.act(team.agency_clerk)
    matter = inspection.open_warning(leads=[one.pk for one in leads], actor=clerk, today=TODAY, now=at(TODAY))
    assert matter.facts == {"persons": 6, "times": 14}
    called("warn_unit", matter, team.agency_clerk, TODAY)
    assert "6名人员在当月参保后又办理回退，共14次" in letter_of(matter, "roll_back_notice")[1]
    inspection.record_warning(matter=matter.pk, text="试用不合格", actor=clerk, today=date(2022, 8, 25))
    held = called("hand_over_warning", matter, team.agency_clerk, date(2022, 9, 1))
    assert (held.office.name, held.due_on) == ("新北区劳动保障监察大队", date(2022, 11, 30))  # 60 working days
    do(matter, "receive", team.inspector, date(2022, 9, 2))
    with pytest.raises(CannotMove, match="finding is not recorded"):
        called("answer_warning", matter, team.inspector, date(2022, 9, 20))
    inspection.record_warning(matter=matter.pk, text="6人均有劳动关系，责令补办", actor=Team.act(team.inspector), today=date(2022, 9, 20))
    held = called("answer_warning", matter, team.inspector, date(2022, 9, 20))
    assert (held.state, held.office.kind) == ("answered", "agency")
    assert set(Lead.objects.values_list("state", flat=True)) == {"confirmed"}
    assert figure("inspection/rollbacks_referred", YEAR).value == 1


@pytest.mark.django_db(transaction=True)
def test_a_mismatch_is_drawn_audited_and_cleared_for_a_lawful_reason(transactional_people, tmp_path, capsys):
    _, auditors = transactional_people
    with within(everywhere()):
        firms = employers(12)
        taken(asked("inspection/unit_mismatch", firms[0], benefit="一次性伤残补助金", amount_fen=5_000_000, injured_day="2022-03-02"))
        officer = Team.act(auditors[0])
        quotas = {"middle": 1, "unflagged": 3}
        with pytest.raises(Refusal, match="without any lead"):
            inspection.freeze_pool(title="8月双随机", quotas={"middle": 1}, actor=officer, today=TODAY)
        draw = inspection.freeze_pool(title="8月双随机", quotas=quotas, actor=officer, today=TODAY)
        with pytest.raises(Refusal, match="not sealed"):
            inspection.draw_units(draw=draw.pk, actor=officer, today=TODAY)
    assert journal.seal_once() > 0
    with within(everywhere()):
        draw = inspection.draw_units(draw=draw.pk, actor=officer, today=TODAY)
        with pytest.raises(Refusal, match="drawn once"):
            inspection.draw_units(draw=draw.pk, actor=officer, today=TODAY)
        assert [unit.stratum for unit in draw.units.all()] == ["middle", "unflagged", "unflagged", "unflagged"]
        assert all(len(set(unit.auditors)) == 2 for unit in draw.units.all())
        assert figure("inspection/employer_mismatches_drawn", YEAR).value == 1
        unit = draw.units.get(employer=firms[0])
        left = unit.auditors[0]
        unit = inspection.recuse(unit=unit.pk, auditor=left, reason="与该单位财务负责人系亲属", actor=officer, today=TODAY)
        assert left not in unit.auditors and len(unit.auditors) == 2
        replays(draw, tmp_path, capsys)
        inspection.open_audits(draw=draw.pk, actor=officer, today=TODAY, now=at(TODAY))
        unit.refresh_from_db()
        audited(unit.matter, auditors[0])
        unit.refresh_from_db()
        assert unit.outcome == "clean"
        assert list(Verdict.objects.values_list("answer", "reason_code", "remark")) == [
            ("lawful", "audit_lawful", "劳务派遣，由派遣单位参保")
        ]


@pytest.fixture
def transactional_people(transactional_db):
    a_city()
    with within(everywhere()):
        team = a_team()
        return team, [
            an_officer(f"city.audit{number}", "agency", "常州市", "audit_officer", name=name)
            for number, name in enumerate(("蒋群", "潘敏", "尹琳"), start=1)
        ]


def audited(matter, auditor):
    day = date(2022, 8, 17)  # Wednesday
    called("notify_audit", matter, auditor, day)
    assert "定于2022年8月20日起" in letter_of(matter, "audit_notice")[1]
    with pytest.raises(CannotMove, match="2022-08-20"):
        called("begin_audit", matter, auditor, date(2022, 8, 19))
    called("begin_audit", matter, auditor, date(2022, 8, 22))
    with pytest.raises(CannotMove, match="does not say that all is in order"):
        do(matter, "end_clean", auditor, date(2022, 8, 22))
    with pytest.raises(Refusal, match="lawful reason is named"):
        inspection.record_audit(matter=matter.pk, record="查阅派遣协议", result="lawful", actor=Team.act(auditor), today=date(2022, 8, 22))
    inspection.record_audit(
        matter=matter.pk,
        record="查阅派遣协议",
        result="lawful",
        ground="劳务派遣，由派遣单位参保",
        actor=Team.act(auditor),
        today=date(2022, 8, 22),
    )
    held = called("end_audit", matter, auditor, date(2022, 8, 23))
    assert (held.state, held.due_on) == ("cleared", date(2022, 8, 30))  # five working days
    held = called("clear_audit", matter, auditor, date(2022, 8, 25))
    assert held.state == "informed"
    assert "劳务派遣，由派遣单位参保，不属于违反社会保险规定的情形" in letter_of(matter, "audit_information")[1]
    kinds = list(matter.documents.values_list("kind", flat=True))
    assert kinds == ["inspection/audit_notice", "inspection/audit_record", "inspection/audit_information"]


def replays(draw, folder, capsys):
    """The file alone replays the draw; a changed pool, head, auditor or recusal shows."""
    content = draw_file(draw)
    path = folder / "draw.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    heads = folder / "heads.log"
    heads.write_text(f"{draw.seal} 9 1-9 {draw.head} 00\n", encoding="ascii")
    assert commands.main(["verify", str(path), "--heads", str(heads)]) == 0
    assert "✓" in capsys.readouterr().out
    for spoil in (
        lambda one: one["pool"]["units"].pop(),
        lambda one: one["head"].update(head="00" * 32),
        lambda one: one["result"][0].update(auditors=one["result"][0]["auditors"][::-1]),
        lambda one: one["recusals"].clear(),
        lambda one: one.update(entry=10**9),
    ):
        spoilt = copy.deepcopy(content)
        spoil(spoilt)
        path.write_text(json.dumps(spoilt, ensure_ascii=False), encoding="utf-8")
        assert commands.main(["verify", str(path)]) == 1
        assert "✗" in capsys.readouterr().out
    heads.write_text(f"{draw.seal} 9 1-9 {'00' * 32} 00\n", encoding="ascii")
    assert not all(check.is_kept for check in replay.verify(content, replay.heads_of(heads.read_text())))


def test_findings_bring_an_opinion_rectification_and_else_a_proposed_penalty(people):
    team, auditors = people
    firms = employers(2)
    leads = taken(*(asked("inspection/base_below_wage", firm, base_fen=426_000, income_fen=800_000) for firm in firms))
    for lead, ending in zip(leads, ("close", "transfer"), strict=True):
        matter = inspection.open_audit(leads=[lead.pk], actor=Team.act(auditors[0]), today=TODAY, now=at(TODAY))
        with pytest.raises(CannotMove, match="two auditors"):
            called("notify_audit", matter, auditors[0], TODAY)
        inspection.name_auditors(matter=matter.pk, auditors=["city.audit1", "city.audit2"], actor=Team.act(auditors[0]))
        called("notify_audit", matter, auditors[0], TODAY)
        called("begin_audit", matter, auditors[0], date(2022, 8, 18))
        inspection.record_audit(
            matter=matter.pk,
            record="少报职工工资12人",
            result="rectify",
            owed_fen=1_234_567,
            persons=12,
            actor=Team.act(auditors[0]),
            today=date(2022, 8, 18),
        )
        held = called("end_audit", matter, auditors[0], date(2022, 8, 18))
        assert (held.state, held.due_on) == ("found", date(2022, 9, 1))  # ten working days
        called("order_rectification", matter, team.agency_approver, date(2022, 8, 22))
        assert "应补缴工伤保险费12,345.67元" in letter_of(matter, "audit_opinion")[1]
        if ending == "close":
            with pytest.raises(CannotMove, match="Nothing shows"):
                called("close_audit", matter, auditors[0], date(2022, 9, 5))
            inspection.record_rectified(
                matter=matter.pk, evidence="2022-08 快照已补缴", actor=Team.act(auditors[0]), today=date(2022, 9, 5)
            )
            assert called("close_audit", matter, auditors[0], date(2022, 9, 5)).state == "closed"
        else:
            held = called("transfer_audit", matter, auditors[0], date(2022, 9, 14), reason="逾期未改正")
            assert (held.state, held.office.kind, held.due_on) == ("transferred", "bureau", date(2022, 12, 13))  # 90 days
            assert letter_of(matter, "penalty_proposal")[0].number == "市本级稽罚建〔2022〕1号"
