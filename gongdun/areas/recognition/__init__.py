"""工伤认定 — applications, material, decisions on whether an injury is a work injury."""
