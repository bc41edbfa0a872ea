"""Writing a backup: one instant of the database, and the files that go with it, whole or not at all."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import psycopg

from gongdun.law.refusal import Refusal
from gongdun.site.keeping import owner
from gongdun.site.keeping.manifest import NAME, Hashing, Manifest

DATABASE, HEADS = "database.dump", "journal-heads.log"
FOLDERS = ("lake", "files")
UNFINISHED = {".lock", ".new", ".part"}


def back_up(target: Path, *, owner_url: str, home: Path, with_keys: bool, now: datetime) -> Manifest:
    """Write `target`, readable by its owner alone; it appears under its name only when it is whole."""
    if target.exists():
        raise Refusal("{file} exists already. Give the backup a new name; none is ever overwritten.", file=target)
    beside = target.with_name(f"{target.name}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as failure:
        raise Refusal("The backup cannot be written to {file}: {said}.", file=target, said=failure.strerror) from failure
    try:
        with os.fdopen(descriptor, "wb") as file:
            manifest = write(file, owner_url, home, with_keys, now)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def write(file, owner_url: str, home: Path, with_keys: bool, now: datetime) -> Manifest:  # type: ignore[no-untyped-def]
    with tarfile.open(fileobj=file, mode="w") as archive, tempfile.TemporaryDirectory() as folder:
        dumped = Path(folder) / DATABASE
        with owner.connected(owner_url) as connection:
            rows, seal = owner.counts(connection), last_seal(connection)
            snapshot = connection.execute("select pg_export_snapshot()").fetchone()
            owner.dump(owner_url, dumped, snapshot[0] if snapshot else "")
            server = connection.info.server_version // 10_000
        members = {DATABASE: add(archive, dumped, DATABASE)}
        members |= {name: add(archive, path, name) for name, path in files(home, with_keys)}
        members[HEADS] = add_bytes(archive, HEADS, heads(home, int(str(seal["seal"])) if seal else 0))
        manifest = Manifest(now.isoformat(), server, members, rows, seal, with_keys)
        add_bytes(archive, NAME, manifest.written())
    return manifest


def last_seal(connection: psycopg.Connection) -> dict[str, object] | None:
    """The journal's head at this instant, printed into the manifest: who cuts the tail later cannot cut it here."""
    row = connection.execute("select id, n, encode(head, 'hex') from vault_seal order by id desc limit 1").fetchone()
    if row is None:
        return None
    entries = connection.execute("select entry from vault_leaf where seal = %s order by 1", [row[0]]).fetchall()
    return {"seal": row[0], "n": row[1], "head": row[2], "entries": [number for (number,) in entries]}


def heads(home: Path, seal: int) -> bytes:
    """The heads outside the database, up to the seal of the dump: later ones would look cut off."""
    path = home / HEADS
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    return b"".join(line for line in lines if not line.split(b" ", 1)[0].isdigit() or int(line.split(b" ", 1)[0]) <= seal)


def files(home: Path, with_keys: bool) -> Iterator[tuple[str, Path]]:
    """Catalogues before the files they name: what a catalogue of the lake names was there before it."""
    for folder in (*FOLDERS, *(["secrets"] if with_keys else [])):
        found = [path for path in (home / folder).rglob("*") if path.is_file() and path.suffix not in UNFINISHED]
        for path in sorted(found, key=lambda path: (path.suffix != ".json", path)):
            yield path.relative_to(home).as_posix(), path


def add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        info, reading = member(name, os.fstat(file.fileno()).st_size), Hashing(file)
        archive.addfile(info, reading)  # type: ignore[arg-type]
    return reading.digest.hexdigest()


def add_bytes(archive: tarfile.TarFile, name: str, data: bytes) -> str:
    reading = Hashing(BytesIO(data))
    archive.addfile(member(name, len(data)), reading)  # type: ignore[arg-type]
    return reading.digest.hexdigest()


def member(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info
