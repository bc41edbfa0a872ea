"""体检 — what this installation lacks, in plain sentences, and how to mend it."""
