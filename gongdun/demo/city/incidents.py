"""What happens to the innocent mass: injuries and what follows them, retired people's deaths and periodic benefits."""

from __future__ import annotations

import numpy as np

from gongdun.demo.city.frame import Connection, load
from gongdun.demo.city.mass import Mass
from gongdun.demo.city.stage import Stage
from gongdun.demo.city.tables import TABLES

SELECTED_OTHERWISE = {"employers", "persons", "enrolments", "declarations", "payroll", "other_cover", "employment"}


def add_incidents(connection: Connection, mass: Mass, stage: Stage, rng: np.random.Generator) -> None:
    """One table a kind of paper, `planted_*`: the scenarios' rows, then the mass's."""
    for table, columns in TABLES.items():
        if table not in SELECTED_OTHERWISE:
            rows = [tuple(row.get(name) for name in columns) for row in stage.rows.get(table, [])]
            load(connection, f"planted_{table}", columns, rows)
