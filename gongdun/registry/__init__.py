"""册 — areas, offices, officers and roles, employers, workers, institutions."""
