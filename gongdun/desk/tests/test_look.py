"""The words and marks of the tags the pages are drawn with."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from gongdun.desk.look import Due, Point, Stretch, reveal_reason, variant
from gongdun.desk.templatetags.look import yuan_text
from gongdun.desk.templatetags.tiles import Tile
from gongdun.law.refusal import Refusal

MONDAY = date(2022, 10, 17)


def drawn(source, language="zh-hans", **context):
    context.setdefault("business_date", MONDAY)
    with translation.override(language):
        return Template("{% load look charts %}" + source).render(Context(context))


def words(markup):

    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "|", markup)).strip("| ").replace("|", "").strip()


DUES = [
    (
        Due("over", 2, date(2022, 10, 13), "决定后20日送达"),
        "逾期 2 个工作日应于 10-13决定后20日送达",
        "2 working days latedue 13 Oct决定后20日送达",
    ),
    (Due("over", 1, date(2022, 10, 16), unit="calendar"), "逾期 1 日应于 10-16", "1 day latedue 16 Oct"),
    (Due("today", 0, MONDAY), "今天到期10-17", "Due today17 Oct"),
    (Due("soon", 1, date(2022, 10, 18)), "剩 1 个工作日至 10-18", "1 working day leftby 18 Oct"),
    (
        Due("later", 63, date(2023, 1, 12), provisional_year=2023),
        "剩约 63 个工作日约 2023-01-12暂按法定节假日估算，2023 年调休未公布",
        None,
    ),
    (Due("later", 4, date(2022, 10, 21), "每月移交", internal=True), "剩 4 个工作日至 10-21每月移交（内部）", None),
    (Due("held", 26, date(2022, 9, 22), "等仲裁"), "暂停第 26 日09-22 起等仲裁", "Suspended, day 26since 22 Sep等仲裁"),
    (Due("done", 21, limit=30), "按时第 21 日 / 30 日", "On timeday 21 of 30"),
]


@pytest.mark.parametrize(("chip", "chinese", "english"), DUES)
def test_a_due_chip_says_how_long_until_when_and_why(chip, chinese, english):
    assert words(drawn("{% due chip %}", chip=chip)) == chinese
    if english:
        assert words(drawn("{% due chip %}", "en", chip=chip)) == english


def test_a_due_chip_without_a_clock_is_a_dash():
    assert words(drawn("{% due chip %}", chip=None)) == "—"


def test_an_unknown_variant_is_refused():
    with pytest.raises(ValueError, match="no due variant 'late'"):
        Due("late", 2)


def test_the_variant_of_a_running_clock():
    assert [variant(days_left=days) for days in (-1, 0, 1, 3, 4)] == ["over", "today", "soon", "soon", "later"]
    assert variant(days_left=-5, is_paused=True) == "held"


@pytest.mark.parametrize(
    ("fen", "said"), [(0, "0.00"), (5, "0.05"), (6165225, "61,652.25"), (-100, "−1.00"), (123456789012, "1,234,567,890.12"), (-1, "−0.01")]
)
def test_yuan_has_two_places_and_thousands(fen, said):
    assert yuan_text(fen) == said
    assert drawn("{% yuan fen %}", fen=fen) == drawn("{{ fen|yuan }}", fen=fen) == said


def test_a_float_is_no_money():
    with pytest.raises(TypeError, match="integer fen"):
        drawn("{% yuan fen %}", fen=1.5)


def test_a_computed_figure_opens_to_its_rows_and_a_typed_one_says_so():
    assert drawn('{% figure 1284 href="/rows/" %}') == '<a class="fig" href="/rows/">1,284</a>'
    typed = drawn('{% figure 64 unit="场" typed=True %}')
    assert "填报" in typed and 'class="fig"' not in typed
    with pytest.raises(ValueError, match="opens to its rows"):
        drawn("{% figure 1284 %}")


@pytest.mark.parametrize("name", ["late", "slow", "ok", "done", "none", "wait"])
def test_a_light_has_shape_and_word(name):
    said = drawn("{% light name 3 %}", name=name)
    assert said.count("<svg") == 1 and words(said).endswith("3") and len(words(said)) > 3


def test_dates_follow_the_language_and_name_a_foreign_year():
    assert drawn("{% daymonth day weekday=True %}", day=date(2022, 10, 20)) == "10-20 周四"
    assert drawn("{% daymonth day weekday=True %}", "en", day=date(2022, 10, 20)) == "Thu 20 Oct"
    assert drawn("{% daymonth day %}", day=date(2023, 1, 12)) == "2023-01-12"
    assert drawn("{% longdate day %}", day=date(2022, 10, 20)) == "2022年10月20日"
    assert drawn("{% longdate day %}", "en", day=date(2022, 10, 20)) == "20 October 2022"


def test_the_address_keeps_the_state():
    request = RequestFactory().get("/list/?area=320411&page=3&q=王")
    assert drawn("{% keep_query page=4 %}", request=request) == "?area=320411&amp;page=4&amp;q=%E7%8E%8B"
    assert drawn("{% keep_query page=None q='' %}", request=request) == "?area=320411"
    assert drawn("{% keep_query page=None q='' area='' %}", request=request) == "?"


def test_a_pager_names_the_first_the_last_and_the_neighbours():
    request = RequestFactory().get("/list/?q=a")
    said = drawn("{% pager 6 12 434 %}", request=request)
    assert 'href="?q=a&amp;page=12"' in said and '<b aria-current="page">6</b>' in said and 'page=2"' not in said


def test_a_mask_shows_no_number_and_asks_for_a_reason():
    said = drawn('{% mask "320411********2618" url="/reveal/" person=7 %}')
    assert 'name="person" value="7"' in said and 'name="reason"' in said and 'action="/reveal/"' in said
    assert "<form" not in drawn('{% mask "320411********2618" %}')


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"reason": "核对来人身份"}, "核对来人身份"),
        ({"reason": "核对来人身份", "reason_words": "窗口"}, "核对来人身份：窗口"),
        ({"reason": "other", "reason_words": "复议答复"}, "复议答复"),
    ],
)
def test_a_reveal_keeps_its_reason_in_words(form, reason):
    assert reveal_reason(form) == reason


@pytest.mark.parametrize("form", [{}, {"reason": "other"}, {"reason": "other", "reason_words": "  "}])
def test_a_reveal_without_a_reason_is_refused(form):
    with pytest.raises(Refusal, match="written reason"):
        reveal_reason(form)


def test_the_clock_bar_shows_the_share_used_and_the_suspension():
    said = drawn('{% clockbar 69 72 variant="soon" held_from=14 held=12 %}')
    assert 'width="95.83"' in said and 'class="gap" x="19.44" width="16.67"' in said and 'class="hair"' in said


def test_the_span_of_a_clock_adds_up():

    stretches = [Stretch("run", 14, "08-09"), Stretch("held", 12), Stretch("run", 43), Stretch("left", 3, "今天")]
    said = drawn("{% clockspan stretches label %}", stretches=stretches, label="8月9日受理")
    widths = [float(one) for one in re.findall(r'x="[\d.]+%" y="18" width="([\d.]+)%"', said)]
    assert sum(widths) == pytest.approx(100, abs=0.05)
    assert 'aria-label="8月9日受理"' in said


def test_a_bar_never_runs_over_its_bed_and_a_target_of_nothing_is_empty():
    assert 'width="100.0"' in drawn("{% bar 300 120 %}")
    assert 'width="0.0"' in drawn("{% bar 3 0 %}")


@pytest.mark.parametrize("kind", ["bars", "line"])
def test_a_trend_says_its_numbers_in_a_table_and_draws_no_zero_for_a_gap(kind):
    points = [Point("1", 4), Point("2", None), Point("3", 16, "*")]
    said = drawn("{% trend points title='每月累计' kind=kind target=120 %}", points=points, kind=kind)
    assert said.count('<td class="num">') == 3 and "16*" in said and "—" in said
    assert said.count('class="col') == (2 if kind == "bars" else 0)


def test_a_trend_of_nothing_is_still_a_page():
    assert "<svg" in drawn("{% trend points title='每月累计' kind='line' %}", points=[Point("1", None)])


def test_the_scheme_of_the_city_says_every_figure_and_marks_who_lies_under_the_line():
    cells = [Tile("320411", "新北区", "84.7", shade=3), Tile("320481", "溧阳市", "71.5", below="低于 72 %", is_low=True)]
    said = drawn("{% load tiles %}{% tiles cells %}", cells=cells)
    assert 'aria-label="新北区 84.7 %、溧阳市 71.5 %"' in said
    assert said.count("▲") == 1 and 'class="lv0 under"' in said


def test_a_tile_of_an_unknown_district_is_refused():
    with pytest.raises(ValueError, match="one of the codes"):
        Tile("320500", "苏州市", "1")
