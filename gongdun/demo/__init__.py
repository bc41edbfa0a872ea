"""The synthetic city; only the command line reaches it."""
