"""真实性核查 (措施 40、41) — what in one application looks like another's. A sign is a question to the officers: it is answered in writing, and never a ground by itself.

All districts are compared, because who repeats a photograph does so elsewhere; the officer is told the number of the other matter and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from gongdun.areas.recognition import similar
from gongdun.areas.recognition.models import Application
from gongdun.desk.models import Attachment, Lead, Matter
from gongdun.registry.queries import everywhere
from gongdun.vault.scopes import within

WITHIN = timedelta(days=730)  # applications of the two years before are compared
WITNESS_IN, PHONE_OF = 3, 3  # a witness of a third matter, a telephone of a third person
ALIKE = 0.95
LATEST = 500
OPEN_LEADS = ("new", "assigned", "confirmed")

TITLES = {
    "picture": _("The same file lies in another matter"),
    "witness": _("The witness stands in several other matters"),
    "wording": _("The account reads word for word like another person's"),
    "earlier": _("The person was hurt before within two years"),
    "telephone": _("The telephone was left for several other persons"),
    "lead": _("A lead of the comparison on this person is open"),
}


@dataclass(frozen=True)
class Sign:
    """One question: its kind, what it points to, and the answer that an officer wrote."""

    kind: str
    about: str
    answer: str = ""

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.about}"

    @property
    def title(self) -> str:
        return str(TITLES[self.kind])


def signs(application: Application) -> list[Sign]:
    """Every sign, answered or not; the answer stands with the application."""
    said = {one["sign"]: one["note"] for one in application.authenticity}
    with within(everywhere()):
        found = [Sign(kind, about) for look in LOOKS for kind, about in look(application)]
    return [Sign(one.kind, one.about, said.get(one.id, "")) for one in dict.fromkeys(found)]


def others(application: Application) -> list[Application]:
    """The latest applications of the two years before for other accidents, withdrawn ones too: a withdrawn twin is telling."""
    held = Application.objects.exclude(pk=application.pk).filter(received_on__gte=application.received_on - WITHIN)
    return list(held.select_related("matter").order_by("-id")[:LATEST])


def pictures(application: Application) -> Iterator[tuple[str, str]]:
    """The same photograph in another application, whoever it is for."""
    yield from (("picture", number) for number in same_files(application.matter))


def same_files(matter: Matter) -> list[str]:
    """Numbers of other matters of recognition and assessment that hold a file of this one, byte for byte."""
    mine = list(matter.attachments.values_list("digest", flat=True))
    same = Attachment.objects.filter(digest__in=mine, matter__procedure__in=("recognition", "assessment")).exclude(matter=matter)
    return list(same.order_by("matter__number").values_list("matter__number", flat=True).distinct())


def repeated(application: Application) -> Iterator[tuple[str, str]]:
    """Witnesses, wording, telephone and earlier injuries, from one look at the other applications."""
    compared = others(application)
    strangers = [one for one in compared if one.person_key != application.person_key]
    for witness in application.witnesses:
        if sum(witness in one.witnesses for one in strangers) + 1 >= WITNESS_IN:
            yield "witness", str(witness)
    mine = similar.pairs(application.told)
    texts = {one.matter.number: similar.pairs(one.told) for one in strangers}
    weight = similar.weights([*texts.values(), mine])
    yield from (("wording", number) for number, text in texts.items() if mine and similar.cosine(mine, text, weight) >= ALIKE)
    if len({one.person_key for one in strangers if one.phone_key == application.phone_key}) + 1 >= PHONE_OF:
        yield "telephone", application.phone_mask
    yield from (("earlier", one.matter.number) for one in compared if one.person_key == application.person_key)


def leads(application: Application) -> Iterator[tuple[str, str]]:
    yield from (("lead", one) for one in open_leads(application.worker_id))


def open_leads(worker: int | None) -> list[str]:
    """Rule and number of each open lead of measures 40 and 41 on a person."""
    held = Lead.objects.filter(worker=worker or 0, rule__startswith="recognition/", state__in=OPEN_LEADS, resolved_in=None)
    return [f"{one.rule.partition('/')[2]} {one.pk}" for one in held]


LOOKS = (pictures, repeated, leads)


def unanswered(application: Application) -> list[Sign]:
    return [one for one in signs(application) if not one.answer]
