"""附件 — taken in by what they are, not by what they are called; known by their digest, kept for ever."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date, datetime
from pathlib import PurePath

from gongdun.desk.models import Attachment, Matter
from gongdun.desk.operations.timeline import append, held_by, save
from gongdun.law.refusal import Refusal
from gongdun.vault import journal
from gongdun.vault.actors import Actor
from gongdun.vault.operations import operation

LARGEST = 20 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Media type → the endings it may carry.
ENDINGS = {
    "application/pdf": {".pdf"},
    "image/jpeg": {".jpg", ".jpeg"},
    "image/png": {".png"},
    "image/webp": {".webp"},
    WORD: {".docx"},
    SHEET: {".xlsx"},
}
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})


@operation
def attach(
    *, matter: int, name: str, content: bytes, actor: Actor, today: date, now: datetime, subject: str = "", only: frozenset[str] = frozenset()
) -> Attachment:  # fmt: skip
    """Put a file to the matter. `subject` names what it proves (row:17); `only` narrows the media types, e.g. to images."""
    held = held_by(actor, matter)
    return taken(held, name=name, content=content, actor=actor, today=today, now=now, subject=subject, only=only)


def taken(
    held: Matter, *, name: str, content: bytes, actor: Actor, today: date, now: datetime, subject: str = "", only: frozenset[str] = frozenset()
) -> Attachment:  # fmt: skip
    """Inside another operation: check, keep, tell the timeline and the journal."""
    clean = PurePath(name.replace("\\", "/")).name.strip()[:200]
    media_type = checked(clean, content, only)
    digest = hashlib.sha256(content).hexdigest()
    if same := held.attachments.filter(digest=digest, subject=subject).first():
        raise Refusal("The same file is there already as {name}, since {date}. Nothing was added.", name=same.name, date=same.added_on)
    kept = Attachment.objects.create(
        matter=held, name=clean, media_type=media_type, size=len(content), digest=digest, content=content, subject=subject, added_on=today,
        account_id=actor.person(), ledger=held.ledger, district=held.district, party=None,
    )  # fmt: skip
    append(held, kind="file", actor=actor, on=today, at=now, text=clean)
    save(held)
    journal.record(
        actor=actor, action="desk.attach", subject=f"matter:{held.pk}",
        after={"attachment": kept.pk, "name": clean, "type": media_type, "size": kept.size, "sha256": digest},
    )  # fmt: skip
    return kept


def checked(name: str, content: bytes, only: frozenset[str]) -> str:
    """The media type that the bytes themselves show."""
    if not content:
        raise Refusal("{name} is empty. Choose the file again.", name=name)
    if len(content) > LARGEST:
        raise Refusal("{name} is larger than 20 MB. Scan it with fewer dots, or split it.", name=name)
    media_type = seen(content)
    if media_type is None or (only and media_type not in only):
        allowed = "、".join(sorted(ending for kind in only or ENDINGS for ending in ENDINGS[kind]))
        raise Refusal(
            "{name} is none of the files that are taken: {allowed}. What counts is what is in it, not its name.", name=name, allowed=allowed
        )
    if PurePath(name).suffix.lower() not in ENDINGS[media_type]:
        raise Refusal(
            "{name} is in truth a {type} file. Give it its own ending and choose it again.",
            name=name,
            type=media_type.split("/")[-1].split(".")[-1],
        )
    return media_type


def seen(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return office_file(content) if content.startswith(b"PK\x03\x04") else None


def office_file(content: bytes) -> str | None:
    """A Word or Excel file without macros; any other archive is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except zipfile.BadZipFile:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return WORD if "word/document.xml" in names else SHEET if "xl/workbook.xml" in names else None


@operation
def open_attachment(*, attachment: int, actor: Actor, now: datetime) -> Attachment:
    """A file to look at; the journal knows who looked."""
    kept = Attachment.objects.filter(pk=attachment).first()
    if kept is None:
        raise Refusal("There is no such file among those you may see.")
    journal.record(actor=actor, action="desk.open_attachment", subject=f"matter:{kept.matter_id}", after={"attachment": kept.pk}, at=now)
    return kept
