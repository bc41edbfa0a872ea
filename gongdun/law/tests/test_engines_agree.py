"""One graph, three readers: the scalar program, the numpy columns and the SQL give the same number or refuse the same row."""

import random
from datetime import date
from decimal import Decimal

import duckdb
import numpy as np
import pytest

from gongdun import law
from gongdun.law.case import read_case
from gongdun.law.columns import OUT_DEN, loop_source, read_facts
from gongdun.law.facts import FACTS, read, show
from gongdun.law.rulebook import graph
from gongdun.law.tests.random_cases import CONTRIBUTION_OUTPUTS, INJURY_OUTPUTS, contribution, injury

KINDS = {"date": "DATE", "bool": "BOOLEAN", "code": "VARCHAR", "fraction": "DECIMAL(18, 6)"}
KNOWN = [date(2016, 5, 1), date(2022, 10, 1), None]


def scalar(cases, output, known):
    found = []
    for case in cases:
        try:
            value = law.explain(case, [output], known=known).amounts[output]
        except law.Refusal:
            found.append(None)
        else:
            found.append(value)
    return found


def stored(value, unit):
    """A sheet's value in the unit of the columns."""
    if value is None or isinstance(value, date):
        return value
    return int(Decimal(value) * (100 if unit == "yuan" else OUT_DEN.get(unit, 1)))


def columns_of(cases):
    """The facts of the cases as a table: wages as sum and count, money in fen, None where a case leaves a fact out."""
    read_cases = [read_case(case).stated for case in cases]
    names = sorted({name for stated in read_cases for name in stated})
    return {name: [stated.get(name) for stated in read_cases] for name in names}


def table_of(columns):
    shown = {}
    for name, column in columns.items():
        shown[name] = np.array([None if value is None else show(name, value) for value in column], object)
    return shown


def by_columns(cases, output, known):
    found = law.table(table_of(columns_of(cases)), [output], known=known, strict=False)
    values = found[output].tolist()
    return [value if held else None for value, held in zip(values, found.held[output].tolist(), strict=True)]


def by_sql(cases, output, known):
    columns = columns_of(cases)
    labels = [f"{name}_fen" if FACTS[name].kind == "money" else name for name in columns]
    with duckdb.connect() as connection:
        kinds = ", ".join(f'"{label}" {KINDS.get(FACTS[name].kind, "BIGINT")}' for label, name in zip(labels, columns, strict=True))
        connection.execute(f"CREATE TABLE cases ({kinds})")
        rows = list(
            zip(
                *(
                    [None if value is None else value if FACTS[name].kind == "money" else show(name, value) for value in column]
                    for name, column in columns.items()
                ),
                strict=True,
            )
        )
        connection.executemany(f"INSERT INTO cases VALUES ({', '.join('?' * len(labels))})", rows)
        return [row[0] for row in connection.execute(law.sql([output], facts=labels, known=known)).fetchall()]


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize(
    ("make", "output"), [(injury, name) for name in INJURY_OUTPUTS] + [(contribution, name) for name in CONTRIBUTION_OUTPUTS]
)
def test_scalar_columns_and_sql_agree_on_every_row(make, output, known):
    chance = random.Random(f"{output} {known}")
    cases = [make(chance) for _ in range(60)]
    unit = graph(law.shipped()).root(output).unit
    wanted = [stored(value, unit) for value in scalar(cases, output, known)]
    try:
        found = by_columns(cases, output, known)
    except law.Refusal:
        found = [None] * len(cases)  # no row has an answer, which the columns know before they start
    assert found == wanted
    assert [value.date() if hasattr(value, "date") else value for value in by_sql(cases, output, known)] == wanted


def test_the_loop_for_numba_is_the_same_code():
    """Run as plain Python here; the numba extra only compiles it."""
    chance = random.Random(7)
    data = table_of(columns_of([injury(chance) for _ in range(40)]))
    facts, outputs = read_facts(data), ["disability_lump_sum", "living_care_fee"]
    rules = graph(law.shipped())
    loop = loop_source(rules, rules.book.view(None), outputs, facts)
    space = {"np": np}
    exec(loop.source, space)
    out = {name: np.zeros(facts.size, "int64") for name in outputs}
    held = {name: np.ones(facts.size, bool) for name in outputs}
    space["run"](
        *(facts.columns[name] for name in loop.names),
        *(facts.given[name] for name in loop.masks),
        *(loop.tables[name] for name in sorted(loop.tables)),
        *out.values(),
        *(held[name] for name in loop.told),
    )
    same = law.table(data, outputs, strict=False)
    for name in outputs:
        assert (held[name] == same.held[name]).all() and (out[name][held[name]] == same[name][held[name]]).all()


def test_a_fact_is_read_and_shown_without_loss():
    assert all(read(name, show(name, fact.hi)) == fact.hi for name, fact in FACTS.items())


def test_the_compiled_loop_gives_the_numbers_of_numpy():
    chance = random.Random(8)
    data = table_of(columns_of([injury(chance) for _ in range(200)]))
    slow, fast = (
        law.table(data, ["injury_medical_subsidy", "disability_allowance"], strict=False, engine=engine) for engine in ("numpy", "numba")
    )
    for name, held in slow.held.items():
        assert (fast.held[name] == held).all() and (fast[name][held] == slow[name][held]).all()
    with pytest.raises(law.Refusal):
        law.table(data, ["own_wage"], engine="abacus")
