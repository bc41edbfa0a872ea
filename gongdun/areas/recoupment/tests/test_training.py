"""措施 32 — who passed the test of the legal training may take advance payments on; for two years, and only who was there."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from gongdun.areas.recoupment import operations, queries
from gongdun.areas.recoupment.models import TrainingResult
from gongdun.areas.recoupment.operations import NewSession
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.registry.operations import found_city, open_account
from gongdun.registry.queries import areas_by_code, everywhere
from gongdun.vault.actors import SYSTEM
from gongdun.vault.scopes import within

pytestmark = pytest.mark.django_db
TODAY = date(2022, 9, 20)
SESSION = NewSession("先行支付暂行办法", TODAY, "张律师", 4, "讲义.pdf", b"%PDF", ("clerk", "second"))


@pytest.fixture
def agency():
    areas_by_code.cache_clear()
    found_city(name="changzhou", actor=SYSTEM("tests"))
    with within(everywhere()):
        office = areas_by_code()["320400"].office_set.get(kind="agency")

        def officer(name: str, *roles: str) -> Account:
            return open_account(username=name, display_name=name, office=office, roles=roles, actor=SYSTEM("tests"))

        yield SimpleNamespace(clerk=officer("clerk", "intake_clerk"), second=officer("second", "intake_clerk"), head=officer("head", "reviewer"))


def act(account: Account, day: date = TODAY) -> dict:
    return {"actor": account.actor("test"), "today": day, "now": None}


def test_a_passed_test_counts_for_two_years_and_a_failed_one_not_at_all(agency):
    held = operations.hold_session(session=SESSION, **act(agency.head))
    assert operations.enter_scores(session=held.pk, scores={"clerk": 92, "second": 60}, **act(agency.head)) == 1
    assert queries.valid_until(agency.clerk.pk, date(2024, 9, 20)) == date(2024, 9, 20)
    assert queries.why_not_trained(agency.clerk.pk, date(2024, 9, 20)) is None
    assert queries.why_not_trained(agency.clerk.pk, date(2024, 9, 21)) is not None
    assert queries.why_not_trained(agency.second.pk, TODAY) is not None
    rows = list(queries.trained_rows(Period(date(2022, 1, 1), date(2022, 12, 31))))
    assert [(row["account__display_name"], row["score"]) for row in rows] == [("clerk", 92)]


def test_a_session_needs_its_material_and_a_roster_of_our_own(agency):
    for wrong, why in (
        ({"material": b""}, "Add what is missing"), ({"roster": ("nobody",)}, "nobody is no account"), ({"held_on": date(2022, 9, 21)}, "once it was held"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=why):
            operations.hold_session(session=NewSession(**{**SESSION.__dict__, **wrong}), **act(agency.head))
    with pytest.raises(Refusal, match="This is for"):
        operations.hold_session(session=SESSION, **act(agency.clerk))
    assert TrainingResult.objects.count() == 0


def test_scores_are_entered_once_and_for_the_roster_only(agency):
    held = operations.hold_session(session=SESSION, **act(agency.head))
    operations.enter_scores(session=held.pk, scores={"clerk": 92}, **act(agency.head))
    for scores in ({"clerk": 95}, {"head": 90}, {"second": 101}, {}):
        with pytest.raises(Refusal):
            operations.enter_scores(session=held.pk, scores=scores, **act(agency.head))
    assert TrainingResult.objects.get(account=agency.second).score is None
