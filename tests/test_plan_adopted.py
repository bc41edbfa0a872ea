"""The plan of the city becomes rows, and its board counts nothing that was not measured."""

from datetime import date
from pathlib import Path

import pytest

import gongdun.plans
from gongdun.plans.operations import adopt_plan
from gongdun.plans.queries.board import board
from gongdun.site.builders import JOB, a_city

pytestmark = pytest.mark.django_db
FOLDER = Path(gongdun.plans.__file__).parent / "changzhou_2022"


def test_the_plan_of_2022_has_45_measures_and_only_built_areas_are_measured():
    a_city()
    plan = adopt_plan(folder=FOLDER, actor=JOB, today=date(2022, 1, 10))
    rows = board(plan, date(2022, 10, 17))
    assert [row.measure.number for row in rows] == [str(number) for number in range(1, 46)]
    lights = {row.measure.number: row.light for row in rows}
    assert lights["4"] == "wait"
    assert lights["6"] == lights["7"] == "none"
    assert {lights[number] for number in lights if number not in ("4", "6", "7")} == {"none"}


def test_adopting_a_plan_again_changes_nothing():
    a_city()
    first = adopt_plan(folder=FOLDER, actor=JOB, today=date(2022, 1, 10))
    assert adopt_plan(folder=FOLDER, actor=JOB, today=date(2022, 2, 10)) == first
    assert first.measures.count() == 45
