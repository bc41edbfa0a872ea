"""送达 — how a document reached its addressee, and from which day it takes effect (民事诉讼法 88–95, 工伤认定办法 22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongdun import law
from gongdun.desk.models import IssuedDocument, ServiceReceipt
from gongdun.desk.operations import attachments
from gongdun.desk.operations.timeline import append, held_by, save
from gongdun.kernel.words import Title
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

METHODS = {
    "direct": Title("直接送达", "served in person"),
    "leave": Title("留置送达", "left at the address"),
    "mail": Title("邮寄送达", "served by post"),
    "entrust": Title("委托送达", "served by another office"),
    "electronic": Title("电子送达", "served electronically"),
    "notice": Title("公告送达", "served by public notice"),
}


@dataclass(frozen=True)
class Serving:
    """What the receipt says. `delivered_on` is the day it was signed, left, received, or (public notice) posted."""

    method: str
    recipient: str
    delivered_on: date
    receiver: str = ""
    relation: str = ""
    place: str = ""
    witness: str = ""
    remark: str = ""


@operation
def serve(
    *, document: int, serving: Serving, actor: Actor, today: date, now: datetime, photo: tuple[str, bytes] | None = None
) -> ServiceReceipt:  # fmt: skip
    """Record a receipt of service; `photo` is the (name, bytes) of the signed slip. Several addressees, several receipts."""
    held = IssuedDocument.objects.filter(pk=document).first()
    if held is None:
        raise Refusal("There is no such document among those you may see.")
    matter = held_by(actor, held.matter_id)
    check(held, serving, today)
    proof = None
    if photo:
        proof = attachments.taken(matter, name=photo[0], content=photo[1], actor=actor, today=today, now=now, subject=f"service:{held.pk}")
    receipt = ServiceReceipt.objects.create(
        document=held, method=serving.method, recipient=serving.recipient.strip()[:80], delivered_on=serving.delivered_on,
        effective_on=effective_on(serving), receiver=serving.receiver[:60], relation=serving.relation[:40], place=serving.place[:120],
        witness=serving.witness[:60], remark=serving.remark[:200], proof=proof, account_id=actor.person(),
        ledger=matter.ledger, district=matter.district, party=matter.party,
    )  # fmt: skip
    said = f"{METHODS[serving.method].zh} {held.title} {held.number} → {receipt.recipient}"
    append(
        matter,
        kind="serve",
        actor=actor,
        on=today,
        at=now,
        text=said[:400],
        facts={"document": held.pk, "effective_on": receipt.effective_on.isoformat()},
    )
    save(matter)
    journal.record(
        actor=actor, action="desk.serve_document", subject=f"matter:{matter.pk}",
        after={"document": held.pk, "number": held.number, "method": serving.method, "recipient": receipt.recipient, "delivered_on": serving.delivered_on,
               "effective_on": receipt.effective_on},
    )  # fmt: skip
    return receipt


def check(document: IssuedDocument, serving: Serving, today: date) -> None:
    if document.state != IssuedDocument.State.ISSUED or document.issued_on is None:
        raise Refusal("Only an issued document in force is served; this one is not. Issue it first.")
    if serving.method not in METHODS:
        raise Refusal("Unknown way of service {method}. Choose one of the six.", method=serving.method)
    if not serving.recipient.strip():
        raise Refusal("Say who was served.")
    if serving.delivered_on < document.issued_on:
        raise Refusal(
            "{number} was issued on {issued}; it cannot have been served before. Correct the day.",
            number=document.number,
            issued=document.issued_on,
        )
    if serving.delivered_on > today:
        raise Refusal("The day of service {day} lies ahead. Record it when it has happened.", day=serving.delivered_on)
    if no := lacking(serving):
        raise no


def lacking(serving: Serving) -> Refusal | None:
    """What the receipt of this way of service must say besides."""
    if serving.method == "direct" and not serving.receiver.strip():
        return Refusal("Served in person, the receipt names who signed it (Civil Procedure Law art. 87).")
    if serving.method == "leave" and not (serving.witness.strip() and serving.remark.strip()):
        return Refusal(
            "Left at the address, the receipt names the witness or the recording, and why it was refused (Civil Procedure Law art. 89)."
        )
    if serving.method == "entrust" and not serving.remark.strip():
        return Refusal("Served by another office, the receipt names that office (Civil Procedure Law art. 91).")
    if serving.method == "electronic" and not serving.remark.strip():
        return Refusal("Served electronically, the receipt says where the addressee agreed to it (Civil Procedure Law art. 90).")
    if serving.method == "notice" and not serving.remark.strip():
        return Refusal("Public notice is the last way: say which others failed (Civil Procedure Law art. 95).")
    return None


def effective_on(serving: Serving) -> date:
    """The day of delivery; after a public notice the day it is deemed served."""
    if serving.method != "notice":
        return serving.delivered_on
    due = law.clocks.due("service.public_notice", serving.delivered_on, calendar=law.Calendar.shipped())
    return due.due_on or serving.delivered_on
