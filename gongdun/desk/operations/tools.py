"""An officer's own tools: canned opinions, saved filters, drafts of forms. Nobody else sees them; the journal knows that they changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from gongdun.desk.models import Draft, Phrase, SavedFilter
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.journal.entries import refuse_clear_numbers
from gongdun.vault.operations import operation, unchanged

MOST_PHRASES, MOST_FILTERS = 50, 20
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "confirmed", "revision"})


@operation
def keep_phrase(*, text: str, actor: Actor) -> Phrase:
    """A canned opinion (常用意见)."""
    said = text.strip()[:300]
    if not said:
        raise Refusal("The opinion is empty. Write it, then keep it.")
    refuse_clear_numbers(said)
    mine = Phrase.objects.filter(account_id=actor.person())
    if there := mine.filter(text=said).first():
        unchanged()
        return there
    if mine.count() >= MOST_PHRASES:
        raise Refusal("You keep {most} opinions already. Drop one you no longer use.", most=MOST_PHRASES)
    phrase = Phrase.objects.create(account_id=actor.person(), text=said)
    journal.record(actor=actor, action="desk.keep_phrase", subject=f"account:{actor.account_id}", after={"text": said})
    return phrase


@operation
def drop_phrase(*, phrase: int, actor: Actor) -> None:
    if not Phrase.objects.filter(pk=phrase, account_id=actor.person()).delete()[0]:
        raise Refusal("There is no such opinion among yours.")
    journal.record(actor=actor, action="desk.drop_phrase", subject=f"account:{actor.account_id}", after={"phrase": phrase})


@operation
def keep_filter(*, page: str, name: str, query: str, actor: Actor) -> SavedFilter:
    """The conditions of a list under a name; the same name again replaces them."""
    said, asked = name.strip()[:40], query.lstrip("?")[:400]
    if not said or not asked:
        raise Refusal("A saved filter needs a name and some condition. Choose conditions first.")
    mine = SavedFilter.objects.filter(account_id=actor.person(), page=page)
    if mine.count() >= MOST_FILTERS and not mine.filter(name=said).exists():
        raise Refusal("You keep {most} filters here already. Drop one you no longer use.", most=MOST_FILTERS)
    kept, _ = SavedFilter.objects.update_or_create(account_id=actor.person(), page=page, name=said, defaults={"query": asked})
    journal.record(actor=actor, action="desk.keep_filter", subject=f"account:{actor.account_id}", after={"page": page, "name": said})
    return kept


@operation
def drop_filter(*, kept: int, actor: Actor) -> None:
    if not SavedFilter.objects.filter(pk=kept, account_id=actor.person()).delete()[0]:
        raise Refusal("There is no such filter among yours.")
    journal.record(actor=actor, action="desk.drop_filter", subject=f"account:{actor.account_id}", after={"filter": kept})


@operation
def keep_draft(*, subject: str, fields: Mapping[str, str], actor: Actor, now: datetime) -> Draft | None:
    """What was typed and not yet submitted. An emptied form drops its draft; a full identity number is refused, it would stand there in clear."""
    said = {name: value for name, value in fields.items() if name not in NOT_KEPT and value.strip()}
    mine = Draft.objects.filter(account_id=actor.person(), subject=subject[:80])
    there = mine.first()
    if (there.fields if there else {}) == said:
        unchanged()
        return there
    refuse_clear_numbers(json.dumps(said, ensure_ascii=False))
    if not said:
        mine.delete()
        journal.record(actor=actor, action="desk.drop_draft", subject=subject[:80])
        return None
    kept, _ = Draft.objects.update_or_create(account_id=actor.person(), subject=subject[:80], defaults={"fields": said, "kept_at": now})
    journal.record(actor=actor, action="desk.keep_draft", subject=subject[:80], after={"fields": sorted(said)}, at=now)
    return kept


@operation
def drop_draft(*, subject: str, actor: Actor) -> None:
    """Once what was drafted is submitted."""
    mine = Draft.objects.filter(account_id=actor.person(), subject=subject[:80])
    if not mine.exists():
        unchanged()
        return
    mine.delete()
    journal.record(actor=actor, action="desk.drop_draft", subject=subject[:80])
