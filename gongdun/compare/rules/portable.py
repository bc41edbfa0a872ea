"""The subset of SQL that DuckDB and Spark understand alike, held on the syntax tree: sqlglot itself never warns.

Each prohibition stands for an expression that gave other rows, or an error, on the second engine.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlglot
from sqlglot import exp

from gongdun.compare.rules.rule import Rule

FORBIDDEN: tuple[tuple[type[exp.Expression], str], ...] = (
    (exp.Div, "division: the engines differ on zero and on integers; multiply the other side instead"),
    (exp.IntDiv, "division: the engines differ on zero; multiply the other side instead"),
    (exp.Mod, "the remainder of negative numbers differs"),
    (exp.Cast, "casts round differently; keep integers, the relations are typed"),
    (exp.TryCast, "casts round differently; keep integers, the relations are typed"),
    (exp.DateDiff, "months between dates are counted differently; use the `_month` and `_day` integers"),
    (exp.DateAdd, "date arithmetic gives other types; use the `_day` integers"),
    (exp.DateSub, "date arithmetic gives other types; use the `_day` integers"),
    (exp.Interval, "date arithmetic gives other types; use the `_day` integers"),
    (exp.Extract, "weekdays and parts of dates are numbered differently; use the `_month` integers"),
    (exp.Trim, "full-width spaces are trimmed differently; the import has trimmed already"),
    (exp.Levenshtein, "the distance of Chinese texts is counted in other units"),
    (exp.RegexpReplace, "without its flags it replaces once or always"),
    (exp.RegexpLike, "the dialects of patterns differ"),
    (exp.ArrayAgg, "the order inside lists differs"),
    (exp.GroupConcat, "the order inside joined texts differs"),
    (exp.Qualify, "it drops other columns together with *; filter a subquery"),
    (exp.Filter, "write sum(case when … then 1 else 0 end)"),
    (exp.Pivot, "there is no common form"),
    (exp.PercentileCont, "there is no common form; the state has the median"),
    (exp.Quantile, "there is no common form; the state has the median"),
    (exp.ApproxDistinct, "estimates differ; count exactly"),
    (exp.Bracket, "indexing starts at 0 or 1"),
    (exp.CurrentDate, "nothing calls the clock; join `run`"),
    (exp.CurrentTimestamp, "nothing calls the clock; join `run`"),
    (exp.Rand, "a rule gives the same rows every time"),
    (exp.Limit, "which rows remain is not determined"),
    (exp.Avg, "averages are floats; compare a total with a multiple of the count"),
    (exp.Placeholder, "a rule runs when pasted; join `run`, `parameters` or `lead`"),
)
FUNCTIONS = frozenset(
    {
        *("count", "sum", "min", "max", "coalesce", "nullif", "abs", "greatest", "least", "case", "if", "and", "or", "not", "exists"),
        *("row_number", "lag", "lead", "substring", "concat", "length", "lower", "upper", "starts_with"),
    }
)
KEYWORD_NAMES = frozenset(
    {"rollback", "commit", "begin", "start", "end", "window", "table", "order", "group", "current", "interval", "values"}
)


def faults(rule: Rule) -> list[str]:
    """What in the rule is outside the portable subset; empty when it is portable."""
    found = [*query_faults(rule.query), *(f"evidence: {fault}" for fault in query_faults(rule.evidence))]
    return [f"{rule.id}: {fault}" for fault in [*found, *reading_faults(rule)]]


def query_faults(sql: str) -> list[str]:
    try:
        trees = [tree for tree in sqlglot.parse(sql, read="duckdb") if tree is not None]
    except sqlglot.errors.ParseError as error:
        return [f"does not parse: {str(error).splitlines()[0]}"]
    if len(trees) != 1 or not isinstance(trees[0], exp.Query):
        return ["is not one SELECT"]
    tree: exp.Expression = trees[0]  # type: ignore[assignment]
    return [*forbidden(tree), *strange_functions(tree), *strange_names(tree), *floats(tree), *strange_windows(tree)]


def forbidden(tree: exp.Expression) -> Iterator[str]:
    for kind, why in FORBIDDEN:
        for node in tree.find_all(kind):
            yield f"`{node.sql('duckdb')[:60]}`: {why}"


def strange_functions(tree: exp.Expression) -> Iterator[str]:
    for node in tree.find_all(exp.Func):
        name = node.name.lower() if isinstance(node, exp.Anonymous) else node.sql_name().lower()
        if name not in FUNCTIONS and not isinstance(node, tuple(kind for kind, _ in FORBIDDEN)):
            yield f"function `{name}` is not known to be the same on both engines"
    for node in tree.find_all(exp.Substring):
        if isinstance(node.args.get("start"), exp.Literal) and node.args["start"].name == "0":
            yield "`substr(s, 0, n)` starts at another place; texts begin at 1"


def strange_names(tree: exp.Expression) -> Iterator[str]:
    for alias in tree.find_all(exp.CTE, exp.TableAlias):
        if alias.alias_or_name.lower() in KEYWORD_NAMES:
            yield f"`{alias.alias_or_name}` is a keyword on one of the engines; give the relation another name"


def floats(tree: exp.Expression) -> Iterator[str]:
    for literal in tree.find_all(exp.Literal):
        if not literal.is_string and not literal.is_int:
            yield f"`{literal.name}` is no integer; use percent or per mille on both sides"


def strange_windows(tree: exp.Expression) -> Iterator[str]:
    for window in tree.find_all(exp.Window):
        order = window.args.get("order")
        if order is not None and any(item.args.get("nulls_first") is not None and item.args.get("explicit") for item in order.expressions):
            yield f"`{window.sql('duckdb')[:60]}`: the engines put NULL at other ends; order by columns that are filled"


def reading_faults(rule: Rule) -> Iterator[str]:
    """The header names what the query reads, no more and no less: a missing input must be noticed before the run."""
    declared = set(rule.reads)
    read = tables_read(rule.query)
    for name in sorted(read - declared - {"run", "parameters"}):
        yield f"reads `{name}`, which the header does not name"
    for name in sorted(declared - read):
        yield f"the header names `{name}`, which the query does not read"
    used = {column.name for column in sqlglot.parse_one(rule.query, read="duckdb").find_all(exp.Column)}
    for parameter in rule.parameters:
        if parameter.name not in used:
            yield f"the parameter `{parameter.name}` is not used"


def tables_read(sql: str) -> set[str]:
    tree = sqlglot.parse_one(sql, read="duckdb")
    own = {cte.alias_or_name for cte in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table)} - own
