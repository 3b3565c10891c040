"""Proposes which claims speak of one happening, why, and what is contested."""
