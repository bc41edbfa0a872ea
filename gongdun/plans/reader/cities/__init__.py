"""The cities the reader knows: one TOML file each, beside this one."""
