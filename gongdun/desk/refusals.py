"""The desk's refusals: what, why, which article, what to do next."""

from __future__ import annotations

from gongdun.law.refusal import Refusal


class CannotMove(Refusal):
    """A move that cannot be made now; the page shows it greyed with this sentence."""


class Changed(Refusal):
    """Somebody else was faster; nothing is lost."""
