"""A Merkle tree over row digests with proofs: who holds the root can check one row and learns nothing of the others.

SM3, with a mark before each kind of hash so that no leaf passes for a node (the journal's own rule). A node without a partner moves up.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from gongdun.law.refusal import Refusal
from gongdun.vault.cipher import sm3

LEAF, NODE = b"\x00", b"\x01"
EMPTY = sm3(b"")  # the root of no rows


def leaf(salt: bytes, row: bytes) -> bytes:
    """The salt keeps a short row from being guessed out of its digest."""
    return sm3(LEAF + len(salt).to_bytes(2, "big") + salt + row)


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    found = [list(leaves)]
    while len(found[-1]) > 1:
        level = found[-1]
        pairs = [sm3(NODE + left + right) for left, right in zip(level[::2], level[1::2], strict=False)]
        found.append(pairs + level[len(pairs) * 2 :])
    return found


def root(leaves: Sequence[bytes]) -> bytes:
    return levels(leaves)[-1][0] if leaves else EMPTY


def proof(tree: Sequence[Sequence[bytes]], position: int) -> list[str]:
    """The partners on the way up, `L` or `R` for the side they stand on, in hexadecimal."""
    if not 0 <= position < len(tree[0]):
        raise Refusal("The tree has no row {position}.", position=position)
    steps = []
    for level in tree[:-1]:
        partner = position ^ 1
        if partner < len(level):
            steps.append(("L" if partner < position else "R") + level[partner].hex())
        position //= 2
    return steps


def proves(leaf_: bytes, position: int, count: int, steps: Sequence[str], expected: bytes) -> bool:
    """Whether a leaf at its position of `count` leads up to the root; sides and length must fit the position too."""
    if not 0 <= position < count:
        return False
    node, left = leaf_, list(steps)
    while count > 1:
        partner = position ^ 1
        if partner < count:
            if not left:
                return False
            side, digest = left[0][:1], left.pop(0)[1:]
            if side != ("L" if partner < position else "R"):
                return False
            try:
                other = bytes.fromhex(digest)
            except ValueError:
                return False
            node = sm3(NODE + other + node) if side == "L" else sm3(NODE + node + other)
        position, count = position // 2, -(-count // 2)
    return not left and hmac.compare_digest(node, expected)
