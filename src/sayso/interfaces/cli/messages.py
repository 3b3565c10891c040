"""What is said on standard error, and text made harmless for a terminal."""

from __future__ import annotations

import re

import typer

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters and direction overrides: a report's text must not steer the terminal that shows it."""


def harmless(text: str) -> str:
    """Return the text with characters that act on a terminal shown as the replacement character."""
    return _ACTING.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return the text with characters that act on a terminal written as escapes (`\\x1b`), so that all are seen."""
    return _ACTING.sub(lambda m: f"\\x{ord(m[0]):02x}" if m[0] < "\u0100" else f"\\u{ord(m[0]):04x}", text)


def note(message: str) -> None:
    """Say something on standard error, on one line."""
    typer.echo(harmless(" ".join(message.split())), err=True)
