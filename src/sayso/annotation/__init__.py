"""Marks mentions and attributions and qualifies them; the only room that knows spaCy."""
