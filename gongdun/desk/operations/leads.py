"""Leads: taken from a comparison run, dismissed with a reason, bound to a matter, answered with a verdict."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongdun.compare.leads import Lead as FoundLead
from gongdun.compare.leads import Status
from gongdun.desk.models import Lead, Matter, Run, Suppression, Verdict
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Area, Employer, Worker
from gongdun.registry.queries import areas_by_code, employers_by_key, workers_by_key
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.bulk import upsert
from gongdun.vault.operations import operation, unchanged

DECIDERS = frozenset({"data_clerk", "enrolment_clerk", "inspection_liaison", "audit_officer", "reviewer"})
ANSWERS = ("confirmed", "unfounded", "lawful")
COLUMNS = (
    "fingerprint", "rule", "rule_version", "severity", "employer_id", "worker_id", "period", "figures", "state", "first_run_id", "last_run_id",
    "resolved_in_id", "raised_on", "viewers", "ledger", "district",
)  # fmt: skip
KEPT = ("state", "first_run_id", "raised_on", "viewers", "ledger", "district", "period")


@dataclass(frozen=True)
class LeadRow:
    """One lead as the comparison run wrote it; keys are the vault's."""

    fingerprint: str
    rule: str
    rule_version: str
    severity: str
    employer_key: int | None
    person_key: int | None
    district: str  # area code of the place of employment
    period: str
    figures: dict[str, Any] = field(default_factory=dict)


@operation
def take_run(*, month: date, digest: str, manifest: dict[str, Any], rows: Sequence[LeadRow], actor: Actor, today: date) -> Run:
    """Take in a run: new, persisting and resolved leads since the last one. The same manifest again changes nothing."""
    if same := Run.objects.filter(digest=digest).first():
        unchanged()
        return same
    run = Run.objects.create(month=month, digest=digest, ran_on=today, manifest=manifest)
    known = set(Lead.objects.filter(fingerprint__in=[row.fingerprint for row in rows]).values_list("fingerprint", flat=True))
    upsert("desk_lead", COLUMNS, "fingerprint", lead_lines(rows, run, today), keep=KEPT)
    asked = Lead.objects.filter(rule__in=list(manifest["rules"]), resolved_in=None, last_run__month__lt=month)
    run.resolved_count = asked.exclude(last_run=run).update(resolved_in=run)
    quiet, loud = keep_quiet(run, today)
    run.persisting_count = len(known)
    run.new_count = len(rows) - len(known)
    run.save()
    counts = {"new": run.new_count, "persisting": run.persisting_count, "resolved": run.resolved_count, "quiet": quiet, "asked_again": loud}
    journal.record(
        actor=actor, action="desk.take_run", subject=f"run:{run.pk}", after={"month": month.isoformat(), "digest": digest, **counts}
    )
    return run


def keep_quiet(run: Run, today: date) -> tuple[int, int]:
    """Suppressed leads of the run are set aside; those whose suppression has ended are asked again. How many of each."""
    raised = Lead.objects.filter(last_run=run)
    quiet = loud = 0
    for one in Suppression.objects.all():
        same = raised.filter(rule=one.rule, employer=one.employer, worker=one.worker)
        if one.expires_on > today:
            quiet += same.filter(state=Lead.State.NEW).update(state=Lead.State.DISMISSED)
        elif not Suppression.objects.filter(rule=one.rule, employer=one.employer, worker=one.worker, expires_on__gt=today).exists():
            loud += same.filter(state=Lead.State.DISMISSED, first_run__month__lt=run.month).update(state=Lead.State.NEW)
    return quiet, loud


def lead_lines(rows: Sequence[LeadRow], run: Run, today: date) -> list[tuple[object, ...]]:
    employers = employers_by_key([row.employer_key for row in rows if row.employer_key])
    workers = workers_by_key([row.person_key for row in rows if row.person_key])
    areas = areas_by_code()
    return [
        lead_line(row, run, today, areas[row.district], employers.get(row.employer_key or 0), workers.get(row.person_key or 0))
        for row in rows
    ]


def lead_line(row: LeadRow, run: Run, today: date, area: Area, employer: Employer | None, worker: Worker | None) -> tuple[object, ...]:
    return (
        row.fingerprint, row.rule, row.rule_version, row.severity, employer.pk if employer else None, worker.pk if worker else None, row.period,
        json.dumps(row.figures, ensure_ascii=False), Lead.State.NEW, run.pk, run.pk, None, today, [], area.ledger_id, area.pk,
    )  # fmt: skip


@operation
def dismiss(*, leads: Sequence[int], reason_code: str, remark: str, actor: Actor, today: date, quiet_until: date | None = None) -> int:
    """Set leads aside, each with the same reason; with a date the rule stays quiet about them until then."""
    refuse_unless(actor, DECIDERS)
    if not reason_code:
        raise Refusal("Choose why these leads are set aside; the reason improves the rule.")
    held = list(Lead.objects.select_for_update(of=("self",)).filter(pk__in=leads, state=Lead.State.NEW))
    if not held:
        raise Refusal("None of the chosen leads is new. Choose leads that nobody has decided yet.")
    for lead in held:
        answer(lead, "lawful" if reason_code.startswith("lawful") else "unfounded", reason_code, remark, actor, today)
        if quiet_until:
            Suppression.objects.create(
                rule=lead.rule, employer=lead.employer, worker=lead.worker, reason=remark or reason_code, expires_on=quiet_until,
                account_id=actor.person(), ledger=lead.ledger, district=lead.district,
            )  # fmt: skip
    Lead.objects.filter(pk__in=[lead.pk for lead in held]).update(state=Lead.State.DISMISSED)
    journal.record(
        actor=actor,
        action="desk.dismiss_leads",
        subject="leads",
        after={"leads": [lead.pk for lead in held], "reason_code": reason_code},
        reason=remark,
    )
    return len(held)


@operation
def look(*, lead: int, actor: Actor) -> Lead | None:
    """Keep who looked at a lead, once each (个人信息保护法 54); who has looked before changes nothing."""
    held = Lead.objects.select_for_update(of=("self",)).filter(pk=lead).first()
    if held is None or actor.account_id is None or actor.account_id in held.viewers:
        unchanged()
        return held
    held.viewers = [*held.viewers, actor.account_id]
    held.save(update_fields=["viewers"])
    journal.record(actor=actor, action="desk.look_at_lead", subject=f"lead:{held.pk}")
    return held


@operation
def reopen(*, lead: int, actor: Actor, reason: str) -> Lead:
    """A lead that was set aside is asked again, and the rule is no longer quiet about it."""
    refuse_unless(actor, DECIDERS)
    if not reason.strip():
        raise Refusal("Say why the lead is asked again; the reason stands beside the first verdict.")
    held = Lead.objects.select_for_update(of=("self",)).get(pk=lead)
    if held.state != Lead.State.DISMISSED:
        raise Refusal("Only a lead that was set aside is asked again; this one is not.")
    ended = Suppression.objects.filter(rule=held.rule, employer=held.employer, worker=held.worker).delete()[0]
    held.state = Lead.State.NEW
    held.save(update_fields=["state"])
    journal.record(actor=actor, action="desk.reopen_lead", subject=f"lead:{held.pk}", after={"suppressions_ended": ended}, reason=reason)
    return held


def answer(lead: Lead, answer_: str, reason_code: str, remark: str, actor: Actor, today: date) -> Verdict:
    """Record a verdict inside another operation."""
    if answer_ not in ANSWERS:
        raise Refusal("Unknown verdict {answer}. Choose one of: {choices}.", answer=answer_, choices="、".join(ANSWERS))
    return Verdict.objects.create(
        lead=lead,
        answer=answer_,
        reason_code=reason_code,
        remark=remark,
        on=today,
        account_id=actor.person(),
        ledger=lead.ledger,
        district=lead.district,
    )


def taken(leads: Sequence[int], rules: Collection[str]) -> list[Lead]:
    """New leads of these rules about one employer or person, locked, to become one matter inside another operation."""
    held = list(
        Lead.objects.select_for_update(of=("self",))
        .select_related("employer", "worker", "last_run")
        .filter(pk__in=leads, state=Lead.State.NEW, matter=None)
        .order_by("id")
    )
    if not held:
        raise Refusal("None of the chosen leads is new. Choose leads that nobody has decided yet.")
    if strange := sorted({lead.rule for lead in held} - set(rules)):
        raise Refusal("The rule {rules} leads to another procedure. Choose the leads that belong together.", rules="、".join(strange))
    if len({(lead.employer_id, None if lead.employer_id else lead.worker_id) for lead in held}) > 1:
        raise Refusal("The leads speak of several employers. A matter has one party; open one for each.")
    return held


def bind(leads: Sequence[Lead], matter: Matter) -> None:
    """The leads are asked about in this matter from now on."""
    Lead.objects.filter(pk__in=[lead.pk for lead in leads]).update(state=Lead.State.ASSIGNED, matter=matter)


def settle(matter: Matter, answer_: str, reason_code: str, remark: str, actor: Actor, today: date) -> int:
    """Every lead of a matter gets the same verdict; how many there were."""
    held = list(Lead.objects.filter(matter=matter, state=Lead.State.ASSIGNED))
    for lead in held:
        answer(lead, answer_, reason_code, remark, actor, today)
    state = Lead.State.CONFIRMED if answer_ == "confirmed" else Lead.State.UNFOUNDED
    Lead.objects.filter(pk__in=[lead.pk for lead in held]).update(state=state)
    return len(held)


def found_lead(lead: Lead, person_key: int | None, employer_key: int | None) -> FoundLead:
    """The lead in the comparison engine's own shape, for its evidence query."""
    return FoundLead(
        rule=lead.rule.split("/")[-1], version=int(lead.rule_version), fingerprint=lead.fingerprint, person_key=person_key, employer_key=employer_key,
        subject=str(lead.figures.get("subject", "")), district="", month=f"{lead.last_run.month:%Y-%m}", period=lead.period, severity=0,
        status=Status.PERSISTING, figures=json.dumps(lead.figures, ensure_ascii=False),
    )  # fmt: skip
