"""审计 — reading the journal, which is itself journalled. An auditor reads what the offices of their own scope did, to rows they may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from gongdun.desk.models import IssuedDocument, Matter
from gongdun.desk.refusals import refuse_unless
from gongdun.registry.models import Account, Office, Worker
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.journal import Entry
from gongdun.vault.operations import operation

AUDITORS = frozenset({"journal_auditor"})
MOST = 200
# Subjects that name a row: an auditor sees the entry only where the row shows.
ROWS = {"matter": Matter, "document": IssuedDocument, "worker": Worker}


@dataclass(frozen=True)
class Question:
    """What is asked: whom, what, by whom, when; or a sample by its seed."""

    person: int | None = None  # identity key
    subject: str | None = None
    officer: int | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None
    seed: str = ""
    count: int = 0


@dataclass(frozen=True)
class Answer:
    """The entries that show, and how many were left out because their row lies outside the auditor's scope."""

    entries: tuple[Entry, ...]
    withheld: int
    last_id: int | None  # for the next page


@operation
def read_journal(*, question: Question, actor: Actor, now: datetime) -> Answer:
    """Search, or draw a sample: with a seed anybody draws the same again."""
    refuse_unless(actor, AUDITORS)
    offices = offices_of(Account.objects.select_related("office__area").get(pk=actor.person()))
    if question.seed:
        found = journal.sample(seed=question.seed, count=question.count, since=question.since, until=question.until, offices=offices)
    else:
        found = journal.search(
            person=question.person, subject=question.subject, officer=question.officer, action=question.action, since=question.since,
            until=question.until, before_id=question.before_id, offices=offices, limit=MOST,
        )  # fmt: skip
    asked = {name: value for name, value in asdict(question).items() if value not in (None, "", 0)}
    persons = [question.person] if question.person else []
    journal.record(actor=actor, action="journal.read", subject="journal", after=asked | {"found": len(found)}, persons=persons, at=now)
    shown = visible(found)
    return Answer(tuple(shown), len(found) - len(shown), found[-1].id if len(found) == MOST and not question.seed else None)


def offices_of(auditor: Account) -> list[int]:
    """An agency's auditor: the offices of the ledger; a district bureau's: those of the district; the city bureau's: all."""
    office = auditor.office
    if office is None:
        return []
    if office.kind == "agency":
        asked = Q(area__ledger=office.area.ledger_id)
    else:
        asked = Q() if office.is_city else Q(area=office.area_id)
    return list(Office.objects.filter(asked).values_list("pk", flat=True))


def visible(found: Sequence[Entry]) -> list[Entry]:
    """Entries about rows outside the scope drop out; row-level security says which those are."""
    named: dict[str, set[int]] = {kind: set() for kind in ROWS}
    for entry in found:
        kind, number = row_of(entry)
        if kind in named and number is not None:
            named[kind].add(number)
    seen = {kind: set(ROWS[kind]._default_manager.filter(pk__in=numbers).values_list("pk", flat=True)) for kind, numbers in named.items()}
    return [entry for entry in found if (kind_number := row_of(entry))[0] not in seen or kind_number[1] in seen[kind_number[0]]]


def row_of(entry: Entry) -> tuple[str, int | None]:
    kind, _, number = entry.subject.partition(":")
    return kind, int(number) if number.isdigit() else None


def officers_named(words: str, auditor: Account) -> QuerySet[Account]:
    """Accounts of the auditor's offices by user name or part of the name."""
    return Account.objects.filter(Q(username=words) | Q(display_name__contains=words), office__in=offices_of(auditor))
