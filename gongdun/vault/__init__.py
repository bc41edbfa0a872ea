"""库 — what must never be lost or leaked: the journal, sealed identity numbers, row scopes."""
