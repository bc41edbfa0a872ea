"""A real PostgreSQL in the data folder, for the demo, the tests and small offices without a server of their own."""
