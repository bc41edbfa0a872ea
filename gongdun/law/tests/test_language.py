import ast
import re
import string
from pathlib import Path

import pytest

from gongdun.law import clocks, recognition
from gongdun.law.calendar import FIXED, Calendar
from gongdun.law.parameters import STATUSES, shipped
from gongdun.law.refusal import translate
from gongdun.law.symbols import RULES

FOLDER = Path(clocks.__file__).parent
SPEAKERS = {"Refusal", "MissingFact", "MissingParameter", "translate", "tell", "refuse"}
SENTENCE = re.compile(r"^[A-Z{].* .*\.$", re.DOTALL)


def _said(call: ast.Call) -> set[str]:
    if getattr(call.func, "id", getattr(call.func, "attr", "")) not in SPEAKERS or not call.args:
        return set()
    texts = [part.value for part in ast.walk(call.args[0]) if isinstance(part, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and text}


def _kept(statement: ast.Assign) -> set[str]:
    """A sentence kept as a constant: capital name, capital letter, full stop."""
    value, target = statement.value, statement.targets[0]
    is_sentence = isinstance(value, ast.Constant) and isinstance(value.value, str) and SENTENCE.match(value.value)
    return {value.value} if is_sentence and isinstance(target, ast.Name) and target.id.isupper() else set()


def spoken() -> set[str]:
    """Every message id: what is said by a speaker, and sentences kept as constants."""
    found = set()
    for path in FOLDER.glob("**/*.py"):
        if "tests" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                found |= _said(node) if isinstance(node, ast.Call) else _kept(node) if isinstance(node, ast.Assign) else set()
    return found


def ids() -> list[str]:
    units = {parameter.unit for parameter in shipped().parameters.values()} - {"month"} | set(clocks.UNIT_NAMES.values())
    festivals = {name for year in Calendar.shipped().years.values() for name in year.rest.values()} | set(FIXED.values()) | {"weekend"}
    persons = {item.person["en"] for item in recognition.items().values() if item.person}
    return sorted(spoken() - {"month"} | units | festivals | persons | set(STATUSES) | {"yes", "no", "fund", "employer"})


@pytest.mark.parametrize("message", ids())
def test_every_sentence_is_said_in_chinese_with_the_same_places(message):
    said = translate(message, "zh_Hans")
    assert said != message, "add it to the catalogue and compile it"
    places = {name for _, name, _, _ in string.Formatter().parse(message) if name}
    assert {name for _, name, _, _ in string.Formatter().parse(said) if name} == places


def test_rules_and_parameters_are_titled_in_both_languages():
    for rule in RULES.values():
        assert rule.title["zh_Hans"] and rule.title["en"] and rule.citation, rule.name
    for parameter in shipped().parameters.values():
        assert parameter.title["zh_Hans"] and parameter.title["en"] and parameter.citation, parameter.name
