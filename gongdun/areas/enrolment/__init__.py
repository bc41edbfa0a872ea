"""参保扩面 — enrolment: who is covered, who should be."""
