"""The facts of a case: their names, kinds and bounds, read exactly, and refused in one sentence where they cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from gongdun.law.graph import EPOCH
from gongdun.law.refusal import Refusal

FRACTION = 10**6  # fractions carry six decimals


@dataclass(frozen=True)
class Fact:
    """One fact of the vocabulary. `lo` and `hi` bound the stored integer: fen, days, a code, or millionths."""

    name: str
    kind: str
    lo: int
    hi: int
    zh: str
    en: str
    codes: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()  # of each code, in Chinese and in English

    def title(self, language: str) -> str:
        return self.en if language.startswith("en") else self.zh

    def label(self, stored: int, language: str) -> str:
        """A code in words."""
        return self.labels[stored - 1][language.startswith("en")]

    @property
    def den(self) -> int:
        return FRACTION if self.kind == "fraction" else 1

    @property
    def unit(self) -> str:
        return {"money": "yuan", "date": "date", "bool": "bool", "code": "code"}.get(self.kind, "number")


def money(name: str, zh: str, en: str, hi_yuan: int = 10_000_000, lo_fen: int = 0) -> Fact:
    return Fact(name, "money", lo_fen, hi_yuan * 100, zh, en)


def day(name: str, zh: str, en: str, first_year: int = 1990, last_year: int = 2100) -> Fact:
    return Fact(name, "date", date(first_year, 1, 1).toordinal() - EPOCH, date(last_year, 12, 31).toordinal() - EPOCH, zh, en)


def flag(name: str, zh: str, en: str) -> Fact:
    return Fact(name, "bool", 0, 1, zh, en)


def number(name: str, zh: str, en: str, lo: int, hi: int) -> Fact:
    return Fact(name, "int", lo, hi, zh, en)


def fraction(name: str, zh: str, en: str, hi: int) -> Fact:
    return Fact(name, "fraction", 0, hi * FRACTION, zh, en)


def code(name: str, zh: str, en: str, **labels: tuple[str, str]) -> Fact:
    return Fact(name, "code", 1, len(labels), zh, en, tuple(labels), tuple(labels.values()))


FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        number("area", "统筹地区", "area", 0, 999_999),
        day("injured_on", "受伤（诊断）日期", "day of injury or diagnosis"),
        day("died_on", "死亡日期", "day of death"),
        day("concluded_on", "鉴定结论日期", "day of the assessment conclusion"),
        day("ended_on", "解除（终止）劳动关系日期", "day the labour relation ended"),
        day("applied_on", "申请日期", "day of application"),
        day("pay_month", "支付月份", "payment month"),
        day("month", "所属月份", "month"),
        day("missing_from", "下落不明日期", "day the worker went missing"),
        day("first_insured_on", "首次参保日期", "day first insured"),
        day("insured_from", "参保日期", "insured from"),
        day("entitled_until", "享受待遇截止日", "entitled until"),
        day("born_on", "出生日期", "day of birth", 1900, 2050),
        money("wages_sum", "前12个月缴费工资合计", "sum of the monthly contribution wages", 120_000_000),
        number("wages_count", "缴费月数", "months of contribution wages", 1, 12),
        money("average_wage", "本人月平均缴费工资", "own average contribution wage"),
        money("area_average_wage", "同期统筹地区职工月平均工资", "area's average wage, same period", 1_000_000, lo_fen=1),
        money("last_year_average_wage", "上年度统筹地区职工月平均工资", "area's average wage of last year", 1_000_000, lo_fen=1),
        money("minimum_wage", "当地最低工资标准", "minimum wage", 1_000_000),
        number("dependants_count", "供养亲属人数", "number of dependants", 0, 100),
        number("grade", "伤残等级", "disability grade", 1, 10),
        code(
            "care_level",
            "生活自理障碍等级",
            "care level",
            full=("生活完全不能自理", "fully dependent"),
            most=("生活大部分不能自理", "mostly dependent"),
            partial=("生活部分不能自理", "partly dependent"),
        ),
        flag("occupational_disease", "职业病", "occupational disease"),
        flag("veteran_relapse", "残疾军人旧伤复发", "relapse of a veteran's old wound"),
        flag("in_paid_leave_period", "在停工留薪期内", "in the paid leave period"),
        flag("suitable_work", "用人单位安排适当工作", "suitable work arranged"),
        code(
            "ended_by",
            "解除（终止）方式",
            "how the labour relation ended",
            worker=("本人提出解除", "by the worker"),
            employer=("用人单位解除", "by the employer"),
            expiry=("期满终止", "by expiry"),
            mutual=("协商一致解除", "by mutual consent"),
        ),
        flag("employer_breach", "用人单位有劳动合同法第三十八条情形", "employer's breach (Labour Contract Law art. 38)"),
        flag("retired", "已办理退休手续", "pension procedure done"),
        code("sex", "性别", "sex", M=("男", "male"), F=("女", "female")),
        code(
            "retirement_kind",
            "退休类别",
            "retirement kind",
            M60=("男职工（原60周岁）", "men, formerly 60"),
            F55=("女职工（原55周岁）", "women, formerly 55"),
            F50=("女职工（原50周岁）", "women, formerly 50"),
        ),
        flag("insured_at_injury", "受伤时已参保", "insured at the injury"),
        Fact("life_expectancy", "fraction", 1 * FRACTION, 130 * FRACTION, "人均预期寿命", "life expectancy"),
        money("benefit_before", "调整前待遇", "benefit before the rise"),
        number("risk_class", "行业风险类别", "risk class", 1, 8),
        fraction("pay_ratio", "支缴率", "benefits paid to contributions", 10_000),
        fraction("incidence", "工伤发生率", "incidence", 10_000),
        number("clean_cycles", "连续为零周期数", "consecutive clean cycles", 0, 50),
        money("wage", "申报工资（报酬）", "declared wage or remuneration", 100_000_000),
        code(
            "scheme",
            "参保类型",
            "scheme",
            employee=("职工", "employee"),
            over_age=("超龄人员", "over-age worker"),
            intern=("实习生", "intern"),
            new_form=("新业态从业人员", "new-form worker"),
            project=("工程项目", "construction project"),
        ),
        money("project_cost", "工程总造价", "project cost", 1_000_000_000_000),
        number("tier", "工程费率档次", "project rate tier", 1, 4),
        number("orders", "订单数", "orders", 0, 1_000_000_000),
        code(
            "trade",
            "行业",
            "trade",
            ride=("出行", "ride"),
            delivery=("即时配送", "delivery"),
            freight=("同城货运", "city freight"),
        ),
        fraction("platform_rate", "平台按单标准", "platform's amount per order, yuan", 1),
        money("arrears", "欠缴数额", "arrears", 100_000_000_000),
        number("days_late", "欠缴天数", "days late", 0, 40_000),
        money("last_month_paid", "上月缴费额", "amount paid last month", 1_000_000_000),
        money("last_year_collection", "上年度基金征缴收入", "last year's collection", 1_000_000_000_000),
        money("prevention_spending", "本年度预防费支出", "the year's prevention spending", 100_000_000_000),
    )
}

LIST_FACTS = {"wages_12m", "dependants", "suspensions"}
OTHER_FACTS = {"clock", "started_on", "extended", "extension", "length", "as_of", "industry", "enrolled_later_on"}
VOCABULARY = sorted({*FACTS, *LIST_FACTS, *OTHER_FACTS} - {"wages_sum", "wages_count", "dependants_count"})


def _exact(fact: Fact, value: object) -> Decimal:
    """The literal as an exact decimal; a float is read by its shortest text, which is what was written."""
    if isinstance(value, bool) or value is None:
        raise InvalidOperation
    return Decimal(str(value).replace(",", ""))


def read_date(value: object) -> date:
    """A date from YAML, JSON or text; a month "2022-10" is its first day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value)
    return date.fromisoformat(f"{text}-01" if len(text) == 7 else text)


def _date(fact: Fact, value: object) -> int:
    return read_date(value).toordinal() - EPOCH


def _money(fact: Fact, value: object) -> int:
    fen = _exact(fact, value) * 100
    if not fen.is_finite() or fen != int(fen):
        raise ValueError("more than two decimals")
    return int(fen)


def _int(fact: Fact, value: object) -> int:
    exact = _exact(fact, value)
    if exact != int(exact):
        raise ValueError("not whole")
    return int(exact)


def _fraction(fact: Fact, value: object) -> int:
    scaled = _exact(fact, value) * FRACTION
    if not scaled.is_finite() or scaled != int(scaled):
        raise ValueError("more than six decimals")
    return int(scaled)


def _bool(fact: Fact, value: object) -> int:
    if not isinstance(value, bool):
        raise ValueError("not true or false")
    return int(value)


def _code(fact: Fact, value: object) -> int:
    return fact.codes.index(str(value)) + 1


READERS: dict[str, Callable[[Fact, object], int]] = {
    "money": _money,
    "date": _date,
    "int": _int,
    "fraction": _fraction,
    "bool": _bool,
    "code": _code,
}


def describe(fact: Fact) -> str:
    """What a good value is, for a refusal."""
    if fact.kind == "code":
        return " | ".join(fact.codes)
    if fact.kind == "date":
        return f"{date.fromordinal(fact.lo + EPOCH)} … {date.fromordinal(fact.hi + EPOCH)}"
    if fact.kind == "bool":
        return "true | false"
    places = {"money": 2, "fraction": 6}.get(fact.kind, 0)
    return f"{Decimal(fact.lo).scaleb(-places):f} … {Decimal(fact.hi).scaleb(-places):f}"


def read(name: str, value: object, *, label: str = "") -> int:
    """The stored integer of one fact; refuses what is no such value or lies outside the bounds."""
    fact = FACTS[name]
    shown = format(value, "f") if isinstance(value, Decimal) else value
    try:
        stored = READERS[fact.kind](fact, value)
    except (ValueError, InvalidOperation, OverflowError):
        raise Refusal(
            "{fact} is {value!r}, which it cannot be: give {expected}.", fact=label or name, value=shown, expected=describe(fact)
        ) from None
    if not fact.lo <= stored <= fact.hi:
        raise Refusal(
            "{fact} is {value!r}, which is out of range: give {expected}.", fact=label or name, value=shown, expected=describe(fact)
        )
    return stored


def show(name: str, stored: int) -> object:
    """The stored integer as a reader would write it."""
    fact = FACTS[name]
    if fact.kind == "money":
        return Decimal(stored).scaleb(-2)
    if fact.kind == "date":
        return date.fromordinal(stored + EPOCH)
    if fact.kind == "bool":
        return bool(stored)
    if fact.kind == "code":
        return fact.codes[stored - 1]
    if fact.kind == "fraction":
        return (Decimal(stored) / FRACTION).normalize()
    return stored


def check_names(case: Mapping[str, object]) -> None:
    """Refuses facts that no rule knows, with the nearest names."""
    unknown = sorted(set(case) - set(VOCABULARY))
    if unknown:
        raise Refusal("No rule knows the fact {unknown}. Known facts: {known}.", unknown=", ".join(unknown), known=", ".join(VOCABULARY))
