"""The journal: who did what, to whom, why, before and after — added to, sealed, never changed."""

from gongdun.vault.journal.entries import Record, record, record_many
from gongdun.vault.journal.heads import Head, head, holding
from gongdun.vault.journal.sealing import run_sealer, seal_once
from gongdun.vault.journal.searching import Entry, sample, search
from gongdun.vault.journal.verification import Finding, verify

__all__ = [
    "Entry",
    "Finding",
    "Head",
    "Record",
    "head",
    "holding",
    "record",
    "record_many",
    "run_sealer",
    "sample",
    "seal_once",
    "search",
    "verify",
]
