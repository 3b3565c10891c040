"""Turns marks into claims under a codebook and grounds them: place, time, actor, count."""
