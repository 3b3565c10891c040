"""How much one report, and one archive of reports, may hold before it is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.errors import TooLarge

_FREE = 10_000_000
"""Bytes that any archive may unpack to, however small it is: a short text repeated is no attack."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings; what lies over one of them is rejected with TooLarge, the rest goes on.

    For one report: `max_bytes` is checked before anything is decoded; for JSON Lines it holds for each line, for
    tables for each row. `max_chars` is checked on the decoded text, in code points: the parser's memory grows with it.

    For folders and archives: `max_depth` is how deep folders are walked, `max_nesting` how deep archives lie in
    archives. `max_member_bytes` is the most that is held in memory at once: a member of an archive as it is unpacked,
    a mail, a table, a workbook as it is unpacked. `max_expanded_bytes` is what one input and all archives in it may
    unpack to, `max_members` how many members they may hold, `max_ratio` how many times its own size one archive may
    unpack to; all three are counted while unpacking, whatever the archive says of itself.

    For tables: `max_rows`, and `max_columns` in a workbook. For mails: `max_parts`.
    """

    max_bytes: int = 20_000_000
    max_chars: int = 1_000_000
    max_depth: int = 32
    max_nesting: int = 4
    max_member_bytes: int = 100_000_000
    max_expanded_bytes: int = 5_000_000_000
    max_members: int = 100_000
    max_ratio: int = 200
    max_rows: int = 1_048_576
    max_columns: int = 16_384
    max_parts: int = 500

    def for_markup(self) -> Limits:
        """Return the ceilings for text with markup around it: only its bytes are bounded."""
        return replace(self, max_chars=self.max_bytes)

    def for_whole(self) -> Limits:
        """Return the ceilings for what is held in memory at once and holds many reports."""
        return replace(self, max_bytes=self.max_member_bytes, max_chars=self.max_member_bytes)


@dataclass(slots=True)
class Budget:
    """What one input and all archives in it have cost so far; the archives in it share it."""

    expanded: int = 0
    members: int = 0

    def spend(self, size: int, limits: Limits) -> None:
        """Count bytes that were unpacked. Raises TooLarge when there are too many in all."""
        self.expanded += size
        if self.expanded > limits.max_expanded_bytes:
            raise TooLarge(
                f"unpacks to more than {limits.max_expanded_bytes:,} bytes",
                do="split it, or raise the setting max_expanded_bytes",
            )

    def count(self, limits: Limits) -> None:
        """Count one more member. Raises TooLarge when there are too many in all."""
        self.members += 1
        if self.members > limits.max_members:
            raise TooLarge(
                f"holds more than {limits.max_members:,} members", do="split it, or raise the setting max_members"
            )


@dataclass(slots=True)
class Unpacking:
    """One archive as it is unpacked: `packed` is its own size in bytes."""

    packed: int
    limits: Limits
    budget: Budget
    expanded: int = 0

    def take(self, size: int) -> None:
        """Count bytes that were unpacked. Raises TooLarge for an archive that holds far more than it can."""
        self.expanded += size
        self.budget.spend(size, self.limits)
        if self.expanded > max(_FREE, self.limits.max_ratio * self.packed):
            raise TooLarge(
                f"unpacks to more than {self.limits.max_ratio} times its size",
                expected="an archive of reports",
                do="unpack it and give the files, if you trust it",
            )
