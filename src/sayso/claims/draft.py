"""A claim in the making: what one sentence says of one happening, before the rest of the document is heard."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.happenings import Happening
from sayso.schema import ClaimQualifier, Count, DateSpan, Link, Party, Place, Reason, Why
from sayso.schema.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Draft:
    """One happening with what its own sentence says of it; `part` tells apart drafts that share a trigger.

    `borrowed` says that the type was taken from an event told before. `definite` says that the words point back ("the
    blast"), `aside` that they stand beside the sentence's statement ("after the blast", "the plane that crashed"),
    `told_on` is the day on which its source is said to have spoken. `why` grows with every field.
    """

    happening: Happening
    start: int
    end: int
    event_type: str
    status: Status
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    date: DateSpan | None = None
    counts: tuple[Count, ...] = ()
    attribution: tuple[Link, ...] = ()
    reason: Reason | None = None
    qualifiers: tuple[ClaimQualifier, ...] = ()
    why: tuple[Why, ...] = ()
    part: int = 0
    borrowed: bool = False
    definite: bool = False
    aside: bool = False
    headline: bool = False
    is_total: bool = False
    told_on: DateSpan | None = None

    @property
    def sentence(self) -> int:
        """The index of its sentence."""
        return self.happening.sentence

    @property
    def speaker(self) -> str:
        """The innermost source's name, "" for the publisher's own voice."""
        return self.attribution[0].name if self.attribution else ""
