"""法 — statutes as exact computation: benefits, contributions, clocks, parameters by date, citations.

law.explain(case, outputs, known=…)     one case: amounts and the calculation sheet (计算书)
law.table(arrow_table, outputs)         a city: int64 columns, the same numbers
law.sql(outputs)                        the same graph as one statement
law.compare(law.overlay({…}), table, outputs, by=[…])   what if a parameter were another
law.clocks.due(clock, day, calendar=law.Calendar.shipped())   statutory periods
law.recognition.examine(facts)          arts 14, 15, 16 as an aid to the person who decides
"""

from gongdun.law import clocks, recognition
from gongdun.law.calendar import Calendar
from gongdun.law.city import table
from gongdun.law.columns import Table, read_facts
from gongdun.law.parameters import Book, confirm, overlay, shipped
from gongdun.law.refusal import Refusal
from gongdun.law.sheet import Sheet, explain
from gongdun.law.statements import sql
from gongdun.law.whatif import Comparison, compare

__all__ = [
    "Book",
    "Calendar",
    "Comparison",
    "Refusal",
    "Sheet",
    "Table",
    "clocks",
    "compare",
    "confirm",
    "explain",
    "overlay",
    "read_facts",
    "recognition",
    "shipped",
    "sql",
    "table",
]
