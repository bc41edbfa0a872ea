"""A document is a tree of blocks; a kind of document refuses to contradict itself."""

from __future__ import annotations

from datetime import date

import pytest

from gongdun.kernel.documents import Column, DocumentKind, Letter, Paragraph, Signature, Table, long_date, text
from gongdun.kernel.words import Inconsistent, Title

TITLE = Title("告知书", "notice")


def test_a_number_has_its_organ_year_and_serial_in_the_official_brackets():
    kind = DocumentKind(TITLE, "条例 第十八条", 30, "{organ}〔{year}〕{serial}号")
    assert kind.number("常人社", 2022, 7) == "常人社〔2022〕7号"
    with pytest.raises(Inconsistent, match="cannot bear"):
        kind.number("常人社", 2022, 0)


@pytest.mark.parametrize("shape", ["{organ}{serial}号", "{organ}[{year}]{serial}号", "{organ}〔{year}〕{serial}号{more}"])
def test_a_number_of_another_shape_does_not_exist(shape: str):
    with pytest.raises(Inconsistent):
        DocumentKind(TITLE, "条例 第十八条", 30, shape)


def test_a_kind_needs_its_citation_and_a_retention():
    with pytest.raises(Inconsistent, match="citation"):
        DocumentKind(TITLE, "", 30)
    with pytest.raises(Inconsistent, match="retention"):
        DocumentKind(TITLE, "条例", 0)


def test_a_table_with_a_short_row_does_not_exist():
    with pytest.raises(Inconsistent, match="needs 2 cells"):
        Table((Column("甲"), Column("乙")), (("1",),))


def test_the_words_stand_in_reading_order():
    letter = Letter(
        "市局",
        "通知",
        (Paragraph("正文。"), Table((Column("甲"),), (("1",),), "附表", wide=True)),
        Signature("市局", date(2022, 3, 1)),
        number="市〔2022〕1号",
        addressee="各区",
        attachments=("附表",),
        copy_to=("财政局",),
    )
    assert text(letter).splitlines() == [
        *("市局", "市〔2022〕1号", "通知", "各区：", "正文。", "附件：附表", "市局", "2022年3月1日", "抄送：财政局。"),
        *("市局　2022年3月1日印发", "附表", "甲", "1"),
    ]


def test_a_date_has_no_leading_zeros():
    assert long_date(date(2022, 3, 1)) == "2022年3月1日"
