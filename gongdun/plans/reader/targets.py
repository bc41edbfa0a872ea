"""Targets: the numbers a measure promises, and nothing else that is written in digits.

A number is a target when a word of comparison stands before it (不少于120家), when one stands after it (10场以上), or when a verb of
doing counts it (新增2-3家). Years, dates, document numbers and conditions (距法定退休年龄不足5年) are none.
In a column of its own every cell is a target; what is not understood there is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from gongdun.plans.reader.numerals import NUMBER, fold, number

AT_LEAST, AT_MOST, EXACTLY, BETWEEN = "at_least", "at_most", "exactly", "between"
MORE_THAN, LESS_THAN = "more_than", "less_than"

NOT_A_TARGET = "This is not understood as a target."
A_CHANGE = "This is a change against another period, not a level; say what it is compared with."
ABOUT = "The number is only approximate."
EACH = "This is a number for each period or each unit, not one for the whole year."

UNIT = r"(?:人次|人数|人|家次|家|个百分点|个工作日|工作日|个|户次|户|件次|件|场次|场|次|期|批次|份|项|起|条|篇|名|所|处|例|万元|亿元|元|倍|台套|台|套|门|课时|学时|班次|站点|平方米|小时|分钟|天|日|只|支|部|座|对|堂|轮|块|类|宗|笔|页|种)"
# 3个月, 2个季度: the counting word belongs to a period.
PERIOD_NEXT = re.compile(r"[年月周级号]|季度|星期|小时|自然日|工作日")
# 一次性补助金, 三级医院, 两项制度: Chinese figures count only in these units, and from two upwards.
COUNTED = r"(?:人次|家|人|场次|场|次|户|名|所|期|例)"
PERCENT = rf"(?:百分之(?:百|{NUMBER})|千分之{NUMBER}|{NUMBER}\s*[%‰])"
DASH = r"\s*(?:[-—–~]+|至|到)\s*"
AMOUNT = rf"(?!(?:19|20)\d\d\s*年)(?P<amount>{PERCENT}|{NUMBER})(?:{DASH}(?P<upto>{PERCENT}|{NUMBER}))?\s*(?!\d)(?P<unit>{UNIT})?(?!性)"

RELATIONS = {
    AT_LEAST: (
        "不少于",
        "不低于",
        "不小于",
        "不下于",
        "不得少于",
        "不得低于",
        "大于等于",
        "大于或等于",
        "至少",
        "最少",
        "确保达到",
        "力争达到",
        "达到",
        "提高到",
        "提升到",
        "提高至",
        "提升至",
        "增加到",
        "扩大到",
        "保持在",
        "稳定在",
        "≥",
        ">=",
        "⩾",
        "≧",
        "达",
    ),
    AT_MOST: (
        "不超过",
        "不高于",
        "不多于",
        "不大于",
        "不得超过",
        "不得高于",
        "小于等于",
        "小于或等于",
        "至多",
        "最多",
        "控制在",
        "压缩至",
        "压缩到",
        "缩短至",
        "缩短到",
        "降至",
        "降到",
        "≤",
        "<=",
        "⩽",
        "≦",
    ),
    MORE_THAN: ("超过", "大于", "高于", "多于", "突破", ">"),
    LESS_THAN: ("少于", "低于", "小于", "<"),
}
WORDS = {word: relation for relation, said in RELATIONS.items() for word in said}
RELATION = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
STRICT = "|".join(
    sorted((re.escape(word) for word in RELATIONS[AT_LEAST] + RELATIONS[AT_MOST] if word.startswith("不")), key=len, reverse=True)
)
AFTER = {
    "及以上": AT_LEAST,
    "以上": AT_LEAST,
    "及以下": AT_MOST,
    "以下": AT_MOST,
    "以内": AT_MOST,
    "之内": AT_MOST,
    "内": AT_MOST,
    "左右": "about",
    "上下": "about",
}
SUFFIX = rf"\s*(?:\(含\))?(?P<after>{'|'.join(AFTER)})?(?:\(含\))?"
GAP = r"(?:(?:19|20)\d\d年度?|[^，。；：、;,:()\d\n]){0,24}?"
VERBS = "新增|净增|增加|新建|建成|建设|建立|打造|培育|完成|开展|举办|组织|培训|印发|走访|检查|抽查|覆盖|服务|召开|扩面|实现|创建|选树|评选|开通|设立|推送|排查|帮扶|惠及|确保|布局|签约|制作|发布|受理|办结|率为|率|清理|追回|追缴|化解|核查|整改|发展|引进|招募|选派|投入|筹集|征缴|征收|编印|张贴|投放|改造|接入|筛查|体检|核销|资助|慰问"
DURATION = {"天", "日", "工作日", "个工作日", "小时", "分钟"}

COMPARED = re.compile(rf"(?P<relation>{RELATION})\s*(?:到|了|在)?{AMOUNT}{SUFFIX}")
COMPARED_FAR = re.compile(rf"(?P<relation>{STRICT})(?P<gap>{GAP}){AMOUNT}{SUFFIX}")
COUNTED_BY_VERB = re.compile(
    rf"(?P<relation>{VERBS})(?P<gap>[^，。；：、;,:()\d\n一二两三四五六七八九十百]{{0,14}}?)(?:约)?{AMOUNT}{SUFFIX}"
)
BOUNDED = re.compile(rf"(?<![\d.,零一二两三四五六七八九十百千万]){AMOUNT}\s*(?:\(含\))?(?P<after>及以上|以上|及以下|以下|以内)")
CHANGED = re.compile(
    rf"(?:提高|提升|增长|增幅|增速|上升|下降|降低|减少|压降|压减|同比[^，。；、;,\d]{{0,8}})(?:了|约)?\s*(?:{RELATION})?{AMOUNT}{SUFFIX}"
)
PLAIN = re.compile(
    rf"(?P<subject>[^\d%]*?)(?P<relation>{RELATION})?\s*{AMOUNT}{SUFFIX}\s*(?:[/每](?:个?(?:月|季度|季|周|人|户|家|镇|街道)))?"
)
CLAUSE_START = re.compile(r"[，。；：、,;:()（）\n]")
PER_PERIOD = re.compile(r"每个?(?:半年|季|月|旬|周|日|人|户|家|区|县|镇|街道|企业)|[/](?:月|季|周|人|户|家)")


@dataclass(frozen=True)
class Target:
    """`value` is exact: a percentage is its fraction and has no unit; `value_max` is set for `between` only."""

    relation: str
    value: Decimal
    unit: str
    text: str
    value_max: Decimal | None = None

    def to_json(self) -> dict[str, str | int | float | None]:
        return {
            "relation": self.relation,
            "value": json_number(self.value),
            "value_max": None if self.value_max is None else json_number(self.value_max),
            "unit": self.unit,
            "text": self.text,
        }


def json_number(value: Decimal) -> int | float:
    """A whole number as one; a fraction of at most 15 digits prints as itself."""
    return int(value) if value == value.to_integral_value() else float(value)


Found = tuple[list[Target], list[tuple[str, str]]]


def targets_in_text(text: str) -> Found:
    """The targets in a measure's own words, and what looks like one and is not understood."""
    folded = fold(text)
    targets: dict[int, Target] = {}
    unresolved: list[tuple[str, str]] = []
    taken: list[range] = []
    for form in (CHANGED, COMPARED, COMPARED_FAR, BOUNDED, COUNTED_BY_VERB):
        for found in form.finditer(folded):
            place = range(found.start("amount"), found.end())
            if any(place.start < other.stop and other.start < place.stop for other in taken) or not promises(form, found, folded):
                continue
            taken.append(place)
            said = clause(text, found.start(), found.end())
            if form is CHANGED:
                unresolved.append((said, A_CHANGE))
            elif (target := target_from(found, said)) is None:
                unresolved.append((said, why_not(found, said)))
            else:
                targets[found.start("amount")] = target
    return [targets[place] for place in sorted(targets)], unresolved


def promises(form: re.Pattern[str], found: re.Match[str], text: str) -> bool:
    """Whether a number in running words is a promise, not a year, a duration, a grade or a manner of speaking."""
    unit, amount = found["unit"] or "", found["amount"]
    is_percent = re.fullmatch(PERCENT, amount) is not None
    rest = text[found.end() :]
    if not is_percent and (not unit or re.match(PERIOD_NEXT, text[found.end("unit") :])):
        return False
    if form in (COUNTED_BY_VERB, BOUNDED):
        if unit in DURATION or (unit == "倍" and form is BOUNDED):
            return False
        if not is_percent and not re.match(r"\d", amount):
            return re.fullmatch(COUNTED, unit) is not None and (number(amount) or 0) >= 2 and not re.match(r"[制化式级]", rest)
    return True


def target_in_cell(text: str) -> Found:
    """A column of its own: every piece of the cell is a target or is reported."""
    targets: list[Target] = []
    unresolved: list[tuple[str, str]] = []
    for piece in filter(None, map(str.strip, re.split(r"[；;。\n]|[，,、](?!\d{3}(?:\D|$))", text))):
        if re.fullmatch(r"[/—\-–无]+", piece):
            continue
        numbered = re.sub(r"^\s*(?:\(?\d{1,2}[).、]|[①-⑳])\s*(?=\D)", "", fold(piece))
        found = PLAIN.fullmatch(numbered)
        if CHANGED.search(numbered):
            unresolved.append((piece, A_CHANGE))
        elif found is None or (target := target_from(found, piece)) is None:
            unresolved.append((piece, why_not(found, piece)))
        else:
            targets.append(target)
    return targets, unresolved


def why_not(found: re.Match[str] | None, said: str) -> str:
    if PER_PERIOD.search(fold(said)):
        return EACH
    return ABOUT if found and found["after"] in {"左右", "上下"} else NOT_A_TARGET


def target_from(found: re.Match[str], said: str) -> Target | None:
    """The target of one match, or None where its number or bound is not exact."""
    parts = found.groupdict()
    low, high = quantity(parts["amount"]), quantity(parts["upto"])
    if PER_PERIOD.search(fold(said)):
        return None
    relation = WORDS.get(parts.get("relation") or "", EXACTLY)
    after = AFTER.get(parts.get("after") or "", "")
    if low is None or after == "about" or (parts["upto"] and (high is None or high < low)):
        return None
    percent = re.fullmatch(PERCENT, parts["upto"] or parts["amount"]) is not None
    unit = "" if percent else parts["unit"] or ""
    if unit in {"万元", "亿元"}:
        unit, scale = "元", Decimal({"万元": 10_000, "亿元": 100_000_000}[parts["unit"]])
        low, high = low * scale, high * scale if high is not None else None
    if high is not None:
        # 2-3% and 1-2万 say the last sign once, for both.
        low = scaled_like(parts["amount"], parts["upto"] or "", low)
        return Target(BETWEEN, low, unit, said, high) if low <= high else None
    if not unit and not percent and not parts.get("relation"):
        return None
    return Target(after if relation == EXACTLY and after else relation, low, unit, said)


def scaled_like(amount: str, upto: str, low: Decimal) -> Decimal:
    if re.fullmatch(PERCENT, upto) and not re.fullmatch(PERCENT, amount):
        return low / (1000 if upto.endswith("‰") else 100)
    if upto.endswith("万") and not amount.endswith("万"):
        return low * 10_000
    return low


def quantity(text: str | None) -> Decimal | None:
    """The exact value of an amount, a percentage as its fraction."""
    if not text:
        return None
    plain = text.replace(" ", "")
    if plain == "百分之百":
        return Decimal(1)
    for prefix, suffix, parts in (("百分之", "%", 100), ("千分之", "‰", 1000)):
        if plain.startswith(prefix):
            value = number(plain.removeprefix(prefix))
            return None if value is None else value / parts
        if plain.endswith(suffix):
            value = number(plain.removesuffix(suffix))
            return None if value is None else value / parts
    return number(plain)


def clause(text: str, start: int, end: int) -> str:
    """The words around a number, back to the last comma or bracket."""
    breaks = [found.end() for found in CLAUSE_START.finditer(text[:start])]
    return text[(breaks[-1] if breaks else 0) : end].strip()
