"""The doctor: each finding in a sentence with its remedy, and an exit code that a script can trust."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import connection

from gongdun.cli import main
from gongdun.site.doctor import database, examination, machine, safety
from gongdun.site.doctor.findings import Level
from gongdun.vault import cipher, journal, keys
from gongdun.vault.actors import SYSTEM
from gongdun.vault.tests.conftest import rights_of, superuser

TODAY = date(2022, 10, 17)


@pytest.fixture
def healthy(settings, tmp_path, monkeypatch):
    """An installation that runs: secrets, keys, a sealed journal."""
    monkeypatch.setenv("GONGDUN_HOME", str(tmp_path))
    settings.LAKE, settings.STATIC_ROOT = tmp_path / "lake", tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    keys.ring()
    secret = tmp_path / "secrets" / "django"
    secret.touch(mode=0o600)
    journal.record(actor=SYSTEM("tests"), action="a", subject="matter:1", at=datetime(2022, 10, 17, tzinfo=UTC))
    journal.seal_once()
    return tmp_path


def levels(findings) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in findings:
        found.setdefault(finding.check, set()).add(finding.level.value)
    return found


@pytest.mark.django_db(transaction=True)
def test_a_running_installation_has_no_fault(healthy):
    found = levels(examination.examine(today=TODAY, production=False))
    assert [check for check, said in found.items() if "fault" in said] == []
    assert {check for check, said in found.items() if said == {"ok"}} >= {
        "python", "fonts", "calendar", "static_files", "secrets", "algorithms", "hosts", "server", "database", "version", "extensions", "migrations", "procedures",
        "rights", "journal",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_production_refuses_the_embedded_server_the_demo_and_the_open_ways_in(healthy, settings):
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost"]
    found = levels(examination.examine(today=TODAY, production=True))
    assert {check for check, said in found.items() if "fault" in said} == {"server", "modes", "hosts", "tls"}


@pytest.mark.django_db(transaction=True)
def test_the_command_says_it_in_both_languages_and_its_code_tells_faults(healthy, monkeypatch, capsys, settings):
    monkeypatch.setattr("gongdun.site.commands.doctor.woken", lambda: None)
    monkeypatch.setenv("GONGDUN_LANG", "en")
    assert main(["doctor"]) == 0
    assert "✓ The journal is whole." in capsys.readouterr().out
    monkeypatch.setenv("GONGDUN_LANG", "zh_Hans")
    assert main(["doctor", "--production", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["faults"] == sum(finding["level"] == "fault" for finding in told["findings"]) > 0
    assert all(finding["mend"] for finding in told["findings"] if finding["level"] != "ok")
    assert [finding["what"] for finding in told["findings"] if not any("一" <= letter <= "鿿" for letter in finding["what"])] == []


@pytest.mark.django_db(transaction=True)
def test_a_changed_journal_and_a_lifted_policy_are_faults(healthy):
    with superuser() as attacker:
        attacker.execute("delete from vault_entry")
    assert levels(safety.whole_journal())["journal"] == {"fault"}
    with psycopg.connect(rights_of("gd_owner")) as owner:
        owner.execute("alter table desk_matter disable row level security")
    found = list(database.rights())
    assert [finding.level for finding in found] == [Level.FAULT]
    assert "desk_matter" in found[0].line("en")


@pytest.mark.django_db(transaction=True)
def test_the_doctor_makes_no_keys(healthy):
    keys.path().unlink()
    assert list(safety.whole_journal()) == []
    assert not keys.path().exists()


@pytest.mark.django_db(transaction=True)
def test_missing_migrations_extensions_and_an_unknown_version_are_faults(healthy):
    with psycopg.connect(rights_of("postgres")) as owner:
        owner.execute("delete from django_migrations where app = 'plans'")
        owner.execute("drop extension pg_trgm cascade")
    assert levels(database.migrations())["migrations"] == {"fault"}
    assert levels(database.extensions())["extensions"] == {"fault"}
    assert [levels(database.version(number))["version"] for number in (14, 15, 18, 19)] == [{"fault"}, {"ok"}, {"ok"}, {"fault"}]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_one_fault_and_ends_there(healthy, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    found = list(examination.of_database(production=False))
    monkeypatch.undo()
    assert [(finding.check, finding.level) for finding in found][-1] == ("database", Level.FAULT)
    assert len(found) == 2


def test_secrets_that_are_missing_or_open_to_others_are_faults(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGDUN_HOME", str(tmp_path))
    assert levels(safety.secrets())["secrets"] == {"fault"}
    (tmp_path / "secrets").mkdir(mode=0o700)
    for name in safety.SECRETS:
        (tmp_path / "secrets" / name).touch(mode=0o600)
    assert levels(safety.secrets())["secrets"] == {"ok"}
    os.chmod(tmp_path / "secrets" / "django", 0o644)
    assert [finding.mend.text("en") for finding in safety.secrets()] == [f"Run `chmod go-rwx {tmp_path}/secrets/django`."]


def test_the_next_year_without_a_notice_is_a_warning():
    last = max(machine.law.Calendar.shipped().years)
    assert [finding.level for finding in machine.working_days(date(last, 6, 1))] == [Level.OK, Level.WARNING]


def test_little_disk_old_python_another_zone_and_an_empty_font_folder_are_said(tmp_path):
    assert [next(machine.disk(gib * 2**30)).level.value for gib in (1, 10, 100)] == ["fault", "warning", "ok"]
    assert next(machine.python((3, 10))).level is Level.FAULT
    assert [next(machine.time_zone(zone)).level.value for zone in ("UTC", "Asia/Shanghai")] == ["warning", "ok"]
    assert next(machine.document_fonts([tmp_path])).level is Level.FAULT
    (tmp_path / "仿宋.TTF").touch()
    assert next(machine.document_fonts([tmp_path])).level is Level.OK


def test_an_algorithm_that_fails_its_vector_is_a_fault(monkeypatch):
    assert next(safety.algorithms()).level is Level.OK
    monkeypatch.setattr(cipher, "sm3", lambda data: b"\0" * 32)
    assert next(safety.algorithms()).level is Level.FAULT


def test_every_host_name_is_a_fault_and_a_named_one_behind_tls_is_in_order():
    assert [finding.level.value for finding in safety.ways_in(["*"], is_tls=True, production=False)] == ["fault", "ok"]
    assert [finding.level.value for finding in safety.ways_in(["gongdun.example.cn"], is_tls=True, production=True)] == ["ok", "ok"]
