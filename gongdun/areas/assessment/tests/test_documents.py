"""Every document of the area: its words are kept beside this test, Word and PDF say the same, and rare characters of names are whole."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from gongdun.areas import assessment
from gongdun.desk.documents import docx, pdf, text
from gongdun.desk.tests.documents.test_documents import bare, docx_text, pdf_text
from gongdun.kernel.documents import Letter

GOLDEN = Path(__file__).parent / "golden"
KINDS = sorted(path.stem for path in (Path(assessment.__file__).parent / "documents").glob("*.py") if path.stem != "__init__")
RARE = "玥喆珺曌㛃"
FACTS: dict[str, Any] = {
    "organ": "常州市劳动能力鉴定委员会", "province": "江苏省劳动能力鉴定委员会", "number": "市本级劳鉴〔2022〕7号", "issued_on": "2022-10-10",
    "matter": "鉴定 2022-0007", "kind": "first", "worker": RARE, "employer": "常州曌喆建设有限公司", "applicant": RARE, "identity": "320411198001010078",
    "recognition_number": "新北工认〔2022〕3号", "injured_parts": "右胫骨骨折术后", "received_on": "2022-09-26", "due_on": "2022-11-25",
    "held_on": "2022-10-20", "hall": "溧阳市人民医院", "subject": "orthopaedics", "findings": "骨折愈合，功能良好。", "items": ["十级第4项"], "grade": 10,
    "care_level": 0, "answer": "", "until": "", "reason": "伤情尚未相对稳定", "missing": ["诊断证明和完整连续的病历材料"],
}  # fmt: skip


def letter(kind: str, **changes: Any) -> Letter:
    found: Letter = importlib.import_module(f"gongdun.areas.assessment.documents.{kind}").compose(FACTS | changes)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_says_what_is_kept_here_the_same_in_word_and_in_pdf(kind: str):
    made = letter(kind)
    assert text(made) == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")
    printed = pdf_text(pdf(made))
    assert bare(text(made)) == printed == docx_text(docx(made))
    assert RARE in printed
