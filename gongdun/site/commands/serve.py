"""`gongdun serve`: the site, its worker and, where no server is named, its database. Ctrl-C stops what it started: site, worker, database."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable

from gongdun.site.commands import database, static

WORKER_PATIENCE = 15  # seconds


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="gongdun serve", description=__doc__)
    parser.add_argument("--bind", default="127.0.0.1:8000")
    parser.add_argument("--workers", type=int, default=2)
    told = parser.parse_args(argv)
    cluster = database.ready()
    try:
        return serve(told.bind, told.workers)
    finally:
        if cluster:
            cluster.release()


def serve(bind: str, workers: int = 2, announce: Callable[[], None] = lambda: None) -> int:
    """Serve until Ctrl-C or SIGTERM; the database is already up."""
    static.collect()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    gunicorn = [sys.executable, "-m", "gunicorn", "gongdun.site.wsgi", "-b", bind, "-w", str(workers), "-k", "gthread", "--threads", "4"]
    # Sessions of their own: Ctrl-C reaches this process only, which then stops them in order.
    started = [
        subprocess.Popen([sys.executable, "-m", "gongdun", "work"], start_new_session=True),
        subprocess.Popen(
            [*gunicorn, "--log-level", "warning", "--graceful-timeout", "5"],
            start_new_session=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ),
    ]
    try:
        announce()
        return started[-1].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in reversed(started):
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(WORKER_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
