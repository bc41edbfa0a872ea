"""监察交办与稽核 — inspection: leads handed over, checked and answered."""
