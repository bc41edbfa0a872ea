"""法 — statutes as exact computation: benefits, contributions, clocks, parameters by date, citations."""
