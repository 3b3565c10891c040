"""What is said on standard error, and text made harmless for a terminal."""

from __future__ import annotations

import re

import typer

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters and direction overrides: a report's text must not steer the terminal that shows it."""


def harmless(text: str) -> str:
    """Return the text with characters that act on a terminal shown as the replacement character."""
    return _ACTING.sub("\ufffd", text)


def note(message: str) -> None:
    """Say something on standard error, on one line."""
    typer.echo(harmless(" ".join(message.split())), err=True)
