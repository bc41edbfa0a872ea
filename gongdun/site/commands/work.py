"""`gongdun work`: runs the queued jobs and seals the journal, until it is told to stop."""

from __future__ import annotations

import importlib
import os

import django


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    return importlib.import_module("gongdun.site.worker").run()  # it needs the apps, so only after setup
