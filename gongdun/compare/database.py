"""DuckDB as every part of the engine opens it: bounded memory, spilling to an encrypted scratch folder, nothing loaded from outside."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb


def connect(scratch: Path, memory: str = "2GB") -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(scratch / "spill"),
            "temp_file_encryption": "true",
            "threads": str(min(os.cpu_count() or 1, 8)),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
