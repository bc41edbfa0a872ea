"""The bundle of a locked month: figures, queries, digests of rules and law, Merkle roots, the journal's head, and sampled rows with proof.

Plain Python: a bundle is made from plain values and checked without a database, a network or the city's keys. The file is a zip of
`bundle.json` (whose digest the journal keeps) and `samples.json` (rows drawn by a seed that the roots themselves give).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gongdun.law.refusal import Refusal
from gongdun.plans import merkle
from gongdun.vault.cipher import sm3

FORMAT = "gongdun-month-1"
CONTENT, SAMPLES = "bundle.json", "samples.json"
DRAWN = 5  # rows of each figure that a bundle opens
LARGEST = 200 * 1024 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same month


@dataclass(frozen=True)
class Finding:
    """What is wrong with what part of a bundle; `message` is a sentence id with places."""

    message: str
    said: Mapping[str, object]


def canonical(content: object) -> bytes:
    """One text for one content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(content: object) -> str:
    return sm3(canonical(content)).hex()


def row_leaf(salt: str, row: Mapping[str, Any]) -> bytes:
    return merkle.leaf(bytes.fromhex(salt), canonical(row))


def drawn(root: str, key: str, count: int) -> list[int]:
    """Which rows are opened: nobody chooses them, the root does, and anyone can draw them again."""
    found: list[int] = []
    turn = 0
    while len(found) < min(DRAWN, count):
        place = int.from_bytes(hashlib.sha256(f"{root}|{key}|{turn}".encode()).digest(), "big") % count
        turn += 1
        if place not in found:
            found.append(place)
    return found


def packed(content: Mapping[str, Any], samples: Sequence[Mapping[str, Any]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in ((CONTENT, content), (SAMPLES, list(samples))):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), canonical(part))
    return held.getvalue()


def unpacked(data: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The two parts; a file that is no bundle is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST or sorted(archive.namelist()) != [CONTENT, SAMPLES]:
                raise Refusal("This is no bundle of a locked month: it must hold bundle.json and samples.json, and nothing else.")
            content, samples = json.loads(archive.read(CONTENT)), json.loads(archive.read(SAMPLES))
    except (zipfile.BadZipFile, ValueError, KeyError) as error:
        raise Refusal("This is no readable bundle: {why}. Fetch it again from the system.", why=str(error)) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(samples, list):
        raise Refusal("This bundle is of an unknown format. Check it with the version of Gongdun that made it.")
    return content, samples


CHANGED = "bundle.json is not what was locked: its digest is {found}, expected {expected}."
HEAD_DIFFERS = "The journal's head in the bundle is {found}, expected {expected}."
VALUE = "Figure {key}: {counted} of {rows} rows do not come to the value {value} that is stated."
OFFICES = "Figure {key}: the offices add up to {found} rows, the city has {rows}."
NOT_DRAWN = "Figure {key}: the opened rows are {found}, but the root draws {expected}."
UNKNOWN = "Rows are opened for {key}, which is no figure of this month."
ROW = "Figure {key}, row {position}: the row or its proof was changed; it does not lead to the locked root."
BROKEN = "{part} is damaged: {why}."


def check(data: bytes, *, expected_digest: str = "", expected_head: str = "") -> list[Finding]:
    """Everything that is wrong; empty where the bundle is whole and every opened row was among the counted ones."""
    content, samples = unpacked(data)
    found: list[Finding] = []
    own = digest(content)
    if expected_digest and own != expected_digest.lower():
        found.append(Finding(CHANGED, {"found": own, "expected": expected_digest}))
    try:
        if expected_head and content["journal"]["head"] != expected_head.lower():
            found.append(Finding(HEAD_DIFFERS, {"found": content["journal"]["head"], "expected": expected_head}))
        figures = {str(one["key"]): one for one in content["figures"]}
        for one in figures.values():
            found += figure_faults(one)
        found += sample_faults(figures, samples)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        found.append(Finding(BROKEN, {"part": CONTENT, "why": f"{type(error).__name__} {error}"}))
    return found


def stated(aggregate: str, rows: int, counted: int) -> str:
    """A figure's value as text: a whole number, a fraction, or nothing."""
    if aggregate == "share":
        return str(Fraction(counted, rows)) if rows else ""
    return str(counted)


def figure_faults(one: Mapping[str, Any]) -> list[Finding]:
    found = []
    if stated(one["aggregate"], one["rows"], one["counted"]) != one["value"] or (
        one["aggregate"] == "count" and one["rows"] != one["counted"]
    ):
        found.append(Finding(VALUE, {"key": one["key"], "counted": one["counted"], "rows": one["rows"], "value": one["value"]}))
    total = sum(office["rows"] for office in one["offices"])
    if total != one["rows"]:
        found.append(Finding(OFFICES, {"key": one["key"], "found": total, "rows": one["rows"]}))
    return found


def sample_faults(figures: Mapping[str, Mapping[str, Any]], samples: Sequence[Mapping[str, Any]]) -> list[Finding]:
    found: list[Finding] = []
    opened: dict[str, list[int]] = {key: [] for key in figures}
    for sample in samples:
        key = str(sample["key"])
        if key not in figures:
            found.append(Finding(UNKNOWN, {"key": key}))
            continue
        opened[key].append(sample["position"])
        one, leaf = figures[key], row_leaf(sample["salt"], sample["row"])
        if not merkle.proves(leaf, sample["position"], one["rows"], sample["proof"], bytes.fromhex(one["root"])):
            found.append(Finding(ROW, {"key": key, "position": sample["position"]}))
    for key, one in figures.items():
        expected = drawn(one["root"], key, one["rows"])
        if sorted(opened[key]) != sorted(expected):
            found.append(Finding(NOT_DRAWN, {"key": key, "found": sorted(opened[key]), "expected": sorted(expected)}))
    return found
