"""The restored journal, held against the head that the backup's manifest printed."""

from __future__ import annotations

from typing import Any

from django.db import connection

from gongdun.vault import journal
from gongdun.vault.journal.heads import Head, ranges


def findings(head: dict[str, Any] | None) -> list[journal.Finding]:
    known = [Head(head["seal"], head["n"], ranges(head["entries"]), head["head"])] if head else []
    found = journal.verify(known=known)
    connection.close()
    return found
