"""Words the area's documents share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongdun.areas.assessment.standards import CARE, NUMERALS
from gongdun.kernel.documents import Block, DocumentKind, Letter, Signature, long_date

Facts = Mapping[str, Any]
KINDS = {
    "first": "初次鉴定", "review": "复查鉴定", "care": "生活自理障碍鉴定", "paid_leave": "停工留薪期延长确认", "device": "辅助器具配置确认",
    "relapse": "旧伤复发确认", "rehabilitation": "工伤康复确认", "causal_link": "疾病与工伤关联确认", "dependant": "供养亲属劳动能力鉴定",
    "not_work": "因病或者非因工致残鉴定",
}  # fmt: skip
SUBJECTS = {
    "orthopaedics": "骨科", "hand": "手外科", "neurology": "神经科", "ophthalmology": "眼科", "ent": "耳鼻喉科", "burns": "烧伤科", "general_surgery": "普外科",
    "internal": "内科", "occupational": "职业病科", "psychiatry": "精神科",
}  # fmt: skip
COMMITTEE = "劳动能力鉴定委员会"


def day(text: str) -> str:
    return long_date(date.fromisoformat(text))


def grade(number: int | None) -> str:
    return f"伤残等级{NUMERALS[number]}级" if number else "未达到伤残等级"


def care(level: int) -> str:
    return "生活自理无障碍" if level == 0 else f"生活{CARE[level]}不能自理"


def letter(kind: DocumentKind, facts: Facts, addressee: str, *blocks: Block, title: str = "", copy_to: tuple[str, ...] = ()) -> Letter:
    return Letter(
        organ_head=facts["organ"],
        number=facts["number"],
        title=title or kind.title.zh,
        addressee=addressee,
        blocks=tuple(blocks),
        signature=Signature(facts["organ"], date.fromisoformat(facts["issued_on"])),
        copy_to=copy_to,
    )
