"""Rule files: plain SQL with a header, found in the areas' drawers by path and held to a portable subset."""
