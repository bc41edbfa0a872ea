"""Citations as a reader sees them: 工伤保险条例#35.1.2 is 工伤保险条例第35条第1款第2项, in English art. 35(1)(2) of the Regulation.

The raw form (`instrument#article.paragraph.item`, joined by 、 and ；) stays in rules, parameters and clocks; `data/instruments.yaml` holds the English names.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

SHIPPED = Path(__file__).parent / "data" / "instruments.yaml"
PLACE = re.compile(r"(?<!领域手册)#(\d+)(?:[-–](\d+))?(?:\.(\d+))?(?:\.(\d+))?")
NUMBERED = re.compile(r"〔(\d{4})〕(\d+)号")
ORDER = re.compile(r"(?:(\d{4})年)?令(\d+)号")
MARKS = str.maketrans({"；": "; ", "、": ", ", "（": " (", "）": ")", "，": ", "})


@cache
def phrases() -> dict[str, str]:
    """Chinese to English, the longest first."""
    data = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    found = {zh: str(en) for part in data.values() for zh, en in part.items()}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def cited(citation: str, language: str) -> str:
    """The citation in words. The handbook's sections are no articles and stay as they are."""
    return _english(citation) if language.startswith("en") else PLACE.sub(_chinese_place, citation)


def _chinese_place(found: re.Match[str]) -> str:
    first, last, paragraph, item = found.groups()
    whole = f"第{first}至{last}条" if last else f"第{first}条"
    return whole + (f"第{paragraph}款" if paragraph else "") + (f"第{item}项" if item else "")


def _english_place(found: re.Match[str]) -> str:
    first, last, paragraph, item = found.groups()
    return f" art. {first}" + (f"–{last}" if last else "") + "".join(f"({part})" for part in (paragraph, item) if part)


def _english(citation: str) -> str:
    for zh, en in phrases().items():
        citation = citation.replace(zh, en)
    citation = NUMBERED.sub(r" [\1] No. \2", citation)
    citation = ORDER.sub(lambda found: f"Order No. {found[2]}" + (f" of {found[1]}" if found[1] else ""), citation)
    said = PLACE.sub(_english_place, citation).translate(MARKS).replace("号", "")
    return re.sub(r" +([,;)])", r"\1", re.sub(r"\( +", "(", re.sub(r" {2,}", " ", said))).strip()
