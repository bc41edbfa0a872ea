"""Citations in words: every instrument that a rule, a parameter, a clock or a recognition item names has its English."""

import re

import pytest
import yaml

from gongdun import law
from gongdun.law import clocks, findings, recognition
from gongdun.law.citations import cited, phrases
from gongdun.law.parameters import shipped
from gongdun.law.rulebook import graph
from gongdun.law.symbols import RULES

CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


def citations() -> list[str]:
    graph(shipped())
    versions = [version.citation for parameter in shipped().parameters.values() for version in parameter.all()]
    items = yaml.safe_load(recognition.SHIPPED.read_text(encoding="utf-8"))
    return sorted(
        {
            *(rule.citation for rule in RULES.values()),
            *(parameter.citation for parameter in shipped().parameters.values()),
            *versions,
            *(clock.citation for clock in clocks.clocks().values()),
            *(entry["citation"] for entry in items.values()),
            findings.PENSION,
            findings.PAYER,
            findings.ADVANCE,
            "民法典#201-203",
        }
    )


def test_every_citation_has_its_english():
    assert [cited(one, "en") for one in citations() if CHINESE.search(cited(one, "en"))] == []


def test_every_phrase_is_used_in_a_citation():
    whole = "\n".join(citations())
    assert [phrase for phrase in phrases() if phrase not in whole] == []


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("工伤保险条例#35.1.2、#15", "工伤保险条例第35条第1款第2项、第15条", "Regulation on Work-Injury Insurance art. 35(1)(2), art. 15"),
        ("民法典#201-203", "民法典第201至203条", "Civil Code art. 201–203"),
        ("人社部发〔2015〕71号", "人社部发〔2015〕71号", "MOHRSS Doc. [2015] No. 71"),
        ("常人社发〔2022〕29号措施15", "常人社发〔2022〕29号措施15", "Changzhou HRSS Doc. [2022] No. 29 measure 15"),
        (
            "工伤保险条例#39.1.3（以死亡之日选取）",
            "工伤保险条例第39条第1款第3项（以死亡之日选取）",
            "Regulation on Work-Injury Insurance art. 39(1)(3) (selected by the day of death)",
        ),
    ],
)
def test_an_article_is_written_as_a_reader_says_it(written, zh, en):
    assert (cited(written, "zh_Hans"), cited(written, "en")) == (zh, en)


def test_an_english_sheet_has_no_chinese_but_names_of_areas():
    case = {
        "area": "320400",
        "scheme": "new_form",
        "month": "2023-05",
        "injured_on": "2022-03-04",
        "average_wage": "6000",
        "area_average_wage": "7490",
        "grade": 5,
        "suitable_work": False,
        "pay_month": "2022-11",
        "ended_on": "2022-10-01",
        "ended_by": "worker",
        "sex": "F",
        "retirement_kind": "F50",
        "born_on": "1975-02-03",
        "insured_at_injury": True,
    }
    outputs = ["disability_lump_sum", "disability_allowance", "injury_medical_subsidy", "contribution", "payer", "advance_items"]
    said = law.explain(case, outputs, language="en").text("en")
    assert CHINESE.findall(said) == []
    assert "Condition: scheme = new-form worker: yes" in said and "disability_lump_sum" not in said


def test_conditions_and_payers_are_said_in_words():
    case = {"grade": 9, "ended_on": "2022-10-01", "ended_by": "expiry", "sex": "M", "born_on": "1985-02-03", "area": "320400"}
    said = law.explain({**case, "insured_at_injury": True}, ["injury_medical_subsidy", "payer"]).text("zh_Hans")
    assert "解除（终止）方式 ＝ 本人提出解除：否" in said and "一次性工伤医疗补助金：工伤保险基金" in said
    assert not re.search("[a-z]{3,}_[a-z]+", said)
