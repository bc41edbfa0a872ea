"""Documents of assessment."""
