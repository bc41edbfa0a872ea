"""样式一览 — every component with its real tags, for who builds pages and for the tests that look at them. Demo and technicians only."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongdun.desk.look import Due, Point, Stretch, reveal_reason
from gongdun.kernel.words import Title
from gongdun.law.refusal import Refusal
from gongdun.site.business_date import now
from gongdun.site.pages.errors import refused
from gongdun.site.pages.pattern_form import PatternForm

SWATCHES = (
    ("accent", "accent", "#1d5a8f"), ("deep", "accent-deep", "#144268"), ("soft", "accent-soft", "#e9f1f8"), ("text", "text", "#1a2129"),
    ("bad", "bad", "#ad2620"), ("warn", "warn", "#865100"), ("ok", "ok", "#1c6a45"), ("rest", "rest", "#56606b"),
    ("bad-soft", "bad-soft", "#fbeeec"), ("warn-soft", "warn-soft", "#fdf4e3"), ("ok-soft", "ok-soft", "#e9f4ee"), ("rest-soft", "rest-soft", "#eef0f3"),
)  # fmt: skip
MONTHLY = (4, 7, 16, 24, 37, 49, 58, 71, 86, 97)


def patterns(request: HttpRequest) -> HttpResponse:
    only_for_builders(request)
    wrong = PatternForm({"injured_on": "2022-08-11", "phone": "1380000000", "employer": say("常州恒垚机械有限公司", "Hengyao Machinery")})
    messages.success(request, say("已报审。顾文收到待办；10-20 前须签发。", "Submitted. Gu Wen has it; it must be issued by 20 Oct."))
    context = {
        "swatches": SWATCHES,
        "dues": dues(),
        "form": wrong,
        "rows": rows(),
        "steps": steps(),
        "events": events(),
        "materials": materials(),
    }
    return render(request, "site/patterns.html", context | words() | clocks())


def only_for_builders(request: HttpRequest) -> None:
    if not (settings.DEMO or getattr(request.user, "is_staff", False)):
        raise Http404


def pattern_list(request: HttpRequest) -> HttpResponse:
    """A list with a quick view: htmx asks for the drawer alone, a browser without JavaScript for the page with it."""
    only_for_builders(request)
    chosen = next((row for row in rows() if str(row["id"]) == request.GET.get("row")), None)
    template = "site/pattern_list.html#drawer" if request.htmx and chosen else "site/pattern_list.html"  # type: ignore[attr-defined]
    return render(request, template, {"rows": rows(), "row": chosen, "drawer_open": chosen is not None} | words())


@require_POST
def reveal(request: HttpRequest) -> HttpResponse:
    """How a reveal answers: the number for 60 seconds, or the refusal. This one is invented and stands in no vault."""
    only_for_builders(request)
    try:
        reveal_reason(request.POST)
    except Refusal as refusal:
        return refused(request, refusal)
    return render(request, "desk/parts/revealed.html", {"number": "320411197601012618"})


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """How a draft answers: when it was kept."""
    only_for_builders(request)
    return HttpResponse(_("Draft kept at %(time)s") % {"time": f"{now():%H:%M}"})


def say(zh: str, en: str) -> str:
    return Title(zh, en).text(get_language() or "zh-hans")


def dues() -> list[Due]:
    return [
        Due("over", 2, date(2022, 10, 13), say("决定后20日送达", "20 days after the decision")),
        Due("today", 0, date(2022, 10, 17), say("受理后60日，逢周日顺延", "60 days, rolled from Sun")),
        Due("soon", 3, date(2022, 10, 20), say("受理后60日+中止12日", "60 days + 12 suspended")),
        Due("later", 14, date(2022, 11, 4), say("收到后60个工作日", "60 working days after receipt")),
        Due("later", 4, date(2022, 10, 21), say("每月移交", "monthly handover"), internal=True),
        Due("held", 26, date(2022, 9, 22), say("等劳动关系仲裁", "awaiting arbitration")),
        Due("done", 21, None, say("申请时限", "time to apply"), limit=30),
        Due("missed", 33, None, say("申请时限", "time to apply"), limit=30),
        Due("later", 63, date(2023, 1, 12), provisional_year=2023),
    ]


def rows() -> list[dict[str, object]]:
    """A worklist of three, one in each of three bands."""
    said = dues()
    return [
        {"id": 1, "band": say("已逾期 1", "Overdue 1"), "tone": "over", "number": say("认定 2022-0352", "Rec. 2022-0352"), "step": say("决定送达", "Serve decision"),
         "name": "周启航", "employer": "常州钧昶精密机械有限公司", "due": said[0], "used": 20, "total": 20, "last": say("10-11 邮件退回", "11 Oct post returned")},
        {"id": 2, "band": say("今天 1", "Today 1"), "tone": "", "number": say("认定 2022-0388", "Rec. 2022-0388"), "step": say("材料审查", "Check materials"),
         "name": "潘玥", "employer": "常州苇岸家具有限公司", "due": said[1], "used": 15, "total": 15, "last": say("09-30 窗口收件", "30 Sep at counter")},
        {"id": 3, "band": say("3 个工作日内 1", "Within 3 working days 1"), "tone": "", "number": say("认定 2022-0381", "Rec. 2022-0381"), "step": say("认定决定", "Decide"),
         "name": "王立群", "employer": "常州恒垚机械有限公司", "due": said[2], "used": 69, "total": 72, "held_from": 14, "held": 12, "last": say("10-14 走访笔录已归卷", "14 Oct visit record filed")},
    ]  # fmt: skip


def steps() -> list[dict[str, str]]:
    return [
        {"title": say("申请", "Apply"), "state": "done", "small": "08-01"},
        {"title": say("受理", "Accept"), "state": "done", "small": "08-09"},
        {"title": say("调查核实", "Investigate"), "state": "now", "small": say("中止过 12 日", "12 days suspended")},
        {"title": say("决定", "Decide"), "state": "next", "small": say("10-20 前", "by 20 Oct")},
        {"title": say("送达", "Serve"), "state": "next", "small": say("20 日内", "in 20 days")},
    ]


def events() -> list[dict[str, object]]:
    return [
        {
            "at": "10-14 16:20",
            "title": say("走访笔录归卷，两名调查员签字", "Visit record filed, signed by two"),
            "by": "陈静、吴楠",
            "key": True,
        },
        {"at": "10-11 09:05", "title": say("查看证件号，理由：制作笔录", "Identity number shown, to make a record"), "by": "陈静"},
        {"at": "08-24 14:40", "title": say("中止：等交警责任认定", "Suspended: awaiting the traffic finding"), "by": "陈静", "key": True},
    ]


def materials() -> list[dict[str, str]]:
    return [
        {
            "title": say("工伤认定申请表", "Application form"),
            "small": say("08-03 补正：补盖单位章", "3 Aug: seal added"),
            "state": "verified",
            "by": "陈静 08-08",
        },
        {"title": say("上下班路线与考勤", "Route and attendance"), "small": say("考勤原件待核", "original to be checked"), "state": "seen"},
        {
            "title": say("交通事故责任认定书", "Traffic liability finding"),
            "small": say("第 14(6) 款必备", "required by art. 14(6)"),
            "state": "missing",
        },
    ]


def clocks() -> dict[str, object]:
    stretches = [
        Stretch("run", 14, "08-09", say("14 日", "14 days")),
        Stretch("held", 12, "08-24 – 09-04", say("停 12 日", "12 held")),
        Stretch("run", 43, "", say("43 日", "43 days")),
        Stretch("left", 3, say("今天 10-17", "today 17 Oct"), say("3 日", "3")),
    ]
    label = say(
        "8月9日受理；中止12日；已用57日，剩3日，10月20日到期", "Accepted 9 August; 12 days suspended; 57 used, 3 left, due 20 October"
    )
    points = [Point(str(month), value, "*" if month == 8 else "", month == 10) for month, value in enumerate(MONTHLY, start=1)]
    return {"stretches": stretches, "span_label": label, "points": points}


def words() -> dict[str, object]:
    """Sample sentences, in the reader's language."""
    return {
        "investigating": say("调查核实", "Investigating"), "draft": say("草稿", "Draft"), "served": say("已送达", "Served"),
        "no_receipt": say("无回证", "No receipt"), "returned": say("退回", "Sent back"), "unit_firms": say("家", "firms"), "unit_talks": say("场", "talks"),
        "consequence": say("报顾文审核；不得自审。签发后本期限停走。", "Goes to Gu Wen; not to yourself. The clock stops when it is issued."),
        "refused_move": say("不能办：补正只能一次性告知，08-03 已用。认定办法第8条", "Not possible: materials are asked for once only, used 3 Aug. Recognition Measures art. 8"),
        "accept": say("受理申请", "Accept the application"), "suspend": say("中止调查…", "Suspend the investigation…"), "supplement": say("要求补正", "Ask for materials"),
        "template": say("下载模板", "Download the template"), "add_filter": say("加条件", "Add a filter"), "chart_title": say("每月累计", "Total by month"),
        "nothing": say("没有已逾期的办件", "No matter is overdue"), "nearest": say("最近到期是 10-18 的认定 2022-0371。", "The next one due is Rec. 2022-0371 on 18 Oct."),
        "see_today": say("看今天的 3 件", "See the 3 of today"), "issue": say("签发决定书", "Issue the decision"), "note": say("同人 2022-07-11 前后 3 日没有在办件。", "No open matter of this person within 3 days of 2022-07-11."),
        "pairs": [
            (say("文书", "Document"), say("认定工伤决定书 苏0411工认〔2022〕—号（签发时取号）", "Recognition decision, numbered when issued")),
            (say("送达", "Service"), say("职工、单位各一份，20 日内，至 11-09", "Worker and employer, within 20 days, by 9 Nov")),
            (say("之后", "Afterwards"), say("不能改，只能更正或撤销重作", "It cannot be changed, only corrected or revoked")),
        ],
        "facts": [
            {"title": say("职工", "Worker"), "value": "王立群"}, {"title": say("受伤时间", "Injured"), "value": "2022-07-11 19:42"},
            {"title": say("地点", "Place"), "value": say("新北区通江大道", "Tongjiang Avenue, Xinbei")}, {"title": say("参保", "Insured"), "value": say("2019-03 起连续", "since 2019-03")},
        ],
        "bulk_actions": [{"name": "move", "value": "hand_over", "title": say("转交…", "Hand over…")}, {"name": "move", "value": "export", "title": say("导出（脱敏）", "Export masked")}],
    }  # fmt: skip
