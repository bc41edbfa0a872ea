"""措施 2: over-age workers, interns and couriers insured by a single line, from the application to the certificate; nothing of it is typed as insured."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.areas.enrolment import operations as enrolment
from gongdun.areas.enrolment.eligibility import Entry
from gongdun.areas.enrolment.models import CoverPerson
from gongdun.desk.models import Lead, Verdict
from gongdun.desk.operations import papers
from gongdun.desk.operations.leads import LeadRow, take_run
from gongdun.desk.operations.matters import move
from gongdun.desk.refusals import CannotMove
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.plans.queries.figures import figure
from gongdun.registry.models import Worker
from gongdun.registry.operations import take_workers
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, Team, WorkerRow, a_city, a_team, at, employers, workers
from gongdun.vault import identities, journal
from gongdun.vault.scopes import within

SEPTEMBER = date(2022, 9, 5)  # Monday
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


@pytest.fixture
def team(db):
    a_city()
    with within(everywhere()):
        yield a_team()


def person(number: str, name: str) -> Worker:
    """A worker by number: the 17th digit says the sex."""
    (key,) = identities.keys("person", [number], actor=JOB)
    born, sex = date(int(number[6:10]), int(number[10:12]), int(number[12:14])), "M" if int(number[16]) % 2 else "F"
    take_workers(rows=[WorkerRow(key, name, f"{number[:6]}********{number[14:]}", sex, born, "320411")], actor=JOB)
    return Worker.objects.get(person_key=key)


def numbered(head: str) -> str:
    """A valid number of 17 digits and its check."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(head, weights, strict=True)) % 11]


def do(matter, name, account, day, **rest):
    return move(matter=matter.pk, move=name, actor=Team.act(account), today=day, now=at(day), **rest)


def called(operation, matter, account, day, **rest):
    return getattr(enrolment, operation)(matter=matter.pk, actor=Team.act(account), today=day, now=at(day), **rest)


def opened(team, firm, scheme="over_age", **rest):
    return enrolment.open_single_cover(
        employer=firm, scheme=scheme, actor=Team.act(team.agency_clerk), today=SEPTEMBER, now=at(SEPTEMBER), **rest
    )


def add(team, matter, worker, **said):
    entry = Entry(**({"starts_on": date(2022, 9, 6), "pay_fen": 400_000, "retired": False} | said))
    return enrolment.add_person(matter=matter.pk, worker=worker, entry=entry, actor=Team.act(team.agency_clerk), today=SEPTEMBER)


def run(month, today, *rows):
    rules = ["enrolment/over_age_uncovered"]
    return take_run(month=month, digest=f"{month}", manifest={"rules": rules}, rows=rows, actor=JOB, today=today)


def judged(month, today, *held):
    return enrolment.confirm_single_covers(run=run(month, today), held=set(held), actor=JOB, today=today, now=at(today))


def approved(team, matter):
    do(matter, "enter", team.agency_clerk, SEPTEMBER)
    with pytest.raises(CannotMove, match="is for"):
        do(matter, "approve", team.agency_clerk, SEPTEMBER)
    do(matter, "approve", team.agency_approver, date(2022, 9, 6))
    return called("file_single_cover", matter, team.agency_clerk, date(2022, 9, 7))


def test_an_over_age_person_is_enrolled_from_a_lead_to_the_certificate(team):
    (firm,) = employers(1)
    old = person(numbered("32041119610520311"), "赵玥")
    lead = LeadRow(
        "over:1", "enrolment/over_age_uncovered", "1", "low", firm.key, old.person_key, "320411", "2022-08", {"income_fen": 400_000}
    )
    run(date(2022, 8, 1), date(2022, 9, 1), lead)
    matter = opened(team, firm, leads=[Lead.objects.get().pk])
    assert matter.due_on == date(2022, 9, 20)  # ten working days: Mid-Autumn festival on Monday the 12th
    row = add(team, matter, old)
    assert (row.contribution_fen, row.unverified) == (3_600, ["rounding_contribution"])  # 4,000.00 × 0.9 % of class 4
    held = approved(team, matter)
    assert (held.state, held.due_on) == ("filed", date(2022, 11, 7))
    assert held.single_cover.is_mandatory is False and len(held.single_cover.digest) == 64
    with pytest.raises(CannotMove, match="not typed"):
        do(matter, "confirm", team.agency_clerk, date(2022, 10, 10))
    assert judged(date(2022, 8, 1), date(2022, 9, 12)) == 0  # August cannot show what went out in September
    assert figure("enrolment/single_covers_insured", YEAR).value == 0
    assert judged(date(2022, 9, 1), date(2022, 10, 11), (firm.key, old.person_key, "over_age")) == 1
    assert judged(date(2022, 10, 1), date(2022, 11, 11)) == 0  # a job may run twice
    matter.refresh_from_db()
    assert (matter.state, matter.is_closed, matter.closed_on) == ("insured", True, date(2022, 10, 11))
    certified(team, matter, old)
    assert list(Verdict.objects.values_list("answer", "reason_code")) == [("confirmed", "cover_applied")]
    assert figure("enrolment/single_covers_insured", YEAR).value == 1
    actions = [entry.action for entry in journal.search(subject=f"matter:{matter.pk}")]
    steps = ("open", "add_person", "enter", "approve", "file", "file_rows", "confirm")
    assert {f"single_cover.{step}" for step in steps} | {"desk.issue_document", "identity.open"} <= set(actions)


def certified(team, matter, old):
    """The certificate bears the full number only for a written reason."""
    document = matter.documents.get()
    assert (document.number, document.issued_on) == ("市本级参证〔2022〕1号", date(2022, 10, 11))
    assert "0520311" not in str(document.tree)
    told = {"document": document.pk, "form": "pdf", "actor": Team.act(team.agency_clerk), "now": at(date(2022, 10, 12))}
    with pytest.raises(Refusal, match="give a reason"):
        papers.download(reason="", **told)
    assert papers.download(reason="单位领取", **told)[1].startswith(b"%PDF")


def test_who_the_data_do_not_show_is_not_taken_and_goes_out_again(team):
    (firm,) = employers(1)
    shown, hidden = person(numbered("32041119610520311"), "赵玥"), person(numbered("32041119600520313"), "钱喆")
    matter = opened(team, firm)
    add(team, matter, shown)
    add(team, matter, hidden)
    approved(team, matter)
    judged(date(2022, 9, 1), date(2022, 10, 11), (firm.key, shown.person_key, "over_age"), (firm.key, hidden.person_key, "employee"))
    matter.refresh_from_db()
    assert matter.state == "not_taken"
    assert list(matter.cover_persons.values_list("result", "certified_on")) == [("insured", date(2022, 10, 11)), ("not_taken", None)]
    called("file_single_cover_again", matter, team.agency_clerk, date(2022, 10, 12), reason="险种登记为职工，已在平台更正")
    judged(date(2022, 10, 1), date(2022, 11, 11), (firm.key, hidden.person_key, "over_age"))
    matter.refresh_from_db()
    assert matter.state == "insured"
    assert [document.number for document in matter.documents.order_by("id")] == ["市本级参证〔2022〕1号", "市本级参证〔2022〕2号"]
    assert CoverPerson.objects.filter(certified_on=None).count() == 0


REFUSED = [
    ("over_age", "32041119630520311", {}, r"statutory retirement day is 2023-05-20.*art. 58"),
    ("over_age", "32041119570520311", {}, r"ends at 65 \(苏人社规〔2020〕6号\)"),
    ("over_age", "32041119610520311", {"retired": True}, r"has retired"),
    ("over_age", "32041119610520311", {"retired": None}, r"say yes or no"),
    ("over_age", "32041119680520322", {}, r"国发〔1978〕104号"),
    ("over_age", "32041119610520311", {"pay_fen": 0}, r"computed from the pay"),
    ("over_age", "32041119600120311", {"starts_on": date(2021, 1, 31)}, r"over_age_limit_months.*2021-02-01"),
    (
        "intern",
        "32041120061001311",
        {"school": "技师学院", "school_kind": "technical", "ends_on": date(2023, 1, 31)},
        r"is 16 on 2022-10-01",
    ),
    (
        "intern",
        "32041120040101311",
        {"school": "某大学", "school_kind": "other", "ends_on": date(2023, 1, 31)},
        r"technical and vocational",
    ),
    ("intern", "32041120040101311", {"school": "技师学院", "school_kind": "technical"}, r"whole agreement"),
    ("courier", "32041119900101311", {}, r"苏人社发〔2021〕84号"),
    ("new_form", "32041119900101311", {}, r"常人社规〔2019〕1号"),
]


@pytest.mark.parametrize(("scheme", "head", "said", "rule"), REFUSED)
def test_who_may_not_be_insured_is_told_so_in_one_sentence_with_its_rule(team, scheme, head, said, rule):
    (firm,) = employers(1)
    matter = opened(team, firm, scheme)
    with pytest.raises(Refusal, match=rule) as refused:
        add(team, matter, person(numbered(head), "孙玥"), **said)
    assert refused.value.text("zh_Hans") != refused.value.text("en")
    assert not CoverPerson.objects.exists()


def test_interns_pay_once_and_couriers_as_the_outlet_does(team):
    (firm,) = employers(1)
    student = person(numbered("32041120040101311"), "李玥")
    matter = opened(team, firm, "intern")
    placement = {"school": "江苏省常州技师学院", "school_kind": "technical", "ends_on": date(2023, 1, 31), "pay_fen": 1_000_000}
    assert add(team, matter, student, **placement).contribution_fen == 9_000  # 10,000.00 of the whole agreement × 0.9 %
    with pytest.raises(Refusal, match="Nobody is entered twice"):
        add(team, matter, student, **placement)
    outlet = opened(team, firm, "courier")
    courier = person(numbered("32041119900101311"), "周玥")
    assert add(team, outlet, courier, basis="苏邮备 0411-0009", pay_fen=300_000).contribution_fen == 3_825  # at the floor of 4,250.00
    assert workers(1)


def test_over_age_cover_is_mandatory_from_july_2026(team):
    (firm,) = employers(1)
    day = date(2026, 7, 1)
    clerk = Team.act(team.agency_clerk)
    matter = enrolment.open_single_cover(employer=firm, scheme="over_age", actor=clerk, today=day, now=at(day))
    old = person(numbered("32041119640520311"), "吴玥")  # statutory day 2024-05-20, before the delay
    entry = Entry(starts_on=day, pay_fen=500_000, retired=False)
    enrolment.add_person(matter=matter.pk, worker=old, entry=entry, actor=clerk, today=day)
    do(matter, "enter", team.agency_clerk, day)
    do(matter, "approve", team.agency_approver, day)
    assert called("file_single_cover", matter, team.agency_clerk, day).single_cover.is_mandatory is True
