"""Migration scripts, run by `sayso.store.migrate` on opening a store."""
