"""What an officer does to their own account, as operations."""

from __future__ import annotations

from datetime import datetime

from gongdun.registry.models import Account
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation


@operation
def change_password(*, account: Account, password: str, now: datetime, actor: Actor) -> None:
    """The journal says that the password changed, never what it was."""
    account.set_password(password)
    account.save(update_fields=["password"])
    journal.record(actor=actor, action="site.change_password", subject=f"account:{account.pk}", at=now)


@operation
def note_device(*, account: Account, what: str, now: datetime, actor: Actor) -> None:
    """A one-time code device was registered, or its recovery codes were made anew."""
    journal.record(actor=actor, action=f"site.{what}", subject=f"account:{account.pk}", at=now)
