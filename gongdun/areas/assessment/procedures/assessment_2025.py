"""劳动能力鉴定 under 令55号, from 2025-07-01: shared data are not asked for again; the conclusion is served in fifteen days (the clock reads that by date)."""

from dataclasses import replace
from datetime import date

from gongdun.areas.assessment.procedures.assessment import PROCEDURE as OF_2014

SHARED = frozenset({"recognition_decision", "identity"})

PROCEDURE = replace(
    OF_2014,
    citation="工伤保险条例#22; 工伤保险条例#25; 劳动能力鉴定管理办法（令55号）#9",
    in_force_on=date(2025, 7, 1),
    materials=tuple(material for material in OF_2014.materials if material.id not in SHARED),
)
