"""The named rules: each is given the credible figures, at least one, and recommends one or none with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.errors import SettingError
from sayso.incidents.profiles.figures import Figure
from sayso.schema.vocabulary import SourceKind

TRUST: tuple[SourceKind, ...] = (
    "monitor", "official", "agency", "outlet", "witness", "expert", "anonymous", "other", "belligerent"
)  # fmt: skip
"""Kinds of source, most trusted first, for the profile `hierarchy`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a profile recommends. `within`: the figures from which low and high are taken (None: all credible ones);
    `stands_apart`: a party's claim of enemy losses does not move even the upper end."""

    best: int | None
    reason: str
    within: tuple[Figure, ...] | None = None
    stands_apart: bool = False


Profile = Callable[[Sequence[Figure]], Choice]


def _pointed(figures: Sequence[Figure]) -> list[tuple[int, Figure]]:
    return [(f.point, f) for f in figures if f.point is not None]


def _sources(n: int) -> str:
    return "1 source" if n == 1 else f"{n} sources"


def conservative(figures: Sequence[Figure]) -> Choice:
    """Recommend the lowest credible figure, as ACLED does."""
    point, lowest = min(_pointed(figures), key=lambda row: (row[0], row[1].source))
    if lowest.low is None:
        return Choice(None, f"the lowest credible figure only sets an upper end: {lowest.quoted()}")
    return Choice(point, f"the lowest credible figure: {lowest.quoted()}")


def _supported(figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """Return (point, number of sources) with the best supported first, of equals the lower figure."""
    return sorted(Counter(p for p, _ in _pointed(figures)).items(), key=lambda row: (-row[1], row[0]))


def ucdp(figures: Sequence[Figure]) -> Choice:
    """Recommend the best supported figure, of equally supported ones the lower, as UCDP does."""
    point, support = _supported(figures)[0]
    return Choice(point, f"the best supported figure: {point}, by {_sources(support)}")


def value_range(figures: Sequence[Figure]) -> Choice:
    """Give the range over the sources that only look on, and no single best, as Airwars does.

    What the parties say themselves stands apart (`Tally.by_party`); it gives the range only where nobody else does.
    """
    onlookers = tuple(f for f in figures if not f.is_party)
    if not onlookers:
        reason = f"the range over {_sources(len(figures))}, all parties to the event"
        return Choice(None, reason, tuple(figures), stands_apart=True)
    apart = [f.quoted() for f in figures if f.is_party]
    reason = f"the range over {_sources(len(onlookers))}" + (f"; a party's own word: {'; '.join(apart)}" * bool(apart))
    return Choice(None, reason, onlookers, stands_apart=True)


def majority(figures: Sequence[Figure]) -> Choice:
    """Recommend what more than half of the independent sources give; nothing where no figure has so many."""
    point, support = _supported(figures)[0]
    if 2 * support <= len(figures):
        return Choice(None, f"no majority: no figure is given by more than {support} of {_sources(len(figures))}")
    return Choice(point, f"said by {support} of {_sources(len(figures))}")


def hierarchy(figures: Sequence[Figure]) -> Choice:
    """Recommend the figure of the most trusted kind of source; within a kind the latest."""
    first = min(figures, key=lambda f: (TRUST.index(f.kind), _newest_first(f), f.source))
    return Choice(first.point, f"the most trusted kind of source, {first.kind}: {first.quoted()}")


def latest(figures: Sequence[Figure]) -> Choice:
    """Recommend the figure of the latest report with its own ends; of one day, the higher."""
    last = max(figures, key=lambda f: (f.published, f.point or 0, f.source))
    return Choice(last.point, f"the latest figure: {last.quoted()}, {last.published or 'undated'}", (last,))


def _newest_first(figure: Figure) -> int:
    return -int(figure.published.replace("-", "") or 0)


PROFILES: Mapping[str, Profile] = {
    "conservative": conservative,
    "ucdp": ucdp,
    "range": value_range,
    "majority": majority,
    "hierarchy": hierarchy,
    "latest": latest,
}


def profile_named(name: str) -> Profile:
    """Return a profile's rule; SettingError names those there are."""
    if name not in PROFILES:
        raise SettingError(f"no profile {name!r}", where="profile", expected=f"one of {', '.join(PROFILES)}")
    return PROFILES[name]
