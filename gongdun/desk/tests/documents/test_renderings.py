"""The office file, the PDF and the tree say the same; nothing somebody typed acts as markup; no name prints as an empty box."""

import datetime
import io
import re
import zipfile
from collections import Counter

import docx as word
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdun.areas.inspection.documents import referral
from gongdun.desk.documents import KINDS, docx, kinds, pdf, text
from gongdun.kernel.documents import Attachment, FieldTable, Letter, Paragraph, Table

RARE = "玥喆珺曌㛃"
ON = datetime.date(2022, 8, 5)


def rows(count: int) -> list[referral.Row]:
    return [
        referral.Row(n, "常州朗坤塑胶制品有限公司", "91320411MA1XQ7K92H", RARE, "320411199003072618", "税务 06、07 月工资")
        for n in range(1, count + 1)
    ]


def the_referral(count: int) -> Letter:
    return referral.letter(
        mark="常新",
        number="常新工监〔2022〕8号",
        organ="新北区人力资源和社会保障局",
        inspectorate="新北区劳动监察大队",
        batch="NB-2022-08",
        month=datetime.date(2022, 7, 1),
        due_on=datetime.date(2022, 11, 4),
        handed_over_on=ON,
        rows=rows(count),
    )


ALL_BLOCKS = Letter(
    "常州市社会保险基金管理中心",
    "关于办件情况的函",
    (
        Paragraph("一、情况", 1),
        Paragraph("（一）说明", 2),
        Paragraph("正文。"),
        FieldTable((("姓名", RARE), ("备注", ""))),
        Table(("行", "单位"), (("1", "甲"), ("2", "乙")), "名单", (1, 4)),
        Table(("行", "宽表"), (("1", "丙"),), "横表", landscape=True),
        Paragraph("表后的话。"),
    ),
    "常工函〔2022〕1号",
    "某单位",
    "常州市社会保险基金管理中心",
    ON,
    (Attachment("第一件", (Paragraph("附一。"),)), Attachment("第二件", (Table(("列",), (("值",),), landscape=True),))),
)
RECEIPT = kinds.service_receipt(
    organ="常州市社会保险基金管理中心",
    number="常工送〔2022〕3号",
    recipient="苗玥",
    documents=[("补正材料告知书", "常工补〔2022〕1号"), ("收件回执", "常工收〔2022〕2号")],
    method="直接送达",
    place="本中心窗口",
)
INTAKE = kinds.intake_receipt(
    organ="常州市社会保险基金管理中心",
    number="常工收〔2022〕2号",
    applicant="苗玥",
    subject="工伤认定",
    matter="认定 2022-0001",
    materials=["申请表", "诊断证明"],
    received_on=ON,
    clerk="沈薇",
)
SUPPLEMENT = kinds.supplement_notice(
    organ="常州市人力资源和社会保障局",
    number="常工补〔2022〕1号",
    applicant="苗玥",
    subject="工伤认定",
    received_on=ON,
    missing=["劳动关系证明", "诊断证明"],
    issued_on=datetime.date(2022, 8, 9),
)


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words.replace("\ufffe", "-").replace("\x02", "-"))


def pdf_pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [re.sub(r"–\d+–\s*$", "", page.get_textpage().get_text_range().strip()) for page in document]


def docx_text(content: bytes) -> str:
    body = word.Document(io.BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


@pytest.mark.parametrize("letter", [ALL_BLOCKS, RECEIPT, INTAKE, SUPPLEMENT], ids=["all", "receipt", "intake", "supplement"])
def test_all_three_say_the_same(letter):
    said = bare(text(letter))
    assert bare(docx_text(docx(letter))) == said
    assert bare("".join(pdf_pages(pdf(letter)))) == said


def test_the_referral_says_the_same_whatever_its_length():
    letter = the_referral(1)
    watermark = Counter(bare(letter.watermark))
    pages = pdf_pages(pdf(letter))
    assert bare(docx_text(docx(letter))) == bare(text(letter))
    expected = Counter(bare(text(letter))) + Counter({sign: count * len(pages) for sign, count in watermark.items()})
    assert Counter(bare("".join(pages))) == expected


def test_headings_come_again_on_every_page_of_a_long_list():
    letter = the_referral(60)
    listed = [page for page in pdf_pages(pdf(letter)) if "320411199003072618" in page]
    assert len(listed) > 3
    assert all("公民身份号码" in page for page in listed)
    assert sum(page.count("320411199003072618") for page in listed) == 60
    wide = word.Document(io.BytesIO(docx(letter)))
    assert wide.tables[-1].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_same_letter_gives_the_same_bytes():
    assert pdf(the_referral(3)) == pdf(the_referral(3))


def picture(sign: str) -> bytes:
    page = pypdfium2.PdfDocument(pdf(Letter("局", "函", (Paragraph(sign),))))[0]
    return bytes(page.render(scale=1).buffer)


def test_no_rare_name_prints_as_an_empty_box():
    unknown = picture("\U0010fffd")  # a private sign that no font holds: this is what an empty box looks like
    pictures = [picture(sign) for sign in RARE]
    assert unknown not in pictures
    assert len(set(pictures)) == len(RARE)


MARKUP = st.text(st.sampled_from("#*_$@<>[]{}\\`\"'~=+-/&%^|;:,.!?()abcXYZ019常州工伤"), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(MARKUP)
def test_what_somebody_typed_prints_as_it_is(words):
    letter = Letter("局", "函", (Paragraph(words), FieldTable((("标", words),))))
    assert bare("".join(pdf_pages(pdf(letter)))) == bare(text(letter)) == bare(docx_text(docx(letter)))


def test_the_office_file_has_the_official_layout():
    document = word.Document(io.BytesIO(docx(ALL_BLOCKS)))
    section = document.sections[0]
    assert [round(one.mm) for one in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    paragraph = next(one for one in document.paragraphs if one.text == "正文。")
    assert paragraph.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert paragraph.paragraph_format.line_spacing.pt == pytest.approx(28.95, abs=0.06)
    title = next(one for one in document.paragraphs if one.text == ALL_BLOCKS.title)
    assert title.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋_GBK"
    signed = next(one for one in document.paragraphs if one.text == "2022年8月5日")
    assert signed.paragraph_format.right_indent.pt == 64
    assert [one.orientation for one in document.sections].count(1) == 2
    assert section.footer.paragraphs[0].text == "––"


def test_a_watermark_stands_behind_every_page():
    letter = the_referral(30)
    assert all("NB-2022-08" in bare(page) for page in pdf_pages(pdf(letter)))
    with zipfile.ZipFile(io.BytesIO(docx(letter))) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")]
    assert headers
    assert all("NB-2022-08" in header for header in headers)


def test_a_font_folder_of_the_city_may_be_named(tmp_path):
    assert pdf(RECEIPT, font_dirs=[tmp_path]) == pdf(RECEIPT)


def test_an_empty_list_hands_nothing_over():
    with pytest.raises(referral.EmptyReferral, match="NB-2022-08"):
        the_referral(0)


def test_the_referral_names_its_articles_and_all_seven_findings():
    said = text(the_referral(2))
    assert "《劳动保障监察条例》第十三条" in said
    assert "《中华人民共和国社会保险法》第八十四条" in said
    assert all(f"{place}. {name}：" in said for place, (name, _) in enumerate(referral.FINDINGS, start=1))
    assert len(referral.FINDINGS) == 7


def test_a_notice_that_asks_for_nothing_is_not_made():
    with pytest.raises(ValueError, match="nothing"):
        kinds.supplement_notice(organ="局", number="", applicant="甲", subject="工伤认定", received_on=ON, missing=[], issued_on=ON)


def test_every_kind_numbers_its_documents():
    assert {kind.numbered("常", 2022, 1) for kind in KINDS.values()} == {"常工收〔2022〕1号", "常工补〔2022〕1号", "常工送〔2022〕1号"}
