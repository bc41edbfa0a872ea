"""The command line: one verb, one module, loaded only when it is called.

So `gongdun law` and `gongdun compare` run where Django is not even installed. Each module has `main(argv) -> exit code`.
"""

from __future__ import annotations

import importlib
import sys

from gongdun.law.refusal import Refusal

VERBS = {
    "law": ("gongdun.law.commands", "explain, compute and replay the law"),
    "compare": ("gongdun.compare.commands", "run the comparison rules over monthly files"),
    "plan": ("gongdun.plans.commands", "read an action plan, show the board, verify a bundle"),
    "verify": ("gongdun.plans.bundle_commands", "check a locked month's bundle offline"),
    "demo": ("gongdun.demo.commands", "generate the synthetic city, load and serve it"),
    "check": ("gongdun.site.commands.check", "check the catalogue: procedures, rules, indicators, documents"),
    "database": ("gongdun.site.commands.database", "prepare, migrate, start and stop the database"),
    "doctor": ("gongdun.site.commands.doctor", "say what this installation lacks, and how to mend it"),
    "backup": ("gongdun.site.commands.backup", "back up the database, the lake and the keys"),
    "restore": ("gongdun.site.commands.restore", "restore a backup and check it"),
    "journal": ("gongdun.vault.commands", "verify, search and sample the journal"),
    "draw": ("gongdun.areas.inspection.commands", "replay a double-random draw"),
    "month": ("gongdun.site.commands.month", "take a month's files in and compare it"),
    "sheet": ("gongdun.site.commands.sheet", "template, preview and apply a workbook"),
    "serve": ("gongdun.site.commands.serve", "serve the site and its worker"),
    "work": ("gongdun.site.commands.work", "run the queued jobs and seal the journal"),
    "django": ("gongdun.site.commands.django", "Django's own management commands"),
}


def usage() -> str:
    width = max(map(len, VERBS))
    lines = "\n".join(f"  {verb:<{width}}  {purpose}" for verb, (_, purpose) in VERBS.items())
    return f"gongdun VERB …   (gongdun VERB --help tells more)\n\n{lines}\n"


def main(argv: list[str] | None = None) -> int:
    """Run one verb; a refusal is one sentence on stderr and exit code 2."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in {"-h", "--help"}:
        print(usage())
        return 0
    verb, *rest = words
    if verb not in VERBS:
        print(f"gongdun: there is no verb {verb!r}. Choose one of: {', '.join(VERBS)}.", file=sys.stderr)
        return 2
    try:
        return importlib.import_module(VERBS[verb][0]).main(rest)
    except Refusal as refusal:
        print(refusal.text(), file=sys.stderr)
        return 2
