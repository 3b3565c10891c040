"""A page of text for the eye: headings, named values, quotations with their trigger marked."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from sayso.interfaces.cli.messages import harmless
from sayso.interfaces.cli.rows import console
from sayso.interfaces.export.wording import quote
from sayso.schema.claim import Claim

Piece = tuple[str, str]
"""Text and its style: "", "bold", "dim" or "bold underline"."""

OPEN, CLOSE = "«", "»"
"""Around the trigger, so that it is seen without colour too."""

_NAME_WIDTH = 11


@dataclass(slots=True)
class Page:
    """Lines in order; `show` writes them out."""

    lines: list[tuple[int, list[Piece]]] = field(default_factory=list)

    def heading(self, *pieces: str) -> None:
        """Add a blank line and a heading: the first piece bold, the others plain."""
        if self.lines:
            self.blank()
        self.lines.append((0, [(p, "" if n else "bold") for n, p in enumerate(pieces)]))

    def blank(self) -> None:
        """Add an empty line."""
        self.lines.append((0, []))

    def value(self, name: str, text: str, indent: int = 2) -> None:
        """Add a named value; nothing when there is none."""
        if text:
            self.lines.append((indent, [(f"{name:<{_NAME_WIDTH}}", "dim"), (text, "")]))

    def text(self, *pieces: Piece, indent: int = 2) -> None:
        """Add a line of styled pieces."""
        self.lines.append((indent, list(pieces)))

    def show(self) -> None:
        """Write the page to standard output: wrapped and styled on a terminal, one line each elsewhere."""
        if not sys.stdout.isatty():
            for indent, pieces in self.lines:
                sys.stdout.write((" " * indent + "".join(harmless(t) for t, _ in pieces)).rstrip() + "\n")
            return
        self._styled()

    def _styled(self) -> None:
        from rich.padding import Padding
        from rich.text import Text

        out = console()
        for indent, pieces in self.lines:
            styled = Text.assemble(*((harmless(t), style) for t, style in pieces))
            out.print(Padding(styled, (0, 0, 0, indent)))


def sentence(claim: Claim) -> list[Piece]:
    """Return the claim's sentence with its trigger marked."""
    start, end = claim.trigger.start - claim.start, claim.trigger.end - claim.start
    if not 0 <= start < end <= len(claim.quote):
        return [(f"“{quote(claim.quote)}”", "")]
    before, after = _one_line(claim.quote[:start]), _one_line(claim.quote[end:])
    return [(f"“{before}", ""), (f"{OPEN}{quote(claim.quote[start:end])}{CLOSE}", "bold underline"), (f"{after}”", "")]


def _one_line(text: str) -> str:
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{quote(text)}{tail}"
