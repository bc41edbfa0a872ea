"""Everything that writes at the desk: one call, one transaction, one journal entry."""
