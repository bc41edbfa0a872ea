"""Two districts with a list being checked and a report of a base in each, and the plan of 2022: what the plan's tests count."""

from __future__ import annotations

from datetime import date

from gongdun.plans.operations import adopt_plan
from gongdun.registry.models import Area
from gongdun.site.builders import JOB, a_city, a_run, a_team, an_officer
from tests.access_world import PLACES, PLAN, a_base_report, a_list, lead_rows


def a_plan_world() -> None:
    a_city()
    adopt_plan(folder=PLAN, actor=JOB, today=date(2022, 1, 10))
    teams = {place.name: a_team(place.name, place.prefix, place.ledger) for place in PLACES}
    an_officer("city.director", "bureau", "常州市", "director", "supervisor")
    _, leads = a_run(date(2022, 7, 1), [row for place in PLACES for row in lead_rows(place)])
    for place in PLACES:
        district = Area.objects.get(name=place.name)
        a_list(place, district, teams[place.name], [lead for lead in leads if lead.district == district.pk])
        a_base_report(place, district, teams[place.name])
