"""The handbook page of all clocks, written from the clocks themselves so that it cannot drift."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from gongdun.law import clocks
from gongdun.law.citations import cited
from gongdun.law.clocks import Clock
from gongdun.law.refusal import translate


def page(language: str = "zh_Hans") -> str:
    """Markdown: the choices made, then one table a family."""
    return "\n".join(_lines("en" if language.startswith("en") else "zh_Hans")) + "\n"


def _lines(key: str) -> Iterator[str]:
    yield "# 期限 — statutory clocks"
    yield ""
    yield "Written by `gongdun law clock --list`; a test holds it equal."
    yield ""
    yield inspect.getdoc(clocks) or ""
    families: dict[str, list[Clock]] = {}
    for rule in clocks.clocks().values():
        families.setdefault(rule.id.partition(".")[0], []).append(rule)
    for family, rules in families.items():
        yield ""
        yield f"## {family}"
        yield ""
        yield "| clock | 事项 | 主体 | 起算 | 期限 | 中止 / 延长 | 顺延 | 后果 | 依据 | 状态 |"
        yield "|---|---|---|---|---|---|---|---|---|---|"
        yield from (_row(rule, key) for rule in rules)


def _row(rule: Clock, key: str) -> str:
    unit = translate(clocks.UNIT_NAMES[rule.unit], key)
    lengths = "；".join(f"{since}: {length if length is not None else '—'} {unit}" for since, length in rule.lengths.items())
    pauses = rule.pauses[key] if rule.pauses else "—"
    extension = f"＋{rule.extension} {unit}" if rule.extension else ("＋…" if rule.extends else "—")
    statuses = "、".join(dict.fromkeys(translate(status, key) for status in rule.statuses.values()))
    cells = [f"`{rule.id}`", rule.title[key], rule.who[key], rule.starts[key], lengths, f"{pauses} / {extension}"]
    return "| " + " | ".join([*cells, "✓" if rule.rolls else "—", rule.consequence[key], cited(rule.citation, key), statuses]) + " |"
