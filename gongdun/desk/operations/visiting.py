"""网上服务 — what a visitor without an account does in the one file that was proved: put in a missing material."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime

from gongdun.desk.models import Attachment
from gongdun.desk.operations import attachments
from gongdun.desk.operations.timeline import append, locked, save
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Account
from gongdun.registry.operations import open_account
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

ACCOUNT = "portal"


def portal_account(actor: Actor) -> Account:
    """Whoever puts a file online does so under one account without office, role or password; the actor's name says who it was."""
    found = Account.objects.filter(username=ACCOUNT).first()
    return found or open_account(username=ACCOUNT, display_name="网上服务", office=None, roles=(), actor=actor)


@operation
def supplement_online(
    *, matter: int, states: Collection[str], material: str, name: str, content: bytes, actor: Actor, today: date, now: datetime
) -> Attachment:
    """A missing material as a file, while the matter stands in one of `states`: seen, not checked, until an officer compares it with the original."""
    held = locked(matter, None)
    if held.state not in states:
        raise Refusal("Materials are taken online until the application is accepted; after that bring them to the office that handles it.")
    item = held.materials.filter(material=material).first()
    if item is None:
        raise Refusal("Choose which of the listed materials this file is.")
    media_type = attachments.checked(name, content, frozenset())
    kept = Attachment.objects.create(
        matter=held, name=name[-200:], media_type=media_type, size=len(content), digest=hashlib.sha256(content).hexdigest(), content=content,
        subject=f"material:{material}", added_on=today, account=portal_account(actor), ledger=held.ledger, district=held.district, party=held.party,
    )  # fmt: skip
    if item.state == "missing":
        item.state, item.received_on = "seen", today
        item.save()
    append(held, kind="file", actor=actor, on=today, at=now, text=name[-200:])
    save(held)
    after = {"material": material, "sha256": kept.digest}
    journal.record(actor=actor, action=f"{held.procedure}.supplement_online", subject=f"matter:{matter}", after=after)
    return kept
