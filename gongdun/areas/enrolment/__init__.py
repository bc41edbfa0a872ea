"""参保扩面 — enrolments, monthly declarations, and who should be insured but is not."""
