"""Word file, PDF and plain text come from one tree and say the same."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from gongdun.desk.documents import capitals, docx, pdf, text
from gongdun.desk.documents.fonts import CharacterMissing, coverage, covers
from gongdun.desk.documents.kinds import receipt, service_receipt, supplement_notice
from gongdun.kernel.documents import Column, Letter, Paragraph, Receipt, Signature, Table
from gongdun.kernel.words import Inconsistent

GOLDEN = Path(__file__).parent / "golden"
ORGAN = "常州市人力资源和社会保障局"
NOTICE = supplement_notice.compose(
    supplement_notice.SupplementNotice(
        organ=ORGAN,
        number="常人社补〔2022〕7号",
        applicant="张玥喆",
        subject="工伤认定申请",
        received_on=date(2022, 10, 10),
        missing=("劳动关系证明材料", "医疗诊断证明"),
        citation="《工伤保险条例》第十八条",
        place="市政务服务中心工伤保险窗口",
        due_on=date(2022, 10, 31),
        issued_on=date(2022, 10, 17),
    )
)
ACCEPTED = receipt.compose(
    receipt.ReceiptFacts(
        organ=ORGAN,
        number="常人社收〔2022〕12号",
        applicant="李珺曌",
        subject="工伤认定申请",
        matter="认定 2022-0012",
        materials=("工伤认定申请表", "劳动合同", "诊断证明"),
        on=date(2022, 10, 17),
        officer="沈薇",
        phone="0519-80000000",
        is_accepted=True,
        due_on=date(2022, 12, 16),
    )
)
SERVED = service_receipt.compose(
    service_receipt.ServiceReceipt(
        organ=ORGAN,
        documents=(("认定工伤决定书", "常人社认〔2022〕3号"), ("补正材料告知书", "常人社补〔2022〕7号")),
        addressee="王㛃",
        place="武进区",
        method="直接送达",
        served_at=datetime(2022, 10, 18, 9, 5),
        receiver="王㛃",
        relation="本人",
        servers=("沈薇", "周宁"),
    )
)
LONG = Letter(
    organ_head=ORGAN,
    number="常人社〔2022〕1号",
    title="关于附表的通知",
    addressee="各单位",
    blocks=(
        Paragraph("一、要求", 1),
        Paragraph("（一）核查", 2),
        Paragraph("请核查下列人员。"),
        Receipt("签收回执", (("签收人", ""),)),
        Table(
            (Column("序号"), Column("姓名", 3)),
            tuple((f"{number}", "张玥" if number % 2 else "李#*_$[]@<喆>") for number in range(1, 81)),
            "名单",
            wide=True,
        ),
    ),
    signature=Signature(ORGAN, date(2022, 3, 1)),
    closing="特此通知。",
    attachments=("名单", "说明"),
    copy_to=("市总工会", "市财政局"),
    verification="GD-7K3M-22",
)
LETTERS = {"supplement_notice": NOTICE, "receipt": ACCEPTED, "service_receipt": SERVED, "long": LONG}


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def pdf_text(data: bytes) -> str:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return "".join(re.sub(r"–\d+–", "", bare(page)) for page in pages)


def docx_text(data: bytes) -> str:
    return bare("".join(node.text or "" for node in Document(io.BytesIO(data)).element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("name", LETTERS)
def test_word_file_pdf_and_tree_say_the_same(name: str):
    letter = LETTERS[name]
    said = bare(text(letter))
    assert docx_text(docx(letter)) == said
    first, *later = pdf_text(pdf(letter)).split("序号姓名")  # headings of a long table repeat on each page
    assert first + ("序号姓名" if later else "") + "".join(later) == said


@pytest.mark.parametrize("name", ["supplement_notice", "receipt", "service_receipt"])
def test_each_kind_reads_like_its_golden_text(name: str):
    assert text(LETTERS[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_the_same_tree_gives_the_same_bytes():
    assert pdf(LONG) == pdf(LONG)
    assert docx(LONG) == docx(LONG)


def test_the_pages_are_a4_and_the_wide_table_lies_across_with_its_headings_on_each():
    pages = list(pypdfium2.PdfDocument(pdf(LONG)))
    sizes = [tuple(round(length) for length in page.get_size()) for page in pages]
    assert sizes[0] == (595, 842)
    wide = [page for page, size in zip(pages, sizes, strict=True) if size == (842, 595)]
    assert len(wide) > 1
    assert all("序号" in page.get_textpage().get_text_bounded() for page in wide)


def test_the_word_file_has_the_margins_fonts_and_grid_of_the_standard():
    file = Document(io.BytesIO(docx(NOTICE)))
    section = file.sections[0]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    fonts = {run._r.rPr.rFonts.get(qn("w:eastAsia")) for line in file.paragraphs for run in line.runs}
    assert all(abs(margin - Mm(asked)) < 700 for margin, asked in zip(margins, (37, 28, 26, 35), strict=True))
    assert {"方正小标宋_GBK", "仿宋_GB2312"} <= fonts
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"
    assert 'w:instr="PAGE"' in section.footer._element.xml


def test_rare_characters_of_names_are_in_the_fonts():
    fonts = coverage(next(Path(__import__("manimgx_fonts_cjk").__file__).parent.glob("*.ttc")))
    assert all(covers(fonts, ord(character)) for character in "玥喆珺曌㛃")


def test_a_character_no_font_holds_is_refused_and_named():
    letter = Letter(ORGAN, "通知", (Paragraph("\ue000"),), None)
    with pytest.raises(CharacterMissing) as caught:
        pdf(letter)
    assert "U+E000" in caught.value.text("zh_Hans")
    assert caught.value.text("zh_Hans") != caught.value.text("en")


def test_words_that_look_like_markup_are_only_words():
    letter = Letter(ORGAN, "通知", (Paragraph('#read("x") *a* $b$ \\ <c> & "d" @e `f`'),), None)
    assert bare(text(letter)) == pdf_text(pdf(letter)) == docx_text(docx(letter))


def test_a_watermark_is_on_the_page_and_not_in_the_words():
    letter = Letter(ORGAN, "通知", (Paragraph("正文。"),), None, watermark="草稿")
    assert "草稿" in pdf_text(pdf(letter))
    assert "草稿" in Document(io.BytesIO(docx(letter))).sections[0].header.paragraphs[0].text
    assert "草稿" not in text(letter)


def test_a_receipt_of_service_names_its_documents_and_a_known_way():
    with pytest.raises(Inconsistent, match="names the documents"):
        service_receipt.ServiceReceipt(ORGAN, (), "王")
    with pytest.raises(Inconsistent, match="not served by"):
        service_receipt.ServiceReceipt(ORGAN, (("决定书", "1"),), "王", method="口头")


@pytest.mark.parametrize(
    ("fen", "words"),
    [(123450, "壹仟贰佰叁拾肆元伍角"), (100, "壹元整"), (101, "壹元零壹分"), (1999, "壹拾玖元玖角玖分"), (-100, "负壹元整")],
)
def test_amounts_in_capitals(fen: int, words: str):
    assert capitals(fen) == words


@given(st.integers(0, 10**11), st.integers(0, 10**11))
def test_two_amounts_never_read_alike(one: int, other: int):
    assert (capitals(one) == capitals(other)) == (one == other)
