"""The machine: Python, disk, time zone, fonts, collected static files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from gongdun import law
from gongdun.site.doctor.findings import Finding, Message, fault, harm, ok, warning
from gongdun.site.home import home
from gongdun.site.tools import chromium, has_chinese_font

OLDEST_PYTHON = (3, 11)
LITTLE, TOO_LITTLE = 20, 2  # GiB free
FONT_SUFFIXES = (".ttf", ".otf", ".ttc")


def python(version: tuple[int, int] = sys.version_info[:2]) -> Iterator[Finding]:
    said = ".".join(map(str, version))
    if version < OLDEST_PYTHON:
        yield fault("python", Message("Python is {version}, which is too old.", version=said), Message("Install Python 3.11 or newer."))
    else:
        yield ok("python", Message("Python is {version}.", version=said))


def disk(free: int | None = None) -> Iterator[Finding]:
    """`free` in bytes; by default what the data folder's disk has left."""
    folder = next(path for path in (home(), *home().parents) if path.exists())
    left = (shutil.disk_usage(folder).free if free is None else free) // 2**30
    what = Message("{free} GiB are free for {folder}.", free=left, folder=home())
    if left < TOO_LITTLE:
        yield fault("disk", what, Message("Free some space before anything else: a full disk stops the database."))
    elif left < LITTLE:
        yield warning("disk", what, Message("Plan for at least {gib} GiB: the lake grows with every month.", gib=LITTLE))
    else:
        yield ok("disk", what)


def time_zone(local: str | None = None) -> Iterator[Finding]:
    """Days are counted in Asia/Shanghai whatever the machine says; its logs are not."""
    told = local or os.environ.get("TZ") or local_zone()
    if "Asia/Shanghai" in told:
        yield ok("time_zone", Message("The machine's time zone is Asia/Shanghai."))
    else:
        what = Message("The machine's time zone is {zone}; Gongdun counts its days in Asia/Shanghai all the same.", zone=told)
        yield warning("time_zone", what, Message("Run `timedatectl set-timezone Asia/Shanghai`, so that the machine's logs agree."))


def local_zone() -> str:
    link = Path("/etc/localtime")
    return str(link.resolve()).rpartition("zoneinfo/")[2] if link.exists() else "UTC"


def document_fonts(folders: list[Path]) -> Iterator[Finding]:
    """Issued documents need a Chinese font: the city's licensed ones, or the package's."""
    for folder in folders:
        if not any(path.suffix.lower() in FONT_SUFFIXES for path in folder.glob("**/*")):
            what = Message("The font folder {folder} holds no font.", folder=folder)
            yield fault("fonts", what, Message("Put the fonts there, or take the folder out of GONGDUN_FONT_DIRS."))
            return
    if folders:
        yield ok("fonts", Message("Documents are set in the city's own fonts from {folders}.", folders=", ".join(map(str, folders))))
    elif find_spec("manimgx_fonts_cjk"):
        yield ok("fonts", Message("Documents are set in the package's Chinese font; GONGDUN_FONT_DIRS names the city's licensed ones."))
    else:
        mend = Message("Install the package manimgx-fonts-cjk, or set GONGDUN_FONT_DIRS to a folder of fonts.")
        yield fault("fonts", Message("No Chinese font was found: documents would print empty squares."), mend)


def browser_tests() -> Iterator[Finding]:
    """Only of use to who runs the tests; never a fault."""
    if chromium() and has_chinese_font():
        yield ok("browser_tests", Message("Chromium and a Chinese font for the browser tests are installed."))
    else:
        yield ok(
            "browser_tests",
            Message("Chromium or a Chinese system font is missing: the browser tests will not run here; the site needs neither."),
        )


def working_days(today: date) -> Iterator[Finding]:
    """This year's and the next year's notices of the State Council."""
    for year in (today.year, today.year + 1):
        if law.Calendar.shipped().is_known(date(year, 1, 1)):
            yield ok("calendar", Message("The working days of {year} are known.", year=str(year)))
        else:
            what = Message("The working days of {year} are not known yet: due dates in it are shown as provisional.", year=str(year))
            yield warning("calendar", what, Message("When the State Council's notice is out, install the release that carries it."))


def static_files(folder: Path, *, production: bool) -> Iterator[Finding]:
    if (folder / "staticfiles.json").exists():
        yield ok("static_files", Message("The static files are collected."))
    else:
        what = Message("The static files are not collected in {folder}.", folder=folder)
        yield harm("static_files", what, Message("Start the site once with `gongdun serve`; it collects them."), production=production)
