"""Two roles: an owner for migrations and backup, and the site's own, which owns nothing and is held by row-level security."""

from __future__ import annotations

import psycopg
from psycopg import sql

OWNER = "gd_owner"
SITE = "gd_app"
EXTENSIONS = ("btree_gist", "pg_trgm")


def prepare(superuser_url: str, name: str = "gongdun", *, passwords: dict[str, str] | None = None) -> None:
    """Make both roles, the database and its default rights. Safe to run again."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER, SITE):
            make_role(connection, role, (passwords or {}).get(role))
        exists = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if not exists:
            connection.execute(
                sql.SQL("create database {} owner {} encoding 'UTF8' template template0").format(
                    sql.Identifier(name), sql.Identifier(OWNER)
                )
            )
    with psycopg.connect(superuser_url, dbname=name, autocommit=True) as connection:
        grant(connection)


def make_role(connection: psycopg.Connection, role: str, password: str | None) -> None:
    exists = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    verb = "alter" if exists else "create"
    secret = sql.SQL(" password {}").format(sql.Literal(password)) if password else sql.SQL("")
    connection.execute(
        sql.SQL(verb + " role {} login nosuperuser nocreatedb nocreaterole nobypassrls").format(sql.Identifier(role)) + secret
    )


def grant(connection: psycopg.Connection) -> None:
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
    for statement in (
        "revoke all on schema public from public",
        f"grant usage on schema public to {SITE}",
        f"grant create, usage on schema public to {OWNER}",
        f"alter default privileges for role {OWNER} in schema public grant select, insert, update, delete on tables to {SITE}",
        f"alter default privileges for role {OWNER} in schema public grant usage, select on sequences to {SITE}",
    ):
        connection.execute(statement)
