"""What tools/messages.py sees and what it refuses."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from tools import messages

PACKAGE = settings.PACKAGE


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    forget()

    def put(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


def ids(templates, tmp_path):
    return {
        folder.relative_to(tmp_path).as_posix(): {entry.id for entry in catalogue if entry.id} for folder, catalogue in templates.items()
    }


def test_each_floor_and_area_gets_what_it_says(project, tmp_path):
    project("gongdun/kernel/clocks.py", 'class TooLate(Refusal): pass\nraise TooLate("Late by {days} days.", days=1)\n')
    project("gongdun/areas/enrolment/pages.py", '_("Save") if x else ngettext("%(n)s row", "%(n)s rows", n)\npgettext("clock", "Hold")\n')
    project(
        "gongdun/areas/enrolment/templates/enrolment/a.html",
        '{% load i18n %}\n  {% if a %}\n{% translate "Open it\'s list" %}{% endif %}\n{{ a|default:_("none") }}',
    )
    project("gongdun/cli.py", 'raise Refusal("No such verb " "{verb}.")\n')
    templates, problems = messages.gather()
    assert problems == []
    assert ids(templates, tmp_path) == {
        "gongdun/kernel": {"Late by {days} days."},
        "gongdun/areas/enrolment": {"Save", ("%(n)s row", "%(n)s rows"), "Hold", "Open it's list", "none"},
        "gongdun/site": {"No such verb {verb}."},
    }


def test_blocks_with_places_plurals_and_contexts_are_seen(project, tmp_path):
    project(
        "gongdun/desk/templates/desk/a.html",
        '{% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}{% translate "May" context "month" %}',
    )
    templates, _ = messages.gather()
    entries = {(entry.id, entry.context) for entry in templates[tmp_path / "gongdun/desk"] if entry.id}
    assert entries == {(("%(n)s row", "%(n)s rows"), None), ("May", "month")}


def test_a_name_bound_to_a_literal_is_an_id_and_an_f_string_is_refused(project, tmp_path):
    project("gongdun/desk/moves.py", 'CLOSED = "Closed."\nraise Refusal(CLOSED)\nraise Refusal(f"Closed {x}")\n')
    templates, problems = messages.gather()
    assert ids(templates, tmp_path) == {"gongdun/desk": {"Closed."}}
    assert len(problems) == 1 and "moves.py:3: an f-string" in problems[0]


def run(*arguments):
    return messages.main(list(arguments))


def test_check_names_what_is_missing_untranslated_obsolete_and_stale(project, capsys):
    source = project("gongdun/desk/moves.py", '_("Save")\n_("Open {name}")\n')
    assert run("--check") == 1
    assert "missing: 'Save'" in capsys.readouterr().err
    assert run() == 0
    assert run("--check") == 1
    assert "untranslated: 'Save'" in capsys.readouterr().err
    catalogue = source.parent / "locale/zh_Hans/LC_MESSAGES/django.po"
    translate(catalogue, "Save", "保存")
    translate(catalogue, "Open {name}", "打开{whom}")
    assert run("--check") == 1
    said = capsys.readouterr().err
    assert "stale" in said and "places ['{whom}'] are not in the id" in said
    translate(catalogue, "Open {name}", "打开{name}", before="打开{whom}")
    assert run() == 0
    assert run("--check") == 0
    source.write_text('_("Save")\n', encoding="utf-8")
    assert run() == 0
    assert run("--check") == 1
    assert "obsolete: 'Open {name}'" in capsys.readouterr().err
    assert run("--prune") == 0
    assert run("--check") == 0
    assert "保存" in catalogue.read_text(encoding="utf-8")


def test_running_it_twice_changes_nothing(project):
    source = project("gongdun/desk/moves.py", '_("Save")\n')
    run()
    catalogue = source.parent / "locale/zh_Hans/LC_MESSAGES/django.po"
    first = catalogue.read_bytes(), catalogue.with_suffix(".mo").read_bytes()
    run()
    assert (catalogue.read_bytes(), catalogue.with_suffix(".mo").read_bytes()) == first


def test_an_id_that_only_run_time_knows_is_kept_for_its_mark(project):
    source = project("gongdun/law/calendar.py", '_("Save")\n_("Labour Day")\n')
    run()
    catalogue = source.parent / "locale/zh_Hans/LC_MESSAGES/django.po"
    translate(catalogue, "Save", "保存")
    translate(catalogue, "Labour Day", "劳动节")
    source.write_text('_("Save")\n', encoding="utf-8")
    assert run("--keep") == 0
    assert run("--check") == 0
    assert "# said at run time" in catalogue.read_text(encoding="utf-8")
    assert run("--prune") == 0
    assert "劳动节" in catalogue.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "text"), [("clocks.py", 'OPEN = "Still " "open."\n'), ("days.yaml", "rest: {Still open.: [05-01]}\n")])
def test_an_id_handed_on_as_a_plain_string_is_kept_while_it_stands_there(project, tmp_path, name, text):
    source = project("gongdun/law/calendar.py", '_("Still open.")\n')
    run()
    translate(source.parent / "locale/zh_Hans/LC_MESSAGES/django.po", "Still open.", "还没有结束。")
    project("gongdun/law/calendar.py", "")
    plain = project(f"gongdun/law/{name}", text)
    forget()
    run()
    assert run("--check") == 0
    plain.unlink()
    forget()
    assert run("--check") == 1


def forget():
    messages.constants.cache_clear()
    messages.data.cache_clear()


def translate(catalogue, id_, words, before=""):
    text = catalogue.read_text(encoding="utf-8")
    old = f'msgid "{id_}"\nmsgstr "{before}"'
    assert old in text
    catalogue.write_text(text.replace(old, f'msgid "{id_}"\nmsgstr "{words}"'), encoding="utf-8")


def fault_words() -> Iterator[tuple[Path, str]]:
    """The titles, sentences and advices of every fault a form or a list knows."""
    for path in PACKAGE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault":
                yield from ((path, one.value) for one in node.args[1:4] if isinstance(one, ast.Constant))


def test_every_fault_of_a_form_or_a_list_is_said_in_chinese():
    held = {entry.id for path in PACKAGE.rglob("django.po") for entry in read_po(path.open("rb")) if entry.string}
    found = list(fault_words())
    assert len(found) > 60
    assert [f"{path.name}: {word}" for path, word in found if word not in held] == []
