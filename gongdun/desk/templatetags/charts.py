"""Charts as SVG made on the server, each with its numbers in a table or in words: `{% load charts %}`."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gongdun.desk.look import Point, Stretch
from gongdun.desk.templatetags.look import number_text, share

register = template.Library()
HATCH = mark_safe(
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-bed" width="5" height="5"/><path class="hatch" d="M1 0v5"/></pattern></defs>'
)
WIDTH, HEIGHT, FLOOR, CEILING = 344, 116, 96.5, 24.0


@register.simple_tag
def clockbar(used: int, total: int, *, variant: str = "", held_from: int = 0, held: int = 0) -> SafeString:
    """The thin bar under a due chip: the share used; a hairline in it is the suspension. Days in, all of them of one kind."""
    gap = ""
    if held:
        start, width = share(held_from, total), share(held, total)
        gap = format_html(
            '<rect class="gap" x="{0}" width="{1}" height="4"/><rect class="hair" x="{0}" y="1.5" width="{1}" height="1"/>', start, width
        )
    return format_html(
        '<svg class="clk clk--{}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bed" width="100" height="4"/>'
        '<rect class="run" width="{}" height="4"/>{}</svg>',
        variant, share(used, total), gap,
    )  # fmt: skip


@register.simple_tag
def clockspan(stretches: Sequence[Stretch], label: str) -> SafeString:
    """A clock from its start to its due day: run, held (hatched), left. `label` says it in words."""
    total = sum(stretch.days for stretch in stretches) or 1
    drawn, start = [], 0
    for stretch in stretches:
        drawn.append(_stretch(stretch, share(start, total), share(stretch.days, total)))
        start += stretch.days
    bed = '<svg class="span" role="img" aria-label="{}">{}<rect class="bed" y="18" width="100%" height="14"/>{}</svg>'
    return format_html(bed, label, HATCH, _joined(drawn))


def _joined(shapes: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", [(shape,) for shape in shapes])


def _stretch(stretch: Stretch, start: float, width: float) -> SafeString:
    fill = mark_safe('fill="url(#hatch)"') if stretch.kind == "held" else format_html('class="{}"', stretch.kind)
    shapes = format_html('<rect {} x="{}%" y="18" width="{}%" height="14"/>', fill, start, width)
    if stretch.kind == "left":
        shapes += _edge("now", start)
    if stretch.kind == "held":
        shapes += _edge("edge", start) + _edge("edge", start + width)
    words = [(13, *_beside(start, width), stretch.above), (45, *_beside(start, width, is_below=True), stretch.below)]
    texts = format_html_join("", '<text x="{2}%" y="{0}" text-anchor="{1}">{3}</text>', [word for word in words if word[3]])
    return shapes + texts


def _beside(start: float, width: float, *, is_below: bool = False) -> tuple[str, float]:
    """Where a stretch's words stand: in the middle of a long one, inside the edge at the end, else from its start."""
    if is_below and width > 30:
        return "middle", round(start + width / 2, 2)
    return ("end", round(start + width, 2)) if start + width > 90 else ("start", start)


def _edge(name: str, at: float) -> SafeString:
    return format_html('<line class="{0}" x1="{1}%" x2="{1}%" y1="18" y2="32"/>', name, round(at, 2))


@register.inclusion_tag("desk/parts/trend.html")
def trend(
    points: Sequence[Point], *, title: str, unit: str = "", target: float | None = None, kind: str = "bars", slots: int = 0
) -> dict[str, object]:
    """Months as bars (with the target and the even pace to it) or as a line; the table under it holds the same numbers.

    `slots` leaves room for the months still to come. A point without a value is drawn as a gap, never as zero.
    """
    count = max(slots, len(points))
    top = max([float(point.value) for point in points if point.value is not None] + [float(target or 0)]) or 1.0
    draw = _bars if kind == "bars" else _line
    return {
        "title": title, "unit": unit, "points": [(point.label, _said(point)) for point in points], "target": target,
        "goal_y": round(_height(target, top), 1) if target else None,
        "drawing": draw(points, count, top), "width": WIDTH, "height": HEIGHT, "floor": FLOOR,
    }  # fmt: skip


def _said(point: Point) -> str:
    return "—" if point.value is None else f"{number_text(point.value)}{point.mark}"


def _height(value: float | None, top: float) -> float:
    return FLOOR - (FLOOR - CEILING) * float(value or 0) / top


def _places(count: int) -> list[float]:
    slot = WIDTH / max(count, 1)
    return [round(slot * (index + 0.5), 1) for index in range(count)]


def _labels(points: Sequence[Point], xs: list[float]) -> SafeString:
    every = max(1, -(-len(points) // 13))
    return format_html_join(
        "",
        '<text x="{}" y="111" text-anchor="middle">{}</text>',
        [(xs[i], point.label) for i, point in enumerate(points) if i % every == 0],
    )


def _bars(points: Sequence[Point], count: int, top: float) -> SafeString:
    xs, width = _places(count), round(WIDTH / max(count, 1) * 0.63, 1)
    known = [(i, point) for i, point in enumerate(points) if point.value is not None]
    shapes = format_html_join(
        "", '<rect class="col{}" x="{}" y="{}" width="{}" height="{}"/>',
        [(" col--open" if p.is_open else "", round(xs[i] - width / 2, 1), round(_height(p.value, top), 1), width, round(FLOOR - _height(p.value, top), 1)) for i, p in known],
    )  # fmt: skip
    said = [(i, point) for i, point in known if point.mark or i >= len(points) - 3]
    numbers = format_html_join(
        "",
        '<text class="strong" x="{}" y="{}" text-anchor="middle">{}</text>',
        [(xs[i], round(_height(p.value, top) - 4, 1), _said(p)) for i, p in said],
    )
    return shapes + numbers + _labels(points, xs)


def _line(points: Sequence[Point], count: int, top: float) -> SafeString:
    """The line's floor is its own smallest value, since a level of people or days never starts at zero."""
    xs = _places(count)
    known = [(i, point) for i, point in enumerate(points) if point.value is not None]
    if not known:
        return _labels(points, xs)
    levels = {i: float(point.value or 0) for i, point in known}
    low = min(levels.values())
    spread = (top - low) or 1.0
    ys = {i: round(FLOOR - 10 - (FLOOR - CEILING - 10) * (level - low) / spread, 1) for i, level in levels.items()}
    path = " ".join(f"{'L' if index else 'M'}{xs[i]} {ys[i]}" for index, (i, _point) in enumerate(known))
    ends = [known[0], known[-1]] if len(known) > 1 else known
    dots = format_html_join("", '<circle class="dot" cx="{}" cy="{}" r="3.5"/>', [(xs[i], ys[i]) for i, _point in ends])
    sides = [("start", 2.0), ("end", WIDTH - 2.0)][-len(ends) :]  # inside the picture, however long the number is
    numbers = format_html_join(
        "",
        '<text class="strong" x="{}" y="{}" text-anchor="{}">{}</text>',
        [(x, round(ys[i] - 8, 1), anchor, _said(point)) for (i, point), (anchor, x) in zip(ends, sides, strict=True)],
    )
    return format_html('<path class="path" d="{}"/>', path) + dots + numbers + _labels(points, xs)
