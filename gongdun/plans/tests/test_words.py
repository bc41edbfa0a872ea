"""Numbers, numbering, deadlines, offices and targets, one phrase at a time."""

# ruff: noqa: RUF001 — full-width figures are what these tests are about
from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongdun.plans.reader.city import city_for, city_from_toml, known_cities
from gongdun.plans.reader.deadlines import read_deadline
from gongdun.plans.reader.numbering import bare_number, split_number
from gongdun.plans.reader.numerals import number
from gongdun.plans.reader.offices import read_offices
from gongdun.plans.reader.targets import target_in_cell, targets_in_text

CHANGZHOU = known_cities()[0]
FOUR = {"常州市", "溧阳市", "金坛区", "武进区"}
EIGHT = FOUR | {"天宁区", "钟楼区", "新北区", "经开区"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("120", "120"), ("１２０", "120"), ("1,200", "1200"), ("5万", "50000"), ("1.5万", "15000"), ("3千", "3000"), ("2百万", "2000000"),
        ("十五", "15"), ("二十", "20"), ("一千二百", "1200"), ("两万三千", "23000"), ("三十八万五千", "385000"), ("一亿", "100000000"),
        ("三点五", "3.5"), ("一百零二", "102"), ("二〇二四", "2024"),
    ],
)  # fmt: skip
def test_a_number_has_its_exact_value(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "百", "一百二", "三五八十", "家", "12a", "1.2.3", "万", "1" * 40])
def test_what_is_no_exact_number_has_no_value(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("（1）推进", "1", "推进"), ("(12) 推进", "12", "推进"), ("1. 扩大", "1", "扩大"), ("3、扩大", "3", "扩大"), ("４．扩大", "4", "扩大"),
        ("①推进", "1", "推进"), ("⑴推进", "1", "推进"), ("⒉推进", "2", "推进"), ("一、推进", "一", "推进"), ("（二）推进", "二", "推进"),
        ("第三部分 推进", "三", "推进"), ("1.1 推进", "1.1", "推进"), ("1.2推进", "1.2", "推进"), ("一-1 推进", "一-1", "推进"), ("2)推进", "2", "推进"),
    ],
)  # fmt: skip
def test_a_printed_number_is_split_from_its_words(text, found, rest):
    numbered = split_number(text)
    assert numbered is not None
    assert (numbered.number, numbered.rest) == (found, rest)


@pytest.mark.parametrize("text", ["推进", "1.6%的费用", "2022年工作", "3年内", "1.2万人", "100家企业", "一是推进"])
def test_a_figure_in_the_words_is_no_printed_number(text):
    assert split_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"), [("3", "3"), ("（3）", "3"), ("三", "三"), ("1-2", "1-2"), ("一-1", "一-1"), ("①", "1"), ("第二项", "二")]
)
def test_a_number_column_holds_bare_numbers(text, found):
    assert bare_number(text) == found


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("3月底前", (2024, 3, 31)), ("2月底前", (2024, 2, 29)), ("2024年12月底前", (2024, 12, 31)), ("２０２３年９月底前", (2023, 9, 30)),
        ("第三季度", (2024, 9, 30)), ("三季度末", (2024, 9, 30)), ("2025年第1季度", (2025, 3, 31)), ("上半年", (2024, 6, 30)),
        ("下半年", (2024, 12, 31)), ("年底前", (2024, 12, 31)), ("2024年底前完成", (2024, 12, 31)), ("年内", (2024, 12, 31)),
        ("本年度内", (2024, 12, 31)), ("2025年", (2025, 12, 31)), ("11月30日前", (2024, 11, 30)), ("6月15日", (2024, 6, 15)),
        ("6月中旬", (2024, 6, 20)), ("9月", (2024, 9, 30)), ("十月底前", (2024, 10, 31)), ("二〇二四年十二月底前", (2024, 12, 31)),
        ("3-6月", (2024, 6, 30)), ("2023年3月—2024年9月底", (2024, 9, 30)), ("2024.6.30", (2024, 6, 30)), ("2024-06-30", (2024, 6, 30)),
        ("2024/6", (2024, 6, 30)), ("明年3月底前", (2025, 3, 31)), ("12 月\n底前", (2024, 12, 31)),
    ],
)  # fmt: skip
def test_a_date_is_the_last_day_that_counts(text, on):
    deadline, reason = read_deadline(text, 2024)
    assert (deadline.kind, deadline.on, reason) == ("by", date(*on), None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全年", "year_round"), ("长期坚持", "year_round"), ("持续推进", "year_round"), ("常态化开展", "year_round"), ("1-12月", "year_round"),
        ("2024年全年", "year_round"), ("按上级部署", "as_directed"), ("根据省厅统一安排", "as_directed"), ("每季度", "recurring"), ("每月10日前", "recurring"),
        ("每半年一次", "recurring"), ("按月", "recurring"), ("每年3月底前", "recurring"), ("定期开展", "recurring"),
    ],
)  # fmt: skip
def test_a_deadline_without_a_date_has_its_kind(text, kind):
    deadline, reason = read_deadline(text, None)
    assert (deadline.kind, deadline.on, reason) == (kind, None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("6月前", "not understood"), ("第三季度前", "not understood"), ("发文之日起30日内", "not understood"), ("待定", "not understood"),
        ("3月底前启动，9月底前完成", "not understood"), ("2月30日前", "no such day"), ("13月底前", "no such day"), ("", "empty"), ("—", "empty"),
    ],
)  # fmt: skip
def test_a_doubtful_deadline_is_not_guessed(text, words):
    deadline, reason = read_deadline(text, 2024)
    assert (deadline.kind, deadline.on, deadline.text) == (None, None, text)
    assert words in reason


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("市、辖市（区）工伤保险行政部门和社保经办机构", {"bureau": EIGHT, "agency": FOUR}),
        ("市、辖市(区)劳动监察部门", {"inspection": EIGHT}),
        ("市工伤保险行政部门及市社保经办机构", {"bureau": {"常州市"}, "agency": {"常州市"}}),
        ("溧阳市、武进区工伤保险行政部门和社保经办机构", {"bureau": {"溧阳市", "武进区"}, "agency": {"溧阳市", "武进区"}}),
        ("市社保经办机构，溧阳市、金坛区、武进区工伤保险行政部门", {"agency": {"常州市"}, "bureau": FOUR - {"常州市"}}),
        ("常州市、溧阳市、金坛区、武进区工伤保险行政部门及社保经办机构", {"bureau": FOUR, "agency": FOUR}),
        ("市、辖市（区）工伤保险行政部门\n常州市、溧阳市、金坛区、武进区社保经办机构", {"bureau": EIGHT, "agency": FOUR}),
        ("市、辖市（区）工伤保险行政部门常州市、溧阳市、金坛区、武进区社保经办机构", {"bureau": EIGHT, "agency": FOUR}),
        ("各辖市（区）社保经办机构", {"agency": FOUR - {"常州市"}}),
        ("各辖市、区人社局", {"bureau": EIGHT - {"常州市"}}),
        ("市本级及辖市区社会保险经办机构", {"agency": FOUR}),
        ("市人力资源和社会保障局劳动监察支队", {"inspection": {"常州市"}}),
        ("市人社局（牵头）；市社保中心", {"bureau": {"常州市"}, "agency": {"常州市"}}),
        ("溧阳市人社局，经开区劳动监察机构", {"bureau": {"溧阳市"}, "inspection": {"经开区"}}),
        ("市应急管理局、市场监管局", {"other": {"常州市"}}),
        ("市住房和城乡建设局和卫健委", {"other": {"常州市"}}),
        ("市人社局（工伤保险处）、社保中心稽核科", {"bureau": {"常州市"}, "agency": {"常州市"}}),
        ("市人社局工伤科和市财政局社保处", {"bureau": {"常州市"}, "other": {"常州市"}}),
        ("各技工院校", {"other": {None}}),
        ("/", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_an_office_cell_names_each_kind_in_each_area(text, offices):
    reading = read_offices(text, CHANGZHOU)
    found: dict[str, set[str | None]] = {}
    for office in reading.offices:
        found.setdefault(office.kind, set()).add(office.area)
    assert (found, reading.unresolved) == (offices, ())


@pytest.mark.parametrize(
    ("text", "left", "words"),
    [
        ("有关方面另行研究", "有关方面另行研究", "not understood"), ("社保中心", "社保中心", "whose office"), ("属地劳动监察部门", "属地劳动监察部门", "depends on the matter"),
        ("天宁区社保经办机构", "天宁区社保经办机构", "no such office"), ("市人社局，社保中心", "社保中心", "whose office"), ("市人社局；另行确定", "另行确定", "not understood"),
    ],
)  # fmt: skip
def test_what_is_no_clear_office_is_reported(text, left, words):
    ((said, reason),) = read_offices(text, CHANGZHOU).unresolved
    assert said == left
    assert words in reason


Found = tuple[str, str, str | None, str]


def shown(targets: object) -> list[Found]:
    return [
        (each.relation, f"{each.value.normalize():f}", f"{each.value_max:f}" if each.value_max else None, each.unit) for each in targets
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("实施企业不少于120家", [("at_least", "120", None, "家")]),
        ("实施企业不少于１２０家", [("at_least", "120", None, "家")]),
        ("全市新增2-3家康复协议医疗机构", [("between", "2", "3", "家")]),
        ("费用提取不低于上年度工伤保险基金征缴收入的1.6%", [("at_least", "0.016", None, "")]),
        ("不低于2021年度征缴收入的1.6%", [("at_least", "0.016", None, "")]),
        ("参保率达到百分之九十五以上", [("at_least", "0.95", None, "")]),
        ("培训覆盖率达到百分之百", [("at_least", "1", None, "")]),
        ("新增参保5万人以上，培训1.2万人次", [("at_least", "50000", None, "人"), ("exactly", "12000", None, "人次")]),
        ("争取新增参保3—5万人", [("between", "30000", "50000", "人")]),
        ("认定时限压缩至20个工作日以内", [("at_most", "20", None, "个工作日")]),
        ("安排资金不超过150万元", [("at_most", "1500000", None, "元")]),
        ("举办培训班三期", [("exactly", "3", None, "期")]),
        ("差错率控制在2‰以内", [("at_most", "0.002", None, "")]),
        ("（总人数不低于1266人）", [("at_least", "1266", None, "人")]),
    ],
)
def test_a_promise_in_words_is_a_target(text, wanted):
    targets, unresolved = targets_in_text(text)
    assert (shown(targets), unresolved) == (wanted, [])


@pytest.mark.parametrize(
    "text",
    [
        "对距法定退休年龄不足5年领取一次性医疗补助金的", "按照常人社发〔2022〕29号执行", "落实2022年度工作要求", "贯彻落实超过法定退休年龄人员、实习生参保政策",
        "对连续3个月未缴费的企业", "试点常州市第一人民医院", "市、辖市（区）两级纵向联动", "核定一次性伤残补助金", "开展一次全面排查", "建立两项制度", "开展“百日行动”",
        "开展3个月专项行动", "档案保存不少于5年", "做到三个到位",
    ],
)  # fmt: skip
def test_a_number_in_other_words_is_no_target(text):
    assert targets_in_text(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "words"), [("参保人数同比增长5%", "a change"), ("服务企业100家左右", "approximate"), ("每季度检查不少于5家", "each period")]
)
def test_a_promise_that_is_no_clear_number_is_reported(text, words):
    targets, ((said, reason),) = targets_in_text(text)
    assert (targets, said) == ([], text)
    assert words in reason


def test_the_words_of_a_target_are_its_clause():
    targets, _ = targets_in_text("培训企业中主要负责人不低于213人，技术负责人不低于276人、操作负责人不低于777人")
    assert [target.text for target in targets] == ["培训企业中主要负责人不低于213人", "技术负责人不低于276人", "操作负责人不低于777人"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("120家", [("exactly", "120", None, "家")]), ("≥95%", [("at_least", "0.95", None, "")]), ("70％", [("exactly", "0.7", None, "")]),
        ("3-5家", [("between", "3", "5", "家")]), ("2%-3%", [("between", "0.02", "0.03", "")]), ("1,200家", [("exactly", "1200", None, "家")]),
        ("不少于5万人；培训12场", [("at_least", "50000", None, "人"), ("exactly", "12", None, "场")]), ("10场次以上", [("at_least", "10", None, "场次")]),
        ("①培训20人\n②宣传10场", [("exactly", "20", None, "人"), ("exactly", "10", None, "场")]), ("/", []), ("", []),
    ],
)  # fmt: skip
def test_a_target_cell_is_read_whole(text, wanted):
    targets, unresolved = target_in_cell(text)
    assert (shown(targets), unresolved) == (wanted, [])


@pytest.mark.parametrize("text", ["完成", "5", "100家左右", "增长5%", "每月1次", "5-3家", "明显提高"])
def test_a_target_cell_that_is_no_number_is_reported(text):
    targets, unresolved = target_in_cell(text)
    assert (targets, [said for said, _ in unresolved]) == ([], [text])


@pytest.mark.parametrize("text", ["1" * 6000, "一" * 6000, "某、" * 3000, "不少于" * 2000, "百分之" * 2000, "(" * 6000, "1-" * 3000])
def test_an_endless_cell_does_not_hold_the_reader_up(text):
    assert read_offices(text, CHANGZHOU).offices == ()
    assert targets_in_text(text)[0] == []
    assert target_in_cell(text)[0] == []
    assert read_deadline(text, 2024)[0].kind is None


def test_a_percentage_goes_to_json_as_its_fraction():
    (first, second), _ = target_in_cell("不低于1.6%；70%")
    assert first.to_json() == {"relation": "at_least", "value": 0.016, "value_max": None, "unit": "", "text": "不低于1.6%"}
    assert second.to_json()["value"] == 0.7
    assert target_in_cell("100%")[0][0].to_json()["value"] == 1


def test_an_unknown_city_is_read_from_its_title_and_its_offices():
    city = city_for(["云泽市2024年计划"], ["云泽市、临溪县社保中心", "各县（区）人社局、清浦区住建局", "有关社区，市开发区管委会"])
    assert (city.name, [area.name for area in city.areas], city.described) == ("云泽市", ["云泽市", "临溪县", "清浦区"], False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name = 1 2", "not a readable city description"), ('name = "x"', "not a readable city description"),
        ('name = "x"\n[[areas]]\nname = "a"\ntier = "province"', "unknown tier province"), ('name = "x"\n[[areas]]\nname = "a"', "no area of tier"),
        ('name = "x"\n[offices]\nagency = ["b"]\n[[areas]]\nname = "a"\ntier = "city"', "lists offices of agency in b"),
        ('name = "x"\n[offices]\nshop = ["a"]\n[[areas]]\nname = "a"\ntier = "city"', "lists offices of shop in a"),
    ],
)  # fmt: skip
def test_a_faulty_city_description_is_refused(content, words, tmp_path: Path):
    path = tmp_path / "city.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Exception, match=words):
        city_from_toml(path)
