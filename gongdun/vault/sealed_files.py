"""Files that hold numbers in clear, kept for a while: sealed like the numbers themselves, and opened only for whom they belong to."""

from __future__ import annotations

import struct

from gongdun.law.refusal import Refusal
from gongdun.vault.cipher import Tampered, seal, unseal
from gongdun.vault.keys import ring

HEAD = struct.Struct(">4sH")  # a mark, the version of the keys
MARK = b"GDSF"


class Unopened(Refusal):
    """A kept file that cannot be opened any more."""


def seal_file(content: bytes, *, subject: str) -> bytes:
    """The file under the newest key, bound to what it belongs to, such as `sheet:<digest>`."""
    newest = ring().newest
    assert newest.seal is not None  # the newest version always seals
    return HEAD.pack(MARK, newest.version) + seal(newest.seal, content, subject.encode())


def open_file(sealed: bytes, *, subject: str) -> bytes:
    """The file in clear. Files live for days: what was sealed before a rotation is uploaded again, not sealed anew."""
    if len(sealed) <= HEAD.size or not sealed.startswith(MARK):
        raise Unopened("The uploaded file is not kept any more. Upload it again.")
    _mark, version = HEAD.unpack_from(sealed)
    key = ring().version(version).seal
    if key is None:
        raise Unopened("The keys were changed since the file was uploaded. Upload it again.")
    try:
        return unseal(key, sealed[HEAD.size :], subject.encode())
    except Tampered:
        raise Unopened("The uploaded file was changed after it was sealed, so it is not read. Upload it again.") from None
