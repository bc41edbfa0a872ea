"""DuckDB as every part of the engine opens it: bounded memory, spilling to a scratch folder, nothing loaded from outside.

What spills during an import may hold identities in clear. DuckDB encrypts it only with an extension from the network, which a closed
network has not; so the scratch folder is readable by its owner only (0700) and removed at the end. TMPDIR says on which disk it lies.
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb


def connect(scratch: Path, memory: str = "2GB") -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(scratch / "spill"),
            "threads": str(min(os.cpu_count() or 1, 8)),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
