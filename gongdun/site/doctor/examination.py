"""All the checks in order; those of the database only where it answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

from django.conf import settings

from gongdun.site.doctor import database, machine, safety
from gongdun.site.doctor.findings import Finding, Level
from gongdun.site.postgres import addresses


def examine(*, today: date, production: bool) -> list[Finding]:
    return [*of_machine(today, production), *of_settings(production), *of_database(production)]


def of_machine(today: date, production: bool) -> Iterator[Finding]:
    yield from machine.python()
    yield from machine.disk()
    yield from machine.time_zone()
    yield from machine.document_fonts(settings.FONT_DIRS)
    yield from machine.browser_tests()
    yield from machine.working_days(today)
    yield from machine.static_files(settings.STATIC_ROOT, production=production)


def of_settings(production: bool) -> Iterator[Finding]:
    yield from safety.secrets()
    yield from safety.algorithms()
    yield from safety.ways_in(settings.ALLOWED_HOSTS, is_tls=settings.BEHIND_TLS, production=production)
    is_pinned = "GONGDUN_TODAY" in os.environ
    yield from safety.modes(is_demo=settings.DEMO, is_develop=settings.DEVELOP, is_pinned=is_pinned, production=production)


def of_database(production: bool) -> Iterator[Finding]:
    yield from database.kind(is_embedded=addresses.is_embedded(), production=production)
    answer = database.answers()
    yield answer
    if answer.level is Level.FAULT:
        return
    yield from database.version()
    yield from database.extensions()
    waiting = list(database.migrations())
    yield from waiting
    if all(finding.level is Level.OK for finding in waiting):  # the rest reads tables
        yield from database.rights()
        yield from database.procedures()
        yield from safety.whole_journal()
