"""The tags the pages are drawn with: `{% load look %}`. Plain values in, words in the reader's language out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from gongdun.desk.look import OTHER, Due
from gongdun.desk.templatetags import icons

register = template.Library()
ABSENT = mark_safe('<span class="muted">—</span>')
TONES = {"accent": "now", "now": "now", "ok": "ok", "warn": "warn", "bad": "bad", "rest": ""}
TONE_ICONS = {"ok": "check", "warn": "soon", "bad": "over"}
DUE_ICONS = {"over": "over", "today": "today", "soon": "soon", "held": "held", "done": "check", "missed": "over"}


# --- icons and marks


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.line(name)


@register.simple_tag
def shield() -> SafeString:
    return icons.shield()


@register.simple_tag
def step_mark(state: str) -> SafeString:
    """The mark of a step: done, now or next."""
    return icons.dot(state)


@register.simple_tag
def state(title: str, tone: str = "accent", *, marked: bool = False) -> SafeString:
    """Where a matter stands. `marked` adds the tone's shape, for a tag that must be told apart without colour."""
    kind = TONES[tone]
    mark = icons.line(TONE_ICONS[kind]) if marked and kind in TONE_ICONS else ""
    return format_html('<span class="tag{}">{}{}</span>', f" tag--{kind}" if kind else "", mark, title)


@register.simple_tag
def severity(level: str) -> SafeString:
    """▲ high · ◐ middle · ○ low."""
    tone, mark, word = {
        "high": (" tag--bad", "today", pgettext("severity", "High")),
        "middle": (" tag--warn", "part", pgettext("severity", "Middle")),
        "low": ("", "ring", pgettext("severity", "Low")),
    }[level]
    return format_html('<span class="tag{}">{}{}</span>', tone, icons.line(mark), word)


def light_word(name: str) -> str:
    return {
        "late": pgettext("light", "Behind"),
        "slow": pgettext("light", "Slow"),
        "ok": pgettext("light", "On track"),
        "done": pgettext("light", "Done"),
        "none": pgettext("light", "Not yet measured"),
        "wait": pgettext("light", "Awaiting orders"),
    }[name]


@register.simple_tag
def light(name: str, count: int | None = None) -> SafeString:
    """A light: shape, colour and word. With a count the word is followed by it."""
    number = "" if count is None else format_html(" <b>{}</b>", count)
    return format_html('<span class="light light--{}">{}<span>{}{}</span></span>', name, icons.lamp(name), light_word(name), number)


@register.simple_tag
def lamp(name: str) -> SafeString:
    """Only the shape, for a place that says the word itself."""
    return icons.lamp(name)


@register.simple_tag
def material_mark(state: str) -> SafeString:
    """✓ verified · ◐ seen, not verified · ◌ not yet there."""
    tone, name = {"verified": ("ok", "check"), "seen": ("warn", "part"), "missing": ("rest", "ring")}[state]
    return format_html('<span class="is-{}">{}</span>', tone, icons.line(name))


# --- dates and amounts


def is_english() -> bool:
    return (get_language() or "zh-hans").startswith("en")


def weekday_name(day: date) -> str:
    names = [
        pgettext("weekday", "Mon"), pgettext("weekday", "Tue"), pgettext("weekday", "Wed"), pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"), pgettext("weekday", "Sat"), pgettext("weekday", "Sun"),
    ]  # fmt: skip
    return names[day.weekday()]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(day: date, *, year: bool = False, weekday: bool = False) -> str:
    """10-20, 2022-10-20, 10-20 周四; 20 Oct, 20 Oct 2022, Thu 20 Oct."""
    if is_english():
        said = f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")
        return f"{weekday_name(day)} {said}" if weekday else said
    said = day.strftime("%Y-%m-%d" if year else "%m-%d")
    return f"{said} {weekday_name(day)}" if weekday else said


@register.simple_tag(takes_context=True)
def daymonth(context: Context, day: date | None, *, weekday: bool = False) -> str | SafeString:
    """A date in a list of the business year; another year is written out."""
    if day is None:
        return ABSENT
    business = context.get("business_date")
    return short_date(day, year=business is not None and business.year != day.year, weekday=weekday)


@register.simple_tag
def fulldate(day: date | None, *, weekday: bool = False) -> str | SafeString:
    """2022-10-20 or 20 Oct 2022, where the year matters."""
    return ABSENT if day is None else short_date(day, year=True, weekday=weekday)


@register.simple_tag
def longdate(day: date | None) -> str | SafeString:
    """2022年10月20日, as documents write it."""
    if day is None:
        return ABSENT
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
    return f"{day.day} {months[day.month - 1]} {day.year}" if is_english() else f"{day.year}年{day.month}月{day.day}日"


@register.simple_tag
def at(moment: datetime | None) -> str | SafeString:
    """10-14 16:20, in the order of a timeline."""
    if moment is None:
        return ABSENT
    local = localtime(moment)
    return f"{short_date(local.date())} {local:%H:%M}"


def yuan_text(fen: int) -> str:
    whole, rest = divmod(abs(fen), 100)
    return f"{'−' if fen < 0 else ''}{whole:,}.{rest:02d}"


@register.filter(name="yuan")
@register.simple_tag(name="yuan")
def yuan(fen: int | None) -> str | SafeString:
    """Integer fen as yuan with two places and thousands separators; the unit stands in the head."""
    if fen is None:
        return ABSENT
    if isinstance(fen, float):
        raise TypeError("Money is integer fen, never a float (design.md 10).")
    return yuan_text(int(fen))


def number_text(value: int | float | Decimal | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"


# --- figures and bars


@register.simple_tag
def figure(value: int | Decimal | str | None, *, href: str = "", unit: str = "", typed: bool = False) -> SafeString:
    """A computed figure opens to its rows; a typed one says so. The two never look alike."""
    if value is None:
        return ABSENT
    if typed:
        return format_html('<span class="typed">{}<b>{}</b> {} {}</span>', icons.line("pen"), number_text(value), unit, _("typed in"))
    if not href:
        raise ValueError("A computed figure opens to its rows: give href, or say typed=True.")
    return format_html('<a class="fig" href="{}">{}</a>{}', href, number_text(value), f" {unit}" if unit else "")


def share(value: float | Decimal, of: float | Decimal) -> float:
    """Percent, between 0 and 100, for drawing only."""
    return round(min(max(float(value) / float(of) * 100, 0.0), 100.0), 2) if of else 0.0


@register.simple_tag
def bar(value: float | Decimal, of: float | Decimal, *, expected: float | Decimal | None = None, light: str = "") -> SafeString:
    """A bed, a fill and a tick where it should be today. The arithmetic stands beside it, so the bar is hidden from readers."""
    tick = ""
    if expected is not None:
        tick = format_html('<path class="tick" d="M{} 0v12" vector-effect="non-scaling-stroke"/>', share(expected, of))
    return format_html(
        '<svg class="meter" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect class="bed" y="3" width="100" height="6"/>'
        '<rect class="fill{}" y="3" width="{}" height="6"/>{}</svg>',
        f" fill--{light}" if light in ("late", "slow", "done") else "", share(value, of), tick,
    )  # fmt: skip


@register.simple_tag
def progress(done: int, of: int, label: str) -> SafeString:
    """How far a piece of work is; the label says it in words."""
    return format_html(
        '<svg class="progress{}" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}"><rect class="bed" width="100" height="8"/>'
        '<rect class="fill" width="{}" height="8"/></svg>',
        " progress--ok" if done >= of else "", label, share(done, of),
    )  # fmt: skip


# --- due chips


def due_head(chip: Due) -> str:
    days = {"days": chip.days}
    working = chip.unit == "working"
    if chip.variant == "over":
        if working:
            return ngettext("%(days)d working day late", "%(days)d working days late", chip.days) % days
        return ngettext("%(days)d day late", "%(days)d days late", chip.days) % days
    if chip.variant in ("soon", "later"):
        if chip.provisional_year:
            return _("about %(days)d working days left") % days if working else _("about %(days)d days left") % days
        if working:
            return ngettext("%(days)d working day left", "%(days)d working days left", chip.days) % days
        return ngettext("%(days)d day left", "%(days)d days left", chip.days) % days
    return {
        "today": _("Due today"),
        "held": _("Suspended, day %(days)d") % days,
        "done": _("On time"),
        "missed": _("Past its limit"),
    }[chip.variant]


def due_until(chip: Due, said: str) -> str:
    if chip.variant in ("done", "missed"):
        return _("day %(day)d of %(limit)d") % {"day": chip.days, "limit": chip.limit} if chip.limit else said
    if not said or chip.variant == "today":
        return said
    words = {"over": _("due %(date)s"), "held": _("since %(date)s")}.get(chip.variant, _("by %(date)s"))
    return (_("about %(date)s") if chip.provisional_year else words) % {"date": said}


def due_why(chip: Due) -> str:
    if chip.provisional_year:
        return _("by statutory holidays only, make-up days of %(year)d not announced") % {"year": chip.provisional_year}
    return _("%(why)s (internal)") % {"why": chip.why} if chip.internal and chip.why else chip.why


@register.simple_tag(takes_context=True)
def due(context: Context, chip: Due | None, *, weekday: bool = False, why: bool = True) -> SafeString:
    """How long · until when · why. Without a clock, a dash."""
    if chip is None:
        return ABSENT
    said = ""
    if chip.until:
        business = context.get("business_date")
        said = short_date(chip.until, year=business is not None and business.year != chip.until.year, weekday=weekday)
    mark = icons.line(DUE_ICONS[chip.variant]) if chip.variant in DUE_ICONS else ""
    parts = [("until", due_until(chip, said)), ("why", due_why(chip) if why else "")]
    words = format_html_join("", '<span class="{}">{}</span>', [(name, text) for name, text in parts if text])
    return format_html('<span class="due due--{}"><b>{}{}</b>{}</span>', chip.variant, mark, due_head(chip), words)


# --- addresses


@register.simple_tag(takes_context=True)
def keep_query(context: Context, **changed: object) -> str:
    """The address's own query with some words changed; None or '' takes a word away. The address keeps the state."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode() if query else "?"


@register.inclusion_tag("desk/parts/pager.html", takes_context=True)
def pager(context: Context, number: int, pages: int, total: int, word: str = "page") -> dict[str, object]:
    """First, last and the neighbours of a page; `total` may be a string such as 1,000+."""
    near = sorted({1, pages, *range(max(number - 2, 1), min(number + 2, pages) + 1)})
    links = [(page, keep_query(context, **{word: page}), index > 0 and page - near[index - 1] > 1) for index, page in enumerate(near)]
    return {"number": number, "pages": pages, "total": total, "links": links}


@register.inclusion_tag("desk/parts/mask.html", takes_context=True)
def mask(context: Context, masked: str, *, url: str = "", title: str = "", **fields: object) -> dict[str, object]:
    """A masked number; with `url` also the control that asks for a reason, shows it for 60 seconds and is journalled.

    The form posts `reason`, `reason_words` and the given fields to `url`; `gongdun.desk.look.reveal_reason` reads them. It is a form of its
    own: put it in a `dd`, `td` or `div`, never inside a `p` or another form.
    """
    return {
        "masked": masked, "url": url, "title": title or _("identity number"), "fields": fields.items(),
        "csrf_token": context.get("csrf_token"), "other": OTHER,
    }  # fmt: skip


@register.inclusion_tag("desk/parts/errors.html")
def error_summary(form: BaseForm, title: str = "") -> dict[str, object]:
    """Every error of a form in one place, one link per field, in the words that stand at the field."""
    lines = [(field.id_for_label, field.label, error) for field in form for error in field.errors]
    lines += [("", "", error) for error in form.non_field_errors()]
    return {"lines": lines, "title": title}


@register.inclusion_tag("desk/parts/field.html")
def field(bound: BoundField, width: str = "") -> dict[str, object]:
    """A form field: label above, error between, hint below. `width` is short, mid or empty and tells the length expected."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "width": width, "is_group": bound.use_fieldset, "is_check": kind == "checkbox"}


def joined(words: Sequence[str]) -> str:
    return pgettext("list separator", ", ").join(words)


@register.filter
def and_list(words: Sequence[str]) -> str:
    """陈静、吴楠 — names in a row."""
    return joined([str(word) for word in words])


@register.simple_tag
def address(base: str, **query: object) -> str:
    """An address with a query made of the words given."""
    return f"{base}?{urlencode({name: str(value) for name, value in query.items() if value not in (None, '')})}"
