"""`gongdun demo …`: each subcommand lives in its own module, loaded when it is called."""

from __future__ import annotations

import importlib
import sys

SUBCOMMANDS = {
    "start": ("gongdun.demo.start", "make the synthetic city, work through its months, serve it"),
    "generate": ("gongdun.demo.city.commands", "write the synthetic city's files, with the truth beside them"),
    "workbook": (
        "gongdun.demo.city.workbook_commands",
        "one district's month as the workbook an employer's clerk would send, mistakes included",
    ),
}


def usage() -> str:
    width = max(map(len, SUBCOMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {purpose}" for name, (_, purpose) in SUBCOMMANDS.items())
    return f"gongdun demo COMMAND …   (gongdun demo COMMAND --help tells more)\n\n{lines}\n"


def main(argv: list[str]) -> int:
    if not argv or argv[0] in {"-h", "--help"}:
        print(usage())
        return 0
    name, *rest = argv
    if name not in SUBCOMMANDS:
        print(f"gongdun demo: there is no command {name!r}. Choose one of: {', '.join(SUBCOMMANDS)}.", file=sys.stderr)
        return 2
    return importlib.import_module(SUBCOMMANDS[name][0]).main(rest)
