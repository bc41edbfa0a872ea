"""Icons as SVG drawn in place: no request, no sprite, and they print. Each stands beside its word, never alone."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

# Stroked shapes in a 16 by 16 box.
LINES = {
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14"/>',
    "download": '<path d="M8 2.5v8m-3.5-3.3L8 10.7l3.5-3.5M3 13.5h10"/>',
    "upload": '<path d="M8 10.7v-8M4.5 6.2 8 2.7l3.5 3.5M3 13.5h10"/>',
    "over": '<path d="M8 3v6"/><path d="M8 12.5v.1" stroke-width="2.4"/>',
    "soon": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.4 1.6"/>',
    "held": '<path d="M5.5 3.5v9m5-9v9" stroke-width="2.6"/>',
    "check": '<path d="m3 8.5 3.4 3.4L13 4.8" stroke-width="2.2"/>',
    "cross": '<path d="m4 4 8 8m0-8-8 8"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "pen": '<path d="m3 13 .7-3 6.9-6.9 2.3 2.3L6 12.3Z"/>',
    "print": '<path d="M4.5 6V2.5h7V6m-7 5H3V6h10v5h-1.5m-7-1.5h7v4h-7Z"/>',
    "eye": '<path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8Z"/><circle cx="8" cy="8" r="1.8"/>',
    "document": '<path d="M4 1.8h5.5L12.5 5v9.2H4ZM9.3 2v3.3h3"/>',
    "ring": '<circle cx="8" cy="8" r="5.8"/>',
    "flag": '<path d="M4 14V2.5h8L10 5.5l2 3H4"/>',
    "today": '<path d="M8 1.8 15 14H1Z" fill="currentColor" stroke="none"/><path d="M8 6.2v3.6m0 2.1v.1" stroke="#fff"/>',
    "part": '<circle cx="8" cy="8" r="5.8"/><path d="M8 2.2a5.8 5.8 0 0 1 0 11.6Z" fill="currentColor" stroke="none"/>',
    "person": '<circle cx="8" cy="5" r="2.8"/><path d="M2.5 14c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5"/>',
}
# Lights in a 12 by 12 box: shape, colour and word, always all three.
LIGHTS = {
    "late": '<path d="M1 1h10v10H1Z" fill="currentColor"/>',
    "slow": '<path d="M6 .6 11.8 11H.2Z" fill="currentColor"/>',
    "ok": '<circle cx="6" cy="6" r="5.5" fill="currentColor"/>',
    "done": '<circle cx="6" cy="6" r="5.6" fill="currentColor"/><path d="m3.3 6.2 1.9 1.9 3.5-3.9" stroke="#fff" stroke-width="1.6" fill="none"/>',
    "none": '<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="2.2 1.7"/>',
    "wait": '<path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="none" stroke="currentColor" stroke-width="1.3"/>',
}
STEPS = {
    "done": '<circle cx="8" cy="8" r="7.5" fill="#1d5a8f"/><path d="m4.6 8.3 2.4 2.4 4.4-5" stroke="#fff" stroke-width="1.8"/>',
    "now": '<circle cx="8" cy="8" r="6.5" fill="#fff" stroke="#1d5a8f" stroke-width="2"/><circle cx="8" cy="8" r="3.2" fill="#1d5a8f"/>',
    "next": '<circle cx="8" cy="8" r="6.5" fill="#fff" stroke="#a2acb6" stroke-width="1.6"/>',
}
SHIELD = (
    '<svg class="shield" viewBox="0 0 22 24" aria-hidden="true"><path d="M11 1 2 4.4v6.9c0 5.4 3.7 9.6 9 11.7 5.3-2.1 9-6.3 9-11.7V4.4Z" fill="#1d5a8f"/>'
    '<path d="M6 8.2h10m-5 0v7.4m-5.6 0h11.2" stroke="#fff" stroke-width="2" fill="none" stroke-linecap="square"/></svg>'
)


def line(name: str) -> SafeString:
    return mark_safe(f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{LINES[name]}</svg>')  # noqa: S308 — our own constants


def lamp(name: str) -> SafeString:
    return mark_safe(f'<svg viewBox="0 0 12 12" aria-hidden="true">{LIGHTS[name]}</svg>')  # noqa: S308


def dot(name: str) -> SafeString:
    return mark_safe(f'<svg viewBox="0 0 16 16" aria-hidden="true">{STEPS[name]}</svg>')  # noqa: S308


def shield() -> SafeString:
    return mark_safe(SHIELD)  # noqa: S308
