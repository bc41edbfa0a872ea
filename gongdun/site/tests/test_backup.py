"""A backup comes back as it was; a damaged one, or one over somebody's rows, is refused before anything changes."""

from __future__ import annotations

import hashlib
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from gongdun.law.refusal import Refusal
from gongdun.site.builders import a_city
from gongdun.site.keeping import owner
from gongdun.site.keeping.backup import back_up
from gongdun.site.keeping.journal import findings
from gongdun.site.keeping.restore import WIPE, restore
from gongdun.vault import identities, journal, keys
from gongdun.vault.actors import SYSTEM
from gongdun.vault.tests.conftest import rights_of

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2022, 10, 17, 12, 0, tzinfo=UTC)
NUMBER = "320411196001010008"  # invented: the sequence 000 is never given out


@pytest.fixture
def home(settings, tmp_path):
    """An installation with rows, sealed numbers, a sealed journal, a lake and a file."""
    settings.LAKE = tmp_path / "home" / "lake"
    settings.LAKE.mkdir(parents=True)
    (settings.LAKE / "catalogue.json").write_text('{"tables": []}')
    (settings.LAKE / "2022-07.parquet").write_bytes(b"PAR1" * 1000)
    (tmp_path / "home" / "files").mkdir()
    (tmp_path / "home" / "files" / "交办单.pdf").write_bytes(b"%PDF-1.7")
    a_city()
    identities.keys("person", [NUMBER], actor=SYSTEM("tests"))
    journal.seal_once()
    connection.close()
    return tmp_path / "home"


def url() -> str:
    return rights_of("gd_owner")


def made(home: Path, name: str = "backup.tar", *, with_keys: bool = True) -> Path:
    target = home.parent / name
    back_up(target, owner_url=url(), home=home, with_keys=with_keys, now=NOW)
    connection.close()
    return target


def rows() -> dict[str, int]:
    with owner.connected(url()) as looking:
        return owner.counts(looking)


def wipe(home: Path) -> None:
    with psycopg.connect(url()) as emptying:
        emptying.execute(WIPE)
    assert rows() == {}
    for path in sorted(home.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def test_a_backup_restored_into_nothing_is_the_same_and_its_journal_verifies(home):
    before, ring = rows(), keys.path().read_bytes()
    target = made(home)
    wipe(home)
    manifest = restore(target, owner_url=url(), home=home, force=False)
    assert rows() == before == manifest.rows
    assert sum(before.values()) > 20
    assert keys.path().read_bytes() == ring
    assert (home / "lake" / "2022-07.parquet").read_bytes() == b"PAR1" * 1000
    assert (home / "files" / "交办单.pdf").exists()
    assert findings(manifest.head) == []
    key = identities.find("person", [NUMBER])[0]
    assert identities.masks([key]) == {key: "320411********0008"}
    assert {path.stat().st_mode & 0o077 for path in (home / "secrets").iterdir()} == {0}


def test_the_site_can_work_on_what_was_restored(home):
    """Rights, policies and triggers came back with the rows."""
    target = made(home)
    wipe(home)
    restore(target, owner_url=url(), home=home, force=False)
    a_city()
    with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(url()) as absent_minded:
        absent_minded.execute("delete from vault_entry")


def test_a_backup_is_private_and_never_overwrites(home):
    target = made(home)
    assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refusal, match="exists already"):
        made(home)
    assert [path.name for path in home.parent.iterdir() if path.suffix == ".part"] == []


def test_without_keys_no_secret_is_in_it_and_without_a_key_file_it_is_not_restored(home):
    target = made(home, with_keys=False)
    with tarfile.open(target) as archive:
        assert [name for name in archive.getnames() if name.startswith("secrets")] == []
    kept = keys.path().read_bytes()
    wipe(home)
    with pytest.raises(Refusal, match="holds no keys"):
        restore(target, owner_url=url(), home=home, force=False)
    assert rows() == {}
    keys.path().parent.mkdir()
    keys.path().write_bytes(kept)
    assert findings(restore(target, owner_url=url(), home=home, force=False).head) == []


@pytest.mark.parametrize("name", ["lake/2022-07.parquet", "database.dump", "secrets/vault-keys.json"])
def test_a_flipped_byte_is_refused_by_name_and_nothing_changes(home, name):
    target, before = made(home), rows()
    with tarfile.open(target) as archive:
        place = archive.getmember(name).offset_data + 7
    with target.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(Refusal, match=f"{name} is not what was written"):
        restore(target, owner_url=url(), home=home, force=True)
    assert rows() == before


def test_a_cut_off_file_and_another_file_are_refused(home):
    target = made(home)
    data = target.read_bytes()
    (home.parent / "cut.tar").write_bytes(data[: len(data) // 2])
    (home.parent / "other.tar").write_bytes(b"no archive at all" * 100)
    for name in ("cut.tar", "other.tar", "absent.tar"):
        with pytest.raises(Refusal):
            restore(home.parent / name, owner_url=url(), home=home, force=True)


def test_a_database_with_rows_is_refused_without_force_and_replaced_with_it(home):
    target, before = made(home), rows()
    journal.record(actor=SYSTEM("tests"), action="later", subject="matter:1", at=NOW)
    journal.seal_once()
    connection.close()
    with pytest.raises(Refusal, match="not empty"):
        restore(target, owner_url=url(), home=home, force=False)
    assert rows()["vault_entry"] == before["vault_entry"] + 1
    manifest = restore(target, owner_url=url(), home=home, force=True)
    assert rows() == before
    assert findings(manifest.head) == []
    assert (home / "journal-heads.log.before-restore").exists()


def test_a_count_that_differs_leaves_the_old_database_as_it_was(home, monkeypatch):
    target, before = made(home), rows()
    monkeypatch.setattr("gongdun.site.keeping.restore.counted", lambda table, rows: sql.SQL("select 1/0;"))
    lake = hashlib.sha256((home / "lake" / "catalogue.json").read_bytes()).digest()
    with pytest.raises(Refusal, match="psql failed"):
        restore(target, owner_url=url(), home=home, force=True)
    assert rows() == before
    assert hashlib.sha256((home / "lake" / "catalogue.json").read_bytes()).digest() == lake
    assert not list(home.glob(".restore-*"))
