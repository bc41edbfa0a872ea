"""示意图 — the city as seven equal cells: `{% load tiles %}`. A public map needs an approval number; this is no map and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

register = template.Library()
HALF_WIDTH, HALF_HEIGHT, SHOULDER = 100.5, 116.0, 58.0
# Who lies beside whom, roughly; by the area's code in the register.
PLACES = {
    "320411": (431.7, 128.0),
    "320413": (119.9, 308.0),
    "320404": (327.8, 308.0),
    "320402": (535.6, 308.0),
    "320412-JK": (743.5, 308.0),
    "320481": (223.8, 488.0),
    "320412": (431.7, 488.0),
}


@dataclass(frozen=True)
class Tile:
    """One district: its figure, the division under it, a shade from 0 to 3, and whether it lies under the line."""

    code: str
    name: str
    figure: str
    unit: str = "%"
    below: str = ""
    shade: int = 0
    is_low: bool = False

    def __post_init__(self) -> None:
        if self.code not in PLACES or not 0 <= self.shade <= 3:
            raise ValueError(
                f"A tile needs one of the codes {', '.join(PLACES)} and a shade from 0 to 3, got {self.code!r} and {self.shade}."
            )


@register.simple_tag
def tiles(cells: Sequence[Tile]) -> SafeString:
    """The cells as one picture; its label says every figure, for who cannot see it."""
    label = pgettext("list separator", ", ").join(f"{cell.name} {cell.figure} {cell.unit}" for cell in cells)
    drawn = format_html_join("", "{}", [(_cell(cell),) for cell in cells])
    return format_html('<svg class="tile" viewBox="0 0 864 616" role="img" aria-label="{}">{}</svg>', label, drawn)


def _cell(cell: Tile) -> SafeString:
    x, y = PLACES[cell.code]
    corners = [
        (0, -HALF_HEIGHT),
        (HALF_WIDTH, -SHOULDER),
        (HALF_WIDTH, SHOULDER),
        (0, HALF_HEIGHT),
        (-HALF_WIDTH, SHOULDER),
        (-HALF_WIDTH, -SHOULDER),
    ]
    outline = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return format_html(
        '<polygon class="lv{}{}" points="{}"/><text x="{x}" y="{}" font-size="23">{}</text>'
        '<text x="{x}" y="{}" font-size="40" font-weight="700">{}<tspan font-size="20" font-weight="400"> {}</tspan></text>'
        '<text class="{}" x="{x}" y="{}" font-size="17">{}{}</text>',
        cell.shade, " under" if cell.is_low else "", outline, y - 34, cell.name, y + 14, cell.figure, cell.unit,
        "low" if cell.is_low else "", y + 46, "▲ " if cell.is_low else "", cell.below, x=x,
    )  # fmt: skip
