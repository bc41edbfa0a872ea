"""Every planted violation of the synthetic city is found, and no planted innocent is reported."""

import duckdb
import pytest

from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import Lake
from gongdun.compare.runner import evidence, run
from gongdun.compare.runs import read_leads

generate = pytest.importorskip("gongdun.demo.city.commands", reason="NOT RUN: the city's generator is not here")
UNNAMED = {"", "person", "sex", "born", "name", "employer", "employee", "over_age"}
LAST = "2022-09"


@pytest.fixture(scope="module", params=[(4000, 7), (2500, 11), (6000, 23)], ids=lambda city: f"{city[0]}-persons-seed-{city[1]}")
def city(request, tmp_path_factory):
    data, out = tmp_path_factory.mktemp("city"), tmp_path_factory.mktemp("out")
    words = [
        "--quiet",
        "--persons",
        str(request.param[0]),
        "--from",
        "2021-10",
        "--months",
        "12",
        "--seed",
        str(request.param[1]),
        "--out",
        str(data),
    ]
    assert generate.main(words) == 0
    keys = LocalKeys(b"k" * 32)
    manifest = run(data, LAST, out, keys=keys)
    truth = duckdb.connect().execute(
        f"select rule, kind, id_number, uscc, other, month, until, scenario, why from read_parquet('{data}/truth.parquet')"
    )
    return keys, read_leads(manifest.leads_file), truth.fetchall(), Lake(out / "lake")


def is_found(keys, leads, rule, id_number, uscc, other):
    person = keys.persons([id_number])[0] if id_number else None
    employer = keys.employers([uscc])[0] if uscc else None
    return any(
        lead.rule == rule
        and (person is None or lead.person_key == person)
        and (employer is None or lead.employer_key == employer)
        and (other is None or lead.subject in UNNAMED or lead.subject in {other, *other.split(";")})
        for lead in leads
    )


def test_recall_is_one(city):
    keys, leads, truth, _ = city
    due = [row for row in truth if row[1] == "violation" and row[5] <= LAST and (row[6] is None or row[6] >= LAST)]
    assert [row for row in due if not is_found(keys, leads, row[0], *row[2:5])] == [] and len(due) > 100


def test_no_innocent_is_reported(city):
    keys, leads, truth, _ = city
    innocents = [row for row in truth if row[1] == "innocent"]
    assert [row for row in innocents if is_found(keys, leads, row[0], *row[2:5])] == [] and len(innocents) > 100


def test_every_lead_names_somebody_planted(city):
    """The mass of the city is innocent, so a lead that no planted violation explains is a false one."""
    keys, leads, truth, _ = city
    due = [row for row in truth if row[1] == "violation" and row[5] <= LAST and (row[6] is None or row[6] >= LAST)]
    assert [lead for lead in leads if not any(is_found(keys, [lead], row[0], *row[2:5]) for row in due if row[0] == lead.rule)] == []


def test_a_lead_of_every_rule_opens_to_rows(city):
    _, leads, _, lake = city
    first = {lead.rule: lead for lead in reversed(leads)}
    assert [rule for rule, lead in first.items() if not evidence(rule, lead, lake)] == [] and len(first) > 30
