"""备份与恢复 — one file that holds the database, the lake, the files, the journal's heads and, where asked, the keys."""
