"""条款判断 — the officer's findings on the elements, read by the law: what holds, what is missing, and the reasoning a decision is assembled from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gongdun.areas.recognition.models import Application, ElementFinding
from gongdun.desk.catalogue import procedure_of
from gongdun.desk.refusals import CannotMove
from gongdun.law.recognition import Finding, Item, examine, items
from gongdun.law.refusal import Refusal

WORDS = {"supported": "予以认定", "contested": "存在争议", "refuted": "不能成立"}


@dataclass(frozen=True)
class Element:
    """One element of an item as the page shows it; `answer` is missing where nobody answered."""

    id: str
    title: Mapping[str, str]
    answer: str
    source: str
    page: int
    note: str


def item_of(code: str) -> Item:
    if code not in items():
        raise Refusal(
            "There is no item {code} in arts 14 to 16 of the Regulation. Choose one of {known}.", code=code, known=", ".join(items())
        )
    return items()[code]


def facts(application: Application) -> dict[str, str]:
    return dict(application.matter.elements.values_list("element", "answer"))


def times(application: Application) -> dict[str, datetime]:
    """What the forty-eight hours need, where both are told."""
    if application.diagnosed_at is None or application.died_at is None:
        return {}
    return {"first_diagnosed_at": application.diagnosed_at, "died_at": application.died_at}


def findings(application: Application) -> dict[str, Finding]:
    """By item; the claimed item's is empty-handed rather than absent while nothing was answered."""
    said, clock = facts(application), times(application)
    return {one.item.code: one for one in examine(said, times=clock)} if said or clock else {}


def finding(application: Application, code: str) -> Finding:
    item = item_of(code)
    return findings(application).get(code) or Finding(item, (), (), (), tuple(item.elements), ())


def source(application: Application, found: ElementFinding) -> str:
    """The material or the record it rests on, in words."""
    if found.record:
        return found.record.title
    titles = {one.id: one.title.zh for one in procedure_of(application.matter).materials}
    return titles.get(found.material, found.material)


def elements(application: Application, code: str) -> list[Element]:
    """Every element of an item with its answer and what it rests on."""
    held = {one.element: one for one in application.matter.elements.select_related("record")}
    law_says = finding(application, code)
    shown = []
    for name, title in law_says.item.elements.items():
        found = held.get(name)
        if found is None:
            shown.append(Element(name, title, answer_of(law_says, name), "", 0, ""))
        else:
            shown.append(Element(name, title, found.answer, source(application, found), found.page, found.note))
    return shown


def answer_of(found: Finding, name: str) -> str:
    """An answer the law drew itself, such as the forty-eight hours; otherwise missing."""
    return next((word for word in WORDS if name in getattr(found, word)), "missing")


def reasoning(application: Application, code: str) -> list[str]:
    """The sentences of a decision, one an element: what is found, on which paper and page."""
    return [sentence(one) for one in elements(application, code)]


def sentence(one: Element) -> str:
    title = one.title["zh_Hans"]
    if one.answer == "missing":
        return f"关于“{title}”：没有证据证明。"
    note = f"{one.note}，" if one.note else ""
    proof = f"有《{one.source}》（卷内该材料第{one.page}页）为证，" if one.source else "依据就诊和死亡时间计算，"
    return f"关于“{title}”：{note}{proof}{WORDS[one.answer]}。"


def gap(application: Application, code: str, result: str, reason: str) -> CannotMove | None:
    """None where the elements carry the result, or a reason says why it stands all the same."""
    found = finding(application, code)
    if found.item.result == "excluded":
        return gap_of_exclusion(found, result, reason)
    if result == "refused":
        return None if reason.strip() or not found.holds else refuse_holding(found)
    if result != found.item.result:
        return CannotMove("Item {code} leads to another result than the one chosen. Choose the result again.", code=code)
    if reason.strip():
        return None
    if not found.holds:
        return CannotMove(
            "Item {code} does not hold: {elements} not supported. Add the evidence, or say why it is decided all the same; the reason stands in the decision.",
            code=code, elements="、".join(found.item.elements[name]["zh_Hans"] for name in (*found.missing, *found.contested, *found.refuted)),
        )  # fmt: skip
    return gap_of_doubt(application)


def gap_of_exclusion(found: Finding, result: str, reason: str) -> CannotMove | None:
    if result != "refused":
        return CannotMove("Item {code} excludes recognition (Regulation art. 16). Choose “not recognised”.", code=found.item.code)
    if found.holds or reason.strip():
        return None
    return CannotMove(
        "The exclusion of item {code} is not proved by an authority's document or an effective judgment. Add it, or say why.",
        code=found.item.code,
    )


def gap_of_doubt(application: Application) -> CannotMove | None:
    excluded = [one for one in findings(application).values() if one.item.result == "excluded" and (one.supported or one.contested)]
    if not excluded:
        return None
    return CannotMove("An exclusion of art. 16 is in the file ({item}). Say why it does not apply.", item=excluded[0].item.title["zh_Hans"])


def refuse_holding(found: Finding) -> CannotMove:
    return CannotMove(
        "Every element of item {code} is supported. Say why it is not recognised all the same, or recognise it.", code=found.item.code
    )
