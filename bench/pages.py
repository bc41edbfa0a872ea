"""From nothing to the first page, and every page's time and queries: `python -m bench.pages [--persons N] [--rounds N]`.

A city of its own is made in an empty home, by the command that `make demo` runs, packages installed before. Then the demo's accounts walk the
served site: each page their links lead to, one address per route, asked `--rounds` times over HTTP, one request at a time. The queries of the same
pages are counted in a process beside it.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNTS = ("city.director", "xinbei.liaison", "xinbei.inspector", "city.agency", "city.auditor")
SCOPE = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
FILES = re.compile(r"\.(?:pdf|docx|xlsx|css|js|svg|woff2)|/(?:letter|workbook|template|export|sheet|static)", re.I)
PATIENCE = 1200  # seconds until a start counts as failed


class Browser:
    """One signed-in account."""

    def __init__(self, address: str, username: str, password: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar := http.cookiejar.CookieJar()))
        self.get("/sign-in/")
        token = next(cookie.value for cookie in jar if "csrf" in cookie.name)
        fields = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        self.opener.open(
            urllib.request.Request(f"{address}/sign-in/", urllib.parse.urlencode(fields).encode(), {"Referer": f"{address}/sign-in/"})
        )

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path) as answer:
            kind = answer.headers.get_content_type()
            body = answer.read()
        return str(body, "utf-8") if kind == "text/html" else ""


def route(path: str) -> str:
    """Addresses that differ only in a row's number or in what is asked are one route."""
    return re.sub(r"/\d+(?=/|$)", "/N", path.partition("?")[0])


def walk(browser: Browser) -> dict[str, str]:
    """One address per route, breadth first from the home page; files are left out."""
    found, waiting = {"/": "/"}, ["/"]
    while waiting:
        try:
            text = browser.get(waiting.pop(0))
        except urllib.error.HTTPError as refused:
            if refused.code >= 500:
                raise
            continue
        for link in SCOPE.findall(text):
            path = link.replace("&amp;", "&")
            if route(path) not in found and not FILES.search(path):
                found[route(path)] = path
                waiting.append(path)
    return found


def timed(browser: Browser, path: str, rounds: int) -> list[float] | None:
    """Milliseconds of each round after a first that does not count; None where the page is refused or no page."""
    try:
        if not browser.get(path):
            return None
        return [one for _ in range(rounds) for one in [clock(lambda: browser.get(path))]]
    except urllib.error.HTTPError:
        return None


def clock(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


@contextmanager
def served(home: Path, persons: int) -> Iterator[tuple[str, float]]:
    """The demo in this home; its address, and the seconds until its first page was there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "gongdun", "demo", "start", "--bind", bind, "--persons", str(persons)]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | {"GONGDUN_HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers(f"http://{bind}/sign-in/"):
            if process.poll() is not None or time.perf_counter() - started > PATIENCE:
                raise SystemExit("The demo did not start: run `python -m gongdun demo start` to see why.")
            time.sleep(0.1)
        yield f"http://{bind}", time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(60)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def queries(home: Path, username: str, paths: list[str]) -> dict[str, int]:
    """Queries of each page, counted in a process that serves itself."""
    environment = os.environ | {"GONGDUN_HOME": str(home), "GONGDUN_DEMO": "1", "GONGDUN_TODAY": "2022-10-17", "GONGDUN_DEVELOP": "1"}
    told = subprocess.run(
        [sys.executable, "-m", "bench.page_queries", username, *paths], env=environment, capture_output=True, text=True, check=True
    )
    return {path: int(count) for count, path in (line.split(" ", 1) for line in told.stdout.splitlines())}


def report(home: Path, address: str, rounds: int) -> None:
    password = (home / "secrets" / "demo-password").read_text().strip()
    seen: set[str] = set()
    print(f"{'median':>8} {'p95':>8} {'queries':>8}  page (milliseconds over HTTP, one request at a time)")
    for username in ACCOUNTS:
        browser = Browser(address, username, password)
        found = {name: path for name, path in walk(browser).items() if name not in seen}
        times = {path: taken for path in found.values() if (taken := timed(browser, path, rounds))}
        counts = queries(home, username, list(times))
        for name, path in sorted(found.items()):
            if taken := times.get(path):
                print(f"{statistics.median(taken):8.1f} {percentile(taken):8.1f} {counts.get(path, -1):8}  {username}  {name}", flush=True)
        seen |= set(found)


def percentile(taken: list[float]) -> float:
    return sorted(taken)[max(0, -(-len(taken) * 95 // 100) - 1)]


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--persons", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=20)
    told = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix=f"gongdun-pages-{secrets.token_hex(2)}-") as folder:
        home = Path(folder) / "home"
        with served(home, told.persons) as (address, seconds):
            print(f"from nothing to the first page, {told.persons:,} persons: {seconds:.1f} s", flush=True)
            report(home, address, told.rounds)
        with served(home, told.persons) as (_, seconds):
            print(f"the second start: {seconds:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
