# ruff: noqa: S608 (composed of contract names and quoted paths; no value of a file becomes SQL)
"""The one door for clear identities out of the engine: `--reveal REASON`, kept in the manifest. They are read from the files again."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from gongdun.compare.contracts import Kind
from gongdun.compare.database import connect
from gongdun.compare.intake import keying, macros
from gongdun.compare.intake.checks import normal
from gongdun.compare.intake.macros import quoted
from gongdun.compare.intake.relations import open_raw
from gongdun.compare.intake.sources import Source
from gongdun.compare.keys import KeyRing
from gongdun.compare.manifest import Manifest
from gongdun.compare.scratch import scratch_folder

REVEALED = "identities.csv"


def reveal_leads(manifest: Manifest, sources: list[Source], keys: KeyRing, memory: str) -> Path:
    """`identities.csv` in the run's folder, readable by its owner only: key, kind and clear number of everybody the leads name."""
    path = manifest.folder / REVEALED
    with scratch_folder() as scratch, connect(scratch, memory) as connection:
        macros.install(connection)
        keying.prepare(connection)
        for source in sources:
            raw = open_raw(connection, source, scratch)
            for column in source.contract.columns:
                if column.kind in {Kind.PERSON, Kind.EMPLOYER} and column.name in raw.headings:
                    keying.fill(
                        connection,
                        keys,
                        column.kind,
                        f"select {normal(column, quoted_name(raw.headings[column.name]))} as text from {raw.relation}",
                    )
        named = f"select unnest([person_key, employer_key]) from read_parquet({quoted(str(manifest.leads_file))})"
        rows = connection.execute(
            f"""select 'person' as kind, key, text as number from person_keys where key in ({named})
            union all select 'employer', key, text from employer_keys where key in ({named}) order by 1, 2"""
        ).fetchall()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("kind", "key", "number"), *rows])
    return path


def quoted_name(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'
