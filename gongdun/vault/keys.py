"""The key ring: a file in the data folder, 0600, with one set of keys a version. No key has a default.

Old versions of the seal and index keys go when a rotation is done. Old journal keys stay for ever: entries are never re-written.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from gongdun.law.refusal import Refusal
from gongdun.vault.cipher import Keyed, self_test
from gongdun.vault.folder import home, private_folder

__all__ = ["Keys", "Ring", "ring", "self_test"]

SEAL_BYTES, DIGEST_BYTES = 16, 32


@dataclass(frozen=True)
class Keys:
    """One version. `seal` and `index` are None once a rotation has left the version behind."""

    version: int
    seal: bytes | None
    index: Keyed | None
    journal: Keyed


@dataclass(frozen=True)
class Ring:
    current: int
    versions: dict[int, Keys]

    @property
    def newest(self) -> Keys:
        return self.versions[self.current]

    def open(self) -> list[Keys]:
        """Versions that numbers may still be sealed under, the newest first."""
        return sorted((keys for keys in self.versions.values() if keys.seal), key=lambda keys: -keys.version)

    def version(self, number: int) -> Keys:
        if number not in self.versions:
            raise Refusal(
                "Version {version} of the keys is not in {path}, but rows were written under it. Put the key file of this installation back from its backup.",
                version=number,
                path=path(),
            )
        return self.versions[number]


def path() -> Path:
    return home() / "secrets" / "vault-keys.json"


_read: tuple[tuple[str, int, int] | None, Ring | None] = (None, None)


def ring() -> Ring:
    """The keys, read again whenever the file has changed: a rotation reaches every process at its next call."""
    global _read
    try:
        status = path().stat()
    except FileNotFoundError:
        create()
        status = path().stat()
    stamp = (str(path()), status.st_mtime_ns, status.st_ino)
    if _read[0] != stamp or _read[1] is None:
        _read = (stamp, parse(path().read_text(encoding="ascii")))
    return _read[1]  # type: ignore[return-value]


def parse(text: str) -> Ring:
    content = json.loads(text)
    versions = {int(number): keys_of(int(number), fields) for number, fields in content["versions"].items()}
    return Ring(current=content["current"], versions=versions)


def keys_of(number: int, fields: dict[str, str]) -> Keys:
    index = fields.get("index")
    return Keys(
        version=number,
        seal=bytes.fromhex(fields["seal"]) if "seal" in fields else None,
        index=Keyed(bytes.fromhex(index)) if index else None,
        journal=Keyed(bytes.fromhex(fields["journal"])),
    )


def new_version() -> dict[str, str]:
    return {
        "seal": secrets.token_hex(SEAL_BYTES),
        "index": secrets.token_hex(DIGEST_BYTES),
        "journal": secrets.token_hex(DIGEST_BYTES),
    }


def create() -> None:
    """The first keys of an installation; never new ones over rows that only the lost ones can read."""
    with locked():
        if path().exists():
            return
        if has_rows():
            raise Refusal(
                "The key file {path} is missing, but the database holds numbers and journal entries made with it. "
                "Put the file back from a backup of this installation; new keys could not read them.",
                path=path(),
            )
        write({"current": 1, "versions": {"1": new_version()}})


def has_rows() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from vault_identity) or exists (select from vault_entry)")
        return bool(cursor.fetchone()[0])


def add_version() -> int:
    """Make a new version current; the old ones stay for reading."""
    with locked():
        content = json.loads(path().read_text(encoding="ascii"))
        number = content["current"] + 1
        content["versions"][str(number)] = new_version()
        write(content | {"current": number})
    return number


def retire_all_but_current() -> None:
    """Forget the seal and index keys of older versions, once no row needs them."""
    with locked():
        content = json.loads(path().read_text(encoding="ascii"))
        for number, fields in content["versions"].items():
            if int(number) != content["current"]:
                content["versions"][number] = {"journal": fields["journal"]}
        write(content)


def write(content: dict[str, object]) -> None:
    """Whole or not at all: a new file beside the old one, flushed, then renamed over it."""
    beside = path().with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path())


@contextmanager
def locked() -> Iterator[None]:
    private_folder(path().parent)
    with open(os.open(path().with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
