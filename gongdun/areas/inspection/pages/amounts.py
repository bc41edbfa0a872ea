"""Amounts as people type them."""

from __future__ import annotations

from gongdun.law.refusal import Refusal


def fen(text: str) -> int:
    """Yuan with at most two places, as fen; nothing is guessed."""
    bare = text.strip().replace(",", "")
    if not bare:
        return 0
    whole, _, places = bare.partition(".")
    if not whole.isdigit() or not (places == "" or (places.isdigit() and len(places) <= 2)):
        raise Refusal("“{text}” is no amount in yuan. Write it like 495.00.", text=text)
    return int(whole) * 100 + int(places.ljust(2, "0") or 0)
