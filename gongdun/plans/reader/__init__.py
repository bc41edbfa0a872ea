"""The plan reader: a city's table of measures, as Word, Excel or text, to data. Plain Python, no Django.

`read(path)` gives a `PlanTable`; `to_json()` is the shape that `gongdun plan read --json` prints (docs/plan-reader.md).
"""

from gongdun.plans.reader.city import City, city_from_toml
from gongdun.plans.reader.reading import read
from gongdun.plans.reader.table import MeasureRow, PlanTable, Unresolved

__all__ = ["City", "MeasureRow", "PlanTable", "Unresolved", "city_from_toml", "read"]
