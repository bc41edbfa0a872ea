"""台 — matters, leads, moves, clocks, materials, issued documents, service, worklists, sheets."""
