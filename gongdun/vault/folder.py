"""Where the vault keeps what must not be in the database: its keys and the heads of the journal."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def home() -> Path:
    """The installation's data folder. The site names it to us through its settings: this floor may not import the site."""
    return Path(settings.LAKE).parent


def private_folder(path: Path) -> Path:
    """The folder, made if need be, closed to everyone else."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
