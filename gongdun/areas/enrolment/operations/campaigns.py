"""参保专项行动: a population frozen from open leads, contacts, a finding for each unit, the re-match, the closing report."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from gongdun.areas.enrolment import conditions, queries
from gongdun.areas.enrolment.models import Campaign, CampaignUnit, EmployerMonth
from gongdun.areas.enrolment.operations import special
from gongdun.desk import letters
from gongdun.desk.models import Lead, Matter, Run
from gongdun.desk.operations import leads as lead_operations
from gongdun.desk.operations import matters
from gongdun.desk.operations.matters import Opening
from gongdun.kernel.draws import digest
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation, unchanged

CONTACTS = ("letter", "visit", "call")
ANSWERS = {"in_order": "unfounded", "settled": "confirmed", "explained": "lawful", "refused": "confirmed"}


@operation
def open_campaign(*, measure: str, title: str, due_on: date, actor: Actor, today: date, now: datetime) -> Matter:
    """A campaign of the agency for one measure, to be closed by a day."""
    if measure not in queries.CAMPAIGNS:
        raise Refusal("Measure {measure} has no campaign. Choose one of {known}.", measure=measure, known="、".join(queries.CAMPAIGNS))
    if not title.strip() or due_on < today:
        raise Refusal("A campaign has a title and a last day that is not over.")
    office = Office.objects.select_related("area").get(accounts=actor.person())
    opening = Opening(
        title=title.strip(), office=office, ledger=office.area.ledger_id, district=office.area_id, facts={"measure": measure, "due_on": due_on.isoformat()}
    )  # fmt: skip
    matter = matters.open_matter(procedure="campaign", opening=opening, actor=actor, today=today, now=now)
    Campaign.objects.create(
        matter=matter, measure=measure, rules=list(queries.CAMPAIGNS[measure]), month=today.replace(day=1), due_on=due_on, ledger=matter.ledger,
        district=matter.district,
    )  # fmt: skip
    return matter


@operation
def freeze_campaign(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Every open lead of the campaign's rules in the ledger becomes a unit, with its heads and mean base before; the list is hashed."""
    held = matters.move(matter=matter, move="freeze", actor=actor, today=today, now=now, revision=revision)
    one: Campaign = held.campaign
    chosen = list(
        Lead.objects.select_for_update(of=("self",))
        .select_related("employer", "worker", "last_run")
        .filter(ledger=held.ledger, rule__in=one.rules, state=Lead.State.NEW, resolved_in=None, matter=None)
        .order_by("fingerprint")
    )
    one.month, one.frozen_on = month_of(chosen, held.ledger), today
    asked = [unit(held, lead) for lead in chosen]
    trades = not_asked(special.population(held, one.month), asked) if one.measure == "36" else []
    units = [*asked, *trades]
    if not units:
        raise Refusal("No open lead of the campaign's rules is left. There is nothing to go through.")
    before = heads_of([each.employer_id for each in units if each.employer_id], one.month)
    for each in units:
        known = before.get(each.employer_id or 0)
        each.insured_before, each.base_before_fen = known.insured if known else 0, mean_base(known)
    one.digest = digest(frozen(one.measure, chosen, trades))
    one.save()
    CampaignUnit.objects.bulk_create(units)
    lead_operations.bind(chosen, held)
    journal.record(
        actor=actor,
        action="campaign.population",
        subject=f"matter:{held.pk}",
        after={"units": len(units), "asked": len(chosen), "sha256": one.digest},
    )
    return held


def month_of(leads: Collection[Lead], ledger: int) -> date:
    """The month of the data that the population comes from: the newest of the leads', or of the heads taken in."""
    if leads:
        return max(lead.last_run.month for lead in leads)
    newest = EmployerMonth.objects.filter(ledger=ledger).order_by("-month").first()
    if newest is None:
        raise Refusal("No month was compared yet, so there is no population to freeze. Run the comparison first.")
    return newest.month


def frozen(measure: str, leads: Collection[Lead], trades: Collection[CampaignUnit]) -> dict[str, Any]:
    """What the hash is of: leads by their fingerprint, units of the trades by group, employer and project number."""
    said: dict[str, Any] = {"measure": measure, "leads": [lead.fingerprint for lead in leads]}
    if trades:
        said["trades"] = [
            [each.group, each.employer.key if each.employer else 0, each.project.number if each.project else ""] for each in trades
        ]
    return said


def not_asked(trades: Collection[CampaignUnit], asked: Collection[CampaignUnit]) -> list[CampaignUnit]:
    """Units of the trades that no lead about the whole unit brought in already."""
    held = {(each.group, each.employer_id) for each in asked if each.worker_id is None and each.group != conditions.SITE}
    return [each for each in trades if (each.group, each.employer_id) not in held]


def unit(matter: Matter, lead: Lead) -> CampaignUnit:
    return CampaignUnit(
        matter=matter, office=matter.office, group=conditions.GROUP_OF_RULE.get(lead.rule, ""), lead=lead, employer=lead.employer, worker=lead.worker,
        ledger=lead.ledger, district=lead.district,
    )  # fmt: skip


def heads_of(employers: Collection[int], month: date) -> dict[int, EmployerMonth]:
    return {row.employer_id: row for row in EmployerMonth.objects.filter(employer__in=set(employers), month=month)}


def mean_base(known: EmployerMonth | None) -> int:
    """Fen a head, rounded down; 0 where nobody is insured."""
    return known.base_total_fen // known.insured if known and known.insured else 0


@operation
def note_contact(*, unit: int, kind: str, text: str, actor: Actor, today: date) -> CampaignUnit:
    """A letter, a visit or a call, with what was said."""
    held = special.running(unit, actor)
    if kind not in CONTACTS or not text.strip():
        raise Refusal("A contact is a letter, a visit or a call, with what was said.")
    held.contacts = [*held.contacts, {"kind": kind, "on": today.isoformat(), "by": actor.name, "text": text.strip()[:400]}]
    held.save()
    journal.record(actor=actor, action="campaign.note_contact", subject=f"unit:{held.pk}", after=held.contacts[-1])
    return held


@operation
def settle_unit(*, unit: int, finding: str, remark: str, actor: Actor, today: date) -> CampaignUnit:
    """What became of a unit; its lead is answered. A lawful ground or a refusal says why."""
    held = special.running(unit, actor)
    if finding not in CampaignUnit.Finding.values:
        raise Refusal(
            "Unknown finding {finding}. Choose one of: {choices}.", finding=finding, choices="、".join(CampaignUnit.Finding.values)
        )
    if finding in ("explained", "refused") and not remark.strip():
        raise Refusal("A lawful ground or a refusal needs its words: which ground, which refusal.")
    if held.finding:
        raise Refusal("This unit has its finding from {date}. The lead was answered with it.", date=held.found_on)
    special.refuse_unchecked(held, finding)
    held.finding, held.remark, held.found_on = finding, remark.strip(), today
    held.save()
    if held.lead is not None:
        answer_lead(held.lead, finding, remark, actor, today)
    journal.record(actor=actor, action="campaign.settle_unit", subject=f"unit:{held.pk}", after={"finding": finding}, reason=remark)
    return held


def answer_lead(lead: Lead, finding: str, remark: str, actor: Actor, today: date) -> None:
    lead_operations.answer(lead, ANSWERS[finding], f"campaign_{finding}", remark, actor, today)
    lead.state = Lead.State.CONFIRMED if ANSWERS[finding] == "confirmed" else Lead.State.UNFOUNDED
    lead.save()


@operation
def rematch_campaigns(*, run: Run, still_asked: Collection[str], actor: Actor, today: date) -> int:
    """Compare every running campaign with a later month: who is no longer asked about gained. How many units were compared."""
    compared = 0
    for one in Campaign.objects.filter(matter__state="running", month__lt=run.month).select_related("matter"):
        units = list(one.matter.campaign_units.select_for_update(of=("self",)).select_related("lead"))
        after = heads_of([held.employer_id for held in units if held.employer_id], run.month)
        for held in units:
            judge(held, after.get(held.employer_id or 0), is_still_asked(held, still_asked, run), today)
        CampaignUnit.objects.bulk_update(units, ["result", "insured_after", "base_after_fen", "rematched_on"])
        one.rematched_in = run
        one.save()
        journal.record(
            actor=actor, action="campaign.rematch", subject=f"matter:{one.matter_id}", after={"run": run.pk, **queries.tally(one.matter)}
        )
        compared += len(units)
    if not compared:
        unchanged()
    return compared


def is_still_asked(held: CampaignUnit, still_asked: Collection[str], run: Run) -> bool:
    """A unit that a lead brought in, by that lead; one of the trades, by any lead of its group about the employer in the new run."""
    if held.lead is not None:
        return held.lead.fingerprint in still_asked
    rules = [rule for rule, group in conditions.GROUP_OF_RULE.items() if group == held.group]
    return (
        Lead.objects.filter(rule__in=rules, employer=held.employer, last_run=run, resolved_in=None)
        .exclude(state=Lead.State.DISMISSED)
        .exists()
    )


def judge(held: CampaignUnit, after: EmployerMonth | None, is_asked: bool, today: date) -> None:
    result = CampaignUnit.Result
    held.insured_after, held.base_after_fen = (after.insured, mean_base(after)) if after else (None, None)
    held.result = result.UNCHANGED if is_asked else result.GAINED if held.lead_id or is_raised(held) else result.UNCHANGED
    if held.finding == "explained":
        held.result = result.EXPLAINED
    elif held.finding == "in_order" and not is_asked:
        held.result = result.IN_ORDER
    held.rematched_on = today


def is_raised(held: CampaignUnit) -> bool:
    """More heads or a higher mean base than in the month of the freeze."""
    return (held.insured_after or 0) > held.insured_before or (held.base_after_fen or 0) > held.base_before_fen


@operation
def report_campaign(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Issue the closing report: population and hash, findings, results, heads and bases before and after."""
    held = matters.move(matter=matter, move="report", actor=actor, today=today, now=now, revision=revision)
    letters.send(
        "enrolment/campaign_report", matter=held, office=held.office, addressee=bureau(held), facts=report_facts(held), actor=actor, today=today, now=now
    )  # fmt: skip
    return held


def bureau(matter: Matter) -> str:
    return Office.objects.get(kind="bureau", area_id=matter.ledger).name


def report_facts(matter: Matter) -> dict[str, Any]:
    one: Campaign = matter.campaign
    compared = [unit for unit in matter.campaign_units.all() if unit.insured_after is not None]
    return {
        "name": matter.title, "measure": one.measure, "frozen_on": one.frozen_on.isoformat() if one.frozen_on else "", "due_on": one.due_on.isoformat(),
        "sha256": one.digest, "tally": queries.tally(matter), "heads": [sum(unit.insured_before for unit in compared), sum(unit.insured_after or 0 for unit in compared)],
        "bases": [sum(unit.base_before_fen for unit in compared), sum(unit.base_after_fen or 0 for unit in compared)], "compared": len(compared),
        "groups": queries.groups(matter), "persons": queries.people(matter),
        "contacts": sum(len(unit.contacts) for unit in matter.campaign_units.all()),
    }  # fmt: skip


@operation
def close_campaign(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """The report is approved and the campaign over."""
    held = matters.move(matter=matter, move="close", actor=actor, today=today, now=now, revision=revision)
    held.campaign.closed_on = today
    held.campaign.save()
    return held
