"""The deadline column: all year, by a day, as higher offices direct, or again and again.

A date is the last day that still counts: 3月底前 → 31 March. "6月前" may mean May or June, so it is not understood.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from gongdun.plans.reader.numerals import chinese_integer, fold
from gongdun.plans.reader.numerals import year as year_number

YEAR_ROUND, BY, AS_DIRECTED, RECURRING = "year_round", "by", "as_directed", "recurring"

EMPTY = "The deadline is empty."
UNREADABLE = "This deadline is not understood."
NO_YEAR = "The date has no year, and the title gives none."
NO_SUCH_DAY = "There is no such day in the calendar."

YEAR = r"(?:(?P<year>(?:19|20)\d\d|二零[零一二三四五六七八九]{2})年度?|(?P<relative>今|本|当|明|次)年度?|(?P<relative_end>年)(?=底|末|内))?"
TAIL = r"(?:之前|以前|前)?(?:基本)?(?:完成|落实|到位|建成|办结|结束|止|截止)?"
MONTH = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?"
LAST = r"(?:底|末|下旬)"

RANGE_START = r"(?:(?:(?:19|20)\d\d年)?(?P<first>\d{1,2})月?(?:份|底|初|\d{1,2}[日号])?(?:[-—–~至到]+))?"
DAYS = {"上旬": 10, "中旬": 20}
FORMS = (
    re.compile(rf"{YEAR}{RANGE_START}{YEAR.replace('year', 'later').replace('relative', 'soon')}{MONTH}(?:{LAST}{TAIL}|(?:内)?(?:完成)?)"),
    re.compile(rf"{YEAR}{MONTH}(?P<third>上旬|中旬){TAIL}"),
    re.compile(rf"{YEAR}{MONTH}(?P<day>\d{{1,2}})[日号]{TAIL}"),
    re.compile(r"(?P<year>(?:19|20)\d\d)[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?(?:(?<=\d)(?:前|止|截止|完成)?)"),
    re.compile(rf"{YEAR}第?(?P<quarter>[一二三四1-4])季度(?:(?:底|末){TAIL}|内?(?:完成)?)"),
    re.compile(rf"{YEAR}(?P<half>上|下)半年(?:(?:底|末){TAIL}|内?(?:完成)?)"),
    re.compile(rf"{YEAR}(?:年度?)?(?P<year_end>底|末|内){TAIL}"),
    re.compile(
        r"(?:(?P<year>(?:19|20)\d\d|二零[零一二三四五六七八九]{2})年度?|(?P<relative>本|当|今|明|次)年度?)(?P<year_whole>内?)(?:完成)?"
    ),
)
ONGOING = r"(?:坚持|推进|实施|开展|进行|落实|执行|有效|进行|跟进|抓好)"
ALL_YEAR = re.compile(
    rf"(?:(?:(?:19|20)\d\d|本|今)年?度?)?(?:(?:贯穿)?全年度?(?:持续|长期)?{ONGOING}?|长期(?:持续)?{ONGOING}?|持续{ONGOING}?|常年{ONGOING}?|常态(?:化|长效)?{ONGOING}?|(?:1月?|一月)[-—–~至到]+(?:12|十二)月底?)"
)
DIRECTED = re.compile(
    r"(?:按照?|根据|依据|依照|视).{0,14}(?:部署|要求|安排|通知|进度|时间表|时间节点|规定时限?|统一步骤)(?:推进|执行|落实|完成|开展|实施)?"
)
OFTEN = r"(?:每个?(?:半年|年度?|季度?|双?月|周|星期|旬|日|天)|每[两三]个?(?:月|周)|逐(?:年|季|月|周|日)|按(?:年度?|季度?|月|周|日)|定期|月度|半年度?|季度)"
AGAIN = re.compile(
    rf"{OFTEN}(?:的?(?:\d{{1,2}}月)?(?:第一|最后)?(?:个月|周|月)?(?:\d{{1,2}}[日号])?(?:底|末|初|上旬|中旬|下旬)?(?:之?前)?)(?:至少|不少于)?(?:[一二两三四五六七八九十\d]+次)?{ONGOING}?(?:报送|完成|调度|通报|更新)?"
)


@dataclass(frozen=True)
class Deadline:
    """`kind` is None and `on` is None where the cell is not understood; `text` is the cell itself."""

    kind: str | None
    on: date | None = None
    text: str = ""

    def to_json(self) -> dict[str, str | None]:
        return {"kind": self.kind, "date": self.on.isoformat() if self.on else None}


class NotUnderstood(Exception):
    """Carries the reason from deep inside a form to the reader of the cell."""


def read_deadline(text: str, year: int | None) -> tuple[Deadline, str | None]:
    """The deadline of one cell and, where it is not understood, the reason. `year` is the title's."""
    plain = re.sub(r"\s+", "", fold(text)).strip("。;,.、")
    if plain in {"", "/", "-", "—", "——", "无"}:
        return Deadline(None, None, text), EMPTY
    for kind, form in ((YEAR_ROUND, ALL_YEAR), (AS_DIRECTED, DIRECTED), (RECURRING, AGAIN)):
        if form.fullmatch(plain):
            return Deadline(kind, None, text), None
    for form in FORMS:
        if found := form.fullmatch(plain):
            try:
                return Deadline(BY, last_day(found.groupdict(), year), text), None
            except NotUnderstood as reason:
                return Deadline(None, None, text), str(reason)
    return Deadline(None, None, text), UNREADABLE


def last_day(parts: dict[str, str | None], title_year: int | None) -> date:
    """The day the parts of a date name; raises NotUnderstood without a year or outside the calendar."""
    year = year_of(parts, title_year)
    if any(parts.get(key) is not None for key in ("year_end", "year_whole")):
        return date(year, 12, 31)
    if parts.get("quarter"):
        return month_end(year, 3 * whole(parts["quarter"]))
    if parts.get("half"):
        return date(year, 6, 30) if parts["half"] == "上" else date(year, 12, 31)
    month = whole(parts["month"])
    if parts.get("first") and not 1 <= whole(parts["first"]) <= 12:
        raise NotUnderstood(NO_SUCH_DAY)
    if not (day := parts.get("day")) and not parts.get("third"):
        return month_end(year, month)
    try:
        return date(year, month, whole(day) if day else DAYS[parts["third"] or ""])
    except ValueError as error:
        raise NotUnderstood(NO_SUCH_DAY) from error


def year_of(parts: dict[str, str | None], title_year: int | None) -> int:
    """The year written last in the date, or the title's; 明年 and 次年 are the title's and one."""
    written = parts.get("later") or parts.get("year")
    if written:
        return year_number(written) or int(written)
    if title_year is None:
        raise NotUnderstood(NO_YEAR)
    word = parts.get("soon") or parts.get("relative")
    return title_year + 1 if word in {"明", "次"} else title_year


def month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise NotUnderstood(NO_SUCH_DAY)
    return date(year, month, calendar.monthrange(year, month)[1])


def whole(text: str | None) -> int:
    """1 to 99 in either script; the forms let nothing else through."""
    sign = text or ""
    return int(sign) if sign.isdigit() else chinese_integer(sign) or 0
