"""An officer's own tools, and who stands in for whom."""

from __future__ import annotations

from datetime import date

from gongdun.desk.models import Cover, Draft, Phrase, SavedFilter
from gongdun.registry.models import Account


def phrases(account: Account) -> list[str]:
    return list(Phrase.objects.filter(account=account).values_list("text", flat=True))


def drafts(account: Account, beginning: str) -> dict[str, Draft]:
    """Drafts by their subject, of those that begin so: `matter:17:`."""
    return {draft.subject: draft for draft in Draft.objects.filter(account=account, subject__startswith=beginning)}


def filters(account: Account, page: str) -> list[SavedFilter]:
    return list(SavedFilter.objects.filter(account=account, page=page))


def covered(account: Account, today: date) -> list[Account]:
    """The absent officers whose matters this account handles today."""
    return [
        cover.absent for cover in Cover.objects.filter(stand_in=account, first_on__lte=today, last_on__gte=today).select_related("absent")
    ]


def covers_of_office(office_id: int | None, today: date) -> list[Cover]:
    """Covers of an office that run or are to come; none for an account without one."""
    if office_id is None:
        return []
    return list(Cover.objects.filter(absent__office_id=office_id, last_on__gte=today).select_related("absent", "stand_in"))


def stands_in(account: int | None, absent: int | None, today: date) -> bool:
    if account is None or absent is None or account == absent:
        return False
    return Cover.objects.filter(stand_in_id=account, absent_id=absent, first_on__lte=today, last_on__gte=today).exists()
