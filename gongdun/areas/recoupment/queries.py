"""Who is trained for advance payments: the entry guard of an advance payment asks here (measures 32, 33)."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from gongdun.areas.recoupment.models import TrainingResult
from gongdun.kernel.indicators import Period
from gongdun.law.refusal import Refusal

PASS_SCORE = 80


def valid_until(account: int, today: date) -> date | None:
    """Until when an officer's passed test counts; None without one that still does."""
    held = TrainingResult.objects.filter(account=account, score__gte=PASS_SCORE, valid_until__gte=today).order_by("-valid_until").first()
    return held.valid_until if held else None


def why_not_trained(account: int, today: date) -> Refusal | None:
    """None, or why the officer may not take an advance payment on."""
    if valid_until(account, today):
        return None
    return Refusal(
        "You have no valid test of the legal training on advance payment (measure 32). Take part in the next session and pass its test, or pass the case on."
    )


def trained_rows(period: Period) -> QuerySet:
    """Tests passed in the period."""
    held = TrainingResult.objects.filter(tested_on__range=(period.first, period.last), score__gte=PASS_SCORE)
    return held.annotate(office=F("session__office"), on=F("tested_on")).values(
        "office", "on", "session__title", "session__held_on", "account__display_name", "account_id", "score", "valid_until"
    )
