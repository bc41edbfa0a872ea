"""A request of somebody who signed in, as the middleware hands it to a page: who asks, and the business date."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from gongdun.registry.models import Account
from gongdun.vault.actors import Actor


class OfficerRequest(HttpRequest):
    """What a page behind `login_required` may rely on."""

    user: Account  # type: ignore[assignment]
    actor: Actor
    today: date
    now: datetime
    htmx: HtmxDetails
