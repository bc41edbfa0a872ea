"""Every document of the area: its words are kept beside this test, Word and PDF say the same, and rare characters of names are whole."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from gongdun.areas import recognition
from gongdun.desk.documents import docx, pdf, text
from gongdun.desk.tests.documents.test_documents import bare, docx_text, pdf_text
from gongdun.kernel.documents import Letter

GOLDEN = Path(__file__).parent / "golden"
KINDS = sorted(path.stem for path in (Path(recognition.__file__).parent / "documents").glob("*.py") if path.stem != "__init__")
RARE = "玥喆珺曌㛃"
FACTS: dict[str, Any] = {
    "organ": "新北区工伤保险行政部门", "number": "新北〔2022〕7号", "issued_on": "2022-10-10", "matter": "认定 2022-0007", "worker": RARE,
    "employer": "常州曌喆建设有限公司", "uscc": "91320411MA0000001Q", "applicant": "常州曌喆建设有限公司", "other_side": RARE, "sex": "M", "age": 42,
    "occupation": "架子工", "identity": "320411198001010078", "injured_on": "2022-08-15", "injured_at": "2022-08-15T09:20:00+08:00",
    "place": "新北区龙城大道工地3号楼", "told": "在脚手架上作业时跳板断裂，坠落受伤。", "received_on": "2022-08-22", "accepted_on": "2022-08-23",
    "diagnosed_on": "2022-08-15", "hospital": "常州市第一人民医院", "diagnosis": "右胫骨骨折", "parts": "右小腿", "reconsideration_at": "新北区人民政府",
    "court": "新北区人民法院", "agency": "常州市社会保险经办机构", "due_on": "2022-10-24", "decision_number": "新北工认〔2022〕3号",
    "reason": "决定书中姓名写错，应为玥喆珺曌㛃", "until": "2022-10-15", "asked_on": "2022-09-10", "ground": "职工昏迷，材料在外省医院",
    "rows": [["1", "认定工伤决定书", "新北工认〔2022〕3号", "2022-09-20", "2", "1"], ["2", "调查笔录（王㛃）", "", "2022-09-05", "1", "3"]],
    "kept_until": "2072-10-10", "item": "14-1", "item_title": "在工作时间和工作场所内，因工作原因受到事故伤害", "result": "injury", "gap_reason": "",
    "reasoning": ["关于“工作时间”：证人王㛃陈述一致，有《调查笔录（王㛃）》（卷内该材料第1页）为证，予以认定。"], "materials": ["工伤认定申请表"], "officer": "蒋玥",
    "code": "000123-ABCD2345", "resumed_on": "2022-09-21", "suspended_on": "2022-09-01", "missing": ["医疗诊断证明", "劳动关系证明材料"],
}  # fmt: skip


def letter(kind: str, **changes: Any) -> Letter:
    found: Letter = importlib.import_module(f"gongdun.areas.recognition.documents.{kind}").compose(FACTS | changes)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_says_what_is_kept_here_the_same_in_word_and_in_pdf(kind: str):
    made = letter(kind)
    assert text(made) == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")
    printed = pdf_text(pdf(made))
    assert bare(text(made)) == printed == docx_text(docx(made))
    assert RARE in printed


def test_a_deemed_injury_and_a_disease_have_their_own_words():
    assert "视同工伤决定书" in text(letter("recognition_decision", result="deemed", item="15-1-1"))
    assert "职业病诊断和核实情况" in text(letter("recognition_decision", item="14-4"))
