"""业 — one Django app per business area, each with the same drawers."""
