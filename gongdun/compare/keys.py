"""Integer keys in place of identities: the vault gives its own, alone they come from a local HMAC-SM3 key file."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes, hmac

from gongdun.law.refusal import Refusal

KEY_BYTES = 32


class KeyRing(Protocol):
    """Who turns identities into keys. The same identity always gets the same key; keys fit a signed 64-bit integer."""

    def persons(self, ids: list[str]) -> list[int]:
        """Keys of normalised 18-character citizen numbers."""

    def employers(self, usccs: list[str]) -> list[int]:
        """Keys of normalised unified social credit codes."""

    def secrets(self, values: list[str]) -> list[int]:
        """Keys of names, phones and accounts: good for "the same as", for nothing else."""


@dataclass(frozen=True)
class LocalKeys:
    """Keys from one secret: the first 63 bits of an HMAC-SM3, so that the same file gives the same keys everywhere."""

    secret: bytes

    @classmethod
    def from_file(cls, path: Path) -> LocalKeys:
        """The key file, made on first use and readable by its owner only."""
        if not path.exists():
            create(path)
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Refusal("The key file {file} can be read by others: allow its owner only (chmod 600) and run again.", file=str(path))
        secret = path.read_bytes()
        if len(secret) != KEY_BYTES:
            raise Refusal(
                "The key file {file} is damaged: it must hold {size} bytes. Restore it from the backup; a new one would give every person another key.",
                file=str(path),
                size=KEY_BYTES,
            )
        return cls(secret)

    @property
    def mark(self) -> str:
        """Tells one key file from another and says nothing about it."""
        return f"{self.digests(b'mark:', [''])[0]:016x}"

    def persons(self, ids: list[str]) -> list[int]:
        return self.digests(b"person:", ids)

    def employers(self, usccs: list[str]) -> list[int]:
        return self.digests(b"employer:", usccs)

    def secrets(self, values: list[str]) -> list[int]:
        return self.digests(b"secret:", values)

    def digests(self, realm: bytes, values: list[str]) -> list[int]:
        base = hmac.HMAC(self.secret, hashes.SM3())
        base.update(realm)
        keys = []
        for value in values:
            code = base.copy()
            code.update(value.encode())
            keys.append(int.from_bytes(code.finalize()[:8]) >> 1)
        return keys


def create(path: Path) -> None:
    """Write a new secret whole or not at all: a half-written key file would give other keys."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(os.urandom(KEY_BYTES))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
