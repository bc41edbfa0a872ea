"""决定与送达 — the article chosen, the proposal, the decision with its reasoning, service on both sides."""

from __future__ import annotations

from datetime import date, datetime

from gongdun import law
from gongdun.areas.recognition import examining, issuing, queries, timing
from gongdun.areas.recognition.models import Application, Decision
from gongdun.desk.models import IssuedDocument, Matter, ServiceReceipt
from gongdun.desk.operations import matters
from gongdun.desk.refusals import refuse_unless
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

INVESTIGATORS, SERVERS = frozenset({"investigator"}), frozenset({"intake_clerk", "investigator"})
RESULTS = frozenset({Decision.Result.INJURY, Decision.Result.DEEMED, Decision.Result.REFUSED})
SIDES = ("worker", "employer")
METHODS = {
    "direct": "直接送达",
    "leave": "留置送达",
    "mail": "邮寄送达",
    "entrust": "委托送达",
    "electronic": "电子送达",
    "notice": "公告送达",
}


@operation
def choose_article(*, matter: int, item: str, result: str, actor: Actor, reason: str = "") -> Application:
    """Choose the item and the result; an element that is missing or contested needs a reason, which stands in the decision."""
    refuse_unless(actor, INVESTIGATORS)
    held = matters.locked(matter, None)
    if held.state != "investigating" or result not in RESULTS:
        raise Refusal("An article is chosen while the matter is under investigation, with one of the three results.")
    application = held.recognition
    examining.item_of(item)
    if no := examining.gap(application, item, result, reason):
        raise no
    application.proposed_item, application.proposed_result, application.gap_reason = item, result, reason.strip()[:300]
    application.save()
    journal.record(
        actor=actor,
        action="recognition.choose_article",
        subject=f"matter:{matter}",
        after={"item": item, "result": result},
        reason=application.gap_reason,
    )
    return application


@operation
def propose(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """To the approver, with the item and the result."""
    application = Application.objects.get(matter=matter)
    facts = {"item": application.proposed_item, "result": application.proposed_result}
    return matters.move(matter=matter, move="propose", actor=actor, today=today, now=now, revision=revision, facts=facts)


@operation
def decide(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> Matter:
    """Sign: number, document with the assembled reasoning, and the clock of service. An earlier revoked decision stays in the file."""
    due_on = timing.decision_due(Matter.objects.get(pk=matter), today)
    held = matters.move(matter=matter, move="decide", actor=actor, today=today, now=now, revision=revision)
    one = held.recognition
    said = examining.reasoning(one, one.proposed_item)
    more = {
        "item": one.proposed_item,
        "item_title": examining.item_of(one.proposed_item).title["zh_Hans"],
        "result": one.proposed_result,
        "reasoning": said,
        "gap_reason": one.gap_reason,
    }
    name = "non_recognition_decision" if one.proposed_result == Decision.Result.REFUSED else "recognition_decision"
    document = issuing.issue(matter=held, name=name, more=more, actor=actor, today=today, now=now)
    Decision.objects.create(
        matter=held, sequence=held.decisions.count() + 1, worker=one.worker, employer=one.employer, office=held.office, injured_on=one.injured_on,
        result=one.proposed_result, item=one.proposed_item, reasoning={"sentences": said, "gap": one.gap_reason}, decided_on=today, due_on=due_on,
        approver_id=actor.person(), document=document, number=document.number, ledger=held.ledger, district=held.district, party=held.party,
    )  # fmt: skip
    return held


@operation
def serve(
    *, matter: int, side: str, method: str, recipient: str, delivered_on: date, actor: Actor, today: date, remark: str = ""
) -> ServiceReceipt:
    """送达回证 of the decision on one side; a public notice takes effect when its days have passed (民事诉讼法 95)."""
    refuse_unless(actor, SERVERS)
    held = matters.locked(matter, None)
    decision = queries.current_decision(held)
    if decision is None or decision.document is None or held.state not in ("decided", "not_accepted"):
        raise Refusal("There is no decision to serve in {number}. Decide first.", number=held.number)
    if side not in SIDES or method not in METHODS or not recipient.strip():
        raise Refusal("Say which side was served, in which way, and who took it.")
    if not decision.decided_on <= delivered_on <= today:
        raise Refusal(
            "A document is served between its day ({first}) and today; correct {day}.", first=decision.decided_on, day=delivered_on
        )
    effective_on = effective(method, delivered_on)
    receipt = ServiceReceipt.objects.create(
        document=decision.document, method=method, recipient=recipient.strip(), delivered_on=delivered_on, effective_on=effective_on, remark=remark,
        account_id=actor.person(), ledger=held.ledger, district=held.district, party=held.party,
    )  # fmt: skip
    setattr(decision, f"{side}_served_on", effective_on)
    served = [decision.worker_served_on, decision.employer_served_on]
    decision.effective_on = max(day for day in served if day) if all(served) else None
    decision.save()
    text = f"{METHODS[method]}：{recipient.strip()} {effective_on}"
    matters.append(held, kind="paper", actor=actor, on=today, at=held.events.order_by("-id")[0].at, text=text)
    matters.save(held)
    journal.record(
        actor=actor, action="recognition.serve", subject=f"matter:{matter}",
        after={"document": decision.document_id, "side": side, "method": method, "effective_on": effective_on},
    )  # fmt: skip
    return receipt


def effective(method: str, delivered_on: date) -> date:
    if method != "notice":
        return delivered_on
    found = law.clocks.due("service.public_notice", delivered_on, calendar=law.Calendar.shipped())
    return found.due_on or delivered_on


@operation
def correct(*, matter: int, actor: Actor, today: date, now: datetime, revision: int | None = None, reason: str = "") -> IssuedDocument:
    """A slip of the pen, never the conclusion; the remedies run as before."""
    held = matters.move(matter=matter, move="correct", actor=actor, today=today, now=now, revision=revision, reason=reason)
    decision = queries.current_decision(held)
    if decision is None:
        raise Refusal("There is no decision in force to correct in {number}.", number=held.number)
    more = {"decision_number": decision.number, "reason": reason.strip().rstrip("。")}
    return issuing.issue(matter=held, name="correction_notice", more=more, actor=actor, today=today, now=now)
