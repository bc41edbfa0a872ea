"""The data folder of an installation: cluster, lake, keys, files. Everything Gongdun writes lives below it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def home() -> Path:
    """`GONGDUN_HOME`, else `var/` of the checkout, else `var/` of the current folder."""
    if told := os.environ.get("GONGDUN_HOME"):
        return Path(told).resolve()
    return (PROJECT if (PROJECT / "pyproject.toml").exists() else Path.cwd()) / "var"


def private_folder(path: Path) -> Path:
    """The folder, made if need be, closed to everyone else."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def secret(name: str, *, create: bool = False) -> str:
    """A secret of this installation, or '' where it was not made yet. No secret has a default (design.md 17)."""
    path = home() / "secrets" / name
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    if not create:
        return ""
    private_folder(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
