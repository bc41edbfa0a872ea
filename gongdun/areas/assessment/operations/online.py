"""网上服务 — an assessment asked for and supplemented from the file of a recognised injury; whom it is about is known from the decision and is not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongdun.areas.assessment.models import Application
from gongdun.areas.assessment.operations.intake import taken_in
from gongdun.areas.recognition.queries import InjuryFile, RecognitionDecision
from gongdun.desk.models import Attachment, Matter
from gongdun.desk.operations import materials, visiting
from gongdun.law.refusal import Refusal
from gongdun.registry.models import Office, Worker
from gongdun.registry.queries import everywhere
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation
from gongdun.vault.scopes import Scope, within

SUPPLEMENTED_IN = ("received", "supplementing")


@operation
def apply_online(*, values: Mapping[str, Any], injury: InjuryFile, side: str, actor: Actor, today: date, now: datetime) -> Matter:
    """An application of the file's worker or employer to the committee of the ledger. The register's rows are read for the party alone, who proved the file."""
    decision = recognised(injury)
    refuse_twin(injury, values["kind"])
    filled = dict(values) | {"applicant_kind": side, "applicant_name": injury.employer_name if side == "employer" else injury.worker_name}
    told: dict[str, Any] = {"actor": actor, "today": today, "now": now}
    with within(everywhere()):
        worker, office = Worker.objects.get(pk=decision.worker), committee(decision)
        matter = taken_in(values=filled, worker=worker, decision=decision, office=office, channel="portal", **told)
        if matter.materials.filter(material="recognition_decision").exists():
            # This system issued it: nobody is asked for it; an officer compares the number as with every paper.
            materials.check_material(matter=matter.pk, material="recognition_decision", state="seen", actor=actor, today=today)
    with within(Scope(parties=(injury.party,))):
        return Matter.objects.get(pk=matter.pk)


def recognised(injury: InjuryFile) -> RecognitionDecision:
    decision = injury.decision
    if decision is None or not decision.is_recognised or decision.effective_on is None:
        raise Refusal(
            "An assessment is asked for once the injury is recognised and the decision is served on both sides (Regulation art. 23). Follow the recognition first."
        )
    return decision


def refuse_twin(injury: InjuryFile, kind: str) -> None:
    """Two open applications of one kind on one injury would be assessed twice."""
    twin = Application.objects.filter(party=injury.party, kind=kind, matter__is_closed=False).select_related("matter").first()
    if twin is not None:
        raise Refusal("{number} asks for the same already. Follow it; nothing has to be handed in twice.", number=twin.matter.number)


def committee(decision: RecognitionDecision) -> Office:
    """The committee's office at the agency of the ledger in which the injury is insured."""
    ledger = Matter.objects.get(pk=decision.matter).ledger
    return Office.objects.select_related("area").get(kind="agency", area=ledger)


@operation
def supplement_online(*, matter: int, material: str, name: str, content: bytes, actor: Actor, today: date, now: datetime) -> Attachment:
    """A missing material as a file, until the application is accepted."""
    told: dict[str, Any] = {"actor": actor, "today": today, "now": now}
    return visiting.supplement_online(matter=matter, states=SUPPLEMENTED_IN, material=material, name=name, content=content, **told)
