import json

import duckdb
import pytest

from gongdun.compare import commands
from gongdun.compare.lake import Lake, only_one
from gongdun.compare.runner import evidence, run
from gongdun.compare.runs import read_leads
from gongdun.compare.tests.builders import a_declaration, a_wage, an_employer, citizen, deliver
from gongdun.law.refusal import Refusal

ALICE, BOB, CAROL = citizen(1), citizen(2), citizen(3)
RULE = "uninsured_employees"


@pytest.fixture
def city(tmp_path):
    """One employer: Alice is paid and not insured, Bob and Carol are both."""
    data = tmp_path / "data"
    deliver(data, "employers", [an_employer(1)])
    for month in ("2022-07", "2022-08"):
        deliver(data, f"payroll-{month}", [a_wage(month, person) for person in (ALICE, BOB, CAROL)])
        deliver(data, f"declarations-{month}", [a_declaration(month, person) for person in (BOB, CAROL)])
    return data, tmp_path / "out"


def run_r06(city, month="2022-08", **options):
    return run(city[0], month, city[1], rules=[RULE], **options)


def test_the_uninsured_person_comes_out_and_nobody_else(city):
    manifest = run_r06(city)
    (lead,) = read_leads(manifest.leads_file)
    assert (lead.rule, lead.district, lead.month, lead.period, lead.status) == (RULE, "320411", "2022-08", "2022-07", "new")
    assert json.loads(lead.figures)["income_fen"] == 500000


def test_missing_sources_are_named_in_the_manifest(city):
    (report,) = run_r06(city).rules
    assert set(report.missing) >= {"other_cover", "employment", "pensioners", "relations"}


def test_without_any_source_of_work_the_rule_does_not_run_and_says_so(city):
    for path in city[0].glob("payroll*"):
        path.unlink()
    with pytest.raises(Refusal, match="missing all of payroll, other_cover, employment"):
        run_r06(city)


def test_a_month_that_was_not_delivered_is_not_compared(city):
    with pytest.raises(Refusal, match="missing declarations"):
        run_r06(city, "2022-09")


def test_clear_identities_are_nowhere_under_the_out_folder(city):
    run_r06(city)
    con = duckdb.connect()
    for path in city[1].rglob("*.parquet"):
        text = str(con.execute(f"select * from '{path}'").fetchall())
        assert ALICE not in text and BOB not in text
    assert not any(ALICE.encode() in path.read_bytes() for path in city[1].rglob("*") if path.is_file())


def test_revealing_needs_a_reason_and_leaves_it_in_the_manifest(city):
    with pytest.raises(Refusal):
        run_r06(city, reveal={"reason": " "})
    manifest = run_r06(city, reveal={"reason": "交办单 2022-8"})
    clear = (manifest.folder / "identities.csv").read_text()
    assert ALICE in clear and BOB not in clear
    assert json.loads((manifest.folder / "manifest.json").read_text())["reveal"]["reason"] == "交办单 2022-8"
    assert (manifest.folder / "identities.csv").stat().st_mode & 0o077 == 0


def test_the_same_files_give_the_same_leads_and_manifest(city):
    first = run_r06(city)
    second = run_r06(city)
    assert (first.leads_file).read_bytes() == (second.leads_file).read_bytes()
    assert second.restated == {"added": 0, "withdrawn": 0}


def test_a_finding_persists_and_is_resolved_once_she_is_insured(city):
    data, _ = city
    run_r06(city)
    deliver(data, "payroll-2022-09", [a_wage("2022-09", person) for person in (ALICE, BOB)])
    deliver(data, "declarations-2022-09", [a_declaration("2022-09", person) for person in (BOB, CAROL)])
    september = run_r06(city, "2022-09").rules[0]
    assert (september.persisting, september.new) == (1, 0)
    deliver(data, "payroll-2022-10", [a_wage("2022-10", ALICE)])
    deliver(data, "declarations-2022-10", [a_declaration("2022-10", ALICE)])
    october = run_r06(city, "2022-10")
    assert (october.rules[0].leads, october.rules[0].resolved) == (0, 1)
    assert [lead.status for lead in read_leads(october.resolved_file)] == ["resolved"]


def test_a_late_correction_is_a_new_version_and_restates_the_leads(city):
    data, out = city
    run_r06(city)
    deliver(data, "declarations-2022-08", [a_declaration("2022-08", person) for person in (ALICE, BOB, CAROL)])
    manifest = run_r06(city)
    assert manifest.version == 2 and manifest.restated == {"added": 0, "withdrawn": 1}
    versions = Lake(out / "lake").partitions["declarations", "2022-08"]
    assert [partition.version for partition in versions] == [1, 2]
    assert all((out / "lake" / partition.file).exists() for partition in versions)


def test_a_threshold_is_set_for_a_district_from_a_month_on(city):
    three = {"rule": RULE, "name": "consecutive_months", "value": 3}
    assert run_r06(city, parameters=[three | {"district": "320411"}]).leads == 0
    assert run_r06(city, parameters=[three | {"district": "320402"}]).leads == 1
    assert run_r06(city, parameters=[three | {"valid_from": "2022-09"}]).leads == 1
    with pytest.raises(Refusal, match="no parameter"):
        run_r06(city, parameters=[three | {"name": "consecutive_month"}])


def test_a_suppression_holds_until_its_month_and_needs_a_reason(city, tmp_path):
    (lead,) = read_leads(run_r06(city).leads_file)
    file = tmp_path / "suppressions.csv"
    file.write_text(f"fingerprint,until,reason\n{lead.fingerprint},2022-08,异地参保已核实\n")
    report = run_r06(city, suppressions=file).rules[0]
    assert (report.leads, report.suppressed) == (0, 1)
    file.write_text(f"fingerprint,until,reason\n{lead.fingerprint},2022-07,异地参保已核实\n")
    assert run_r06(city, suppressions=file).leads == 1
    file.write_text(f"fingerprint,until,reason\n{lead.fingerprint},2022-09,\n")
    with pytest.raises(Refusal, match="without a reason"):
        run_r06(city, suppressions=file)


def test_a_lead_opens_to_the_rows_that_prove_it(city):
    manifest = run_r06(city)
    (lead,) = read_leads(manifest.leads_file)
    rows = evidence(RULE, lead, Lake(city[1] / "lake"))
    assert [(row["source"], row["amount_fen"]) for row in rows] == [("payroll", 500000), ("payroll", 500000)]


def test_the_command_runs_without_a_database(city, capsys):
    words = ["run", "--data", str(city[0]), "--month", "2022-08", "--out", str(city[1]), "--rules", RULE]
    assert commands.main(words) == 0
    assert "1 leads" in capsys.readouterr().out


def test_two_runs_at_once_in_one_folder_are_refused(city):
    with only_one(city[1]), pytest.raises(Refusal, match="Another comparison"):
        run_r06(city)
