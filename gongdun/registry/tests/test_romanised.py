"""Names are read as the library reads them, only faster; a short name is found by every reading of its characters."""

import random

import pytest
from pypinyin import Style, pinyin

from gongdun.registry.romanised import initials, reading

COMMON = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单曾解仇查翟盖朴区乐重阳长春行大地中银华明国建军平丽芳娜静敏强磊洋艳勇杰娟涛超秀兰霞"


def by_the_library(name: str) -> str:
    return " ".join(syllable[0] for syllable in pinyin(name, style=Style.TONE3, neutral_tone_with_five=True))


def test_a_name_is_read_as_the_library_reads_it():
    draw = random.Random(7)
    names = {"".join(draw.choices(COMMON, k=length)) for length in (1, 2, 3, 4, 5) for _turn in range(600)}
    assert [name for name in sorted(names) if reading(name) != by_the_library(name)] == []


@pytest.mark.parametrize("name", ["常州重庆路商行", "Li Lei", "买买提·吐尔逊", "（个体）ABC商行", "㛃喆"])
def test_what_is_no_plain_name_is_read_as_the_library_reads_it(name):
    assert reading(name) == by_the_library(name)


def test_initials_hold_the_usual_reading_first_and_the_others_of_a_short_name():
    assert initials("单雄信").split() == ["dxx", "cxs", "cxx", "dxs"]
    assert initials("常州测试机械有限公司") == "czcsjxyxgs"
