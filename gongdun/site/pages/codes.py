"""动态口令 — one-time codes: who must give one, the device that makes them, and the codes for the day it is lost."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import segno
from django.conf import settings
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django_otp import user_has_device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongdun.registry.models import Account

RECOVERY_CODES = 8
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0, 1, i, l, o: these are copied by hand


@dataclass(frozen=True)
class Enrolment:
    """What a new device needs to be told."""

    picture: SafeString
    secret: str


def asks_code(account: Account) -> bool:
    """Whoever registered a device gives codes. Who holds a role that needs codes must register one, but not in the demo city."""
    return user_has_device(account) or (account.needs_code and not settings.DEMO)


def waiting_device(account: Account) -> TOTPDevice:
    """The device being registered; it counts only once a code from it was right."""
    device, _made = TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": "authenticator"})
    return device


def enrolment(device: TOTPDevice) -> Enrolment:
    code = segno.make(device.config_url, error="m")
    # segno draws with attributes alone, so the policy against inline styles holds.
    picture = code.svg_inline(scale=4, border=2, omitsize=True, title="QR")
    return Enrolment(mark_safe(picture), grouped(device))  # noqa: S308 — our own picture of our own secret


def grouped(device: TOTPDevice) -> str:
    """The secret as people type it: base 32 in groups of four."""
    query = device.config_url.split("secret=", 1)[1].split("&", 1)[0]
    return " ".join(query[start : start + 4] for start in range(0, len(query), 4))


@transaction.atomic
def confirm(account: Account, device: TOTPDevice) -> list[str]:
    """The new device replaces any older one. Answers the recovery codes, which are shown this once."""
    TOTPDevice.objects.filter(user=account, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return new_recovery_codes(account)


@transaction.atomic
def new_recovery_codes(account: Account) -> list[str]:
    StaticDevice.objects.filter(user=account).delete()
    holder = StaticDevice.objects.create(user=account, name="recovery")
    codes = ["".join(secrets.choice(ALPHABET) for _place in range(10)) for _code in range(RECOVERY_CODES)]
    for code in codes:
        holder.token_set.create(token=code)
    return codes


def recovery_codes_left(account: Account) -> int:
    return sum(holder.token_set.count() for holder in StaticDevice.objects.filter(user=account))
