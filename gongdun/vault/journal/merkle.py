"""Hashes over entries: a leaf each, one root a batch, one head a seal."""

from __future__ import annotations

from collections.abc import Sequence

from gongdun.vault.cipher import sm3

# Instants are whole microseconds since 1970, made by the database: the same on every machine and in every time zone, and an instant
# that Python cannot hold (a vandal's `infinity`) is NULL and no crash.
MICROSECONDS = "case when isfinite({0}) then (extract(epoch from {0}) * 1000000)::bigint end"
LEAF, NODE, HEAD = b"\x00", b"\x01", b"\x02"  # so that no leaf can pass for a node, nor a node for a head


def leaf(entry: int, at: int, office: int | None, key: int, digest: bytes) -> bytes:
    """What the row says beside its text: its id, the database's clock, the office, the key's version."""
    return sm3(LEAF + f"{entry}|{at}|{'' if office is None else office}|{key}|".encode() + digest)


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle root; a node without a partner moves up as it is."""
    level = list(leaves)
    while len(level) > 1:
        pairs = [sm3(NODE + left + right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def head(seal: int, at: int, n: int, root_: bytes, prev: bytes) -> bytes:
    return sm3(HEAD + f"{seal}|{at}|{n}|".encode() + root_ + prev)
