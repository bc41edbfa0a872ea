"""网上服务 — report, apply, enter a file by its receipt, supplement it. A visitor writes and reads one file: the party of the row scope is the file's own number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from gongdun.areas.recognition import issuing
from gongdun.areas.recognition.models import AccidentReport, Application
from gongdun.areas.recognition.operations.intake import apply, digest_of, file_party, report_accident
from gongdun.desk.models import Attachment, Matter
from gongdun.desk.operations import visiting
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation
from gongdun.vault.scopes import Scope, within

TRIES = 5
SUPPLEMENTED_IN = ("received", "supplementing")


@operation
def report_online(*, office: Office, told: Mapping[str, Any], actor: Actor, today: date) -> AccidentReport:
    party = file_party()
    with within(Scope(parties=(party,))):
        return report_accident(office=office, told=told, party=party, actor=actor, today=today)


@operation
def apply_online(*, values: Mapping[str, Any], office: Office, actor: Actor, today: date, now: datetime) -> tuple[Matter, str]:
    """The same application as at the counter; an officer checks identity and employer before it is accepted."""
    party = file_party()
    with within(Scope(parties=(party,))):
        return apply(values=values, office=office, actor=actor, today=today, now=now, channel="portal", party=party)


@operation
def enter(*, code: str, last_four: str, phone: str, actor: Actor, today: date) -> tuple[int, str] | None:
    """The file's party and whose side the telephone is; None where the three do not fit. Both are journalled, and five misses close the file for the day."""
    party = party_of(code)
    subject = f"file:{party}"
    since = datetime.combine(today, time(), issuing.SHANGHAI)
    if len(missed(subject, since)) >= TRIES:
        raise Refusal("Five wrong tries today: this file opens online again tomorrow. The counter helps you at once.")
    with within(Scope(parties=(party,))):
        application = Application.objects.filter(code_digest=digest_of(code), last_four=last_four.strip().upper()).first()
        side = side_of(application, phone) if application else ""
    journal.record(actor=actor, action="recognition.enter" if side else "recognition.miss", subject=subject, after={"side": side}, at=since)
    return (party, side) if side else None


def missed(subject: str, since: datetime) -> list[journal.Entry]:
    """Wrong tries of a business day; the day is in the entry, for the database's clock is another one."""
    return [
        one
        for one in journal.search(subject=subject, action="recognition.miss")
        if one.content.get("at", "").startswith(since.date().isoformat())
    ]


def party_of(code: str) -> int:
    number, _, rest = code.strip().partition("-")
    if not (number.isdigit() and rest):
        raise Refusal("The code of the receipt looks like 000123-ABCD2345. Copy it as it is printed.")
    return -int(number)


def side_of(application: Application, phone: str) -> str:
    digits = phone.strip()
    (key,) = identities.find("phone", [digits]) if digits else (None,)
    if key is None:
        return ""
    if key == application.phone_key:
        return "worker"
    return "employer" if key == application.employer_phone_key else ""


@operation
def supplement_online(*, matter: int, material: str, name: str, content: bytes, actor: Actor, today: date, now: datetime) -> Attachment:
    """A missing material as a file, until the application is accepted."""
    told: dict[str, Any] = {"actor": actor, "today": today, "now": now}
    return visiting.supplement_online(matter=matter, states=SUPPLEMENTED_IN, material=material, name=name, content=content, **told)
