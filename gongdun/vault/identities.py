"""Identity numbers, bank accounts and phones: sealed once, found blind, known everywhere else as an integer key.

Callers give normalised numbers (gongdun.kernel.identifiers). Nothing here logs, and no number reaches the database in clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import IntEnum, StrEnum

from django.db import connection, transaction

from gongdun.kernel.identifiers import mask_citizen_id
from gongdun.law.refusal import Refusal
from gongdun.vault.actors import Actor
from gongdun.vault.cipher import seal, unseal
from gongdun.vault.journal.entries import Record, write
from gongdun.vault.keys import Keys, ring

CHUNK = 25_000
CITIZEN_LENGTH, PHONE_LENGTH = 18, 11
# New numbers are sealed under a shared lock; a rotation takes it alone for the moment in which the new keys become current.
LOCK = 0x67640002


class Kind(IntEnum):
    """What a number is. The value is stored."""

    PERSON = 1
    BANK_ACCOUNT = 2
    PHONE = 3


class Door(StrEnum):
    """The doors of design.md 19: where a full number may leave the vault, each time with a reason and a journal entry."""

    ISSUED_DOCUMENT = "issued_document"
    HAND_OVER_WORKBOOK = "hand_over_workbook"
    BANK_FILE = "bank_file"
    COURT_BUNDLE = "court_bundle"
    ANNOTATED_COPY = "annotated_copy"
    PAGE_REVEAL = "page_reveal"


def kind_of(kind: Kind | str) -> Kind:
    """`"person"` or Kind.PERSON."""
    if isinstance(kind, Kind):
        return kind
    try:
        return Kind[kind.upper()]
    except KeyError:
        raise Refusal(
            "There is no kind of number {kind}. Kinds are: {kinds}.", kind=kind, kinds=", ".join(one.name.lower() for one in Kind)
        ) from None


def mask(kind: Kind, number: str) -> str:
    """`320411********2618`; of an account the last four, of a phone both ends, of anything else at most half."""
    if kind is Kind.PERSON and len(number) == CITIZEN_LENGTH:
        return mask_citizen_id(number)
    if kind is Kind.PHONE and len(number) == PHONE_LENGTH:
        return f"{number[:3]}****{number[-4:]}"
    tail = min(4, len(number) // 2)
    return "*" * (len(number) - tail) + number[len(number) - tail :]


def keys(kind: Kind | str, numbers: Sequence[str], *, actor: Actor) -> list[int]:
    """The integer key of each number, in the order given; numbers not seen before are sealed.

    One statement to find and one to add per 25,000, whatever the number of numbers.
    """
    wanted = kind_of(kind)
    refuse_blank(numbers)
    with transaction.atomic():
        hold_rotation_off()  # before looking: a number must not be missed under the old keys and added under the new
        known = found(wanted, numbers)
        if new := [number for number in dict.fromkeys(numbers) if number not in known]:
            known |= added(wanted, new, actor)
    return [known[number] for number in numbers]


def find(kind: Kind | str, numbers: Sequence[str]) -> list[int | None]:
    """The key of each number, or None where it was never seen. Seals nothing."""
    known = found(kind_of(kind), numbers)
    return [known.get(number) for number in numbers]


def with_last_four(kind: Kind | str, last_four: str) -> list[int]:
    """Keys of the numbers that end so, for a search box; the caller's own scoped table says which of them may be shown."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from vault_identity where kind = %s and last_four = %s order by id", [int(kind_of(kind)), last_four.upper()]
        )
        return [key for (key,) in cursor.fetchall()]


def masks(keys: Sequence[int]) -> dict[int, str]:
    """What a page may show of each."""
    with connection.cursor() as cursor:
        cursor.execute("select id, mask from vault_identity where id = any(%s)", [list(set(keys))])
        return dict(cursor.fetchall())


def reveal(key: int, *, actor: Actor, reason: str, now: datetime) -> str:
    """One number in clear on a page, with a reason that the journal keeps."""
    return opened([key], actor=actor, door=Door.PAGE_REVEAL, reason=reason, at=now)[key]


def open_many(
    keys: Sequence[int], *, actor: Actor, door: Door | str, reason: str, subject: str = "", at: datetime | None = None
) -> dict[int, str]:
    """Numbers in clear for one of the doors; one journal entry with the door, the count and every key.

    `subject` is what they left in, e.g. "document:12"; `at` the business time where the caller has one.
    """
    return opened(keys, actor=actor, door=door_of(door), reason=reason, at=at, subject=subject)


def door_of(door: Door | str) -> Door:
    if door not in list(Door):
        raise Refusal("There is no door {door}. Numbers leave in clear only by: {doors}.", door=door, doors=", ".join(Door))
    return Door(door)


def opened(wanted: Sequence[int], *, actor: Actor, door: Door, reason: str, at: datetime | None, subject: str = "") -> dict[int, str]:
    """Journal first, then open: no number is in memory before the entry stands."""
    if not reason.strip():
        raise Refusal("To see a number in full give a reason: it is kept in the journal.")
    distinct = list(dict.fromkeys(wanted))
    with transaction.atomic():
        after = {"door": door.value, "count": len(distinct)}
        write(
            Record(
                actor=actor, action="identity.open", subject=subject or f"door:{door}", at=at, after=after, reason=reason, persons=distinct
            )
        )
        return dict(clear(distinct))


def clear(wanted: Sequence[int]) -> Iterator[tuple[int, str]]:
    rows, versions = rows_of(wanted), ring()
    if unknown := sorted(set(wanted) - set(rows)):
        raise Refusal(
            "{count} of the keys are not in the vault, the first is {key}. Nothing was opened.", count=len(unknown), key=unknown[0]
        )
    for key in wanted:
        kind, version, sealed = rows[key]
        yield key, unseal(seal_key(versions.version(version)), sealed, bound(version, kind, key)).decode()


def rows_of(wanted: Sequence[int]) -> dict[int, tuple[int, int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("select id, kind, version, sealed from vault_identity where id = any(%s)", [list(wanted)])
        return {key: (kind, version, bytes(sealed)) for key, kind, version, sealed in cursor.fetchall()}


def seal_key(version: Keys) -> bytes:
    if version.seal is None:
        raise Refusal(
            "The numbers sealed under version {version} of the keys were said to be re-sealed; this one was not.", version=version.version
        )
    return version.seal


def bound(version: int, kind: int, key: int) -> bytes:
    """What a sealed text is tied to: it opens in its own row only."""
    return f"{version}|{int(kind)}|{key}".encode()


def blind(version: Keys, kind: Kind, number: str) -> bytes:
    if version.index is None:
        raise Refusal("Version {version} of the keys no longer finds numbers.", version=version.version)
    return version.index(f"{int(kind)}|{number}".encode())


def found(kind: Kind, numbers: Sequence[str]) -> dict[str, int]:
    """Number → key of those known. While a rotation runs a number may stand under either version: the older is asked first, since
    numbers only move from there to the newer."""
    by_blind = {blind(version, kind, number): number for version in reversed(ring().open()) for number in dict.fromkeys(numbers)}
    known: dict[str, int] = {}
    for chunk in chunks(list(by_blind)):
        with connection.cursor() as cursor:
            cursor.execute("select blind, id from vault_identity where kind = %s and blind = any(%s)", [int(kind), chunk])
            known |= {by_blind[bytes(digest)]: key for digest, key in cursor.fetchall()}
    return known


def added(kind: Kind, numbers: Sequence[str], actor: Actor) -> dict[str, int]:
    """Seal numbers. In the order of their blind index, so that two imports of the same people wait for each other and do not deadlock."""
    version = ring().newest
    ordered = sorted((blind(version, kind, number), number) for number in numbers)
    for chunk in chunks(ordered):
        insert(kind, version, chunk)
    after = {"kind": kind.name.lower(), "count": len(ordered)}
    write(Record(actor=actor, action="identity.seal", subject="identities", at=None, after=after))
    return found(kind, numbers)


def insert(kind: Kind, version: Keys, ordered: Sequence[tuple[bytes, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('vault_identity_id_seq') from generate_series(1, %s)", [len(ordered)])
        ids = [key for (key,) in cursor.fetchall()]
        sealed = [
            seal(seal_key(version), number.encode(), bound(version.version, kind, key))
            for key, (_, number) in zip(ids, ordered, strict=True)
        ]
        cursor.execute(
            "insert into vault_identity (id, kind, version, blind, sealed, mask, last_four) "
            "select id, %s, %s, blind, sealed, mask, right(mask, 4) "
            "from unnest(%s::bigint[], %s::bytea[], %s::bytea[], %s::text[]) as t(id, blind, sealed, mask) "
            "on conflict (kind, blind) do nothing",
            [int(kind), version.version, ids, [digest for digest, _ in ordered], sealed, [mask(kind, number) for _, number in ordered]],
        )


def hold_rotation_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [LOCK])


def refuse_blank(numbers: Sequence[str]) -> None:
    if not all(number and number.isascii() and not number.isspace() for number in numbers):
        raise Refusal("A number to be sealed is empty or was not normalised.")


def chunks(items: list) -> Iterator[list]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
