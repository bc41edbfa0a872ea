"""The value on the board is the aggregate of the rows it opens to: for every indicator, every month and every office, over random rows."""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongdun.areas.inspection.models import BaseReport, ListRow, UninsuredList
from gongdun.desk.catalogue import catalogue
from gongdun.kernel.indicators import Period
from gongdun.plans.queries.figures import by_office, figure, opened
from gongdun.registry.models import Office
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within
from gongdun.vault.writing import unguarded
from tests.plan_world import a_plan_world
from tests.test_access import everywhere_to_be

pytestmark = pytest.mark.django_db
MONTHS = [Period(date(2022, month, 1), date(2022, month, monthrange(2022, month)[1])) for month in range(1, 13)]
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


@pytest.fixture
def world(settings, tmp_path):
    settings.LAKE = tmp_path / "lake"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with within(everywhere_to_be()):
        a_plan_world()


@given(seed=st.integers(0, 2**32))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_figure_is_the_aggregate_of_its_opened_rows(world, seed):
    with within(everywhere()):
        scatter(random.Random(seed))
        offices = list(Office.objects.values_list("pk", flat=True))
        compared = sum(check(key, period, offices) for key in catalogue().indicators for period in [*MONTHS, YEAR])
    assert compared > len(catalogue().indicators) * 13


def check(key: str, period: Period, offices: list[int]) -> int:
    """The whole city, each office alone, and the offices in one statement."""
    one, parts = catalogue().indicators[key].thing, by_office(key, period)
    rows = opened(key, period)
    whole = figure(key, period)
    assert (whole.value, whole.rows) == (one.value(rows), len(rows)), (key, period)
    assert whole.last_on == max((row["on"] for row in rows), default=None)
    assert all(period.first <= row["on"] <= period.last for row in rows), (key, period)
    compared = 1
    for office in {*parts, *(row["office"] for row in rows), offices[0]} - {None}:
        own = opened(key, period, [office])
        alone = figure(key, period, [office])
        assert (alone.value, alone.rows) == (one.value(own), len(own)), (key, period, office)
        assert own == [row for row in rows if row["office"] == office]
        if office in parts:
            assert (parts[office].value, parts[office].rows) == (alone.value, alone.rows)
        compared += 1
    return compared


def scatter(dice: random.Random) -> None:
    """Rows of the areas that stand, on random days of the year and with random outcomes."""
    with unguarded("random rows"):
        for one in UninsuredList.objects.all():
            one.handed_over_on = a_day(dice)
            one.feedback_due_on = one.handed_over_on + timedelta(days=dice.randrange(5, 90))
            one.answered_on = dice.choice([None, one.handed_over_on + timedelta(days=dice.randrange(100))])
            one.rematched_on = dice.choice([None, a_day(dice)])
            one.save()
        for row in ListRow.objects.all():
            row.finding = dice.choice(["", *ListRow.Finding.values])
            row.rematch = dice.choice(["", *ListRow.Rematch.values])
            row.persons_gained, row.arrears_fen = dice.randrange(4), dice.randrange(10**7)
            row.save()
        for report in BaseReport.objects.all():
            report.reported_on = a_day(dice)
            report.answered_on = dice.choice([None, a_day(dice)])
            report.arrears_fen, report.late_fee_fen = dice.choice([(None, None), (dice.randrange(10**6), dice.randrange(10**5))])
            report.save()


def a_day(dice: random.Random) -> date:
    return date(2022, 1, 1) + timedelta(days=dice.randrange(365))
