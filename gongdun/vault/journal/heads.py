"""The head of every seal, written outside the database too: who cuts the tail there cannot cut it here.

A line is: seal, entries in it, their ids, head, and an HMAC over the line, so that a line edited without the key shows.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from gongdun.vault.cipher import Keyed
from gongdun.vault.folder import home, private_folder
from gongdun.vault.keys import ring

FIRST_KEY = 1


@dataclass(frozen=True)
class Head:
    """A seal as it is known outside the database: print it in backups, monthly reports and manifests, and give it to `verify`."""

    seal: int
    n: int
    entries: tuple[tuple[int, int], ...]  # ranges of ids, both ends included
    head: str  # hexadecimal

    def ids(self) -> list[int]:
        return [number for first, last in self.entries for number in range(first, last + 1)]


def path() -> Path:
    return home() / "journal-heads.log"


def key() -> Keyed:
    """The first journal key: lines outlive rotations, and journal keys are never retired."""
    return ring().version(FIRST_KEY).journal


def ranges(ids: Iterable[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for number in sorted(ids):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def line(known: Head) -> str:
    said = f"{known.seal} {known.n} {','.join(f'{first}-{last}' for first, last in known.entries)} {known.head}"
    return f"{said} {key()(said.encode()).hex()}"


def parse(text: str) -> Head | None:
    """A line's head, or None where it was edited: its own HMAC does not fit."""
    said, _, digest = text.rpartition(" ")
    words = said.split(" ")
    if len(words) != 4 or key()(said.encode()).hex() != digest:
        return None
    pairs = (pair.split("-") for pair in words[2].split(","))
    return Head(seal=int(words[0]), n=int(words[1]), entries=tuple((int(first), int(last)) for first, last in pairs), head=words[3])


def lines() -> list[str]:
    return path().read_text(encoding="ascii").splitlines() if path().exists() else []


def last_seal() -> int:
    """The number of the last seal in the file; it reads the end only, the file grows for years."""
    if not path().exists():
        return 0
    with path().open("rb") as file:
        file.seek(max(0, path().stat().st_size - 1_000_000))
        words = (text.split(b" ", 1)[0] for text in reversed(file.read().splitlines()))
        return next((int(word) for word in words if word.isdigit()), 0)


def append() -> int:
    """Add the heads that the file does not have yet, flushed to the disk. One process at a time; a killed one is made up for."""
    private_folder(home())
    with open(os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = since(last_seal())
        file.write("".join(f"{line(one)}\n" for one in known))
        file.flush()
        os.fsync(file.fileno())
    return len(known)


def since(seal: int) -> list[Head]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select s.id, s.n, s.head, (select array_agg(entry order by entry) from vault_leaf where seal = s.id) "
            "from vault_seal s where s.id > %s order by s.id",
            [seal],
        )
        return [made(*row) for row in cursor.fetchall()]


def made(seal: int, n: int, digest: bytes, ids: Sequence[int] | None) -> Head:
    return Head(seal=seal, n=n, entries=ranges(ids or ()), head=bytes(digest).hex())


def head() -> Head | None:
    """The last seal, to be printed in a backup, a locked month or a manifest; None while nothing was sealed."""
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from vault_seal")
        last = cursor.fetchone()[0]
    return since(last - 1)[0] if last else None


def holding(entry: int) -> Head | None:
    """The seal that holds an entry; None while it waits to be sealed. Whoever wrote the entry could not know this head."""
    with connection.cursor() as cursor:
        cursor.execute("select seal from vault_leaf where entry = %s", [entry])
        found = cursor.fetchone()
    return since(found[0] - 1)[0] if found else None
