"""New keys: everything is sealed again in batches while the site works; the old keys go when nothing needs them."""

from __future__ import annotations

from django.db import connection, transaction

from gongdun.vault import keys
from gongdun.vault.actors import Actor
from gongdun.vault.cipher import seal, unseal
from gongdun.vault.identities import LOCK, Kind, blind, bound, seal_key
from gongdun.vault.journal.entries import Record, write

BATCH = 5_000


def rotate(*, actor: Actor) -> int:
    """Make new keys, seal every number again and forget the old keys; the count of numbers sealed again.

    Killed half-way it loses nothing: both versions stay in the key file, and `resume` goes on.
    """
    publish()
    return resume(actor=actor)


def publish() -> int:
    """The new version becomes current while nobody is sealing: who seals later reads the file again."""
    keys.ring()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        return keys.add_version()


def resume(*, actor: Actor) -> int:
    """Seal what older versions still hold, a transaction a batch, then retire them."""
    total = 0
    while count := reseal_batch():
        total += count
    keys.retire_all_but_current()
    after = {"version": keys.ring().current, "count": total}
    write(Record(actor=actor, action="identity.rotate", subject="identities", at=None, after=after))
    return total


def reseal_batch() -> int:
    """Up to BATCH numbers; rows that another rotation holds are left to it."""
    ring = keys.ring()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            "select id, kind, version, sealed from vault_identity where version <> %s order by version, id limit %s for update",
            [ring.current, BATCH],
        )
        changes = [resealed(ring, *row) for row in cursor.fetchall()]
        if changes:
            cursor.execute(
                "update vault_identity v set version = %s, blind = t.blind, sealed = t.sealed "
                "from unnest(%s::bigint[], %s::bytea[], %s::bytea[]) as t(id, blind, sealed) where v.id = t.id",
                [ring.current, *map(list, zip(*changes, strict=True))],
            )
    return len(changes)


def resealed(ring: keys.Ring, key: int, kind: int, version: int, sealed: bytes) -> tuple[int, bytes, bytes]:
    number = unseal(seal_key(ring.version(version)), bytes(sealed), bound(version, kind, key))
    again = seal(seal_key(ring.newest), number, bound(ring.current, kind, key))
    return key, blind(ring.newest, Kind(kind), number.decode()), again
