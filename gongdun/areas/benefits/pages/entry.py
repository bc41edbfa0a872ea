"""What a clerk types of a claim becomes a NewClaim; numbers are normalised, sealed, and never kept as typed."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from gongdun.areas.benefits.operations.claims import Kin, NewClaim
from gongdun.areas.benefits.pages.acting import day, fen, month
from gongdun.areas.benefits.queries.declared import DeclaredMonth
from gongdun.kernel.identifiers import citizen_reasons
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Employer, Worker
from gongdun.vault import identities
from gongdun.vault.actors import Actor

DAYS = ("concluded_on", "died_on", "ended_on", "insured_from")
WORDS = ("care_level", "ended_by", "retirement_kind")
FLAGS = ("veteran_relapse", "occupational_disease", "employer_breach", "retired", "insured_at_injury")
KINDS = ("spouse", "child", "parent", "grandparent", "grandchild", "sibling")


def worker_of(number: str) -> Worker:
    (key,) = identities.find("person", [number.strip().upper() or "-"])
    found = Worker.objects.filter(person_key=key).first() if key is not None else None
    if found is None:
        raise Refusal("Nobody with this identity number is among those you may see. Check the 18 characters.")
    return found


def employer_of(uscc: str) -> Employer:
    found = Employer.objects.filter(uscc=uscc.strip().upper()).first()
    if found is None:
        raise Refusal("No employer with the credit code {code} is among those you may see. Check the 18 characters.", code=uscc or "—")
    return found


def account_of(number: str, actor: Actor) -> int:
    bare = number.replace(" ", "")
    if not (bare.isdigit() and 8 <= len(bare) <= 30):
        raise Refusal("This is no bank account number: it has 8 to 30 digits. Check it against the card.")
    return identities.keys("bank_account", [bare], actor=actor)[0]


def claim_of(typed: QueryDict, actor: Actor) -> NewClaim:
    worker = worker_of(typed.get("identity", ""))
    return NewClaim(
        worker=worker, employer=employer_of(typed.get("uscc", "")), recognition=typed.get("recognition", "").strip(),
        assessment=typed.get("assessment", "").strip(), injured_on=day(typed.get("injured_on", "")), benefits=tuple(typed.getlist("benefits")),
        facts=facts_of(typed, worker), payee_name=typed.get("payee", "").strip() or worker.name, account_key=account_of(typed.get("account", ""), actor),
        identity_checked_by=typed.get("identity_check", "").strip(), dependants=kin_of(typed.get("dependants", ""), actor),
    )  # fmt: skip


def facts_of(typed: QueryDict, worker: Worker) -> dict[str, Any]:
    """Only what was stated: the law presumes nothing, and asks for what an amount needs."""
    facts: dict[str, Any] = {name: day(str(typed[name])).isoformat() for name in DAYS if typed.get(name)}
    facts |= {name: typed[name] for name in WORDS if typed.get(name)}
    facts |= {name: True for name in FLAGS if typed.get(name)}
    if typed.get("grade"):
        facts["grade"] = int(str(typed["grade"]))
    if "insured_at_injury" not in facts and "insured_from" not in facts:
        facts["insured_at_injury"] = False
    if facts.get("ended_on"):
        facts |= {"sex": worker.sex, "born_on": worker.born_on.isoformat() if worker.born_on else ""}
    return facts


def kin_of(text: str, actor: Actor) -> tuple[Kin, ...]:
    """One dependant a line: name, kind, sex, day of birth, identity number, account."""
    return tuple(kin_line(number, line, actor) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def kin_line(number: int, line: str, actor: Actor) -> Kin:
    parts = [part.strip() for part in line.replace("，", ",").split(",")]
    if len(parts) != 6 or parts[1] not in KINDS or parts[2] not in ("M", "F"):
        raise Refusal(
            "Line {line} of the dependants cannot be read. Write: name, kind ({kinds}), M or F, day of birth, identity number, account.",
            line=number, kinds="/".join(KINDS),
        )  # fmt: skip
    name, kind, sex, born_on, identity, account = parts
    if reasons := citizen_reasons(identity.upper()):
        raise Refusal("Line {line} of the dependants: the identity number is wrong ({reason}).", line=number, reason=str(reasons[0]))
    (key,) = identities.keys("person", [identity.upper()], actor=actor)
    return Kin(name, key, kind, sex, day(born_on), account_of(account, actor))


def wages_of(text: str, employer: Employer) -> list[DeclaredMonth]:
    """One month a line: 2021-06 6000.00."""
    rows = [line.split() for line in text.splitlines() if line.strip()]
    if not rows or any(len(row) != 2 for row in rows):
        raise Refusal("Write one month a line with its base in yuan, such as 2021-06 6000.00.")
    return [DeclaredMonth(month(first), employer.key, fen(base)) for first, base in rows]
