"""Heads, events and declarations as the lake knows them, from files as a city delivers them."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.areas.enrolment.lake_cover import (
    covers_of,
    declared_months,
    employees,
    events_of,
    heads,
    held_covers,
    insured_units,
    is_high_risk,
    last_month,
    project_covers,
)
from gongdun.compare import runner
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.compare.tests.builders import a_declaration, a_wage, an_employer, citizen, deliver, employer

AUGUST = date(2022, 8, 1)


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("out")
    both, unpaid, uninsured, platform = (citizen(number) for number in range(1, 5))
    deliver(data, "employers", [an_employer(1), an_employer(2)])
    declared = [a_declaration("2022-08", one) for one in (both, unpaid, platform)]
    deliver(data, "declarations-2022-07", [a_declaration("2022-07", both)])
    deliver(data, "declarations-2022-08", declared)
    deliver(data, "payroll-2022-08", [a_wage("2022-08", both), a_wage("2022-08", uninsured), a_wage("2022-08", uninsured, at=2)])
    deliver(data, "enrolments-2022-08", [event(1, platform, "new_form", "enrol", "2022-08"), event(2, unpaid, "new_form", "enrol", "2022-08"),
                                         event(3, unpaid, "new_form", "roll_back", "2022-08", "09:30")])  # fmt: skip
    deliver(data, "projects", [a_project("P1", "2022-08-01", "2022-12-31"), a_project("P2", "", "")])
    runner.run(data, "2022-08", folder, rules=["headcount_swing", "project_uncovered"])
    return Lake(folder / runner.LAKE), LocalKeys.from_file(folder / runner.KEY_FILE)


def a_project(number, first, last):
    return {"project_no": number, "name": number, "uscc": employer(1), "cost": "100000.00", "tier": "1", "permit_on": "2022-08-01", "covered_from": first,
            "covered_to": last, "district": "320411"}  # fmt: skip


def event(number, person, scheme, operation, month, at="09:00"):
    return {
        "event_id": f"E{number}", "uscc": employer(1), "id_number": person, "scheme": scheme, "operation": operation, "effective_month": month,
        "operated_at": f"2022-08-03 {at}",
    }  # fmt: skip


def test_only_who_is_paid_and_insured_at_the_same_employer_is_covered_there(lake):
    held, keys = lake
    one, two = keys.employers([employer(1), employer(2)])
    found = {row["employer_key"]: row for row in heads(held, AUGUST)}
    assert (found[one]["insured"], found[one]["paid"], found[one]["both"], found[one]["base_total"]) == (3, 2, 1, 1_500_000)
    assert (found[two]["insured"], found[two]["paid"], found[two]["both"]) == (0, 1, 0)


def test_a_rolled_back_enrolment_is_no_cover_in_its_scheme(lake):
    held, _ = lake
    assert sum(row["new_form"] for row in heads(held, AUGUST)) == 1


def test_events_and_declarations_of_an_employer_come_latest_first(lake):
    held, keys = lake
    (one,) = keys.employers([employer(1)])
    events = events_of(held, AUGUST, one)
    assert [row["operation"] for row in events] == ["roll_back", "enrol", "enrol"]
    assert events[0]["effective_month"] == "2022-08" and str(events[0]["operated_at"]).startswith("2022-08-03 09:30")
    assert [(row["month"], row["heads"], row["base_total_fen"]) for row in declared_months(held, AUGUST, one)] == [
        ("2022-08", 3, 1_500_000),
        ("2022-07", 1, 500_000),
    ]


def test_trades_and_hazards_of_rule_r_01_are_high_risk():
    assert is_high_risk("2631", []) and is_high_risk("34", ["dust"])
    assert not is_high_risk("34", ["lift"])


def test_tables_that_never_came_count_nobody(tmp_path):
    deliver(tmp_path / "data", "employers", [an_employer(1)])
    for month in ("2022-07", "2022-08"):
        deliver(tmp_path / "data", f"declarations-{month}", [a_declaration(month, citizen(1))])
    runner.run(tmp_path / "data", "2022-08", tmp_path / "out", rules=["headcount_swing"])
    (row,) = heads(Lake(tmp_path / "out" / runner.LAKE), AUGUST)
    assert (row["insured"], row["paid"], row["both"], row["new_form"]) == (1, 0, 0, 0)
    assert heads(Lake(tmp_path / "empty"), AUGUST) == []


def test_a_cover_is_held_by_its_scheme_and_everybody_declared_is_insured_somewhere(lake):
    held, keys = lake
    one, two = keys.employers([employer(1), employer(2)])
    both, unpaid, uninsured, platform = keys.persons([citizen(number) for number in range(1, 5)])
    assert held_covers(held, AUGUST) == {(one, platform, "new_form")}
    assert insured_units(held, date(2022, 8, 19), both) == [(one, "employee")]
    assert insured_units(held, date(2022, 8, 19), platform) == [(one, "new_form")]
    assert insured_units(held, date(2022, 8, 19), uninsured) == []
    assert employees(held, AUGUST) == {both, unpaid}  # rolled back in its scheme, declared all the same
    schemes = {row["employer_key"]: row["schemes"] for row in heads(held, AUGUST)}
    assert schemes == {one: "employee:2,new_form:1", two: ""}
    assert last_month(held) == AUGUST and last_month(Lake(held.folder / "none")) is None


def test_a_projects_cover_is_what_the_data_say_with_both_days(lake):
    held, _ = lake
    assert project_covers(held, AUGUST) == {"P1": (date(2022, 8, 1), date(2022, 12, 31))}


def test_an_installer_of_lifts_is_known_by_its_licence_even_where_nobody_is_insured(tmp_path):
    data, folder = tmp_path / "data", tmp_path / "out"
    person = citizen(1)
    deliver(data, "employers", [an_employer(number) for number in (1, 2, 3)])
    deliver(data, "declarations-2022-08", [a_declaration("2022-08", person)])
    held = [
        ("1", 1, "lift", "2023-01-01"),
        ("2", 2, "lift", "2022-08-15"),
        ("3", 3, "lift", "2022-07-31"),
        ("4", 3, "chemical", "2023-01-01"),
    ]
    deliver(data, "licences", [{"licence_no": no, "uscc": employer(at), "kind": kind, "issued_on": "2020-01-01", "expires_on": until}
                               for no, at, kind, until in held])  # fmt: skip
    runner.run(data, "2022-08", folder, rules=["headcount_swing", "lift_base_low"])
    keys = LocalKeys.from_file(folder / runner.KEY_FILE)
    one, two, _three = keys.employers([employer(number) for number in (1, 2, 3)])
    found = heads(Lake(folder / runner.LAKE), AUGUST)
    assert {row["employer_key"]: (row["insured"], row["has_lift_licence"]) for row in found} == {one: (1, True), two: (0, True)}
    lake_ = Lake(folder / runner.LAKE)
    assert list(covers_of(lake_, AUGUST).values()) == [[(one, "employee")]]
