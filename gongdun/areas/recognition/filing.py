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
from gongdun.desk.models import Attachment, IssuedDocument, Matter, ServiceReceipt
from gongdun.desk.operations.serving import METHODS
from gongdun.kernel.documents import Block, FieldTable, Letter, Paragraph, long_date

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
    blocks: tuple[Block, ...] = (FieldTable(tuple(pair for pair in pairs if pair[1])), *(Paragraph(line) for line in lines))
    return Paper(record.title, "", record.made_on, pdf(Letter(organ_head=organ, title=record.title, blocks=blocks, signature=None)))


def attachment_paper(attachment: Attachment, organ: str) -> Paper:
    """The file itself; one that cannot be printed, such as a Word file, stands as a sheet that names it with its digest."""
    ending = ENDINGS.get(attachment.media_type)
    if ending:
        return Paper(attachment.name, "", attachment.added_on, bytes(attachment.content), ending)
    said = FieldTable((("文件", attachment.name), ("大小", f"{attachment.size} 字节"), ("SHA-256", attachment.digest)))
    letter = Letter(
        organ_head=organ,
        title="电子文件登记页",
        blocks=(said, Paragraph("该文件不能直接打印，原件存于系统，以上摘要可供核对。")),
        signature=None,
    )
    return Paper(attachment.name, "", attachment.added_on, pdf(letter))


def receipt_paper(document: IssuedDocument, receipt: ServiceReceipt, organ: str) -> Paper:
    """送达回证 of one document to one addressee, as it was recorded."""
    pairs = (
        ("送达文书", document.title),
        ("文号", document.number),
        ("受送达人", receipt.recipient),
        ("送达方式", METHODS[receipt.method].zh),
        ("送达日期", long_date(receipt.delivered_on)),
        ("生效日期", long_date(receipt.effective_on)),
        ("收件人", receipt.receiver),
        ("见证人", receipt.witness),
        ("备注", receipt.remark),
    )
    letter = Letter(organ_head=organ, title="送达回证", blocks=(FieldTable(tuple(pair for pair in pairs if pair[1])),), signature=None)
    return Paper(f"送达回证（{receipt.recipient}）", document.number, receipt.delivered_on, pdf(letter))


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
        return typst.compile(str(source), root=folder, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"bundle": said}, timestamp=0)
