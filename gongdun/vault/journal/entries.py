"""Adding entries. The text that is hashed is the text that is stored: the database's own JSON would reorder it."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db import connection, transaction

from gongdun.kernel.identifiers import citizen_reasons, mask_citizen_id
from gongdun.law.refusal import Refusal
from gongdun.vault.actors import Actor
from gongdun.vault.keys import Keys, ring
from gongdun.vault.writing import open_operation

# `at = DEFAULT` and a chosen id are refused to the site's role, so only these columns are ever named.
INSERT = "insert into vault_entry (office, key, body, hash) values (%s, %s, %s, %s) returning id"
COPY = "copy vault_entry (office, key, body, hash) from stdin"
MARK_BYTES = 8
# Born between 1900 and 2039, in a province: an employer's code of digits alone (91…) must not look like a person.
LIKE_A_CITIZEN_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{5}(?:19\d|20[0-3])\d{8}[\dXx](?![0-9A-Za-z])")


@dataclass(frozen=True)
class Record:
    """One entry to be written.

    `subject` names the thing, e.g. "matter:17"; `persons` are identity keys of everybody it concerns; `at` is the business time it
    happened at (the database adds its own clock beside it).
    """

    actor: Actor
    action: str
    subject: str
    at: datetime | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    reason: str = ""
    persons: Sequence[int] = ()


def record(
    *,
    actor: Actor,
    action: str,
    subject: str,
    at: datetime | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    persons: Sequence[int] = (),
) -> int:
    """Write one entry in the caller's transaction and return its id."""
    entry = Record(actor=actor, action=action, subject=subject, at=at, before=before, after=after, reason=reason, persons=persons)
    number = write(entry)
    note(1)
    return number


def record_many(records: Iterable[Record]) -> int:
    """Write many entries by COPY in the caller's transaction and return how many: 10,000 in about a tenth of a second."""
    keys, count = ring().newest, 0
    # A refused record breaks the COPY off; the savepoint keeps the caller's transaction usable.
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(["int2", "int2", "text", "bytea"])
        for entry in records:
            copy.write_row(row(entry, keys))
            count += 1
    note(count)
    return count


def write(entry: Record) -> int:
    """An entry of the vault's own, which does not stand in for the one that an operation owes."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row(entry, ring().newest))
        return int(cursor.fetchone()[0])


def note(count: int) -> None:
    """Tell the open operation, if any, that it has been journalled."""
    if marker := open_operation.get():
        marker.entries += count


def row(entry: Record, keys: Keys) -> tuple[int | None, int, str, bytes]:
    text = canonical(body(entry))
    refuse_clear_numbers(text)
    return entry.actor.office_id, keys.version, text, keys.journal(text.encode())


def refuse_clear_numbers(text: str) -> None:
    """The journal lives for ever and is read by many: a number that somebody typed into a reason must not stay in it."""
    for match in LIKE_A_CITIZEN_NUMBER.finditer(text):
        number = match[0].upper()
        if not citizen_reasons(number):
            raise Refusal(
                "The text holds the full identity number {mask}, and the journal would keep it for ever. Write its last four digits only.",
                mask=mask_citizen_id(number),
            )


def body(entry: Record) -> dict[str, object]:
    """What is hashed. `mark` is random, so that no entry's text can be written in a second time unnoticed."""
    if not entry.action or not entry.subject:
        raise ValueError("A journal entry says what was done (action) and to what (subject).")
    return {
        "action": entry.action,
        "actor": {
            "account": entry.actor.account_id,
            "name": entry.actor.name,
            "office": entry.actor.office_id,
            "origin": entry.actor.origin,
            "roles": sorted(entry.actor.roles),
        },
        "after": entry.after,
        "at": entry.at,
        "before": entry.before,
        "mark": secrets.token_hex(MARK_BYTES),
        "persons": [int(person) for person in entry.persons],
        "reason": entry.reason,
        "subject": entry.subject,
    }


def canonical(content: dict[str, object]) -> str:
    """One text for one content: keys sorted, no blanks, Chinese as it is. NUL, which PostgreSQL cannot store, is refused by it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain, allow_nan=False)


def plain(value: object) -> str | list[object]:
    """Dates by ISO 8601, exact decimals as text, enums by value. Floats near money never come this far; unknown kinds crash."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    raise TypeError(f"A {type(value).__name__} has no place in a journal entry: give plain values.")
