"""A letter as PDF: the tree goes into a fixed layout as data, so nothing in it can act as markup. Same letter and fonts, same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import manimgx_fonts_cjk
import typst

from gongdun.desk.documents.plain import addressee, attachment_mark, attachment_notes
from gongdun.kernel.documents import Letter, chinese_date, to_json

LAYOUT = (Path(__file__).parent / "letter.typ").read_bytes()
FONTS_IN_A_WHEEL = Path(manimgx_fonts_cjk.__file__).parent


def pdf(letter: Letter, *, font_dirs: Sequence[Path] = ()) -> bytes:
    """A4 after GB/T 9704. The city's own fonts come first; a character they lack is taken from the font in the wheel."""
    tree = {
        **to_json(letter),
        "addressee": addressee(letter),
        "date": chinese_date(letter.date) if letter.date else "",
        "notes": attachment_notes(letter),
        "marks": [attachment_mark(letter, number) for number in range(1, len(letter.attachments) + 1)],
    }
    inputs = {"letter": json.dumps(tree, ensure_ascii=False)}
    fonts = loaded(tuple(map(str, font_dirs)))
    return typst.compile(LAYOUT, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, format="pdf", timestamp=0)


@lru_cache(maxsize=4)
def loaded(folders: tuple[str, ...]) -> typst.Fonts:
    """The fonts, read once in a process; the one of the wheel alone has 33 MB."""
    return typst.Fonts(include_system_fonts=False, font_paths=[*folders, str(FONTS_IN_A_WHEEL)])
