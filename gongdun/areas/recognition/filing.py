"""卷宗 — the file as one paged PDF: cover and index, then every paper as it is; the file list kept for fifty years."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
import typst

from gongdun.areas.recognition.models import Record
from gongdun.desk.documents import pdf
from gongdun.desk.documents.fonts import folders
from gongdun.desk.models import Attachment, Matter
from gongdun.kernel.documents import FieldTable, Letter, Paragraph, long_date

LAYOUT = Path(__file__).parent / "bundle.typ"
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
FONTS = ("FangSong_GB2312", "仿宋", "Noto Serif CJK SC", "Noto Sans CJK SC")


@dataclass(frozen=True)
class Paper:
    """One paper of the file: a PDF, or a picture that is one page."""

    title: str
    number: str
    on: date | None
    content: bytes
    ending: str = "pdf"

    @property
    def pages(self) -> int:
        return len(pdfium.PdfDocument(self.content)) if self.ending == "pdf" else 1


def record_paper(record: Record, organ: str) -> Paper:
    """A record of the investigation as a paper of its own; its text as it was signed."""
    pairs = (
        ("时间", long_date(record.made_on)),
        ("地点", record.place),
        ("被调查人", record.person),
        ("调查人", "、".join(record.officers)),
    )
    lines = [line for line in (record.text or record.title).splitlines() if line]
    blocks = (FieldTable(tuple(pair for pair in pairs if pair[1])), *(Paragraph(line) for line in lines))
    return Paper(record.title, "", record.made_on, pdf(Letter(organ_head=organ, title=record.title, blocks=blocks, signature=None)))


def attachment_paper(attachment: Attachment) -> Paper | None:
    """None for a file that cannot be printed, such as a recording: the list names it all the same."""
    ending = ENDINGS.get(attachment.media_type)
    return Paper(attachment.name, "", attachment.added_on, bytes(attachment.content), ending) if ending else None


def bundle(matter: Matter, papers: Sequence[Paper], *, title: str = "工伤认定证据和依据") -> bytes:
    """One PDF: cover with the index, then every page numbered through; each paper is a bookmark."""
    one = matter.recognition
    with TemporaryDirectory() as folder:
        for place, paper in enumerate(papers):
            (Path(folder) / f"{place}.{paper.ending}").write_bytes(paper.content)
        told = {
            "title": title,
            "organ": matter.office.name,
            "fonts": FONTS,
            "facts": [["办件号", matter.number], ["职工", one.worker_name], ["用人单位", one.employer_name]],
            "papers": [
                {"title": f"{place}. {paper.title} {paper.number}".strip(), "pages": paper.pages, "file": f"{place - 1}.{paper.ending}"}
                for place, paper in enumerate(papers, start=1)
            ],
        }
        source = Path(folder) / "bundle.typ"
        source.write_bytes(LAYOUT.read_bytes())
        said = json.dumps(told, ensure_ascii=False, sort_keys=True)
        fonts = [str(one) for one in folders(())]
        return typst.compile(source, root=folder, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"bundle": said}, timestamp=0)
