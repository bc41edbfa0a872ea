"""劳动能力鉴定结论书 — grade and care level by the items of GB/T 16180-2014, or the confirmation asked for."""

from __future__ import annotations

from gongdun.areas.assessment.wording import KINDS, Facts, care, day, grade, letter
from gongdun.kernel.documents import DocumentKind, FieldTable, Letter, Paragraph
from gongdun.kernel.words import Title

DOCUMENT = DocumentKind(
    title=Title("劳动能力鉴定结论书", "conclusion of an assessment"),
    citation="工伤保险条例 第二十五条",
    retention_years=50,
    number_format="{organ}劳鉴〔{year}〕{serial}号",
    id="conclusion",
)


TITLES = {"first": "初次鉴定结论书", "review": "复查鉴定结论书"}


def compose(facts: Facts) -> Letter:
    graded = facts["kind"] in TITLES
    answer = result(facts, graded)
    items = f"符合其{'、'.join(facts['items'])}之规定，" if facts["items"] else ""
    remedy = (
        f"对本结论不服的，可以自收到之日起十五日内向{facts['province']}提出再次鉴定申请，省级结论为最终结论。"
        "自结论作出之日起满一年后，认为伤残情况发生变化的，可以申请复查鉴定。"
    )
    return letter(
        DOCUMENT,
        facts,
        "",
        FieldTable(
            (("被鉴定人", facts["worker"]), ("身份证号码", facts.get("identity", "")), ("用人单位", facts["employer"] or "—"), ("鉴定类别", KINDS[facts["kind"]]),
             ("工伤认定决定书", facts["recognition_number"] or "—"))
        ),
        Paragraph(f"伤情介绍：{facts['injured_parts']}。{facts['findings']}"),
        Paragraph(f"依据《劳动能力鉴定 职工工伤与职业病致残等级》（GB/T 16180-2014），{items}经专家组鉴定，本委员会于{day(facts['issued_on'])}作出结论："),
        Paragraph(f"{answer}。", 1),
        Paragraph(remedy),
        title=TITLES.get(facts["kind"], f"{KINDS[facts['kind']]}书"),
        copy_to=tuple(filter(None, (facts["worker"], facts["employer"]))),
    )  # fmt: skip


def result(facts: Facts, graded: bool) -> str:
    """A grade with its care level; otherwise what was confirmed, with the care level or the last day it may carry."""
    if graded:
        return f"{grade(facts['grade'])}，{care(facts['care_level'])}"
    level = care(facts["care_level"]) if facts["kind"] == "care" else ""
    until = f"停工留薪期至{day(facts['until'])}" if facts.get("until") else ""
    return "，".join(part for part in (facts["answer"], level, until) if part)
