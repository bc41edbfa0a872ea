"""The Word file of a document, for offices that edit and stamp: fonts by name, since the office's computer has them."""

from __future__ import annotations

import io
import zipfile

import segno
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from gongdun.kernel import documents as tree
from gongdun.kernel.documents import Block, FieldTable, Letter, List, PageBreak, Paragraph, Receipt, Table

TITLE, BODY, BLACK, KAI = "方正小标宋_GBK", "仿宋_GB2312", "黑体", "楷体_GB2312"
PITCH = Pt(28.95)  # 22 lines on 225 mm
GRID = {"w:type": "linesAndChars", "w:linePitch": "579", "w:charSpace": "-849"}  # 28 characters on 156 mm
SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
RED = RGBColor(0xD0, 0x02, 0x1B)


def docx(letter: Letter) -> bytes:
    paper = Paper(letter)
    paper.head()
    for block in letter.blocks:
        if not tree.is_annex(block):
            paper.block(block)
    paper.foot()
    for block in letter.blocks:
        if tree.is_annex(block):
            paper.block(block)
    return paper.bytes()


class Paper:
    """One Word file in the making."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.file = Document()
        self.is_wide = False
        normal = self.file.styles["Normal"]
        normal.font.size = Pt(16)
        normal.font.name = "Times New Roman"
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
        self.file.core_properties.title = letter.title
        self.file.core_properties.author = letter.organ_head
        self.lay_out(self.file.sections[0])

    def lay_out(self, section) -> None:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = Mm(37), Mm(28), Mm(26), Mm(35)
        section.footer_distance = Mm(28)
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            section._sectPr.append(grid)
        for name, value in GRID.items():
            grid.set(qn(name), value)
        if self.letter.watermark:
            section.header.paragraphs[0].text = self.letter.watermark
        self.number_pages(section.footer.paragraphs[0])

    def number_pages(self, line: Line) -> None:
        """–1–"""
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.text = ""
        line.add_run("–")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        line._p.append(field)
        line.add_run("–")

    def line(self, words: str, *, font: str = BODY, size: float = 16, indent: bool = False, align: str = "", exact: bool = True) -> Line:
        line = self.file.add_paragraph()
        self.dress(line, exact)
        run = line.add_run(words)
        run.font.size = Pt(size)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if indent:
            line.paragraph_format.first_line_indent = Pt(32)
        if align:
            line.alignment = SIDES[align]
        return line

    def dress(self, line: Line, exact: bool) -> None:
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
        if exact:
            line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            line.paragraph_format.line_spacing = PITCH

    def head(self) -> None:
        letter = self.letter
        organ = self.line(letter.organ_head, font=TITLE, size=30, align="center", exact=False)
        organ.runs[0].font.color.rgb = RED
        last = self.line(letter.number, align="center") if letter.number else organ
        ruled(last, "bottom", "D0021B", 12)
        title = self.line(letter.title, font=TITLE, size=22, align="center", exact=False)
        title.paragraph_format.space_before = title.paragraph_format.space_after = PITCH
        if letter.addressee:
            self.line(f"{letter.addressee}：")

    def block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.line(block.text, font=(BODY, BLACK, KAI)[block.level], indent=True)
            case List():
                for words in tree.block_lines(block):
                    self.line(words, indent=True)
            case FieldTable():
                self.pairs(block.pairs)
            case PageBreak():
                self.file.add_page_break()
            case Receipt():
                ruled(self.line(block.title, font=TITLE, size=18, align="center"), "top", "000000", 4, "dashed")
                self.pairs(block.pairs)
            case Table():
                self.table(block)

    def table(self, block: Table) -> None:
        self.is_wide = block.wide
        if block.wide:
            self.turn()
        if block.title:
            self.line(block.title, font=TITLE, size=18, align="center")
        grid = self.file.add_table(rows=1, cols=len(block.columns), style="Table Grid")
        for cell, column in zip(grid.rows[0].cells, block.columns, strict=True):
            self.fill(cell, column.title, "center", BLACK)
        repeated(grid.rows[0])
        widths = self.widths(block)
        for row in block.rows:
            cells = grid.add_row().cells
            for cell, words, column in zip(cells, row, block.columns, strict=True):
                self.fill(cell, words, column.align)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width

    def widths(self, block: Table) -> list[int]:
        section = self.file.sections[-1]
        # python-docx answers None only for a section that was never given a page; ours always was.
        room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
        return [room * column.width // sum(one.width for one in block.columns) for column in block.columns]

    def pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self.is_wide = False
        grid = self.file.add_table(rows=0, cols=2, style="Table Grid")
        for label, value in pairs:
            cells = grid.add_row().cells
            self.fill(cells[0], label, "left")
            self.fill(cells[1], value, "left")
        grid.columns[0].width, grid.columns[1].width = Mm(39), Mm(117)

    def fill(self, cell, words: str, align: str, font: str = BODY) -> None:
        line = cell.paragraphs[0]
        self.dress(line, False)
        line.alignment = SIDES[align]
        run = line.add_run(words)
        run.font.size = Pt(10.5) if self.is_wide else Pt(12)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)

    def turn(self) -> None:
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(28), Mm(26), Mm(25), Mm(25)

    def foot(self) -> None:
        letter = self.letter
        for words in [*([letter.closing] if letter.closing else []), *tree.attachment_lines(letter)]:
            self.line(words, indent=True)
        for number, words in enumerate(tree.signature_lines(letter)):
            line = self.line(words, align="right")
            line.paragraph_format.right_indent = Pt(64)
            line.paragraph_format.space_before = PITCH if number == 0 else Pt(0)
        if letter.verification:
            self.code()
        for words in tree.imprint_lines(letter):
            line = self.line(words, size=14)
            ruled(line, "top", "000000", 4)
            ruled(line, "bottom", "000000", 4)

    def code(self) -> None:
        image = io.BytesIO()
        segno.make(self.letter.verification, error="m").save(image, kind="png", scale=4, border=2)
        self.file.add_picture(image, width=Mm(22))
        self.line(f"核验码 {self.letter.verification}", size=10, exact=False)

    def bytes(self) -> bytes:
        """The file with constant times inside, so that the same tree gives the same bytes."""
        packed = io.BytesIO()
        self.file.save(packed)
        result = io.BytesIO()
        with zipfile.ZipFile(packed) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in source.infolist():
                fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
                fixed.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(fixed, source.read(entry.filename))
        return result.getvalue()


def ruled(line: Line, side: str, colour: str, eighths: int, kind: str = "single") -> None:
    """A rule above or below a line; its width in eighths of a point."""
    properties = line._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"
        )
    rule = OxmlElement(f"w:{side}")
    for name, value in (("w:val", kind), ("w:sz", str(eighths)), ("w:space", "1"), ("w:color", colour)):
        rule.set(qn(name), value)
    borders.append(rule)


def repeated(row) -> None:
    """The headings come again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
