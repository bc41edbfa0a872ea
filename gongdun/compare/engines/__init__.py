"""The engines that run the same rules: DuckDB here, Spark for who outgrows one machine."""
