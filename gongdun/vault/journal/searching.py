"""What an auditor asks: by person, by subject, by officer; and samples anybody can draw again. Queries only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from gongdun.law.refusal import Refusal

COLUMNS = "select id, at, office, body from vault_entry"
# The order is a hash of seed and id, which anyone can compute without our code.
SHUFFLED = "sha256(convert_to(%s || ':' || id::text, 'UTF8'))"


@dataclass(frozen=True)
class Entry:
    """An entry as it is read. `content` is what was hashed: actor, action, subject, before, after, reason, persons, business time."""

    id: int
    at: datetime  # the database's clock
    office: int | None
    content: dict[str, Any]

    @property
    def action(self) -> str:
        return str(self.content["action"])

    @property
    def subject(self) -> str:
        return str(self.content["subject"])


def search(
    *,
    person: int | None = None,
    subject: str | None = None,
    officer: int | None = None,
    action: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before_id: int | None = None,
    offices: Sequence[int] | None = None,
    limit: int = 200,
) -> list[Entry]:
    """Entries that meet all the conditions, the newest first; `before_id` of the last one gives the next page.

    `person` is an identity key, `officer` an account, `since` and `until` instants of the database's clock, the second excluded. With `offices` only what officers of these offices did.
    """
    if person is None and not subject and officer is None:
        raise Refusal("Say whom or what to search the journal for: a person, a subject or an officer.")
    asked: list[tuple[str, Any]] = [
        ("persons @> %s::jsonb", None if person is None else json.dumps([person])),
        ("subject = %s", subject or None),
        ("account = %s", officer),
        ("action = %s", action or None),
        ("id < %s", before_id),
        of_offices(offices),
        *period(since, until),
    ]
    return fetch(asked, "order by id desc limit %s", [limit])


def sample(
    *, seed: str, count: int, since: datetime | None = None, until: datetime | None = None, offices: Sequence[int] | None = None
) -> list[Entry]:
    """`count` entries drawn by a seed: the same seed over the same period and offices draws the same entries, in the same order."""
    if count < 1 or not seed:
        raise Refusal("A sample needs a seed and a count of at least 1, so that it can be drawn again.")
    return fetch([*period(since, until), of_offices(offices)], f"order by {SHUFFLED}, id limit %s", [seed, count])


def of_offices(offices: Sequence[int] | None) -> tuple[str, Any]:
    return ("office = any(%s)", None if offices is None else list(offices))


def period(since: datetime | None, until: datetime | None) -> list[tuple[str, Any]]:
    return [("at >= %s", since), ("at < %s", until)]


def fetch(asked: list[tuple[str, Any]], tail: str, arguments: list[Any]) -> list[Entry]:
    given = [(clause, value) for clause, value in asked if value is not None]
    where = " and ".join(clause for clause, _ in given)
    statement = f"{COLUMNS} {'where ' + where if where else ''} {tail}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for _, value in given), *arguments])
        return [Entry(number, at, office, json.loads(body)) for number, at, office, body in cursor.fetchall()]
