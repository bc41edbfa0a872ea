"""Is the journal whole? Every seal is computed again and held against the one before, the entries and the heads outside the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.db import connection

from gongdun.vault.journal import heads, merkle
from gongdun.vault.journal.heads import Head
from gongdun.vault.journal.sealing import FIRST_PREV
from gongdun.vault.keys import Ring, ring

CHANGED, REMOVED, INSERTED, CUT_OFF, BROKEN = "changed", "removed", "inserted", "cut_off", "broken"
YOUNG = "15 seconds"  # an entry this young waits for its seal and is no fault
CHUNK = 10_000

SEALS = "select id, at, n, root, prev, head from vault_seal order by id"
LEAVES = """
select l.seal, l.position, l.entry, l.hash, e.at, e.office, e.key, e.body, e.hash
from vault_leaf l left join vault_entry e on e.id = l.entry order by l.seal, l.position
"""
UNSEALED = """
select e.id, e.at from vault_entry e where not exists (select from vault_leaf l where l.entry = e.id)
and e.at < clock_timestamp() - %s::interval order by e.id
"""
TWICE = "select unnest((array_agg(id order by id))[2:]) from vault_entry group by hash having count(*) > 1 order by 1"


@dataclass(frozen=True)
class Finding:
    """What is wrong with what. `entry` or `seal` is None where the finding is about the other."""

    kind: str
    entry: int | None
    seal: int | None
    why: str


class Seal(NamedTuple):
    id: int
    at: datetime
    n: int
    root: bytes
    prev: bytes
    head: bytes


class Leaf(NamedTuple):
    seal: int
    position: int
    entry: int
    hash: bytes
    at: datetime | None  # this and the following are None where the entry is gone
    office: int | None
    key: int | None
    body: str | None
    digest: bytes | None


def verify(*, known: Sequence[Head] = ()) -> list[Finding]:
    """Everything that is wrong, in the order of the seals; empty where the journal is whole.

    `known` are heads kept elsewhere, e.g. printed in a backup or a locked month: they show a tail cut off here and in our own file.
    Entries of the last seconds that no seal holds yet are no fault.
    """
    outside, edited = kept_outside()  # before the seals: a seal made meanwhile must not look cut off
    seals = sealed()
    vouched = [*outside, *known]
    found = [*edited, *chain(seals), *batches(seals, {head.seal: head for head in vouched})]
    return unique([*found, *cut_off(seals, vouched), *unvouched()])


def sealed() -> list[Seal]:
    with connection.cursor() as cursor:
        cursor.execute(SEALS)
        return [Seal(number, at, n, bytes(root), bytes(prev), bytes(head)) for number, at, n, root, prev, head in cursor.fetchall()]


def kept_outside() -> tuple[list[Head], list[Finding]]:
    """The heads in our file, and a finding for each line that was edited."""
    parsed = [(number, heads.parse(text)) for number, text in enumerate(heads.lines(), start=1)]
    edited = [Finding(BROKEN, None, None, f"Line {number} of {heads.path().name} was edited.") for number, head in parsed if head is None]
    return [head for _, head in parsed if head is not None], edited


def chain(seals: Sequence[Seal]) -> Iterator[Finding]:
    """Each seal names the one before, by number and by head."""
    prev, expected = FIRST_PREV, 1
    for seal in seals:
        for missing in range(expected, seal.id):
            yield Finding(REMOVED, None, missing, f"Seal {missing} is gone.")
        if seal.prev != prev and seal.id == expected:
            yield Finding(BROKEN, None, seal.id, f"Seal {seal.id} does not continue the seal before it.")
        if merkle.head(seal.id, seal.at, seal.n, seal.root, seal.prev) != seal.head:
            yield Finding(BROKEN, None, seal.id, f"The head of seal {seal.id} does not fit what the seal says.")
        prev, expected = seal.head, seal.id + 1


def batches(seals: Sequence[Seal], outside: dict[int, Head]) -> Iterator[Finding]:
    """Each seal against its leaves, and the leaves against their entries."""
    by_number, seen, keys = {seal.id: seal for seal in seals}, set(), ring()
    for number, group in groupby(leaves(), key=lambda leaf: leaf.seal):
        seen.add(number)
        if number in by_number:
            yield from batch(by_number[number], list(group), outside.get(number), keys)
    for seal in seals:
        if seal.id not in seen:
            yield from batch(seal, [], outside.get(seal.id), keys)


def leaves() -> Iterator[Leaf]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(LEAVES)
        while rows := cursor.fetchmany(CHUNK):
            yield from (Leaf(*row) for row in rows)


def batch(seal: Seal, found: Sequence[Leaf], outside: Head | None, keys: Ring) -> Iterator[Finding]:
    named = [finding for leaf in found if (finding := entry_finding(leaf, keys))]
    named += missing(seal, found, outside)
    yield from named
    sound = len(found) == seal.n and merkle.root([bytes(leaf.hash) for leaf in found]) == seal.root
    if not sound and not named:
        yield Finding(BROKEN, None, seal.id, f"The root of seal {seal.id} does not fit its leaves.")


def entry_finding(leaf: Leaf, keys: Ring) -> Finding | None:
    """What is wrong with a sealed entry: gone, another text, or another row around the text."""
    if leaf.at is None or leaf.key is None or leaf.body is None or leaf.digest is None:
        return Finding(REMOVED, leaf.entry, leaf.seal, f"Entry {leaf.entry} is gone; seal {leaf.seal} holds its leaf.")
    digest = bytes(leaf.digest)
    if leaf.key not in keys.versions or keys.versions[leaf.key].journal(leaf.body.encode()) != digest:
        return Finding(CHANGED, leaf.entry, leaf.seal, f"The text of entry {leaf.entry} does not fit its hash.")
    if merkle.leaf(leaf.entry, leaf.at, leaf.office, leaf.key, digest) != bytes(leaf.hash):
        return Finding(CHANGED, leaf.entry, leaf.seal, f"The time, office or hash of entry {leaf.entry} is not what was sealed.")
    return None


def missing(seal: Seal, found: Sequence[Leaf], outside: Head | None) -> list[Finding]:
    """Leaves that are gone: named by the file outside where it knows them, else by their place in the seal."""
    gone = sorted(set(range(seal.n)) - {leaf.position for leaf in found})
    if not gone:
        return []
    names = sorted(set(outside.ids()) - {leaf.entry for leaf in found}) if outside else []
    if len(names) == len(gone):
        return [Finding(REMOVED, name, seal.id, f"Entry {name} was sealed in seal {seal.id}; its leaf is gone.") for name in names]
    return [Finding(REMOVED, None, seal.id, f"The entry at place {place} of seal {seal.id} is gone with its leaf.") for place in gone]


def cut_off(seals: Sequence[Seal], outside: Iterable[Head]) -> Iterator[Finding]:
    """Heads known outside that the database has otherwise, or has no more."""
    inside = {seal.id: seal.head.hex() for seal in seals}
    for known in outside:
        if known.seal not in inside:
            why = f"Seal {known.seal} is known outside the database and is gone from it"
            yield Finding(CUT_OFF, None, known.seal, f"{why}.")
            yield from (Finding(CUT_OFF, entry, known.seal, f"{why}, with entry {entry}.") for entry in known.ids())
        elif inside[known.seal] != known.head:
            yield Finding(BROKEN, None, known.seal, f"Seal {known.seal} is not the one that is known outside the database.")


def unvouched() -> Iterator[Finding]:
    """Entries that no seal vouches for although they are old, and texts that stand in the journal twice."""
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, [YOUNG])
        for entry, at in cursor.fetchall():
            yield Finding(
                INSERTED, entry, None, f"Entry {entry} of {at:%Y-%m-%d %H:%M:%S} is in no seal: it was put in past the application."
            )
        cursor.execute(TWICE)
        for (entry,) in cursor.fetchall():
            yield Finding(INSERTED, entry, None, f"Entry {entry} repeats the text of an earlier one: it was copied in.")


def unique(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
