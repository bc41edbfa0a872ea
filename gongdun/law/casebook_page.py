"""The casebook as a handbook page: every case of `gongdun/law/spec/`, one row each, written from the files that the tests run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gongdun.law import clocks
from gongdun.law.cases import load
from gongdun.law.citations import cited
from gongdun.law.facts import FACTS
from gongdun.law.findings import item_title
from gongdun.law.refusal import translate

SPEC = Path(__file__).parent / "spec"
WORDS = {"wages_12m": "前12个月缴费工资", "dependants": "供养亲属", "enrolled_later_on": "补办参保日期", "industry": "行业名称"} | {
    "clock": "期限",
    "started_on": "起算日",
    "suspensions": "中止",
    "extended": "延长",
    "extension": "延长期限",
    "length": "期限长度",
    "as_of": "查看日",
}


def page() -> str:
    """Markdown, in Chinese, which is what the cases are written in."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    files = {path: load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
    yield "# 算例手册"
    yield ""
    yield "由 `gongdun/law/spec/` 生成，勿手改：`gongdun law cases --page > docs/law/casebook.md`。每例由手工按法规算出，须与引擎算得的数一分不差。"
    yield f"共{sum(map(len, files.values()))}例。"
    for path, cases in files.items():
        yield ""
        yield f"## {_heading(path)}（{len(cases)}例）"
        yield ""
        yield "| 算例 | 核定日 | 事实 | 结果 | 算法 | 依据 |"
        yield "|---|---|---|---|---|---|"
        for case in cases:
            yield _row(case)


def _heading(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix("#").strip() if first.startswith("#") else path.stem


def _row(case: Mapping) -> str:
    facts = "；".join(f"{_fact(name)} {_value(name, value)}" for name, value in case["input"].items())
    refused = (case.get("output") or {}).get("refused")
    asked = "、".join(item_title(name, "zh_Hans") for name in case.get("ask") or ())
    told = f"{asked or '—'}：不予核算（{refused}）" if refused is not None else _results(case["output"])
    cells = (case.get("name"), case.get("date"), facts, told, case.get("note"), cited(str(case.get("cite") or "—"), "zh_Hans"))
    return "| " + " | ".join(str(cell if cell is not None else "—").replace("|", "；").replace("\n", " ") for cell in cells) + " |"


def _results(output: Mapping) -> str:
    return "；".join(f"{item_title(name, 'zh_Hans')} ＝ {_value(name, value)}" for name, value in output.items())


def _fact(name: str) -> str:
    return FACTS[name].zh if name in FACTS else WORDS.get(name, f"`{name}`")


def _value(name: str, value: object) -> str:
    if name == "clock":
        return clocks.clock(str(value)).title["zh_Hans"] if str(value) in clocks.clocks() else str(value)
    if isinstance(value, Mapping):
        return "（" + "，".join(f"{item_title(str(key), 'zh_Hans')} {_value(str(key), part)}" for key, part in value.items()) + "）"
    if isinstance(value, list):
        return "、".join(_value(name, part) for part in value) or "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    fact = FACTS.get(name)
    if fact and str(value) in fact.codes:
        return fact.label(fact.codes.index(str(value)) + 1, "zh_Hans")
    return translate(str(value), "zh_Hans") if str(value) in {"fund", "employer"} else item_title(str(value), "zh_Hans")
