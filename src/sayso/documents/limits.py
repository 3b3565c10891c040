"""How much one report may hold before it is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one report; a report over one of them is rejected with TooLarge, the rest goes on.

    `max_bytes` is checked before anything is decoded; for JSON Lines it holds for each line. `max_chars` is checked
    on the decoded text, in code points: the parser's memory grows with it. `max_depth` is how deep folders are
    walked, `max_nesting` how deep archives lie in archives.
    """

    max_bytes: int = 20_000_000
    max_chars: int = 1_000_000
    max_depth: int = 32
    max_nesting: int = 4

    def for_markup(self) -> Limits:
        """Return the ceilings for text with markup around it: only its bytes are bounded."""
        return replace(self, max_chars=self.max_bytes)
