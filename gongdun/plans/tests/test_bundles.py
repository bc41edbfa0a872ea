"""A bundle is checked with nothing but itself: what was changed in it is named, and its opened rows tell of no other."""

from __future__ import annotations

import copy
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdun.law.refusal import Refusal
from gongdun.plans import bundle_commands, bundles, merkle

ROWS = [{"office": 1, "on": f"2022-08-{day:02d}", "单位": f"甲{day}"} for day in range(1, 14)]
SALTS = [f"{number:064x}" for number in range(len(ROWS))]


def a_bundle() -> tuple[dict, list[dict]]:
    tree = merkle.levels([bundles.row_leaf(salt, row) for salt, row in zip(SALTS, ROWS, strict=True)])
    root = tree[-1][0].hex()
    figure = {
        "key": "a/b", "aggregate": "count", "rows": 13, "counted": 13, "value": "13", "root": root, "query": "select 1",
        "offices": [{"office": "甲", "rows": 6, "counted": 6}, {"office": "乙", "rows": 7, "counted": 7}],
    }  # fmt: skip
    content = {"format": bundles.FORMAT, "month": "2022-08", "figures": [figure], "journal": {"seal": 7, "head": "ab" * 32}}
    samples = [
        {"key": "a/b", "position": place, "salt": SALTS[place], "row": ROWS[place], "proof": merkle.proof(tree, place)}
        for place in bundles.drawn(root, "a/b", 13)
    ]
    return content, samples


def said(content: dict, samples: list[dict], **options: str) -> list[str]:
    return [one.message for one in bundles.check(bundles.packed(content, samples), **options)]


def test_an_untouched_bundle_is_whole_and_always_the_same_bytes():
    content, samples = a_bundle()
    assert said(content, samples, expected_digest=bundles.digest(content), expected_head="ab" * 32) == []
    assert bundles.packed(content, samples) == bundles.packed(*a_bundle())


def mutations():
    def value(content, samples):
        content["figures"][0]["value"] = "14"

    def count(content, samples):
        content["figures"][0]["offices"][0]["rows"] = 5

    def row(content, samples):
        samples[2]["row"]["单位"] = "乙"

    def proof(content, samples):
        samples[1]["proof"][0] = samples[1]["proof"][0][:1] + "00" * 32

    def side(content, samples):
        samples[1]["proof"][0] = {"L": "R", "R": "L"}[samples[1]["proof"][0][0]] + samples[1]["proof"][0][1:]

    def place(content, samples):
        samples[0]["position"] = samples[0]["position"] + 13

    def root(content, samples):
        content["figures"][0]["root"] = "00" * 32

    def fewer(content, samples):
        samples.pop()

    def salt(content, samples):
        samples[0]["salt"] = "00" * 32 if samples[0]["position"] else "11" * 32

    def foreign(content, samples):
        samples[0]["key"] = "a/c"

    def torn(content, samples):
        del content["figures"][0]["rows"]

    return [
        (value, bundles.VALUE), (count, bundles.OFFICES), (row, bundles.ROW), (proof, bundles.ROW), (side, bundles.ROW), (place, bundles.ROW),
        (root, bundles.ROW), (fewer, bundles.NOT_DRAWN), (salt, bundles.ROW), (foreign, bundles.UNKNOWN), (torn, bundles.BROKEN),
    ]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), mutations(), ids=[change.__name__ for change, _ in mutations()])
def test_what_was_changed_is_named(change, message):
    content, samples = copy.deepcopy(a_bundle())
    whole = bundles.digest(content)
    change(content, samples)
    assert message in said(content, samples)
    if bundles.digest(content) != whole:
        assert bundles.CHANGED in said(content, samples, expected_digest=whole)


def test_a_text_changed_where_only_the_digest_looks_is_found_with_it():
    content, samples = a_bundle()
    whole = bundles.digest(content)
    content["figures"][0]["query"] = "select 2"
    assert said(content, samples) == []
    assert said(content, samples, expected_digest=whole) == [bundles.CHANGED]
    assert said(*a_bundle(), expected_head="cd" * 32) == [bundles.HEAD_DIFFERS]


def test_the_opened_rows_tell_nothing_of_the_others():
    content, samples = a_bundle()
    text = bundles.canonical(samples).decode() + bundles.canonical(content).decode()
    opened = {sample["position"] for sample in samples}
    assert len(opened) == bundles.DRAWN
    hidden = [row["单位"] for place, row in enumerate(ROWS) if place not in opened]
    assert not [name for name in hidden if f'"{name}"' in text]
    assert not [SALTS[place] for place in range(13) if place not in opened and SALTS[place] in text]  # so no digest can be guessed


@given(st.integers(1, 70), st.data())
def test_every_leaf_of_every_tree_is_proven_at_its_own_place_only(count, data):
    leaves = [merkle.leaf(bytes([1]), str(number).encode()) for number in range(count)]
    tree, place = merkle.levels(leaves), data.draw(st.integers(0, count - 1))
    steps, top = merkle.proof(tree, place), merkle.root(leaves)
    assert merkle.proves(leaves[place], place, count, steps, top)
    other = data.draw(st.integers(0, count - 1))
    if other != place:
        assert not merkle.proves(leaves[other], place, count, steps, top)
        assert not merkle.proves(leaves[place], other, count, steps, top)
    assert not merkle.proves(leaves[place], place, count, [*steps, "L" + "00" * 32], top)


@pytest.mark.parametrize("data", [b"", b"PK", b"hello"])
def test_what_is_no_bundle_is_refused(data):
    with pytest.raises(Refusal):
        bundles.unpacked(data)


def test_verify_runs_where_django_is_not_installed(tmp_path):
    path = tmp_path / "month.zip"
    path.write_bytes(bundles.packed(*a_bundle()))
    code = (
        "import sys\nclass No:\n def find_spec(self, name, *_):\n"
        "  assert name.split('.')[0] not in ('django', 'psycopg', 'docx', 'openpyxl'), name\nsys.meta_path.insert(0, No())\n"
        "from gongdun.cli import main\nsys.exit(main(['verify', sys.argv[1], '--rows']))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "13" in done.stdout


def test_the_command_answers_with_one_for_a_changed_bundle(tmp_path, capsys):
    content, samples = a_bundle()
    samples[0]["row"]["单位"] = "乙"
    path = tmp_path / "month.zip"
    path.write_bytes(bundles.packed(content, samples))
    assert bundle_commands.main([str(path)]) == 1
    assert "a/b" in capsys.readouterr().out
    with pytest.raises(Refusal):
        bundle_commands.main([str(tmp_path / "gone.zip")])
