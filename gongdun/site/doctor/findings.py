"""What the doctor says: ok, a warning or a fault, in one sentence, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongdun.law.refusal import terminal_language, translate


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


class Message:
    """An English sentence with `{named}` places, the id of its translation."""

    def __init__(self, message: str, **arguments: object) -> None:
        self.message, self.arguments = message, arguments

    def text(self, language: str | None = None) -> str:
        return translate(self.message, language or terminal_language()).format(**self.arguments)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mend` says what to do; an ok needs none."""

    check: str
    level: Level
    what: Message
    mend: Message | None = None

    def line(self, language: str | None = None) -> str:
        sign = {Level.OK: "✓", Level.WARNING: "!", Level.FAULT: "✗"}[self.level]
        return " ".join([sign, self.what.text(language), *([self.mend.text(language)] if self.mend else [])])

    def plain(self, language: str | None = None) -> dict[str, str]:
        mend = self.mend.text(language) if self.mend else ""
        return {"check": self.check, "level": self.level.value, "what": self.what.text(language), "mend": mend}


def ok(check: str, what: Message) -> Finding:
    return Finding(check, Level.OK, what)


def warning(check: str, what: Message, mend: Message) -> Finding:
    return Finding(check, Level.WARNING, what, mend)


def fault(check: str, what: Message, mend: Message) -> Finding:
    return Finding(check, Level.FAULT, what, mend)


def harm(check: str, what: Message, mend: Message, *, production: bool) -> Finding:
    """A fault in production; elsewhere a warning."""
    return Finding(check, Level.FAULT if production else Level.WARNING, what, mend)
