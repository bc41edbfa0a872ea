"""The register as lists: each with its form, what an export shows, how a row comes in and how it is taken back."""
