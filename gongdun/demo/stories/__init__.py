"""The demo city's work of 2022, done through the operations that officers use, each act on its own date. One module, one story."""
