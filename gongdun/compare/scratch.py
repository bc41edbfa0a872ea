"""Scratch folders that outlive nobody: what a killed run left behind may hold identities in clear, so the next run removes it.

A living run holds a lock on its folder; a folder whose lock is free belongs to the dead. TMPDIR says on which disk they lie.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "gongdun-compare-"
LOCK = ".lock"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder readable by its owner only (0700), removed at the end or by the next run."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


def sweep() -> None:
    """Remove the folders of runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if (folder / LOCK).exists() and folder.stat().st_uid == os.getuid() and is_dead(folder):
            shutil.rmtree(folder, ignore_errors=True)


def is_dead(folder: Path) -> bool:
    with (folder / LOCK).open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
