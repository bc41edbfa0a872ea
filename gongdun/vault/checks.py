"""What must hold between the code and the database, so that a forgotten policy cannot go unnoticed.

Runs with `django check --database default`, and the doctor and the tests ask `problems()`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import connection

from gongdun.vault.migration import POLICY, condition
from gongdun.vault.models import PartyScoped, Scoped

ROLE = "select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user"
OWNED = """
select relname from pg_class where relowner = (select oid from pg_roles where rolname = current_user)
and relnamespace = 'public'::regnamespace order by 1
"""
DATABASE_OWNED = "select datname from pg_database where datname = current_database() and pg_has_role(current_user, datdba, 'member')"
VIEWS = """
select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
and not coalesce('security_invoker=true' = any(reloptions) or 'security_invoker=on' = any(reloptions), false)
and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e') order by 1
"""
COPIES = "select relname from pg_class where relkind = 'm' and relnamespace = 'public'::regnamespace order by 1"
# Tables that look scoped, whether a model says so or not.
TABLES = """
select c.relname, c.relrowsecurity, c.relforcerowsecurity,
  (select array_agg(p.polname || ' ' || p.polcmd::text || ' ' || coalesce(pg_get_expr(p.polqual, c.oid), '')
     || ' ' || coalesce(pg_get_expr(p.polwithcheck, c.oid), '')) from pg_policy p where p.polrelid = c.oid)
from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and (c.relrowsecurity or c.relname = any(%s)
  or (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('ledger', 'district') and not a.attisdropped) = 2)
order by 1
"""
HAS_PARTY = "select exists (select from pg_attribute where attrelid = %s::regclass and attname = 'party' and not attisdropped)"


def rows(statement: str, *arguments: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments or None)
        return cursor.fetchall()


def problems() -> list[str]:
    """One sentence each; empty where rows are held by the database."""
    return [*role_problems(), *view_problems(), *table_problems()]


def role_problems() -> Iterator[str]:
    for name, is_super, bypasses in rows(ROLE):
        if is_super or bypasses:
            yield f"The site's role {name} is a superuser or has BYPASSRLS, so row-level security does not hold it."
    for (table,) in rows(OWNED):
        yield f"The site's role owns {table}, so row-level security does not hold it there."
    for (name,) in rows(DATABASE_OWNED):
        yield f"The site's role is the owner of the database {name}, or a member of the owner."


def view_problems() -> Iterator[str]:
    for (view,) in rows(VIEWS):
        yield f"The view {view} runs as its owner and shows every row: create it WITH (security_invoker = true)."
    for (copy,) in rows(COPIES):
        yield f"The materialised view {copy} has no row-level security: use a scoped table."


def scoped_models() -> list[type[Scoped]]:
    return [model for model in apps.get_models() if issubclass(model, Scoped) and model._meta.managed and not model._meta.proxy]


def table_problems() -> Iterator[str]:
    wanted = {model._meta.db_table: issubclass(model, PartyScoped) for model in scoped_models()}
    found = {table: (enabled, forced, policies) for table, enabled, forced, policies in rows(TABLES, list(wanted))}
    for table in sorted(wanted.keys() - found.keys()):
        yield f"The scoped table {table} does not exist: run the migrations."
    for table, (enabled, forced, policies) in found.items():
        party = wanted[table] if table in wanted else bool(rows(HAS_PARTY, table)[0][0])
        yield from policy_problems(table, enabled, forced, policies or (), party=party)


def policy_problems(table: str, enabled: bool, forced: bool, policies: Sequence[str], *, party: bool) -> Iterator[str]:
    if not enabled:
        yield f"The table {table} has no row-level security: call enable_scope({table!r}) in its migration."
        return
    if forced:
        yield f"The table {table} FORCEs row-level security, so the owner cannot back it up."
    expected = f"{POLICY} * {condition(party=party)} "
    if [bare(policy) for policy in policies] != [bare(expected)]:
        yield f"The policy of {table} is not the one of enable_scope({table!r}, party={party}): {'; '.join(policies) or 'there is none'}."


def bare(policy: str) -> str:
    """PostgreSQL writes conditions back with brackets, capitals and casts of its own."""
    return "".join(policy.lower().replace("::text", "").replace("(", "").replace(")", "").split())


@register(Tags.database)
def check(app_configs: object = None, databases: Sequence[str] | None = None, **_: object) -> list[Error]:
    """Silent in the owner's own process, which is about to migrate and is of course the owner."""
    if not databases or os.environ.get("GONGDUN_AS_OWNER") == "1":
        return []
    return [Error(problem, id="vault.E001") for problem in problems()]
