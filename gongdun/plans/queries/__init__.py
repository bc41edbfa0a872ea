"""Questions to the plan."""
