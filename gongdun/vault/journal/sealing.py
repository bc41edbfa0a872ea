"""Sealing: each second the new entries get one Merkle root, chained to the seal before. Writers never wait for it.

The order of commits does not matter: an entry that commits late goes into a later seal.
"""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Event
from time import monotonic

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from gongdun.vault.journal import heads, merkle
from gongdun.vault.journal.merkle import MICROSECONDS
from gongdun.vault.keys import ring

log = logging.getLogger("gongdun.vault.journal")

LOCK = 0x67640001  # the advisory lock that makes one sealer of many processes
BATCH = 20_000
FIRST_PREV = bytes(32)
# A transaction may stay open for minutes before it shows its entries; looking further back each second would cost a growing table.
RECENT = "1 hour"
SWEEP_SECONDS = 3600
UNSEALED = f"""
select e.id, {MICROSECONDS.format("e.at")}, e.office, e.key, e.hash, e.body from vault_entry e
where not exists (select from vault_leaf l where l.entry = e.id) and (%s or e.at > clock_timestamp() - interval '{RECENT}')
order by e.id limit %s
"""  # noqa: S608 — put together from constants
CLOCK = f"select clock.now, {MICROSECONDS.format('clock.now')} from (select clock_timestamp() as now) clock"  # noqa: S608 — as above


def seal_once(*, everything: bool = True) -> int:
    """Seal up to one batch and return how many entries it held; 0 where there is nothing, or where another process is at it.

    An entry whose text does not fit its hash is left out, so that `verify` goes on naming it instead of vouching for it.
    """
    with transaction.atomic(durable=True):
        count = seal_batch(everything=everything) if is_ours() else 0
    if count or everything:
        heads.append()
    return count


def is_ours() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def seal_batch(*, everything: bool) -> int:
    entries = [entry for entry in unsealed(everything=everything) if is_genuine(entry)]
    if not entries:
        return 0
    leaves = [merkle.leaf(number, at, office, key, bytes(digest)) for number, at, office, key, digest, _ in entries]
    seal, prev = next_seal()
    now, microseconds = clock()
    root = merkle.root(leaves)
    digest = merkle.head(seal, microseconds, len(leaves), root, prev)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into vault_seal (id, at, n, root, prev, head) values (%s, %s, %s, %s, %s, %s)",
            [seal, now, len(leaves), root, prev, digest],
        )
        with cursor.copy("copy vault_leaf (entry, seal, position, hash) from stdin") as copy:
            for position, (entry, leaf) in enumerate(zip(entries, leaves, strict=True)):
                copy.write_row((entry[0], seal, position, leaf))
    return len(entries)


Row = tuple[int, int, int | None, int, bytes, str]


def unsealed(*, everything: bool) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, [everything, BATCH])
        return list(cursor.fetchall())


def is_genuine(entry: Row) -> bool:
    versions = ring().versions
    return entry[3] in versions and versions[entry[3]].journal(entry[5].encode()) == bytes(entry[4])


def next_seal() -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("select id + 1, head from vault_seal order by id desc limit 1")
        found = cursor.fetchone()
    return (found[0], bytes(found[1])) if found else (1, FIRST_PREV)


def clock() -> tuple[datetime, int]:
    """The database's clock, and the same in microseconds."""
    with connection.cursor() as cursor:
        cursor.execute(CLOCK)
        return cursor.fetchone()


def run_sealer(stop_event: Event, *, seconds: float = 1.0) -> None:
    """The worker's loop: once at the start over everything, then each second over the last hour, each hour over everything.

    A database that goes away is waited for: the entries are safe in it, and are sealed when it is back.
    """
    swept: float | None = None
    while not stop_event.is_set():
        everything = swept is None or monotonic() - swept > SWEEP_SECONDS
        if seal_all(everything=everything) and everything:
            swept = monotonic()
        stop_event.wait(seconds)
    seal_all(everything=True)  # so that a stopped system leaves nothing unsealed behind
    connection.close()


def seal_all(*, everything: bool) -> bool:
    """Batch after batch until none is left; False where the database did not answer."""
    try:
        close_old_connections()
        while seal_once(everything=everything):
            continue
    except (OperationalError, InterfaceError) as failure:
        log.warning("The journal could not be sealed just now and will be at the next try: %s", failure)
        connection.close()
        return False
    return True
