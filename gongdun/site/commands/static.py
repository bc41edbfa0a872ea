"""Static files, collected once per version of their sources."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import django
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from gongdun.site.home import home


def collect() -> None:
    """Collect when a source changed since the last time; a second start finds them as they are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongdun.site.settings")
    django.setup()
    stamp = home() / "static.stamp"
    if stamp.exists() and stamp.read_text() == fingerprint():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint())


def fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
