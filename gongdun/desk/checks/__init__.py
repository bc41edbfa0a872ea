"""The catalogue checks itself: everything that is named exists."""
