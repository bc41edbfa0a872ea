"""门 — settings, urls, login, home, static files."""
