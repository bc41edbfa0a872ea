"""Documents of labour inspection and audit."""
