"""Is the journal whole? Every seal is computed again and held against the one before, the entries and the heads outside the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext_noop as _

from gongdun.law.refusal import terminal_language, translate
from gongdun.vault.journal import heads, merkle
from gongdun.vault.journal.heads import Head
from gongdun.vault.journal.merkle import MICROSECONDS
from gongdun.vault.journal.sealing import FIRST_PREV
from gongdun.vault.keys import Ring, ring

CHANGED, REMOVED, INSERTED, UNSEALED_STILL, CUT_OFF, BROKEN = "changed", "removed", "inserted", "unsealed", "cut_off", "broken"
YOUNG = "15 seconds"  # an entry this young waits for its seal and is no fault
CHUNK = 10_000

SEALS = f"select id, {MICROSECONDS.format('at')}, n, root, prev, head from vault_seal order by id"  # noqa: S608 — put together from constants
LEAVES = f"""
select l.seal, l.position, l.entry, l.hash, {MICROSECONDS.format("e.at")}, e.office, e.key, e.body, e.hash,
  e.action, e.subject, e.account, e.persons::text
from vault_leaf l left join vault_entry e on e.id = l.entry order by l.seal, l.position
"""  # noqa: S608 — as above
# Neither old nor in the future: a forger may write any time.
UNSEALED = f"""
select e.id, e.at::text, e.key, e.body, e.hash from vault_entry e where not exists (select from vault_leaf l where l.entry = e.id)
and not e.at between clock_timestamp() - interval '{YOUNG}' and clock_timestamp() + interval '{YOUNG}' order by e.id
"""  # noqa: S608 — as above
TWICE = "select unnest((array_agg(id order by id))[2:]) from vault_entry group by hash having count(*) > 1 order by 1"


@dataclass(frozen=True)
class Finding:
    """What is wrong with what. `entry` or `seal` is None where the finding is about the other.

    `message` is an English sentence with places, the id of its translation; `detail` fills a third place.
    """

    kind: str
    entry: int | None
    seal: int | None
    message: str
    detail: str = ""

    @property
    def why(self) -> str:
        return self.text("en")

    def text(self, language: str | None = None) -> str:
        said = translate(self.message, language or terminal_language())
        return said.format(entry=self.entry, seal=self.seal, detail=self.detail)


class Seal(NamedTuple):
    id: int
    at: int | None
    n: int
    root: bytes
    prev: bytes
    head: bytes


class Leaf(NamedTuple):
    seal: int
    position: int
    entry: int
    hash: bytes
    at: int | None  # this and the following are None where the entry is gone
    office: int | None
    key: int | None
    body: str | None
    digest: bytes | None
    action: str | None
    subject: str | None
    account: int | None
    persons: str | None


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
    edited = [
        Finding(BROKEN, None, None, _("A line of the file of heads was edited: line {detail}."), str(number))
        for number, head in parsed
        if head is None
    ]
    return [head for _, head in parsed if head is not None], edited


def chain(seals: Sequence[Seal]) -> Iterator[Finding]:
    """Each seal names the one before, by number and by head."""
    prev, expected = FIRST_PREV, 1
    for seal in seals:
        for missing in range(expected, seal.id):
            yield Finding(REMOVED, None, missing, _("Seal {seal} is gone."))
        if seal.prev != prev and seal.id == expected:
            yield Finding(BROKEN, None, seal.id, _("Seal {seal} does not continue the seal before it."))
        if seal.at is None or merkle.head(seal.id, seal.at, seal.n, seal.root, seal.prev) != seal.head:
            yield Finding(BROKEN, None, seal.id, _("The head of seal {seal} does not fit what the seal says."))
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
    sound = bool(found) and len(found) == seal.n and merkle.root([bytes(leaf.hash) for leaf in found]) == seal.root
    if not sound and not named:
        yield Finding(BROKEN, None, seal.id, _("The root of seal {seal} does not fit its leaves."))


def entry_finding(leaf: Leaf, keys: Ring) -> Finding | None:
    """What is wrong with a sealed entry: gone, another text, another row around the text, or found under another name."""
    if leaf.body is None or leaf.key is None or leaf.digest is None:
        return Finding(REMOVED, leaf.entry, leaf.seal, _("Entry {entry} is gone; seal {seal} holds its leaf."))
    digest = bytes(leaf.digest)
    if not is_genuine(keys, leaf.key, leaf.body, digest):
        return Finding(CHANGED, leaf.entry, leaf.seal, _("The text of entry {entry} does not fit its hash."))
    if leaf.at is None or merkle.leaf(leaf.entry, leaf.at, leaf.office, leaf.key, digest) != bytes(leaf.hash):
        return Finding(CHANGED, leaf.entry, leaf.seal, _("The time, office or hash of entry {entry} is not what was sealed."))
    if not is_found_by_its_text(leaf):
        return Finding(CHANGED, leaf.entry, leaf.seal, _("Entry {entry} would be searched for under other words than its text has."))
    return None


def is_genuine(keys: Ring, version: int, body: str, digest: bytes) -> bool:
    return version in keys.versions and keys.versions[version].journal(body.encode()) == digest


def is_found_by_its_text(leaf: Leaf) -> bool:
    """The search columns are generated from the text; a superuser can unmake that and hide an entry from a search."""
    content = json.loads(leaf.body or "{}")
    said = content["action"], content["subject"], content["actor"]["account"], content["persons"]
    return said == (leaf.action, leaf.subject, leaf.account, json.loads(leaf.persons or "null"))


def missing(seal: Seal, found: Sequence[Leaf], outside: Head | None) -> list[Finding]:
    """Leaves that are gone or too many: named by the file outside where it knows them, else by their place in the seal."""
    present = {leaf.entry for leaf in found}
    known = set(outside.ids()) if outside else present
    gone = [
        Finding(REMOVED, name, seal.id, _("Entry {entry} was sealed in seal {seal} and is no more in it."))
        for name in sorted(known - present)
    ]
    more = [Finding(INSERTED, name, seal.id, _("Entry {entry} was put into seal {seal} afterwards.")) for name in sorted(present - known)]
    places = sorted(set(range(seal.n)) - {leaf.position for leaf in found}) if not gone else []
    return [
        *gone,
        *more,
        *(
            Finding(REMOVED, None, seal.id, _("The entry at place {detail} of seal {seal} is gone with its leaf."), str(place))
            for place in places
        ),
    ]


def cut_off(seals: Sequence[Seal], outside: Iterable[Head]) -> Iterator[Finding]:
    """Heads known outside that the database has otherwise, or has no more."""
    inside = {seal.id: seal.head.hex() for seal in seals}
    for known in outside:
        if known.seal not in inside:
            yield Finding(CUT_OFF, None, known.seal, _("Seal {seal} is known outside the database and is gone from it."))
            gone = _("Entry {entry} was cut off with seal {seal}, which is known outside the database.")
            yield from (Finding(CUT_OFF, entry, known.seal, gone) for entry in known.ids())
        elif inside[known.seal] != known.head:
            yield Finding(BROKEN, None, known.seal, _("Seal {seal} is not the one that is known outside the database."))


def unvouched() -> Iterator[Finding]:
    """Entries that no seal vouches for although they are not new, and texts that stand in the journal twice."""
    keys = ring()
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED)
        for entry, at, version, body, digest in cursor.fetchall():
            yield not_sealed(entry, at, is_ours=is_genuine(keys, version, body, bytes(digest)))
        cursor.execute(TWICE)
        for (entry,) in cursor.fetchall():
            yield Finding(INSERTED, entry, None, _("Entry {entry} repeats the text of an earlier one: it was copied in."))


def not_sealed(entry: int, at: str, *, is_ours: bool) -> Finding:
    if is_ours:
        return Finding(
            UNSEALED_STILL, entry, None, _("Entry {entry} of {detail} is in no seal yet: the worker that seals has not run."), at
        )
    return Finding(
        INSERTED,
        entry,
        None,
        _("Entry {entry} of {detail} is in no seal and its hash is not ours: it was put in past the application."),
        at,
    )


def unique(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
