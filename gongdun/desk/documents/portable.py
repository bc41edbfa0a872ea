"""The PDF of a document: typeset by typst, the same bytes for the same tree, so that its hash can be journalled."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno
import typst

from gongdun.desk.documents.fonts import folders, refuse_missing
from gongdun.kernel.documents import (
    Block,
    FieldTable,
    Letter,
    List,
    PageBreak,
    Paragraph,
    Receipt,
    Table,
    attachment_lines,
    block_lines,
    imprint_lines,
    is_annex,
    signature_lines,
    text,
)

LAYOUT = Path(__file__).parent / "letter.typ"


def pdf(letter: Letter, *, font_dirs: Sequence[Path] = ()) -> bytes:
    """The PDF; refuses a character that no font covers."""
    refuse_missing(text(letter) + letter.watermark, font_dirs)
    said = json.dumps(tree(letter), ensure_ascii=False, sort_keys=True)
    fonts = [str(folder) for folder in folders(font_dirs)]
    return typst.compile(LAYOUT.read_bytes(), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"letter": said}, timestamp=0)  # type: ignore[misc]


def tree(letter: Letter) -> dict[str, Any]:
    """The letter as the layout reads it."""
    return {
        "organ_head": letter.organ_head,
        "number": letter.number,
        "title": letter.title,
        "addressee": f"{letter.addressee}：" if letter.addressee else "",
        "body": [plain(block) for block in letter.blocks if not is_annex(block)],
        "annexes": [plain(block) for block in letter.blocks if is_annex(block)],
        "closing": letter.closing,
        "attachments": attachment_lines(letter),
        "signature": signature_lines(letter),
        "imprint": imprint_lines(letter),
        "watermark": letter.watermark,
        "verification": letter.verification,
        "qr": qr_svg(letter.verification) if letter.verification else "",
    }


def plain(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "level": block.level}
        case Table():
            columns = [{"title": column.title, "width": column.width, "align": column.align} for column in block.columns]
            return {"kind": "table", "title": block.title, "columns": columns, "rows": block.rows, "wide": block.wide}
        case FieldTable():
            return {"kind": "fields", "pairs": block.pairs}
        case List():
            return {"kind": "list", "lines": list(block_lines(block))}
        case PageBreak():
            return {"kind": "break"}
        case Receipt():
            return {"kind": "receipt", "title": block.title, "pairs": block.pairs}


def qr_svg(code: str) -> str:
    buffer = io.BytesIO()
    segno.make(code, error="m").save(buffer, kind="svg", scale=4, border=2)
    return buffer.getvalue().decode()
