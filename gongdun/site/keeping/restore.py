"""Restoring a backup: every digest first, then the database in one transaction with its counts, then the files by renaming."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from psycopg import sql

from gongdun.law.refusal import Refusal
from gongdun.site.home import private_folder
from gongdun.site.keeping import owner
from gongdun.site.keeping.backup import DATABASE, FOLDERS, HEADS
from gongdun.site.keeping.manifest import NAME, Manifest, digest_of, parse

KEYS = "secrets/vault-keys.json"
BEFORE = ".before-restore"
# Made by a superuser once, by `gongdun database prepare`; the owner could not make them again.
PREPARED = (" EXTENSION ", " SCHEMA ", " DEFAULT ACL ", " ACL - SCHEMA ", " COMMENT - EXTENSION ")
WIPE = """
set local lock_timeout = '30s';
do $wipe$ declare one record; begin
  for one in select relname, relkind from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by relkind = 'S' loop
    execute format('drop %s if exists public.%I cascade',
      case one.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, one.relname);
  end loop;
  for one in select p.oid::regprocedure::text as name from pg_proc p where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute 'drop routine if exists ' || one.name || ' cascade';
  end loop;
  for one in select typname from pg_type t where typnamespace = 'public'::regnamespace and typtype in ('e', 'd', 'c') and typrelid = 0
    and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e') loop
    execute format('drop type if exists public.%I cascade', one.typname);
  end loop;
  for one in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'c' loop
    execute format('drop type if exists public.%I cascade', one.relname);
  end loop;
end $wipe$;
"""


def restore(source: Path, *, owner_url: str, home: Path, force: bool) -> Manifest:
    """Put a backup back. Until the last step nothing of the installation is changed; what it replaces is kept beside it."""
    if not source.exists():
        raise Refusal("There is no file {file}. Name the backup to restore.", file=source)
    with opened(source) as archive, tempfile.TemporaryDirectory(dir=private_folder(home), prefix=".restore-") as staged:
        manifest = verified(archive, source)
        if not manifest.has_keys and not (home / KEYS).exists():
            raise Refusal(
                "The backup holds no keys, and {file} is missing: its numbers and its journal could not be read. Put the key file there first.",
                file=home / KEYS,
            )
        if not force and (full := owner.full_tables(owner_url)):
            raise Refusal(
                "The database is not empty: {tables} hold rows. Restore into an empty one, or replace it with --force.",
                tables=", ".join(full[:5]),
            )
        unpack(archive, manifest, Path(staged))
        load(Path(staged), manifest, owner_url)
        put_in_place(Path(staged), home)
    return manifest


def opened(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, "r:")
    except tarfile.TarError as failure:
        raise Refusal("{file} is no backup of Gongdun: {said}.", file=source, said=failure) from failure


def verified(archive: tarfile.TarFile, source: Path) -> Manifest:
    """The manifest, after every member proved to be what was written; a damaged one is named."""
    try:
        held = {member.name: member for member in archive.getmembers()}
    except tarfile.TarError as failure:
        raise Refusal("{file} is no backup of Gongdun: {said}.", file=source, said=failure) from failure
    if NAME not in held:
        raise Refusal("{file} has no manifest: it is cut off, or no backup of Gongdun.", file=source)
    manifest = parse(content(archive, held.pop(NAME)).read())
    if strange := sorted(held.keys() ^ manifest.members.keys()):
        raise Refusal("The backup is damaged: {member} is missing or was put in. Nothing was restored.", member=strange[0])
    for name, member in held.items():
        is_inside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
        if not (is_inside and member.isfile()) or digest_of(content(archive, member)) != manifest.members[name]:
            raise Refusal("The backup is damaged: {member} is not what was written. Nothing was restored.", member=name)
    return manifest


def content(archive: tarfile.TarFile, member: tarfile.TarInfo):  # type: ignore[no-untyped-def]
    file = archive.extractfile(member)
    if file is None:
        raise Refusal("The backup is damaged: {member} is not what was written. Nothing was restored.", member=member.name)
    return file


def unpack(archive: tarfile.TarFile, manifest: Manifest, folder: Path) -> None:
    for name in manifest.members:
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("wb") as file:
            shutil.copyfileobj(content(archive, archive.getmember(name)), file)


def load(staged: Path, manifest: Manifest, owner_url: str) -> None:
    """Empty, load and count in one transaction: where a count differs, the old database stands as it was."""
    listed = owner.run("pg_restore", owner_url, "--list", staged / DATABASE).splitlines()
    wanted, wipe, script, check = (staged / name for name in ("wanted.list", "wipe.sql", "restore.sql", "check.sql"))
    wanted.write_text("\n".join(line for line in listed if not any(word in line for word in PREPARED)))
    wipe.write_text(WIPE)
    owner.run("pg_restore", owner_url, "--use-list", wanted, "--file", script, staged / DATABASE)
    quiet_newer_settings(script)
    # The script empties the search path, so the check names the schema.
    check.write_text(sql.SQL("\n").join(counted(table, rows) for table, rows in manifest.rows.items()).as_string())
    owner.run("psql", owner_url, "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", wipe, "-f", script, "-f", check)


def quiet_newer_settings(script: Path) -> None:
    """pg_dump 17 and 18 write a setting at the head of the script that servers 15 and 16 do not know; it is 0 there, as by default."""
    setting = b"SET transaction_timeout = 0;"
    with script.open("r+b") as file:
        place = file.read(4096).find(setting)
        if place >= 0:
            file.seek(place)
            file.write(b"--".ljust(len(setting)))


def counted(table: str, rows: int) -> sql.Composed:
    statement = "do $count$ begin if (select count(*) from public.{}) <> {} then raise exception 'rows of %', {}; end if; end $count$;"
    return sql.SQL(statement).format(sql.Identifier(table), sql.Literal(rows), sql.Literal(table))


def put_in_place(staged: Path, home: Path) -> None:
    """By renaming; what stood there is kept until the next restore."""
    for name in (*FOLDERS, "secrets", HEADS):
        if not (staged / name).exists():
            continue
        old = home / f"{name}{BEFORE}"
        if old.is_dir():
            shutil.rmtree(old)
        if (home / name).exists():
            (home / name).rename(old)
        (staged / name).rename(home / name)
