"""The desk's refusals: what, why, which article, what to do next."""

from __future__ import annotations

from gongdun.kernel.roles import PORTAL, READERS, ROLES
from gongdun.kernel.words import Titles
from gongdun.law.refusal import Refusal
from gongdun.vault.actors import Actor


class CannotMove(Refusal):
    """A move that cannot be made now; the page shows it greyed with this sentence."""


def refuse_readers(actor: Actor) -> None:
    """A job acts in its own name; a person needs some role that works at the desk."""
    if actor.account_id is not None and not actor.roles - READERS:
        raise NotYours("Your roles only look; they decide nothing at the desk. Ask a colleague who handles the matter.")


def refuse_unless(actor: Actor, roles: frozenset[str]) -> None:
    """For acts that belong to certain roles."""
    if actor.account_id is not None and actor.roles.isdisjoint(roles):
        names = Titles(tuple(ROLES[role].title for role in roles))
        raise NotYours("This is for {roles}. Pass it on to a colleague with one of these roles.", roles=names)


def may_see_numbers(actor: Actor) -> bool:
    """Whether full identity numbers are shown to this officer at all: to who handles matters, never to portals, auditors, administrators."""
    return actor.account_id is not None and bool(actor.roles - READERS - PORTAL)


class NotYours(Refusal):
    """The act belongs to another role."""


class Changed(Refusal):
    """Somebody else was faster; nothing is lost."""
