"""From a city's files to checked rows: CSV, Excel and Parquet, headings in English or Chinese, nothing coerced in silence."""
