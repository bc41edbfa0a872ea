"""Programs outside Python that some tests need: Chromium, a CJK font, Java. What is missing is said loudly; GONGDUN_FULL=1 makes them compulsory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def has_chinese_font() -> bool:
    listing = shutil.which("fc-list")
    return bool(listing and subprocess.run([listing, ":lang=zh"], capture_output=True, check=False).stdout.strip())


def missing() -> dict[str, str]:
    """What is not there, and which tests it keeps from running."""
    found = {
        "Chromium": (chromium() is not None, "browser tests"),
        "a Chinese font": (has_chinese_font(), "browser tests"),
        "Java": (shutil.which("java") is not None, "Spark tests"),
    }
    return {name: tests for name, (there, tests) in found.items() if not there}


def is_compulsory() -> bool:
    return os.environ.get("GONGDUN_FULL") == "1"


def main() -> int:
    for name, tests in missing().items():
        print(f"*** {name} is not installed: the {tests} will NOT run. ***", file=sys.stderr)
    return 1 if missing() and is_compulsory() else 0


if __name__ == "__main__":
    sys.exit(main())
