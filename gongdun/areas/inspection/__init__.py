"""监察交办与稽核 — lists handed to labour inspection, audits of bases and head-counts, and their findings."""
