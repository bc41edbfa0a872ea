"""The kernel's identifier checks as DuckDB macros, so that a column is checked in one pass. A test holds both equal."""

from __future__ import annotations

import duckdb

FULL_WIDTH = "".join(map(chr, range(0xFF01, 0xFF5F)))
ASCII = "".join(map(chr, range(0x21, 0x7F)))
INVISIBLE = r"[\s\x{00}\x{00A0}\x{00AD}\x{200B}-\x{200F}\x{2028}-\x{202F}\x{2060}\x{3000}\x{FEFF}]+"
CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def weighted_digits() -> str:
    """Σ weight × digit of the first 17 digits, read out of one integer."""
    return " + ".join(f"{weight} * ((body // {10 ** (16 - place)}) % 10)" for place, weight in enumerate(CITIZEN_WEIGHTS))


def weighted_letters() -> str:
    terms = (f"{weight} * (strpos({quoted(USCC_ALPHABET)}, substr(x, {place}, 1)) - 1)" for place, weight in enumerate(USCC_WEIGHTS, 1))
    return " + ".join(terms)


MACROS = (
    f"""gd_code(x) as nullif(case when regexp_full_match(x, '[!-~]+') then x
        else regexp_replace(translate(x, {quoted(FULL_WIDTH)}, {quoted(ASCII)}), '{INVISIBLE}', '', 'g') end, '')""",
    r"""gd_text(x) as nullif(regexp_replace(x, '^[\s\x{00A0}\x{3000}\x{FEFF}]+|[\s\x{00A0}\x{3000}\x{FEFF}]+$|\x{00}', '', 'g'), '')""",
    rf"""gd_name(x) as case when regexp_full_match(x, '[!-~\x{{4E00}}-\x{{9FFF}}]+') then x else nullif(regexp_replace(nfc_normalize(translate(x, {quoted(FULL_WIDTH)}, {quoted(ASCII)})), '{INVISIBLE}', '', 'g'), '') end""",
    f"gd_check_digit(body) as substr('10X98765432', 1 + cast(({weighted_digits()}) % 11 as integer), 1)",
    """gd_long(x) as case when regexp_full_match(x, '[0-9]{15}')
        then concat(substr(x, 1, 6), '19', substr(x, 7), gd_check_digit(cast(concat(substr(x, 1, 6), '19', substr(x, 7)) as bigint)))
        else x end""",
    "gd_citizen(x) as gd_long(upper(gd_code(x)))",
    r"""gd_is_number(x) as starts_with(x, chr(1)) or regexp_full_match(x, '[0-9](\.[0-9]+)?[eE]\+?[0-9]+')""",
    """gd_citizen_fault(x) as case when x is null then null when gd_is_number(x) then 'number'
        when not regexp_full_match(x, '[0-9]{17}[0-9X]') then 'citizen_shape'
        when gd_check_digit(cast(substr(x, 1, 17) as bigint)) <> substr(x, 18, 1) then 'citizen_check'
        when try_strptime(substr(x, 7, 8), '%Y%m%d') is null or substr(x, 7, 4) < '1880' then 'birth' end""",
    f"""gd_uscc_fault(x) as case when x is null then null when gd_is_number(x) then 'number'
        when not regexp_full_match(x, '[0-9ABCDEFGHJKLMNPQRTUWXY]{{18}}') then 'uscc_shape'
        when substr({quoted(USCC_ALPHABET)}, 1 + cast((31 - ({weighted_letters()}) % 31) % 31 as integer), 1) <> substr(x, 18, 1)
        then case when starts_with(x, '92') then 'uscc_old' else 'uscc_check' end end""",
)


def install(connection: duckdb.DuckDBPyConnection) -> None:
    for macro in MACROS:
        connection.execute(f"create or replace temp macro {macro}")
