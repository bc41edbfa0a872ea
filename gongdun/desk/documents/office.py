"""A letter as an editable office file. Fonts are named, not carried: the office's own computers have 仿宋 and 小标宋."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

import docx as word
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from gongdun.desk.documents.plain import addressee, attachment_mark, attachment_notes
from gongdun.kernel.documents import Block, FieldTable, Letter, Paragraph, Table, chinese_date

BODY, TITLE, HEADING, SECOND = "仿宋_GB2312", "方正小标宋_GBK", "黑体", "楷体_GB2312"
LEVEL_FONTS = (BODY, HEADING, SECOND)
SIZE, PITCH = Pt(16), Pt(28.95)  # 3号; 22 lines on 225 mm
RED = RGBColor(0xC0, 0x00, 0x00)
NO_DATE = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC)
WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" path="m0,0l21600,0m0,21600l21600,21600e">
 <v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape type="#_x0000_t136" stroked="f" fillcolor="#d9d9d9"
 style="position:absolute;width:420pt;height:60pt;rotation:325;z-index:-1;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin"><v:textpath style="font-size:1pt" string=%s/></v:shape></w:pict>"""


def docx(letter: Letter) -> bytes:
    """A4 after GB/T 9704: margins 37, 35, 28 and 26 mm, 3号仿宋 at a pitch of 28.95 pt, page numbers outside."""
    document = word.Document()
    document.core_properties.title, document.core_properties.author = letter.title, letter.organ
    document.core_properties.created = document.core_properties.modified = NO_DATE
    document.settings.odd_and_even_pages_header_footer = True
    Writer(document, letter).write()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@dataclass(frozen=True)
class Writer:
    """One office file being written."""

    document: Document
    letter: Letter

    def write(self) -> None:
        self.lay_out(self.document.sections[0], is_wide=False)
        self.head()
        for block in self.letter.blocks:
            self.block(block, turns=True)
        for note in attachment_notes(self.letter):
            self.line(note)
        self.close()
        for number, attachment in enumerate(self.letter.attachments, start=1):
            self.turn(is_wide=any(isinstance(block, Table) and block.landscape for block in attachment.blocks))
            self.line(attachment_mark(self.letter, number), font=HEADING, indent=False)
            self.line(attachment.title, font=TITLE, size=Pt(22), align=ALIGN.CENTER)
            for block in attachment.blocks:
                self.block(block, turns=False)

    def head(self) -> None:
        letter = self.letter
        self.line(letter.organ, font=TITLE, size=Pt(min(30, 436 // len(letter.organ))), align=ALIGN.CENTER, colour=RED, pitch=Pt(42))
        underline(self.line(letter.number, align=ALIGN.CENTER))
        self.line("", indent=False)
        self.line(letter.title, font=TITLE, size=Pt(22), align=ALIGN.CENTER, pitch=Pt(35))
        self.line("", indent=False)
        if letter.addressee:
            self.line(addressee(letter), indent=False)

    def close(self) -> None:
        """Who signs and when, four characters in from the right: room for the seal."""
        for words in (self.letter.signature, chinese_date(self.letter.date) if self.letter.date else ""):
            if words:
                self.line(words, align=ALIGN.RIGHT).paragraph_format.right_indent = SIZE * 4

    def block(self, block: Block, *, turns: bool) -> None:
        match block:
            case Paragraph():
                self.line(block.text, font=LEVEL_FONTS[block.level])
            case FieldTable():
                self.table([list(pair) for pair in block.fields], (1, 3), Pt(14), heading_rows=0)
            case _:
                if block.landscape and turns:
                    self.turn(is_wide=True)
                if block.title:
                    self.line(block.title, font=HEADING, align=ALIGN.CENTER)
                self.table([block.columns, *block.rows], block.widths or (1,) * len(block.columns), Pt(10.5), heading_rows=1)
                if block.landscape and turns:
                    self.turn(is_wide=False)

    def line(
        self,
        words: str,
        *,
        font: str = BODY,
        size: int = SIZE,
        align: ALIGN = ALIGN.JUSTIFY,
        indent: bool = True,
        colour: RGBColor | None = None,
        pitch: int = PITCH,
    ) -> WordParagraph:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        spaced(paragraph, pitch)
        if indent and align is ALIGN.JUSTIFY:
            paragraph.paragraph_format.first_line_indent = size * 2
        styled(paragraph.add_run(words), font, size).font.color.rgb = colour
        return paragraph

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[int], size: int, *, heading_rows: int) -> None:
        table = self.document.add_table(len(rows), len(widths), style="Table Grid")
        table.autofit = False
        room = self.room() // sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = room * width
        for number, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
            is_heading = number < heading_rows
            keep_row(row._tr, is_heading)
            for place, (cell, said) in enumerate(zip(row.cells, words, strict=True)):
                cell.width = room * widths[place]
                paragraph = cell.paragraphs[0]
                paragraph.alignment = ALIGN.CENTER if heading_rows else ALIGN.LEFT
                is_label = is_heading or (not heading_rows and place == 0)
                styled(paragraph.add_run(said), HEADING if is_label else BODY, size)
        no_space(table)

    def room(self) -> int:
        """The width between the margins of the pages being written."""
        section = self.document.sections[-1]
        return section.page_width - section.left_margin - section.right_margin

    def turn(self, *, is_wide: bool) -> None:
        self.lay_out(self.document.add_section(WD_SECTION.NEW_PAGE), is_wide=is_wide)

    def lay_out(self, section: Section, *, is_wide: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))
        margins = (Mm(28), Mm(26), Mm(37), Mm(35)) if is_wide else (Mm(37), Mm(35), Mm(28), Mm(26))
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = margins
        if len(self.document.sections) > 1:
            return  # later sections take the headers and footers of the first
        number(section.footer, ALIGN.RIGHT)
        number(section.even_page_footer, ALIGN.LEFT)
        if self.letter.watermark:
            for header in (section.header, section.even_page_header):
                header.paragraphs[0].add_run()._r.append(parse_xml(WATERMARK % quoteattr(self.letter.watermark)))


def styled(run: Run, font: str, size: int) -> Run:
    """Chinese letters take the font from `w:eastAsia`; without it Word falls back to its own."""
    run.font.name, run.font.size = font, size
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def spaced(paragraph: WordParagraph, pitch: int) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, pitch


def number(footer: _Footer, align: ALIGN) -> None:
    """–1–, in 4号, one character in from the outer edge."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    styled(paragraph.add_run("–"), BODY, Pt(14))
    run = styled(paragraph.add_run(), BODY, Pt(14))
    for kind in ("begin", "instr", "end"):
        run._r.append(field_part(kind))
    styled(paragraph.add_run("–"), BODY, Pt(14))


def field_part(kind: str) -> object:
    if kind == "instr":
        part = OxmlElement("w:instrText")
        part.text = "PAGE"
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part


def underline(paragraph: WordParagraph) -> None:
    """The red line below the number."""
    border = parse_xml(
        '<w:pBdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:bottom w:val="single" w:sz="12" w:space="4" w:color="C00000"/></w:pBdr>'
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def keep_row(row: object, is_heading: bool) -> None:
    """A row is never torn apart by a page; a heading row comes again on every page."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]  # python-docx types rows as plain XML
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))


def no_space(table: WordTable) -> None:
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
