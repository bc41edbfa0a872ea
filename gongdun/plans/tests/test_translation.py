"""Every sentence the reader can say has its Chinese, with the same places, and the compiled catalogue is the written one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

PLANS = Path(__file__).parent.parent
CATALOGUE = PLANS / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
MODULES = [PLANS / "commands.py", PLANS / "stanzas.py", *sorted((PLANS / "reader").glob("*.py"))]


def sentences() -> set[str]:
    """Every constant of a module that is an English sentence, or a word that `commands` translates."""
    found: set[str] = set()
    for module in MODULES:
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign):
                continue
            values = [each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            target = node.targets[0]
            names = {"DEADLINES", "COUNT", "NOT_UNDERSTOOD", "PLACE", "WRITTEN"} if module.name == "commands.py" else set()
            if isinstance(target, ast.Tuple) and module.name == "commands.py":
                found.update(values)
            elif isinstance(target, ast.Name) and (
                target.id in names or any(re.fullmatch(r"[A-Z{][^\\]{12,}[.]", value) for value in values)
            ):
                found.update(values if target.id == "DEADLINES" else ["".join(values)])
    return found - {"year_round", "by", "as_directed"}


def written() -> dict[str, str]:
    with CATALOGUE.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def test_the_sentences_are_found():
    assert {"No office leads this measure.", "all year", "Supporting office: {said}"} < sentences()
    assert len(sentences()) > 40


def test_every_sentence_has_its_chinese():
    # The rest of the floor writes into the same catalogue.
    assert sentences() <= written().keys()


@pytest.mark.parametrize(("english", "chinese"), written().items())
def test_a_translation_is_chinese_and_keeps_its_places(english, chinese):
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", chinese))
