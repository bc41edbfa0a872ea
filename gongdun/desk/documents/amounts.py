"""Amounts in capitals, as payment papers write them."""

from __future__ import annotations

from decimal import Decimal

import cn2an


def capitals(fen: int) -> str:
    """123450 fen → 壹仟贰佰叁拾肆元伍角. The library cuts off behind the fen, so it only ever sees a text with two decimals."""
    sign = "负" if fen < 0 else ""
    return sign + cn2an.an2cn(f"{Decimal(abs(fen)) / 100:.2f}", "rmb")


def yuan(fen: int) -> str:
    """123450 fen → 1,234.50, as tables and letters write it."""
    return f"{Decimal(fen) / 100:,.2f}"
