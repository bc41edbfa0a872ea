"""比 — the comparison engine: table contracts, state, rule runner, evidence, manifest. Ends at Parquet."""
