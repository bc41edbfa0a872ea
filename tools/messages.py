"""Gather the message ids of every floor and area, merge them into its Chinese catalogue, compile it.

    python tools/messages.py           extract, merge (translations are kept), compile
    python tools/messages.py --check   change nothing; exit 1 and name every id that is untranslated, fuzzy, missing, obsolete or told apart, and every stale .mo
    python tools/messages.py --prune   as without an option, and forget the ids nobody uses any more
    python tools/messages.py --keep    as without an option, and mark the ids nobody seems to use as said at run time

Each folder `gongdun/<floor>/` and `gongdun/areas/<area>/` owns one catalogue, `locale/zh_Hans/LC_MESSAGES/django.po`, with the .mo beside it.
An id is a literal: the first argument of `_`, `gettext*`, `ngettext*`, `pgettext*`, `Message`, `Refusal` and every subclass of it (a name bound to
a literal in the same file will do), and whatever a template translates. The floors below Django hand ids on as plain strings: what stands in
their catalogue is kept while the folder's Python holds that literal, or its data files that word. An id that only run time knows stands there
under the comment "# said at run time", and is kept for it.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")
# Which arguments are ids: (singular,), (singular, plural) and, after "c", the context.
CALLS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    **dict.fromkeys(["gettext", "gettext_lazy", "gettext_noop", "Message"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
AT_RUN_TIME = "said at run time"
NO_DATE = datetime(2022, 1, 1, tzinfo=UTC)  # catalogues are compared, so they carry no date of their own
HEADER = "# The Chinese words of {owner}.\n"
DATED = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To).*\n', re.MULTILINE
)
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


class Found(NamedTuple):
    """One use of an id."""

    singular: str
    plural: str | None
    context: str | None
    path: Path


@dataclass
class Reader:
    """Reads ids out of Python; `refusals` are the names of all classes that end in Refusal's family."""

    refusals: set[str]
    problems: list[str] = field(default_factory=list)

    def read(self, path: Path) -> Iterator[Found]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bound = literals(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (name := called(node)) and (name in CALLS or name in self.refusals):
                yield from self.of_call(node, CALLS.get(name), bound, path)

    def of_call(self, node: ast.Call, shape: tuple | None, bound: dict[str, str], path: Path) -> Iterator[Found]:
        context_first = shape is not None and isinstance(shape[0], tuple)
        plural = shape is not None and len(shape) - context_first == 2
        arguments = node.args[: 1 + context_first + plural]
        if not arguments:
            return
        if any(isinstance(one, ast.JoinedStr) for one in arguments):
            self.problems.append(f"{path}:{node.lineno}: an f-string cannot be a message id; write {{named}} places")
            return
        for said in zip(*(spoken(one, bound) for one in arguments), strict=False):
            context = said[0] if context_first else None
            rest = said[context_first:]
            yield Found(rest[0], rest[1] if plural else None, context, path)


def called(node: ast.Call) -> str | None:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else None


def literals(tree: ast.AST) -> dict[str, str]:
    """Names bound to a string somewhere in the file."""
    return {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def spoken(node: ast.expr, bound: dict[str, str]) -> list[str]:
    """The strings an argument can be: a literal, a sum of literals, either side of a condition, a bound name."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Name):
        return [bound[node.id]] if node.id in bound else []
    if isinstance(node, ast.IfExp):
        return [*spoken(node.body, bound), *spoken(node.orelse, bound)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [left + right for left in spoken(node.left, bound) for right in spoken(node.right, bound)]
    return []


def refusals_in(sources: list[Path]) -> set[str]:
    """`Refusal` and the names of all its subclasses, at any depth, in any file."""
    bases: dict[str, set[str]] = {}
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(base.id for base in node.bases if isinstance(base, ast.Name))
    family = {"Refusal"}
    while more := {name for name, above in bases.items() if above & family} - family:
        family |= more
    return family


def of_template(path: Path) -> Iterator[Found]:
    """What `templatize` makes of a template is one long line of words here, so that its indentation means nothing."""
    flat = templatize(path.read_text(encoding="utf-8"), origin=str(path)).replace("\n", " ").replace("#", " ")
    calls = {name: shape for name, shape in CALLS.items() if name != "Message"}
    for _, name, said, _ in extract_python(io.BytesIO(f"({flat})".encode()), calls, [], {"encoding": "utf-8"}):
        words = [said] if isinstance(said, str) else [one for one in said if one is not None]
        if not words:
            continue
        context = words.pop(0) if "pgettext" in name else None
        yield Found(words[0], words[1] if len(words) > 1 else None, context, path)


def owner(path: Path) -> Path:
    """The floor or area a file belongs to; the files beside the floors speak through the site."""
    parts = path.relative_to(PROJECT).parts
    if len(parts) == 2:
        return PROJECT / "gongdun" / "site"
    return PROJECT.joinpath(*parts[: 3 if parts[1] == "areas" and len(parts) > 3 else 2])


def files(*endings: str) -> list[Path]:
    found = (path for ending in endings for path in (PROJECT / "gongdun").rglob(f"*{ending}"))
    return sorted(path for path in found if not {"tests", "migrations", "node_modules"} & set(path.parts))


def gather() -> tuple[dict[Path, Catalog], list[str]]:
    """What each floor and area says, and what cannot be read."""
    sources = files(".py")
    reader = Reader(refusals_in(sources))
    found = [one for path in sources for one in reader.read(path)]
    found += [one for path in files(".html", ".txt") if "templates" in path.parts for one in of_template(path)]
    templates: dict[Path, Catalog] = {}
    for one in found:
        catalogue = templates.setdefault(owner(one.path), empty())
        ids = (one.singular, one.plural) if one.plural else one.singular
        catalogue.add(ids, context=one.context, locations=[(one.path.relative_to(PROJECT).as_posix(), 0)])
    return templates, reader.problems


def empty() -> Catalog:
    return Catalog(locale="zh_Hans", project="Gongdun", creation_date=NO_DATE, revision_date=NO_DATE, fuzzy=False)


def load(path: Path) -> Catalog:
    if not path.exists():
        return empty()
    with path.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hans")
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    return catalogue


def merged(folder: Path, template: Catalog, *, keep: bool = False) -> Catalog:
    """The catalogue with what is said now, its translations kept; ids nobody says any more stand under `obsolete`."""
    catalogue = load(folder / CATALOGUE)
    for entry in [*catalogue, *catalogue.obsolete.values()]:
        if not entry.id or template.get(key_of(entry), entry.context) is not None:
            continue
        is_marked = any(said.startswith(AT_RUN_TIME) for said in entry.user_comments)
        is_found = holds(folder, key_of(entry))
        if is_marked or is_found or keep:
            template.add(entry.id, context=entry.context)
            entry.user_comments = entry.user_comments if is_marked or is_found else [AT_RUN_TIME, *entry.user_comments]
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


@cache
def constants(folder: Path) -> frozenset[str]:
    """Every string literal in the Python of a folder."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in below(folder, ".py"))
    return frozenset(
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def data(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in below(folder, ".yaml", ".toml", ".sql"))


def holds(folder: Path, said: str) -> bool:
    return said in constants(folder) or bool(re.search(rf"(?<!\w){re.escape(said)}(?!\w)", data(folder)))


def below(folder: Path, *endings: str) -> list[Path]:
    return [path for path in files(*endings) if owner(path) == folder]


def key_of(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def write(folder: Path, catalogue: Catalog, *, prune: bool) -> None:
    path = folder / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = HEADER.format(owner=folder.relative_to(PROJECT).as_posix())
    text = io.BytesIO()
    write_po(text, catalogue, width=0, include_lineno=False, sort_output=True, ignore_obsolete=prune)
    path.write_text(DATED.sub("", text.getvalue().decode()), encoding="utf-8")
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def is_translated(entry: Entry) -> bool:
    return all(entry.string) if isinstance(entry.string, tuple) else bool(entry.string)


def places(words: str | tuple[str, ...] | list[str] | None) -> set[str]:
    return {place for one in ([words] if isinstance(words, str) else words or ()) for place in PLACE.findall(one)}


def compiled(path: Path) -> dict[object, object]:
    with path.open("rb") as file:
        return {
            (entry.id if isinstance(entry.id, str) else tuple(entry.id), entry.context): entry.string for entry in read_mo(file) if entry.id
        }


def faults(folder: Path, template: Catalog) -> Iterator[str]:
    """Everything `--check` names."""
    path = folder / CATALOGUE
    shown = path.relative_to(PROJECT).as_posix()
    before, catalogue = load(path), merged(folder, template)
    for entry in catalogue:
        if not entry.id:
            continue
        key = key_of(entry)
        if before.get(key, entry.context) is None:
            yield f"{shown}: missing: {key!r} ({entry.locations[0][0]})"
        elif not is_translated(entry):
            yield f"{shown}: untranslated: {key!r}"
        elif entry.fuzzy:
            yield f"{shown}: fuzzy: {key!r}"
        elif places(entry.string) - places(entry.id):
            yield f"{shown}: places {sorted(places(entry.string) - places(entry.id))} are not in the id: {key!r}"
    yield from (f"{shown}: obsolete: {entry.id!r}" for entry in catalogue.obsolete.values())
    yield from stale(path, catalogue)


def stale(path: Path, catalogue: Catalog) -> Iterator[str]:
    machine = path.with_suffix(".mo")
    expected = io.BytesIO()
    write_mo(expected, catalogue)
    expected.seek(0)
    wanted = {
        (entry.id if isinstance(entry.id, str) else tuple(entry.id), entry.context): entry.string for entry in read_mo(expected) if entry.id
    }
    if not machine.exists() or compiled(machine) != wanted:
        yield f"{machine.relative_to(PROJECT).as_posix()}: stale, run tools/messages.py"


def told_apart(folders: set[Path]) -> Iterator[str]:
    """Every catalogue is on one search path, so an id without a context has one Chinese; another meaning takes a context."""
    said: dict[tuple[str, str | None], dict[str, Path]] = {}
    for folder in sorted(folders):
        for entry in load(folder / CATALOGUE):
            if entry.id and isinstance(entry.id, str) and entry.string:
                said.setdefault((entry.id, entry.context), {}).setdefault(entry.string, folder)
    for (singular, _context), words in sorted(said.items(), key=str):
        if len(words) > 1:
            where = ", ".join(f"{folder.relative_to(PROJECT)} {word!r}" for word, folder in words.items())
            yield f"{singular!r} has several translations: {where}"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; name what is untranslated, fuzzy, obsolete or stale")
    parser.add_argument("--prune", action="store_true", help="forget the ids nobody uses any more")
    parser.add_argument("--keep", action="store_true", help="mark the ids nobody seems to use as said at run time")
    parser.add_argument("folders", nargs="*", help="only these, such as gongdun/desk; without any, all")
    wanted = parser.parse_args(argv)
    templates, problems = gather()
    for path in files(".po"):
        templates.setdefault(path.parents[3], empty())
    chosen = {PROJECT / name.rstrip("/") for name in wanted.folders} or set(templates)
    if unknown := chosen - set(templates):
        parser.error(f"no messages below {', '.join(sorted(str(one.relative_to(PROJECT)) for one in unknown))}")
    for folder in sorted(chosen):
        if not wanted.check:
            write(folder, merged(folder, templates[folder], keep=wanted.keep), prune=wanted.prune)
        problems += faults(folder, templates[folder])
    problems += told_apart(set(templates))
    print("\n".join(problems) or f"{len(chosen)} catalogues are whole", file=sys.stderr if problems else sys.stdout)
    return int(bool(problems)) if wanted.check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
