"""`words.toml`, loaded once: headings, area words and office kinds."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

OFFICE_KINDS = ("inspection", "agency", "bureau")


@cache
def words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@cache
def kind_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One pattern per kind, tried in the order of `OFFICE_KINDS`: an inspectorate inside a bureau is an inspectorate."""
    return tuple((kind, re.compile(f"(?:{alternatives(kind)}){words()['offices']['section']}?")) for kind in OFFICE_KINDS)


def alternatives(kind: str) -> str:
    return "|".join(f"(?:{form})" for form in words()["offices"][kind])


@cache
def organ_pattern() -> re.Pattern[str]:
    """A phrase that names an organ: it ends in one of the words, perhaps with 等 and a remark in brackets."""
    return re.compile(rf".*(?:{'|'.join(words()['offices']['organ'])})(?:等(?:单位|部门|机构)?)?(?:\([^()]*\))?", re.DOTALL)


@cache
def shared_organ_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?!各|有关|相关|其他).*(?:{'|'.join(words()['offices']['shared_organ'])})(?:等)?", re.DOTALL)
