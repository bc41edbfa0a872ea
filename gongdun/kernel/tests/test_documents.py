"""A letter is a tree that survives storage, and a number has all its places."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun.kernel.documents import Attachment, DocumentKind, FieldTable, Letter, Paragraph, Table, chinese_date, from_json, to_json
from gongdun.kernel.words import Inconsistent, Title

TEXT = st.text(max_size=20)
NAMED = st.text(st.characters(categories=["L"]), min_size=1, max_size=10)
PARAGRAPHS = st.builds(Paragraph, TEXT, st.sampled_from([0, 1, 2]))
TABLES = st.builds(
    Table, st.just(("行", "单位")), st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple), TEXT, st.just((1, 3)), st.booleans()
)
FIELDS = st.builds(FieldTable, st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3).map(tuple))
TREES = st.lists(st.one_of(PARAGRAPHS, TABLES, FIELDS), min_size=1, max_size=4).map(tuple)
LETTERS = st.builds(
    Letter,
    NAMED,
    NAMED,
    TREES,
    TEXT,
    TEXT,
    TEXT,
    st.none() | st.dates(),
    st.lists(st.builds(Attachment, NAMED, TREES), max_size=2).map(tuple),
    TEXT,
)


@given(LETTERS)
def test_a_letter_survives_its_storage(letter):
    assert from_json(json.loads(json.dumps(to_json(letter)))) == letter


def test_an_unknown_block_or_key_is_never_ignored():
    tree = to_json(Letter("局", "函", (Paragraph("文"),)))
    for broken in (
        {**tree, "colour": "red"},
        {**tree, "blocks": [{"kind": "picture"}]},
        {**tree, "blocks": [{"kind": "paragraph", "text": "", "b": 1}]},
    ):
        with pytest.raises(Inconsistent):
            from_json(broken)


def test_numbers_are_made_of_mark_year_and_serial():
    kind = DocumentKind(Title("交办单", "Referral"), "{mark}工监〔{year}〕{serial}号", "劳动保障监察条例#13")
    assert kind.numbered("常新", 2022, 8) == "常新工监〔2022〕8号"
    with pytest.raises(Inconsistent):
        kind.numbered("", 2022, 8)
    with pytest.raises(Inconsistent):
        kind.numbered("常新", 2022, 0)


def test_dates_are_written_as_official_letters_write_them():
    assert chinese_date(datetime.date(2022, 8, 5)) == "2022年8月5日"


@pytest.mark.parametrize(
    "make",
    [
        lambda: DocumentKind(Title("单", "Note"), "{mark}〔{year}〕号", "条例#1"),
        lambda: DocumentKind(Title("单", "Note"), "{mark}〔{year}〕{serial}{serial}号", "条例#1"),
        lambda: DocumentKind(Title("单", "Note"), "{mark}〔{year}〕{serial}号", " "),
        lambda: Paragraph("文", 3),
        lambda: Table((), ()),
        lambda: Table(("一", "二"), (("1",),)),
        lambda: Table(("一", "二"), (), widths=(1,)),
        lambda: FieldTable(()),
        lambda: Attachment("", (Paragraph("文"),)),
        lambda: Letter("局", "函", ()),
    ],
)
def test_a_tree_that_contradicts_itself_does_not_exist(make):
    with pytest.raises(Inconsistent):
        make()
