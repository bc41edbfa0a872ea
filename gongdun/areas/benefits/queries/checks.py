"""支付前核查 — every check names its source. A source that was never delivered clears nobody: the check asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from gongdun.areas.assessment.queries import conclusion_numbered
from gongdun.areas.benefits.case import gaps
from gongdun.areas.benefits.models import Claim, ClaimItem, Notice
from gongdun.areas.benefits.words import AFTER_DEATH
from gongdun.areas.recognition.queries import decision_numbered
from gongdun.registry.models import Snapshot

SOURCES = {"death": "deaths", "prison": "prisoners", "pension": "pensioners", "other_insurance": "other_grants"}
NAMES = {
    "deaths": "死亡信息",
    "prisoners": "服刑信息",
    "pensioners": "退休人员",
    "other_grants": "其他保险待遇",
    "declarations": "缴费申报",
}
CARE = {0: "", 1: "full", 2: "most", 3: "partial"}  # the living-care levels of a conclusion in the law's words
EVIDENCE = ("born_on_source", "resignation_letter", "relation_ended_proof", "cover_ceased")


@dataclass(frozen=True)
class Answer:
    guard: str
    outcome: str
    source: str
    told: str


@dataclass(frozen=True)
class Inquiry:
    """Everything the checks read, fetched once."""

    claim: Claim
    benefits: frozenset[str]
    today: date
    notices: tuple[Notice, ...]
    snapshots: dict[str, str]
    granted: tuple[tuple[str, int, str], ...]
    beneficiaries: frozenset[int]
    taper: str = "1.00"
    sources: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> list[Notice]:
        return [
            one for one in self.notices if one.kind == kind and one.since <= self.today and (one.until is None or one.until >= self.today)
        ]

    def source(self, table: str) -> str:
        return self.snapshots.get(table, "")


def inquiry(claim: Claim, today: date, *, taper: str = "1.00") -> Inquiry:
    keys = frozenset({claim.worker.person_key, *(one.person_key for one in claim.dependants.all())})
    granted = ClaimItem.objects.filter(recognition=claim.recognition, state__in=("approved", "paid")).exclude(claim=claim)
    return Inquiry(
        claim, frozenset(claim.matter.facts.get("causes", ())), today, tuple(Notice.objects.filter(person_key__in=keys)), delivered(),
        tuple(granted.values_list("benefit", "beneficiary_key", "claim__matter__number")), keys, taper,
    )  # fmt: skip


def delivered() -> dict[str, str]:
    """The newest delivery of each source that the checks ask, in words."""
    found = Snapshot.objects.filter(table__in=[*SOURCES.values(), "declarations"]).order_by("table", "-month", "-version").distinct("table")
    return {one.table: f"{NAMES[one.table]}（{one.source}，{one.delivered_on}）" for one in found}


def of_source(ask: Inquiry, guard: str, wrong: Iterable[Answer]) -> Answer:
    """The first objection, or clear by a source that was delivered, or a question because it never was."""
    if objection := next(iter(wrong), None):
        return objection
    table = SOURCES[guard]
    if source := ask.source(table):
        return Answer(guard, "clear", source, "比对无记录")
    return Answer(guard, "ask", NAMES[table], "尚未取得该项数据")


def told_by(notice: Notice) -> str:
    return f"{notice.source}（{notice.delivered_on}）"


def identity(ask: Inquiry) -> Answer:
    way = ask.claim.identity_checked_by
    source = f"认定决定{ask.claim.recognition}、{ask.claim.worker.masked_number}"
    return Answer("identity", "clear" if way else "ask", source, f"身份已核验：{way}" if way else "尚未核验申领人身份")


def recognition(ask: Inquiry) -> Answer:
    """条例 30: nothing without a decision in force, served, on this person and this injury."""
    claim = ask.claim
    source = f"认定决定{claim.recognition}"
    held = decision_numbered(claim.recognition)
    if held is None:
        return Answer("recognition", "ask", source, "本系统无此认定决定，须核对原件")
    if not held.is_recognised or held.worker != claim.worker_id or held.injured_on != claim.injured_on:
        return Answer("recognition", "stop", source, f"决定为{held.injured_on}所受伤害，与申报的人员、日期或者结论不符")
    if held.effective_on is None or held.effective_on > ask.today:
        return Answer("recognition", "stop", source, "决定尚未送达生效")
    return Answer("recognition", "clear", source, f"{held.decided_on}作出，{held.effective_on}生效")


def assessment(ask: Inquiry) -> Answer:
    """The grade and the living-care level are the conclusion's, nobody else's."""
    claim, facts = ask.claim, ask.claim.facts
    if facts.get("grade") is None and not facts.get("care_level"):
        return Answer("assessment", "clear", "申报事实", "本项待遇不涉及伤残等级")
    source = f"鉴定结论{claim.assessment or '（未填文号）'}"
    held = conclusion_numbered(claim.assessment)
    if held is None:
        return Answer("assessment", "ask", source, "本系统无此鉴定结论，须核对原件")
    same = held.worker == claim.worker_id and held.recognition_number in ("", claim.recognition)
    if not same or held.grade != facts.get("grade") or CARE[held.care_level] != facts.get("care_level", ""):
        return Answer("assessment", "stop", source, f"结论为{held.grade or '未达'}级，与申报的人员或者等级不符")
    return Answer("assessment", "clear", source, f"{held.concluded_on}作出，{held.grade}级")


def death(ask: Inquiry) -> Answer:
    found = [one for one in ask.of("death") if one.person_key == ask.claim.worker.person_key]
    if ask.benefits & AFTER_DEATH:
        died_on = ask.claim.facts.get("died_on", "")
        if not found:
            return Answer("death", "ask", ask.source("deaths") or NAMES["deaths"], f"申报死亡日{died_on}，数据中无死亡记录")
        same = any(one.since.isoformat() == died_on for one in found)
        return Answer(
            "death", "clear" if same else "ask", told_by(found[0]), f"死亡日{found[0].since}" + ("" if same else f"，申报为{died_on}")
        )
    return of_source(ask, "death", (Answer("death", "stop", told_by(one), f"已于{one.since}死亡") for one in found))


def prison(ask: Inquiry) -> Answer:
    """令18号 5 suspends a dependant who serves a sentence; the worker's own benefits go on since 2011 (条例 42 as amended)."""
    held = [one for one in ask.of("prison") if one.person_key != ask.claim.worker.person_key]
    return of_source(
        ask, "prison", (Answer("prison", "stop", told_by(one), f"供养亲属自{one.since}起服刑，停止享受（令18号第五条）") for one in held)
    )


def pension(ask: Inquiry) -> Answer:
    own = [one for one in ask.of("pension") if one.person_key == ask.claim.worker.person_key]
    touched = ask.benefits & {"disability_allowance", "injury_medical_subsidy", "employment_subsidy"}
    wrong = own if touched and not ask.claim.facts.get("retired") else []
    return of_source(ask, "pension", (Answer("pension", "stop", told_by(one), f"自{one.since}起领取养老金，申报未载明") for one in wrong))


def duplicate(ask: Inquiry) -> Answer:
    for benefit, key, number in ask.granted:
        if benefit in ask.benefits and key in ask.beneficiaries:
            return Answer("duplicate", "stop", f"办件 {number}", f"同一认定的该项待遇（{benefit}）已核定")
    return Answer("duplicate", "clear", "本系统已核定待遇", "无重复")


def other_insurance(ask: Inquiry) -> Answer:
    """社会保险法 49: one funeral grant only."""
    paid = ask.of("funeral_grant") if "funeral_subsidy" in ask.benefits else []
    return of_source(
        ask,
        "other_insurance",
        (Answer("other_insurance", "stop", told_by(one), "已领取其他保险的丧葬补助（社会保险法第四十九条）") for one in paid),
    )


def cover(ask: Inquiry) -> Answer:
    """省政府令103号 38: not insured, or contribution interrupted at the injury, and every item is the employer's."""
    source = ask.source("declarations") or NAMES["declarations"]
    declared = ask.claim.evidence.get("declared_at_injury")
    if declared is None:
        return Answer("cover", "ask", source, "未取得受伤当月缴费申报")
    said = bool(ask.claim.facts.get("insured_at_injury"))
    if said and not declared:
        return Answer("cover", "ask", source, "受伤当月无缴费申报，缴费可能中断（省政府令103号第三十八条）")
    return Answer("cover", "clear", source, "受伤当月已申报" if declared else "受伤时未参保，按未参保核定")


def wages(ask: Inquiry) -> Answer:
    missing = gaps(ask.claim.wages)
    source = ask.source("declarations") or NAMES["declarations"]
    if not missing:
        return Answer("wages", "clear", source, "无缺月" if ask.claim.wages else "本项待遇不使用本人工资")
    return Answer("wages", "ask", source, f"缺{len(missing)}个月：{'、'.join(missing)}")


def resignation(ask: Inquiry) -> Answer:
    """Measure 42: who ends the labour relation within five years of retirement shows that it truly ended."""
    source = ask.source("declarations") or NAMES["declarations"]
    facts = ask.claim.facts
    if not ask.benefits & {"injury_medical_subsidy", "employment_subsidy"} or facts.get("ended_by") != "worker":
        return Answer("resignation", "clear", "申报事实", "非本人提出或者不涉及")
    if going_on := ask.claim.evidence.get("declared_after_end"):
        return Answer("resignation", "stop", source, f"离职后原单位仍申报{len(going_on)}个月（自{going_on[0]}），劳动关系未解除")
    if ask.taper == "1.00":
        return Answer("resignation", "clear", source, "距法定退休五年以上")
    missing = [name for name in EVIDENCE if not ask.claim.evidence.get(name)]
    return Answer(
        "resignation", "ask" if missing else "clear", source, f"临退休离职，佐证缺{len(missing)}项" if missing else "临退休离职，佐证齐全"
    )


CHECKS: dict[str, Callable[[Inquiry], Answer]] = {
    "recognition": recognition, "assessment": assessment, "identity": identity, "death": death, "prison": prison, "pension": pension, "duplicate": duplicate, "other_insurance": other_insurance,
    "cover": cover, "wages": wages, "resignation": resignation,
}  # fmt: skip


def all_checks(ask: Inquiry) -> list[Answer]:
    return [check(ask) for check in CHECKS.values()]


def stopped_persons(keys: Iterable[int], today: date) -> dict[int, Notice]:
    """Whom no living person's benefit may go to today: dead, or a dependant in prison. Asked again at every payment."""
    found = Notice.objects.filter(person_key__in=set(keys), kind="death", since__lte=today)
    return {one.person_key: one for one in found}
