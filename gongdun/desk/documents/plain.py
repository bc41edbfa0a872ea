"""A letter as lines of text, in the order in which they are printed. The other two forms are tested against it."""

from __future__ import annotations

from collections.abc import Iterator

from gongdun.kernel.documents import Block, FieldTable, Letter, Paragraph, chinese_date


def text(letter: Letter) -> str:
    return "\n".join(line for line in lines(letter) if line)


def lines(letter: Letter) -> Iterator[str]:
    yield from (letter.organ, letter.number, letter.title, addressee(letter))
    for block in letter.blocks:
        yield from block_lines(block)
    yield from attachment_notes(letter)
    yield from (letter.signature, chinese_date(letter.date) if letter.date else "")
    for number, attachment in enumerate(letter.attachments, start=1):
        yield attachment_mark(letter, number)
        yield attachment.title
        for block in attachment.blocks:
            yield from block_lines(block)


def addressee(letter: Letter) -> str:
    return f"{letter.addressee}：" if letter.addressee else ""


def attachment_notes(letter: Letter) -> list[str]:
    """附件：… after the body; numbered only where there are several (GB/T 9704-2012, 7.3.4)."""
    if len(letter.attachments) == 1:
        return [f"附件：{letter.attachments[0].title}"]
    return [f"{'附件：' if number == 1 else ''}{number}. {one.title}" for number, one in enumerate(letter.attachments, start=1)]


def attachment_mark(letter: Letter, number: int) -> str:
    return "附件" if len(letter.attachments) == 1 else f"附件{number}"


def block_lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case FieldTable():
            yield from (f"{label}\t{value}" for label, value in block.fields)
        case _:
            yield block.title
            yield from ("\t".join(row) for row in (block.columns, *block.rows))
