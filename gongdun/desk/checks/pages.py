"""The catalogue as pages for readers: each procedure's diagram, moves, clocks, checklist; each indicator's definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongdun import law
from gongdun.kernel.catalogue import Catalogue, Entry
from gongdun.kernel.procedures import Procedure
from gongdun.kernel.roles import ROLES

NOTICE = "<!-- Written by `make docs` from the catalogue; edit the definitions instead. -->\n\n"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """File name → text, for docs/generated/."""
    found = {
        f"procedures/{entry.thing.id}-{entry.thing.in_force_on}.md": NOTICE + procedure_page(entry)
        for versions in catalogue.procedures.values()
        for entry in versions
    }
    found |= {"documents.md": NOTICE + document_page(catalogue.documents.values())}
    return found | {"indicators.md": NOTICE + indicator_page(catalogue.indicators.values())}


def procedure_page(entry: Entry) -> str:
    one: Procedure = entry.thing
    return (
        "\n".join(
            [
                f"# {one.title.zh} · {one.title.en}",
                "",
                f"依据：{one.citation}；自 {one.in_force_on} 起。",
                "",
                *diagram(one),
                "",
                *move_table(one),
                *clock_table(one),
                *checklist(one),
            ]
        )
        + "\n"
    )


def diagram(one: Procedure) -> Iterator[str]:
    yield from ("```mermaid", "stateDiagram-v2")
    yield from (f"    {state.id} : {state.title.zh}" for state in one.states)
    yield f"    [*] --> {one.opening}"
    for move in one.moves:
        yield from (f"    {source} --> {move.target} : {move.title.zh}" for source in move.source)
    yield from (f"    {state.id} --> [*]" for state in one.states if state.closed)
    yield "```"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    yield from ("| " + " | ".join(cell or "—" for cell in row) + " |" for row in rows)
    yield ""


def move_table(one: Procedure) -> Iterator[str]:
    rows = (
        (
            move.title.zh,
            "、".join(one.state(source).title.zh for source in move.source) + " → " + one.state(move.target).title.zh,
            "、".join(sorted(ROLES[role].title.zh for role in move.roles)),
            "、".join("开立" if other == "open" else one.move(other).title.zh for other in move.unlike),
            move.consequence.zh,
            move.citation,
        )
        for move in one.moves
    )
    yield from table(("步骤", "从 → 到", "谁办", "不得与之同一人", "后果", "依据"), rows)


def clock_table(one: Procedure) -> Iterator[str]:
    def title(move: str) -> str:
        return "开立" if move == "open" else one.move(move).title.zh

    rows = (
        (
            law.clocks.clock(clock.law).title["zh_Hans"],
            clock.law,
            "、".join(map(title, clock.starts)),
            "、".join(map(title, clock.stops)),
            "、".join(map(title, clock.suspends)),
            "内部" if clock.internal else "法定",
        )
        for clock in one.clocks
    )
    yield from table(("期限", "标识", "起于", "止于", "中止", "性质"), rows)


def checklist(one: Procedure) -> Iterator[str]:
    if one.materials:
        yield from table(("材料", "必备", "依据"), ((m.title.zh, "是" if m.required else "视情形", m.citation) for m in one.materials))


def document_page(entries: Iterable[Entry]) -> str:
    rows = (
        (
            entry.key,
            entry.thing.title.zh,
            entry.thing.number_format or "不编号",
            "、".join(entry.thing.editable),
            f"{entry.thing.retention_years} 年",
            entry.thing.citation,
        )
        for entry in sorted(entries, key=lambda one: one.key)
    )
    return "\n".join(["# 文书 · Documents", "", *table(("标识", "名称", "文号", "签发前可改", "保存", "依据"), rows)])


def indicator_page(entries: Iterable[Entry]) -> str:
    rows = (
        (entry.key, entry.thing.title.zh, entry.thing.unit.zh, entry.thing.aggregate, entry.thing.definition.zh)
        for entry in sorted(entries, key=lambda one: one.key)
    )
    return "\n".join(["# 指标 · Indicators", "", *table(("标识", "名称", "单位", "汇总", "口径"), rows)])
