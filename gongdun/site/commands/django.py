"""`gongdun django …`: Django's own commands with our settings."""

from __future__ import annotations

import os

from django.core.management import execute_from_command_line


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    execute_from_command_line(["gongdun django", *argv])
    return 0
