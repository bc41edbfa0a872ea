"""Statements that migrations run, as the owner, around the rights of the site's role."""

from __future__ import annotations

from django.db.migrations import RunSQL

SITE_ROLE = "gd_app"
POLICY = "scope"
CONDITIONS = {
    "ledger": "ledger = any(current_setting('gongdun.ledgers')::smallint[])",
    "district": "district = any(current_setting('gongdun.districts')::smallint[])",
    "party": "party = any(current_setting('gongdun.parties')::bigint[])",
}


def condition(*, party: bool) -> str:
    """Plain on purpose: no `missing_ok`, no sub-select, no function. It fails loudly when unset, and the planner folds it."""
    return " or ".join(CONDITIONS[column] for column in ("ledger", "district", *(["party"] if party else [])))


def enable_scope(table: str, *, party: bool = False) -> RunSQL:
    """Row-level security on a table with `ledger` and `district`, and `party` where a portal reads it.

    Not FORCE: the owner must be able to back the table up, and the site's role is never the owner.
    """
    return RunSQL(
        sql=[
            f'alter table "{table}" enable row level security',
            f'create policy {POLICY} on "{table}" using ({condition(party=party)})',
        ],
        reverse_sql=[
            f'drop policy {POLICY} on "{table}"',
            f'alter table "{table}" disable row level security',
        ],
    )


def only(table: str, *rights: str) -> RunSQL:
    """Take the rights every new table is born with from the site's role and give these, e.g. `insert (office, body)`."""
    granted = ", ".join(rights)
    return RunSQL(
        sql=[f'revoke all on "{table}" from {SITE_ROLE}', f'grant {granted} on "{table}" to {SITE_ROLE}'],
        reverse_sql=[
            f'revoke all on "{table}" from {SITE_ROLE}',
            f'grant select, insert, update, delete on "{table}" to {SITE_ROLE}',
        ],
    )


def insert_only(table: str) -> RunSQL:
    """Triggers that stop even an absent-minded owner. For each statement: for each row would stay silent where no row fits."""
    return RunSQL(
        sql=[
            f'create trigger insert_only before update or delete or truncate on "{table}" for each statement execute function vault_refuse_change()',
            f'alter table "{table}" enable always trigger insert_only',
        ],
        reverse_sql=[f'drop trigger insert_only on "{table}"'],
    )
