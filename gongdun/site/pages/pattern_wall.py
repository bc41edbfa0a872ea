"""The wall with invented figures: 1920×1080, dark, aggregates only, no count under five."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongdun.desk.look import Point
from gongdun.desk.templatetags.tiles import Tile
from gongdun.site.pages.patterns import only_for_builders, say

PEOPLE = (189.6, 189.9, 190.8, 191.5, 192.3, 193.4, 194.5, 195.5, 196.4)
HANDED_OVER = (118, 96, 142, 150, 137, 163, 158, 149, 171)
DAYS = (38, 37, 36, 34, 33, 31, 30, 29, 28)


def wall(request: HttpRequest) -> HttpResponse:
    only_for_builders(request)
    lines = {"people": points(PEOPLE), "lists": points(HANDED_OVER), "days": points(DAYS)}
    return render(request, "site/pattern_wall.html", {"nums": nums(), "cells": cells(), "milestones": milestones()} | lines | titles())


def points(values: tuple[float, ...]) -> list[Point]:
    return [Point(str(month), value) for month, value in enumerate(values, start=1)]


def nums() -> list[dict[str, str]]:
    return [
        {"title": say("参加工伤保险", "Insured"), "value": "196.4", "unit": say("万人", "× 10,000"), "small": say("比年初多 6.8 万人", "68,000 more than in January")},
        {"title": say("未参保名单转参保", "Lists turned into cover"), "value": "1,016", "unit": say("人，79.1 %", "persons, 79.1 %"), "small": say("9 批 1,284 行", "9 batches, 1,284 rows")},
        {"title": say("工伤认定办结", "Recognitions decided"), "value": "4,126", "unit": say("件", "matters"), "small": say("按期 99.2 %，平均 28 日", "99.2 % in time, 28 days on average")},
        {"title": say("待遇支付", "Benefits paid"), "value": "8.63", "unit": say("亿元", "× 100 million yuan"), "small": say("2.9 万人", "29,000 persons")},
        {"title": say("体检式预防企业", "Firms checked"), "value": "97", "unit": say("÷ 120 家", "÷ 120"), "small": say("今天应到 95", "95 expected today")},
    ]  # fmt: skip


def cells() -> list[Tile]:
    return [
        Tile("320411", say("新北区", "Xinbei"), "84.7", below="227 ÷ 268", shade=3),
        Tile("320413", say("金坛区", "Jintan"), "76.8", below="116 ÷ 151", shade=1),
        Tile("320404", say("钟楼区", "Zhonglou"), "77.1", below="101 ÷ 131", shade=2),
        Tile("320402", say("天宁区", "Tianning"), "80.6", below="129 ÷ 160", shade=2),
        Tile("320412-JK", say("经开区", "Jingkai"), "69.7", below=say("低于 72 %", "below 72 %"), is_low=True),
        Tile("320481", say("溧阳市", "Liyang"), "71.5", below=say("低于 72 %", "below 72 %"), is_low=True),
        Tile("320412", say("武进区", "Wujin"), "82.4", below="257 ÷ 312", shade=3),
    ]


def milestones() -> list[dict[str, object]]:
    done = [
        ("9", "联席会议", "Joint meeting"),
        ("17", "康复机构", "Rehabilitation"),
        ("29", "联网结算", "Settlement"),
        ("36", "重点行业", "Key trades"),
    ]
    shown: list[dict[str, object]] = [
        {"light": "done", "title": f"{number} {say(zh, en)}", "small": say("6月底", "end of June")} for number, zh, en in done
    ]
    return [
        *shown,
        {
            "light": "late",
            "title": say("10 培训基地", "10 Training base"),
            "small": say("6月底 · 逾期 109 日", "end of June · 109 days late"),
        },
    ]


def titles() -> dict[str, str]:
    return {
        "heading": say("工伤保险扩面增效 · 2022", "Work injury insurance · 2022"),
        "as_of": say("常州市 · 数据至 10-17 06:00，每 10 分钟更新", "Changzhou · data to 17 Oct 06:00, every 10 minutes"),
        "map_title": say("未参保名单转参保率", "Share of the lists turned into cover"),
        "no_map": say("示意图，不是行政区划图", "a scheme, not a map"),
        "people_title": say("参保人数", "Insured persons"),
        "lists_title": say("名单移交", "Rows handed over"),
        "days_title": say("认定平均用时", "Average days to a decision"),
        "dated_title": say("有期限的 10 项", "The 10 with a date"),
    }
