"""Documents of recognition."""
