"""策 — action plans as data; the board, snapshots, supervision, reports."""
