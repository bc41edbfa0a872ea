"""抽取文件 — everything about a draw in one file, and the replay that needs nothing else: no database, no network, no Django."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongdun.kernel import draws
from gongdun.law.refusal import Refusal

FORMAT = "gongdun-draw-file-1"
NEEDED = ("format", "number", "pool", "pool_digest", "entry", "head", "seed", "recusals", "result")


@dataclass(frozen=True)
class Pool:
    """What was frozen: units by stratum with the rules that asked about them, auditors, quotas, and how many auditors meet a unit."""

    units: tuple[tuple[str, str, tuple[str, ...]], ...]  # credit code, stratum, rules
    auditors: tuple[str, ...]
    quotas: tuple[tuple[str, int], ...]
    each: int
    frozen_on: str
    after_seal: int  # the last seal when the pool was frozen; the seed's must come later

    def content(self) -> dict[str, Any]:
        """As it is hashed and kept."""
        return {
            "units": [[code, stratum, list(rules)] for code, stratum, rules in self.units],
            "auditors": list(self.auditors),
            "quotas": [list(quota) for quota in self.quotas],
            "each": self.each,
            "frozen_on": self.frozen_on,
            "after_seal": self.after_seal,
        }

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Pool:
        return cls(
            tuple((code, stratum, tuple(rules)) for code, stratum, rules in content["units"]), tuple(content["auditors"]),
            tuple((name, int(count)) for name, count in content["quotas"]), int(content["each"]), content["frozen_on"], int(content["after_seal"]),
        )  # fmt: skip

    def strata(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, stratum, _ in self.units:
            found.setdefault(stratum, []).append(code)
        return found


@dataclass(frozen=True)
class Drawn:
    unit: str
    stratum: str
    auditors: tuple[str, ...]


def result(pool: Pool, seed: str, recusals: Sequence[tuple[str, str]]) -> tuple[Drawn, ...]:
    """Units and their auditors in the order of the draw. `recusals` are (unit, auditor) pairs."""
    chosen = draws.drawn_by_stratum(pool.strata(), quotas=dict(pool.quotas), seed=seed)
    units = [unit for name in chosen for unit in chosen[name]]
    pairs = draws.paired(units, pool.auditors, each=pool.each, seed=seed, recusals=recusals)
    return tuple(Drawn(unit, name, pairs[unit]) for name in chosen for unit in chosen[name])


@dataclass(frozen=True)
class Check:
    """One claim of the file: whether it holds, and the sentence that says so."""

    is_kept: bool
    claim: str
    found: str = ""


def verify(content: Mapping[str, Any], known_heads: Mapping[int, str] | None = None) -> list[Check]:
    """Replay the draw. With heads kept elsewhere (`seal → head`), the file's head must be among them."""
    if missing := [name for name in NEEDED if name not in content]:
        raise Refusal("This is no file of a draw: {names} are missing. Export it again from the draw's page.", names=", ".join(missing))
    if content["format"] != FORMAT:
        raise Refusal("The file has the format {found}; this version replays {known}.", found=content["format"], known=FORMAT)
    pool, head = Pool.of(content["pool"]), content["head"]
    digest = draws.digest(content["pool"])
    seed = draws.seed(digest, int(head["seal"]), head["head"])
    checks = [
        Check(digest == content["pool_digest"], "pool hash", digest),
        Check(int(head["seal"]) > pool.after_seal, "the head is later than the freezing", f"{head['seal']} > {pool.after_seal}"),
        Check(holds(head["entries"], int(content["entry"])), "the head's seal holds the entry of the freezing", str(content["entry"])),
        Check(seed == content["seed"], "seed", seed),
    ]
    if known_heads is not None:
        kept = known_heads.get(int(head["seal"]), "")
        checks.append(Check(kept == head["head"], "the head is the one kept outside the database", kept or "—"))
    return [*checks, *same_result(content, pool, seed)]


def same_result(content: Mapping[str, Any], pool: Pool, seed: str) -> list[Check]:
    recusals = [(one["unit"], one["auditor"]) for one in content["recusals"]]
    again = result(pool, seed, recusals)
    said = [Drawn(one["unit"], one["stratum"], tuple(one["auditors"])) for one in content["result"]]
    return [
        Check([one.unit for one in again] == [one.unit for one in said], "units drawn", str(len(again))),
        Check(list(again) == said, "auditors drawn", "、".join(sorted({name for one in again for name in one.auditors}))),
        Check(all(one.get("reason", "").strip() for one in content["recusals"]), "every recusal has its reason", str(len(recusals))),
    ]


def holds(ranges: Sequence[Sequence[int]], entry: int) -> bool:
    return any(first <= entry <= last for first, last in ranges)


def heads_of(text: str) -> dict[int, str]:
    """`seal → head` of a journal-heads file: seal, count, entries, head, and a code only the installation can check."""
    found = {}
    for line in text.splitlines():
        words = line.split(" ")
        if len(words) >= 4 and words[0].isdigit():
            found[int(words[0])] = words[3]
    return found
