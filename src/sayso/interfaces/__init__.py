"""The doors: cli, rest, desk, export."""
