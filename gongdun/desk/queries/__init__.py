"""Questions to the desk."""
