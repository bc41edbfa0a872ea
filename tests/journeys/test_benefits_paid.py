"""From the grade to the money: claimed, computed by the law, checked, approved by four people, paid, booked — every fen said."""

from datetime import date

import pytest

from gongdun.areas.benefits.models import Claim, ClaimItem, Payable, PeriodicBenefit, ValueUse
from gongdun.areas.benefits.operations import claims, periodic
from gongdun.areas.benefits.operations.claims import Kin
from gongdun.areas.benefits.operations.notices import NoticeRow, take_notices
from gongdun.areas.benefits.queries import books
from gongdun.desk.refusals import CannotMove
from gongdun.law.refusal import Refusal
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, a_city, at, employers, workers
from gongdun.vault.scopes import within
from tests.benefits_office import (
    CITY,
    TODAY,
    Office,
    a_claim,
    an_account,
    an_office,
    approved,
    declared,
    entered,
    money_arrives,
    owed,
    paid,
    sources_are_delivered,
    submitted,
    values_are_confirmed,
)

pytestmark = pytest.mark.django_db
INJURED = date(2022, 1, 10)
GRADE_FOUR = {"grade": 4, "concluded_on": "2022-07-20", "insured_at_injury": True}
YEAR_BEFORE = date(2021, 1, 1)


@pytest.fixture
def office():
    a_city()
    with within(everywhere()):
        held = an_office()
        sources_are_delivered()
        values_are_confirmed(held)
        money_arrives(held)
        yield held


def test_grade_four_has_the_lump_sum_and_an_allowance_topped_up_to_the_minimum_wage(office):
    (firm,), (worker,) = employers(1), workers(1)
    facts = GRADE_FOUR | {"area_average_wage": "4000"}
    claim = a_claim(
        worker, firm, ("disability_lump_sum", "disability_allowance"), date(2014, 1, 10), facts=facts, assessment="常劳鉴〔2022〕7号"
    )
    matter = entered(office, claim, declared(firm, date(2013, 1, 1), 14, 200_000))
    held = approved(office, matter)
    grants = {one.benefit: one for one in held.items.all()}
    # 2000 is below 60 % of 4000, which is 2400: × 21 months; 75 % of it is 1800, topped up by 480 to the minimum wage of 2280.
    assert grants["disability_lump_sum"].amount_fen == 5_040_000
    assert grants["disability_allowance"].amount_fen == 228_000
    assert grants["disability_allowance"].sheet["outputs"]["disability_allowance_top_up"] == "480.00"
    assert grants["disability_allowance"].from_month == date(2022, 8, 1)
    assert all(one.receipt and one.sheet["steps"] for one in grants.values())
    assert ValueUse.objects.filter(subject=f"matter:{matter.pk}", document__contains="虚构").exists()
    assert periodic.run_month(month=date(2022, 10, 1), **Office.act(office.finance)) == {"sums": 3, "fen": 684_000, "benefits": 1}
    assert periodic.run_month(month=date(2022, 10, 1), **Office.act(office.finance))["sums"] == 0
    paid(office)
    matter.refresh_from_db()
    assert matter.state == "paid"
    assert owed() == [("disability_lump_sum", 5_040_000, "paid"), *[("disability_allowance", 228_000, "paid")] * 3]
    assert books.balances(CITY, TODAY)["5002"]["closing"] == 5_040_000 + 684_000
    assert sum(row["closing"] for row in books.balances(CITY, TODAY).values()) == 0


def kin(number, name, kind, sex, born_on, **more):
    return Kin(name, workers(1, first=number)[0].person_key, kind, sex, born_on, an_account(900 + number), **more)


def test_a_death_leaves_the_funeral_the_lump_sum_and_four_pensions_that_share_the_wage(office):
    (firm,), (worker,) = employers(1), workers(1)
    family = (
        kin(11, "李配偶", "spouse", "F", date(1960, 5, 1)), kin(12, "王子", "child", "M", date(2010, 6, 1)),
        kin(13, "王父", "parent", "M", date(1945, 2, 1)), kin(14, "张母", "parent", "F", date(1948, 3, 1)),
    )  # fmt: skip
    facts = {"died_on": "2022-03-05", "insured_at_injury": True}
    claim = a_claim(
        worker,
        firm,
        ("funeral_subsidy", "death_lump_sum", "dependants_pension"),
        date(2022, 3, 5),
        facts=facts,
        dependants=family,
        payee_name="李配偶",
    )
    take_notices(
        rows=[NoticeRow(worker.person_key, "death", date(2022, 3, 5))], source="公安", ledger=CITY, actor=JOB, today=TODAY, now=at(TODAY)
    )
    held = approved(office, entered(office, claim, declared(firm, date(2021, 3, 1), 13, 600_000)))
    assert [(one.benefit, one.amount_fen) for one in held.items.all()] == [
        ("funeral_subsidy", 4_494_000),
        ("death_lump_sum", 94_824_000),
        # 40, 30, 30, 30 of 100: own wage of 6000.00 by largest remainder.
        ("dependants_pension", 184_615), ("dependants_pension", 138_462), ("dependants_pension", 138_462), ("dependants_pension", 138_461),
    ]  # fmt: skip
    assert PeriodicBenefit.objects.filter(from_month=date(2022, 4, 1)).count() == 4
    # April to October: seven months of 6000.00 in sum.
    assert periodic.run_month(month=date(2022, 10, 1), **Office.act(office.finance)) == {"sums": 28, "fen": 4_200_000, "benefits": 4}
    paid(office)
    assert books.balances(CITY, TODAY)["5003"]["closing"] == 4_494_000 + 94_824_000 + 4_200_000


def test_who_was_insured_only_later_has_the_new_costs_from_the_fund_and_the_rest_from_the_employer(office):
    (firm,), (worker,) = employers(1), workers(1)
    facts = {"grade": 4, "care_level": "partial", "concluded_on": "2022-07-20", "insured_from": "2022-05-01"}
    claim = a_claim(worker, firm, ("disability_lump_sum", "disability_allowance", "living_care_fee"), INJURED, facts=facts)
    matter = entered(office, claim, declared(firm, date(2022, 5, 1), 5, 600_000))
    with pytest.raises(Refusal, match="No month before the injury"):
        claims.calculate(matter=matter.pk, **Office.act(office.clerk))
    # The employer declared nothing then; arrears were paid for the year before, and show once declared.
    claims.take_wages(
        matter=matter.pk, declared=declared(firm, YEAR_BEFORE, 12, 600_000) + declared(firm, date(2022, 5, 1), 5, 600_000),
        actor=office.clerk.actor("test"), now=at(TODAY),
    )  # fmt: skip
    held = approved(office, matter)
    assert [(one.benefit, one.payer, one.amount_fen) for one in held.items.order_by("id")] == [
        ("disability_lump_sum", "employer", 12_600_000),
        ("disability_allowance", "fund", 450_000),
        ("living_care_fee", "fund", 224_700),
    ]
    assert Payable.objects.count() == 0
    assert periodic.run_month(month=date(2022, 8, 1), **Office.act(office.finance)) == {"sums": 2, "fen": 674_700, "benefits": 2}


def test_a_veteran_whose_old_wound_relapsed_has_everything_but_the_lump_sum(office):
    (firm,), (worker,) = employers(1), workers(1)
    claim = a_claim(worker, firm, ("disability_lump_sum", "disability_allowance"), INJURED, facts=GRADE_FOUR | {"veteran_relapse": True})
    held = approved(office, entered(office, claim, declared(firm, YEAR_BEFORE, 14, 800_000)))
    assert [(one.benefit, one.amount_fen) for one in held.items.order_by("id")] == [
        ("disability_lump_sum", 0),
        ("disability_allowance", 600_000),
    ]
    assert Payable.objects.count() == 0 and PeriodicBenefit.objects.get().amount_fen == 600_000


RESIGNED = {
    "grade": 9, "sex": "M", "born_on": "1964-06-01", "retirement_kind": "M60", "ended_on": "2022-08-31", "ended_by": "worker", "insured_at_injury": True,
}  # fmt: skip


def test_a_resignation_near_retirement_that_never_ended_is_stopped_and_names_its_source(office):
    (firm,), (worker,) = employers(1), workers(1)
    claim = a_claim(worker, firm, ("injury_medical_subsidy", "employment_subsidy"), date(2021, 3, 1), facts=RESIGNED)
    matter = entered(office, claim, declared(firm, date(2020, 3, 1), 31, 700_000))
    claims.calculate(matter=matter.pk, **Office.act(office.clerk))
    held = Claim.objects.get(matter=matter)
    # A year and nine months to go: a fifth of 50000 and of 25000; the latter is the employer's.
    assert [(one.benefit, one.payer, one.amount_fen) for one in held.items.order_by("id")] == [
        ("injury_medical_subsidy", "fund", 1_000_000), ("employment_subsidy", "employer", 500_000),
    ]  # fmt: skip
    found = held.checks.get(guard="resignation")
    assert found.outcome == "stop" and "2022-09" in found.told and "缴费申报" in found.source
    with pytest.raises(Refusal, match="asks nothing"):
        claims.answer_check(matter=matter.pk, guard="resignation", answer="本人说已离职", actor=office.clerk.actor("test"), now=at(TODAY))
    with pytest.raises(CannotMove, match="临退休离职"):
        submitted(office, matter)
    claims.withdraw(matter=matter.pk, reason="劳动关系未解除", **Office.act(office.clerk))
    assert set(ClaimItem.objects.values_list("state", flat=True)) == {"dropped"}
