"""交办单 — the list handed to labour inspection says who, until when and on what ground, on paper and in Word alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongdun.areas.inspection.documents import referral
from gongdun.areas.inspection.forms import findings
from gongdun.desk.documents import docx, pdf, text
from gongdun.kernel.words import Inconsistent

ROWS = (
    referral.ReferralRow("常州澄川电子有限公司", "91320411MA1XQ7K92H", "新北区", "戴玥", "11010519491231002X", "税务工资有、工伤参保无"),
    referral.ReferralRow("常州澄川电子有限公司", "91320411MA1XQ7K92H", "新北区", "樊喆珺", "110105194912310038", "养老参保有、工伤参保无"),
)
FACTS = referral.Referral(
    organ="常州市社会保险基金管理中心",
    number="常社保交〔2022〕9号",
    inspectorate="新北区劳动保障监察大队",
    batch="JB-2022-09-320411",
    month=date(2022, 9, 1),
    due_on=date(2022, 11, 16),
    issued_on=date(2022, 10, 17),
    rows=ROWS,
    contact="沈薇",
    phone="0519-80000000",
    copy_to=("常州市人力资源和社会保障局",),
)


def test_the_referral_reads_like_its_golden_text():
    assert text(referral.compose(FACTS)) == (Path(__file__).parent / "golden" / "referral.txt").read_text(encoding="utf-8")


def test_the_referral_counts_employers_once():
    assert "1家用人单位的2名职工" in text(referral.compose(FACTS))


def test_the_issued_referral_is_the_same_on_every_rendering():
    letter = referral.compose(FACTS)
    assert pdf(letter) == pdf(letter)
    assert docx(letter) == docx(letter)


def test_an_empty_list_is_not_handed_over():
    with pytest.raises(Inconsistent, match="nothing over"):
        replace(FACTS, rows=())


def test_the_referral_names_its_articles_and_explains_every_finding_of_the_form():
    said = text(referral.compose(FACTS))
    assert "第十三条" in said
    assert "《中华人民共和国社会保险法》第八十四条" in said
    assert [name for name, _ in referral.FINDINGS] == [choice.title.zh for choice in findings.CODES.choices]
    assert all(f"{number}. {name}：" in said for number, (name, _) in enumerate(referral.FINDINGS, 1))
