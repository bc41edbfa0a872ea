"""The demo city's injuries go the way of every injury: told here for six, so that a guard that moved is noticed before the city is loaded."""

from datetime import date

import pytest

from gongdun.areas.assessment.models import Conclusion
from gongdun.areas.recognition.models import Application, Decision
from gongdun.demo.accounts import open_accounts
from gongdun.demo.stories import benefits, injuries
from gongdun.registry.models import Area
from gongdun.registry.operations import EmployerRow, WorkerRow, found_city, take_employers, take_workers
from gongdun.registry.queries import everywhere
from gongdun.site.builders import JOB, citizen_number
from gongdun.vault import identities
from gongdun.vault.scopes import within
from tests.journeys.injured import check_digit

NAMES = "甲乙丙丁戊己"
HURT = len(NAMES)


def the_hurt():
    code = Area.objects.get(name="新北区").code
    for place in range(1, HURT + 1):
        body = f"91320411MA{place:07d}"
        uscc = body + check_digit(body)
        take_employers(
            rows=[EmployerRow(900 + place, uscc, f"常州演示{place}有限公司", "enterprise", "47", "房屋建筑业", 7, code)], actor=JOB
        )
        number = citizen_number(place)
        (key,) = identities.keys("person", [number], actor=JOB)
        take_workers(
            rows=[WorkerRow(key, f"演示{NAMES[place - 1]}", f"{number[:6]}********{number[-4:]}", "M", date(1980, 1, 1), code)], actor=JOB
        )


@pytest.mark.django_db
def test_six_injuries_of_the_demo_city_are_recognised_and_the_healed_ones_assessed(monkeypatch):
    monkeypatch.setattr(injuries, "INJURIES", HURT)
    found_city(name="changzhou", actor=JOB)
    open_accounts("demo-password", JOB)
    with within(everywhere()):
        benefits.begin()
        the_hurt()
        injuries.tell()
        assert Application.objects.count() == HURT and Decision.objects.filter(state="in_force").count() >= HURT // 2
        assert Conclusion.objects.exists()
        assert all(one["note"] for held in Application.objects.all() for one in held.authenticity)
