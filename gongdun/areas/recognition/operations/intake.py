"""报告、申请、补正、受理 — from the accident's report to acceptance or its refusal."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongdun.areas.recognition import authenticity, issuing, queries, timing
from gongdun.areas.recognition.forms.application import LOST_TIME
from gongdun.areas.recognition.models import AccidentReport, Application, Decision
from gongdun.desk.models import Matter
from gongdun.desk.operations import materials, matters, numbers
from gongdun.desk.operations.matters import Opening
from gongdun.desk.refusals import refuse_unless
from gongdun.kernel.identifiers import birth_date, sex
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer, Office, Worker
from gongdun.registry.operations import WorkerRow, take_workers
from gongdun.vault import identities, journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

INTAKE = frozenset({"intake_clerk"})
WRITERS = frozenset({"intake_clerk", "investigator"})
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: the code is read aloud over the telephone
SEXES = {"male": "M", "female": "F"}


@operation
def report_accident(*, office: Office, told: Mapping[str, Any], party: int | None, actor: Actor, today: date) -> AccidentReport:
    """Keep a report at once: `employer_name, happened_at, place, told, injured, deaths, reporter`. An application may follow."""
    serial = numbers.take("recognition_report", today.year)
    report = AccidentReport.objects.create(
        code=f"SB{today.year}-{serial:05d}", reported_on=today, office=office, ledger=office.area.ledger_id, district=office.area_id, party=party, **told,
    )  # fmt: skip
    journal.record(
        actor=actor,
        action="recognition.report_accident",
        subject=f"report:{report.pk}",
        after={"code": report.code, "deaths": report.deaths},
    )
    return report


@operation
def apply(
    *, values: Mapping[str, Any], office: Office, actor: Actor, today: date, now: datetime, channel: str = "counter", posted_on: date | None = None,
    party: int | None = None, report: int | None = None,
) -> tuple[Matter, str]:  # fmt: skip
    """Take in an application whose form was checked, from an accident report where there was one; the matter and the code that opens it on the portal (told once, on the receipt).

    The file gets a party number of its own: whoever proves the code, the last four of the identity number and the telephone reads this file and nothing else.
    """
    refuse_wrong_office(office)
    party = party or file_party()
    code = portal_code(party)
    worker, employer = known_parties(values, actor)
    opening = Opening(
        title=f"{values['worker_name']} · {values['injured_at']:%Y-%m-%d}", office=office, ledger=office.area.ledger_id, district=office.area_id, party=party,
        employer=employer, worker=worker, facts={"cause": values["claimed_item"], "applicant": values["applicant_name"], "channel": channel},
    )  # fmt: skip
    matter = matters.open_matter(procedure="recognition", opening=opening, actor=actor, today=today, now=now)
    application = Application.objects.create(
        matter=matter, worker=worker, employer=employer, channel=channel, received_on=today, posted_on=posted_on, ledger=matter.ledger,
        district=matter.district, party=party, code_digest=digest_of(code), **columns(values, actor),
    )  # fmt: skip
    note_lateness(application)
    if report is not None:
        AccidentReport.objects.filter(pk=report, application=None).update(application=application)
    arrived = [one.title.zh for one in queries.required_materials(matter) if one.id == "application_form"]
    materials.check_material(matter=matter.pk, material="application_form", state="checked", actor=actor, today=today)
    facts = {"code": code, "officer": actor.name, "materials": arrived}
    issuing.issue(matter=matter, name="receipt", more=facts, actor=actor, today=today, now=now)
    return matter, code


def refuse_wrong_office(office: Office) -> None:
    if office.kind != "bureau":
        raise Refusal(
            "{office} does not recognise work injuries; the bureau of the employer's place does (Regulation art. 17).", office=office.name
        )


def file_party() -> int:
    """Negative, so that it never meets the number of a school or an employer; one series for all years."""
    return -numbers.take("recognition_file", 0)


def portal_code(party: int) -> str:
    return f"{-party:06d}-{''.join(secrets.choice(LETTERS) for _ in range(8))}"


def digest_of(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def known_parties(values: Mapping[str, Any], actor: Actor) -> tuple[Worker | None, Employer | None]:
    """Whom the register knows already; a portal sees neither, and an officer fills them in at the identity check."""
    (key,) = identities.find("person", [values["identity"]])
    worker = Worker.objects.filter(person_key=key).first() if key else None
    return worker, Employer.objects.filter(uscc=values["uscc"]).first()


def columns(values: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    """The row of an application from a checked form."""
    identity = values["identity"]
    (person,) = identities.keys("person", [identity], actor=actor)
    phones = [number for number in (values["phone"], values.get("employer_phone")) if number]
    sealed = identities.keys("phone", phones, actor=actor)
    injured_at = aware(values["injured_at"])
    diagnosed_at, died_at = aware(values.get("diagnosed_at")), aware(values.get("died_at"))
    starts = diagnosed_at if values["claimed_item"] == "14-4" else injured_at
    plain = (
        "applicant_kind",
        "applicant_name",
        "worker_name",
        "employer_name",
        "uscc",
        "occupation",
        "claimed_item",
        "place",
        "told",
        "hospital",
        "diagnosis",
    )
    return {
        **{name: values[name] for name in plain},
        "person_key": person,
        "last_four": identity[-4:],
        "sex": SEXES.get(sex(identity), ""),
        "born_on": birth_date(identity),
        "phone_key": sealed[0],
        "phone_mask": identities.mask(identities.Kind.PHONE, phones[0]),
        "employer_phone_key": sealed[1] if len(sealed) > 1 else None,
        "host_employer_name": values.get("host_employer_name") or "",
        "responsibility": values.get("responsibility") or "employer",
        "injured_at": injured_at,
        "injured_on": (starts or values["injured_at"]).date(),
        "diagnosed_at": diagnosed_at,
        "died_at": died_at,
        "diagnosis_codes": parts(values.get("diagnosis_codes")),
        "injured_parts": parts(values.get("injured_parts")),
        "accident_type": values.get("accident_type") or "",
        "accident_cause": values.get("accident_cause") or "",
        "witnesses": parts(values.get("witnesses")),
    }


def aware(moment: datetime | None) -> datetime | None:
    """A form's time is the office's own."""
    return None if moment is None else moment if moment.tzinfo else moment.replace(tzinfo=issuing.SHANGHAI)


def parts(text: str | None) -> list[str]:
    return [one.strip() for one in (text or "").replace(",", "、").replace("，", "、").split("、") if one.strip()]


def note_lateness(application: Application) -> None:
    """An employer after its thirty days bears the costs of the gap (条例 17.4); the application itself stands within the year."""
    last = queries.last_day_of_employer(application)
    if application.applicant_kind == "employer" and queries.handed_in(application) > last:
        application.employer_late_on = last
        application.save()


@operation
def check_identity(*, matter: int, how: str, actor: Actor, today: date) -> Application:
    """身份核验 (措施 40、41): the number against the register's name, the employer by its code, a twin application named. `how` says what was looked at."""
    refuse_unless(actor, INTAKE)
    if not how.strip():
        raise Refusal("Say how the identity was checked, such as the card seen or the shared data (measure 40).")
    held = matters.locked(matter, None)
    application = held.recognition
    application.worker = worker_of(application, held, actor)
    application.employer = employer_of(application)
    application.is_identity_checked, application.identity_note = True, how.strip()[:200]
    application.save()
    note_lateness(application)
    held.worker, held.employer = application.worker, application.employer
    matters.append(held, kind="note", actor=actor, on=today, at=journal_time(held), text=f"身份核验：{application.identity_note}")
    matters.save(held)
    twin = queries.twin(application)
    after = {"how": application.identity_note, "twin": twin.matter.number if twin else ""}
    journal.record(actor=actor, action="recognition.check_identity", subject=f"matter:{held.pk}", after=after)
    return application


def journal_time(matter: Matter) -> datetime:
    """The instant of the latest event: a check belongs to the visit at which it was made."""
    return matter.events.order_by("-id").values_list("at", flat=True)[0]


def worker_of(application: Application, matter: Matter, actor: Actor) -> Worker:
    worker = Worker.objects.filter(person_key=application.person_key).first()
    if worker is None:
        mask = identities.masks([application.person_key])[application.person_key]
        district = Area.objects.get(pk=matter.district).code
        row = WorkerRow(application.person_key, application.worker_name, mask, application.sex, application.born_on, district)
        take_workers(rows=[row], actor=actor)
        worker = Worker.objects.get(person_key=application.person_key)
    if worker.name != application.worker_name:
        raise Refusal(
            "The register knows this identity number as {known}, the application says {told}. Look at the card; correct the application, or ask the data clerk.",
            known=worker.name, told=application.worker_name,
        )  # fmt: skip
    return worker


def employer_of(application: Application) -> Employer:
    employer = Employer.objects.filter(uscc=application.uscc).first()
    if employer is None:
        raise Refusal(
            "No employer with the credit code {code} is among those you may see. Check the 18 characters, or take the employer into the register first.",
            code=application.uscc,
        )
    return employer


@operation
def answer_sign(*, matter: int, sign: str, note: str, actor: Actor, today: date) -> Application:
    """核实 (措施 41): what the officers found about one sign, such as the original looked at; the answer stays with the file."""
    refuse_unless(actor, WRITERS)
    held = matters.locked(matter, None)
    application = held.recognition
    if sign not in {one.id for one in authenticity.signs(application)}:
        raise Refusal("There is no such sign in {number}. Open the page again.", number=held.number)
    if not note.strip():
        raise Refusal("Write what was looked at and what it showed; the answer stands in the file (measure 41).")
    kept = [one for one in application.authenticity if one["sign"] != sign]
    application.authenticity = [*kept, {"sign": sign, "note": note.strip()[:300], "on": today.isoformat(), "by": actor.name}]
    application.save()
    journal.record(
        actor=actor, action="recognition.answer_sign", subject=f"matter:{matter}", after={"sign": sign}, reason=note.strip()[:300]
    )
    return application


@operation
def note_lost_time(*, matter: int, first: date, last: date, ground: str, actor: Actor) -> Application:
    """Time lost for reasons not the applicant's own does not count (法释〔2014〕9号 7)."""
    refuse_unless(actor, INTAKE)
    if ground not in {one.code for one in LOST_TIME.choices} or last < first:
        raise Refusal("Give the first and the last lost day in order, and the ground (Judicial Interpretation 2014-9 art. 7).")
    application = Application.objects.select_for_update(of=("self",)).get(matter=matter)
    application.lost_time = [*application.lost_time, {"first": first.isoformat(), "last": last.isoformat(), "ground": ground}]
    application.save()
    journal.record(actor=actor, action="recognition.note_lost_time", subject=f"matter:{matter}", after=application.lost_time[-1])
    return application


@operation
def request_supplement(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Everything that is missing, in one notice."""
    held = matters.move(matter=matter, move="request_supplement", actor=actor, today=today, now=now, revision=revision, reason=reason)
    missing = [one.title.zh for one in queries.missing_materials(held)]
    if not missing:
        raise Refusal("Nothing is missing: every material this cause asks for has arrived. Accept the application.")
    held.recognition.supplemented += 1
    held.recognition.save()
    issuing.issue(matter=held, name="supplement_notice", more={"missing": missing}, actor=actor, today=today, now=now)
    return held


def accepted(matter: int, move: str, clock: str, actor: Actor, today: date, now: datetime, revision: int | None) -> Matter:
    held = matters.move(matter=matter, move=move, actor=actor, today=today, now=now, revision=revision)
    held.recognition.accepted_on = today
    held.recognition.save()
    due_on = timing.reading_of(held, clock, today).due_on
    issuing.issue(matter=held, name="acceptance", more={"due_on": due_on.isoformat()}, actor=actor, today=today, now=now)
    return held


@operation
def accept(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    return accepted(matter, "accept", "decision", actor, today, now, revision)


@operation
def accept_clear(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    return accepted(matter, "accept_clear", "decision_clear", actor, today, now, revision)


@operation
def refuse_acceptance(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Not accepted: the document says why and what may be done against it; that a civil claim exists is no reason (法释〔2014〕9号 8)."""
    held = matters.move(matter=matter, move="refuse_acceptance", actor=actor, today=today, now=now, revision=revision, reason=reason)
    document = issuing.issue(
        matter=held, name="non_acceptance", more={"reason": reason.strip().rstrip("。")}, actor=actor, today=today, now=now
    )
    one = held.recognition
    worker, employer = queries.parties(one)
    Decision.objects.create(
        matter=held, sequence=held.decisions.count() + 1, worker=worker, employer=employer, office=held.office, injured_on=one.injured_on,
        result=Decision.Result.NOT_ACCEPTED, decided_on=today, document=document, number=document.number, reasoning={"reason": reason},
        ledger=held.ledger, district=held.district, party=held.party,
    )  # fmt: skip
    return held
