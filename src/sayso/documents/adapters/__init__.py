"""One module a format; each has an ADAPTER, registered as an entry point in pyproject.toml."""
