"""One entitlement a file: short functions over symbols, each with its title and citation."""
