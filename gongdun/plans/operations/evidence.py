"""佐证: links to records first, files second; a second officer says whether it counts."""

from __future__ import annotations

from datetime import date

from gongdun.desk.catalogue import catalogue
from gongdun.desk.models import Matter
from gongdun.desk.refusals import refuse_readers
from gongdun.law.refusal import Refusal
from gongdun.plans.models import Evidence, Measure
from gongdun.plans.operations.files import File, checked
from gongdun.plans.operations.typed import own_office
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation


@operation
def add_evidence(
    *, measure: int, title: str, on: date | None, link: str, file: File | None, actor: Actor, today: date, matter: int | None = None,
) -> Evidence:  # fmt: skip
    """Show that something was done on a day: by a record of the system, or by a file with its digest."""
    refuse_readers(actor)
    held = Measure.objects.select_related("plan").get(pk=measure)
    office = own_office(held, actor)
    if not title.strip() or on is None or on > today:
        raise Refusal("Evidence needs words on what it shows and the day it was done, not after today. Add what is missing.")
    if not link.strip() and file is None:
        raise Refusal("Evidence is a record of the system, or else a file. Give the number of a matter, the key of a figure, or a file.")
    if link.strip():
        refuse_unknown(link.strip())
    document = checked(file) if file else None
    one = Evidence.objects.create(
        measure=held, matter_id=matter, office=office, on=on, title=title.strip()[:200], link=link.strip(), name=document.name if document else "",
        digest=document.digest if document else "", content=document.content if document else None, account_id=actor.person(), added_on=today,
        ledger=office.area.ledger_id, district=office.area_id,
    )  # fmt: skip
    after = {"measure": held.number, "on": on, "title": one.title, "link": one.link, "sha256": one.digest}
    journal.record(actor=actor, action="plans.add_evidence", subject=f"evidence:{one.pk}", after=after)
    return one


def refuse_unknown(link: str) -> None:
    if link not in catalogue().indicators and not Matter.objects.filter(number=link).exists():
        raise Refusal("{link} is neither a matter you may see nor a figure of the catalogue. Check the number.", link=link)


@operation
def review_evidence(*, evidence: int, verdict: str, remark: str, actor: Actor, today: date) -> Evidence:
    """Accept or refuse; never one's own, and a refusal says why."""
    one = Evidence.objects.select_for_update(of=("self",)).select_related("measure").filter(pk=evidence).first()
    if one is None or {"supervisor", "director"}.isdisjoint(actor.roles):
        raise Refusal("Evidence is reviewed by a supervisor or a director who may see it.")
    if one.account_id == actor.person() or one.verdict:
        raise Refusal("Evidence is reviewed once, and by another officer than the one who added it.")
    if verdict not in ("accepted", "refused") or (verdict == "refused" and not remark.strip()):
        raise Refusal("Say whether the evidence counts; who does not accept it says why.")
    one.verdict, one.remark, one.reviewer_id, one.reviewed_on = verdict, remark.strip()[:400], actor.person(), today
    one.save()
    journal.record(
        actor=actor, action="plans.review_evidence", subject=f"evidence:{one.pk}", after={"verdict": verdict}, reason=remark.strip()
    )
    return one
