"""Sentences the area's documents share: who the injured person is, what may be done against a decision, whom it is served on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gongdun.kernel.documents import Block, DocumentKind, Letter, Paragraph, Signature, long_date

Facts = Mapping[str, Any]
SEX = {"M": "男", "F": "女"}
CHINESE = {"14": "第十四条", "15": "第十五条", "16": "第十六条"}
ORDINALS = "零一二三四五六七八九十"


def day(text: str) -> str:
    """A stored ISO day in the words of a document."""
    return long_date(date.fromisoformat(text))


def moment(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{long_date(at.date())}{at.hour}时{at.minute:02d}分"


def article(item: str) -> str:
    """14-6 → 第十四条第（六）项; 15-1-1 → 第十五条第一款第（一）项."""
    number, *rest = item.split("-")
    paragraph = f"第{ORDINALS[int(rest[0])]}款" if len(rest) == 2 else ""
    return f"{CHINESE[number]}{paragraph}第（{ORDINALS[int(rest[-1])]}）项"


def who(facts: Facts) -> str:
    """The injured person as arts 19 and 20 of the measures ask: name, sex, age, occupation; the identity number stands on a line of its own."""
    parts = [facts["worker"], SEX.get(facts["sex"], ""), f"{facts['age']}岁" if facts["age"] is not None else "", facts["occupation"]]
    return "，".join(part for part in parts if part)


def parties(facts: Facts) -> tuple[Paragraph, ...]:
    """One line each: the long codes would stretch a shared one."""
    return (
        Paragraph(f"申请人：{facts['applicant']}。"),
        Paragraph(f"职工：{who(facts)}。"),
        *((Paragraph(f"身份证号码：{facts['identity']}。"),) if facts.get("identity") else ()),
        Paragraph(f"用人单位：{facts['employer']}。"),
        Paragraph(f"统一社会信用代码：{facts['uscc']}。"),
    )


def happened(facts: Facts) -> str:
    when = moment(facts["injured_at"]) if facts["injured_at"] else day(facts["injured_on"])
    return f"{when}，{facts['place']}"


def remedy(facts: Facts) -> Paragraph:
    """Where and until when: 60 days to the government, six months to the court (行政复议法 20; 行政诉讼法 46)."""
    return Paragraph(
        f"如对本决定不服，可以自收到本决定书之日起六十日内向{facts['reconsideration_at']}申请行政复议，"
        f"或者自收到本决定书之日起六个月内向{facts['court']}提起行政诉讼。"
    )


def letter(
    kind: DocumentKind, facts: Facts, addressee: str, *blocks: Block, closing: str = "", title: str = "", copy_to: tuple[str, ...] = ()
) -> Letter:
    return Letter(
        organ_head=facts["organ"],
        number=facts["number"],
        title=title or kind.title.zh,
        addressee=addressee,
        blocks=tuple(blocks),
        closing=closing,
        signature=Signature(facts["organ"], date.fromisoformat(facts["issued_on"])),
        copy_to=copy_to,
    )
