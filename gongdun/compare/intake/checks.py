# ruff: noqa: S608 (composed of contract names and quoted literals; no value of a file becomes SQL)
"""A contract as SQL: per column the normal form, the fault if any, and the value for the lake."""

from __future__ import annotations

from dataclasses import dataclass

from gongdun.compare.contracts import Column, Contract, Kind
from gongdun.compare.contracts.grammar import TEXT_ONLY
from gongdun.compare.intake.macros import quoted
from gongdun.compare.months import Month

MONEY = r"-?[0-9]{1,13}(\.[0-9]{1,2})?"
RATE = r"0\.0[0-9]{1,5}|0|[0-9]\.?[0-9]{0,4}%"  # a fraction below a tenth, or a percentage with its sign
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK = r"([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?"
YES, NO = ("1", "true", "TRUE", "True", "是", "Y", "已缴"), ("0", "false", "FALSE", "False", "否", "N", "未缴")


def normal(column: Column, raw: str) -> str:
    """SQL of the column's normal form: text without full-width signs and invisible characters; NULL where nothing is left."""
    match column.kind:
        case Kind.PERSON:
            return f"gd_citizen({raw})"
        case Kind.EMPLOYER:
            return f"upper(gd_code({raw}))"
        case Kind.TEXT:
            return canonical(column, f"gd_text({raw})")
        case Kind.SECRET:
            return f"gd_name({raw})"
        case Kind.MOMENT:
            return f"gd_text({raw})"
        case Kind.MONEY | Kind.INTEGER | Kind.RATE | Kind.MONTH:
            return f"ltrim(gd_code({raw}), chr(1))"
    return f"gd_code({raw})"


def canonical(column: Column, text: str) -> str:
    """Allowed spellings become the first of their kind."""
    spellings = [(word, entry.split("|")[0]) for entry in column.allowed for word in entry.split("|")[1:]]
    if not spellings:
        return text
    cases = " ".join(f"when {quoted(word)} then {quoted(first)}" for word, first in spellings)
    return f"case {text} {cases} else {text} end"


def fault(column: Column, value: str, month: Month | None) -> str:
    """SQL of the fault's code, NULL where the value is good."""
    cases = [f"when {value} is null then {quoted('empty') if column.required else 'null'}"]
    if column.kind in TEXT_ONLY and column.kind not in {Kind.PERSON, Kind.EMPLOYER}:
        cases.append(f"when gd_is_number({value}) then 'number'")
    cases += [f"when {test} then {quoted(code)}" for test, code in tests(column, value, month)]
    match column.kind:
        case Kind.PERSON:
            cases.append(f"else gd_citizen_fault({value})")
        case Kind.EMPLOYER:
            cases.append(f"else nullif(gd_uscc_fault({value}), 'uscc_old')")
    return f"case {' '.join(cases)} end"


def tests(column: Column, value: str, month: Month | None) -> list[tuple[str, str]]:
    """Conditions under which the value is refused, each with its code."""
    match column.kind:
        case Kind.PERSONS:
            numbers = f"list_transform(string_split({value}, ';'), lambda one: gd_citizen(one))"
            return [(f"len(list_filter({numbers}, lambda one: gd_citizen_fault(one) is not null)) > 0", "citizens")]
        case Kind.MONEY:
            return [(f"not regexp_full_match({value}, {quoted(MONEY)})", "money")]
        case Kind.RATE:
            return [(f"not regexp_full_match({value}, {quoted(RATE)})", "rate")]
        case Kind.INTEGER:
            return [(f"not regexp_full_match({value}, '-?[0-9]{{1,15}}')", "integer")]
        case Kind.MONTH:
            shape = (f"not regexp_full_match({value}, '[0-9]{{4}}-(0[1-9]|1[0-2])(-01)?')", "month")
            is_own = column.name == "month" and month is not None
            return [shape, (f"substr({value}, 1, 7) <> {quoted(str(month))}", "other_month")] if is_own else [shape]
        case Kind.DATE:
            return [(f"not regexp_full_match({value}, {quoted(DAY)}) or try_cast({value} as date) is null", "date")]
        case Kind.MOMENT:
            return [(f"not regexp_full_match({value}, {quoted(DAY + CLOCK)}) or try_cast({value} as timestamp) is null", "moment")]
        case Kind.FLAG:
            return [(f"{value} not in ({', '.join(map(quoted, YES + NO))})", "flag")]
    if column.allowed:
        return [(f"{value} not in ({', '.join(quoted(entry.split('|')[0]) for entry in column.allowed)})", "allowed")]
    return []


def lake_value(column: Column, value: str) -> str:
    """SQL of what the lake keeps. Keys are joined elsewhere; here they pass as their text."""
    match column.kind:
        case Kind.MONEY:
            return f"cast(cast({value} as decimal(18, 2)) * 100 as bigint)"
        case Kind.RATE:
            fraction = f"cast(cast({value} as decimal(12, 8)) * 1000000 as bigint)"
            percent = f"cast(cast(rtrim({value}, '%') as decimal(12, 6)) * 10000 as bigint)"
            return f"case when ends_with({value}, '%') then {percent} else {fraction} end"
        case Kind.INTEGER:
            return f"cast({value} as bigint)"
        case Kind.MONTH:
            return f"cast(cast(substr({value}, 1, 4) as integer) * 12 + cast(substr({value}, 6, 2) as integer) - 1 as integer)"
        case Kind.DATE:
            return f"cast({value} as date)"
        case Kind.MOMENT:
            return f"cast({value} as timestamp)"
        case Kind.FLAG:
            return f"({value} in ({', '.join(map(quoted, YES))}))"
    return value


@dataclass(frozen=True)
class CheckedTable:
    """The SELECT that checks a raw relation: `n_<i>` normal forms, `r_<i>` what stood there if it differs, `f_<i>` faults."""

    contract: Contract
    month: Month | None
    headings: dict[str, str]  # column name → heading in the file, for the columns the file has

    def select(self, relation: str, row: str) -> str:
        columns = self.contract.columns
        raws = ", ".join(f"{self.heading(column)} as w_{place}" for place, column in enumerate(columns))
        normals = ", ".join(f"{normal(column, f'w_{place}')} as n_{place}" for place, column in enumerate(columns))
        faults = ", ".join(f"{fault(column, f'n_{place}', self.month)} as f_{place}" for place, column in enumerate(columns))
        kept = ", ".join(f"case when w_{place} is distinct from n_{place} then w_{place} end as r_{place}" for place in range(len(columns)))
        narrow = ", ".join(f"n_{place}" for place in range(len(columns)))
        return f"""select row, {narrow}, {kept}, {faults} from (
            select *, {normals} from (select {row} as row, {raws} from {relation}))"""

    def heading(self, column: Column) -> str:
        heading = self.headings.get(column.name)
        return '"' + heading.replace('"', '""') + '"' if heading is not None else "cast(null as varchar)"

    def order_faults(self) -> list[tuple[int, str]]:
        """(place of the second column, condition) for each order the row breaks."""
        places = {column.name: place for place, column in enumerate(self.contract.columns)}
        return [
            (places[order.second], f"substr(n_{places[order.first]}, 1, 10) > substr(n_{places[order.second]}, 1, 10)")
            for order in self.contract.orders
        ]
