"""What a request is once the middleware is through with it."""

from __future__ import annotations

from django.http import HttpRequest

from gongdun.registry.models import Account
from gongdun.vault.actors import Actor


class OfficerRequest(HttpRequest):
    """A request of someone who is signed in: behind `login_required`, with the actor the journal will name."""

    user: Account
    actor: Actor
