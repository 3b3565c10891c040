"""Many figures to one: named rules, switchable afterwards, each with its reason in words.

    conservative  ACLED: the lowest credible figure
    ucdp          UCDP: the figure with most independent support; low and high the extremes
    range         Airwars: from the lowest to the highest, no single best
    majority      the figure that most independent sources give; none without a majority
    hierarchy     the figure of the most trusted kind of source (`TRUST`)
    latest        the figure of the latest report

Under every profile: a figure that sums other events is left out; parts are never added to their whole; of one source
only the latest word counts; a party's claim of enemy losses alone never moves `best`, only `high`. An end that no
claim bounds stays None: unknown is not zero. Low <= best <= high wherever they are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.errors import SettingError
from sayso.incidents.compare.how_many import say_interval
from sayso.incidents.facts import bounds, kind_of
from sayso.incidents.independence import Sources
from sayso.incidents.names import folded, name_words, one_name
from sayso.incidents.parties import tells_enemy_losses
from sayso.schema.claim import Claim, Count
from sayso.schema.document import Document
from sayso.schema.incident import SideTally, Tally
from sayso.schema.vocabulary import Outcome, SourceKind

TRUST: tuple[SourceKind, ...] = (
    "monitor", "official", "agency", "outlet", "witness", "expert", "anonymous", "other", "belligerent"
)  # fmt: skip
"""Kinds of source, most trusted first, for the profile `hierarchy`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One source's present figure for one outcome. `partisan`: a party's word on its enemy's losses."""

    low: int | None
    best: int | None
    high: int | None
    source: str
    kind: SourceKind
    published: str
    partisan: bool

    @property
    def point(self) -> int | None:
        """The number one would quote: the best, else the low end, else the high end."""
        return next((x for x in (self.best, self.low, self.high) if x is not None), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a profile recommends, before the ends are put in order."""

    best: int | None
    reason: str
    low: int | None = None
    high: int | None = None


Profile = Callable[[Sequence[Figure]], Choice]


# ---- the profiles: each is given at least one figure that is not partisan


def _quoted(figure: Figure) -> str:
    return f"{say_interval(figure.low, figure.high)} ({figure.source})"


def _pointed(figures: Sequence[Figure]) -> list[tuple[int, Figure]]:
    return [(f.point, f) for f in figures if f.point is not None]


def conservative(figures: Sequence[Figure]) -> Choice:
    """Recommend the lowest credible figure, as ACLED does."""
    point, lowest = min(_pointed(figures), key=lambda row: (row[0], row[1].source))
    if lowest.low is None:
        return Choice(None, f"the lowest credible figure only sets an upper end: {_quoted(lowest)}")
    return Choice(point, f"the lowest credible figure: {_quoted(lowest)}")


def _supported(figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """Return (point, number of sources) with the best supported first, of equals the lower figure."""
    return sorted(Counter(p for p, _ in _pointed(figures)).items(), key=lambda row: (-row[1], row[0]))


def ucdp(figures: Sequence[Figure]) -> Choice:
    """Recommend the best supported figure, of equally supported ones the lower, as UCDP does."""
    point, support = _supported(figures)[0]
    return Choice(point, f"the best supported figure: {point}, by {_sources(support)}")


def value_range(figures: Sequence[Figure]) -> Choice:
    """Give the range over the credible sources and no single best, as Airwars does."""
    return Choice(None, f"the range over {_sources(len(figures))}")


def majority(figures: Sequence[Figure]) -> Choice:
    """Recommend what more independent sources say than say anything else; nothing when there is a tie."""
    ranked = _supported(figures)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return Choice(None, f"no majority: {len(ranked)} figures, {_sources(ranked[0][1])} each at most")
    point, support = ranked[0]
    return Choice(point, f"said by {support} of {_sources(len(figures))}")


def hierarchy(figures: Sequence[Figure]) -> Choice:
    """Recommend the figure of the most trusted kind of source; within a kind the latest."""
    first = min(figures, key=lambda f: (TRUST.index(f.kind), _newest_first(f), f.source))
    return Choice(first.point, f"the most trusted kind of source, {first.kind}: {_quoted(first)}", first.low)


def latest(figures: Sequence[Figure]) -> Choice:
    """Recommend the figure of the latest report; of one day, the higher."""
    last = max(figures, key=lambda f: (f.published, f.point or 0, f.source))
    return Choice(last.point, f"the latest figure: {_quoted(last)}, {last.published or 'undated'}", last.low)


def _newest_first(figure: Figure) -> int:
    return -int(figure.published.replace("-", "") or 0)


def _sources(n: int) -> str:
    return "1 source" if n == 1 else f"{n} sources"


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


# ---- the ends


def _high(figures: Sequence[Figure]) -> int | None:
    """Return the highest upper end; None when an open figure starts above every upper end, or there is none."""
    highs = [f.high for f in figures if f.high is not None]
    open_from = [f.low for f in figures if f.high is None and f.low is not None]
    if not highs or (open_from and max(open_from) > max(highs)):
        return None
    return max(highs)


def _low(figures: Sequence[Figure]) -> int | None:
    lows = [f.low for f in figures if f.low is not None]
    highs = [f.high for f in figures if f.low is None and f.high is not None]
    if not lows or (highs and min(highs) < min(lows)):
        return None
    return min(lows)


def _in_order(choice: Choice, figures: Sequence[Figure], credible: Sequence[Figure], name: str) -> Tally:
    low, high = (_low(credible) if choice.low is None else choice.low), _high(figures)
    known = [x for x in (low, choice.best, high) if x is not None]
    if low is not None:
        low = min(known)
    if high is not None:
        high = max(known)
    return Tally(low, choice.best, high, name, choice.reason)


def _tally(figures: Sequence[Figure], name: str) -> Tally | None:
    figures = [f for f in figures if f.point is not None]
    if not figures:
        return None
    credible = [f for f in figures if not f.partisan]
    if not credible:
        said = "; ".join(_quoted(f) for f in figures)
        return Tally(
            None, None, _high(figures), name, f"only a party's claim of enemy losses, which sets no best: {said}"
        )
    tally = _in_order(profile_named(name)(credible), figures, credible, name)
    aside = [f for f in figures if f.partisan]
    if not aside:
        return tally
    note = f"{tally.reason}; a party's claim of enemy losses sets only the upper end: {'; '.join(map(_quoted, aside))}"
    return Tally(tally.low, tally.best, tally.high, name, note)


# ---- figures from claims


def _counted(claim: Claim, outcome: Outcome) -> list[Count]:
    """Return the rows that may enter an incident's figure: no cumulative figures, plans or denials."""
    if kind_of(claim) != "event" or claim.status in ("planned", "denied"):
        return []
    return [row for row in claim.counts if row.outcome == outcome]


def _added(rows: Sequence[Count]) -> tuple[int | None, int | None, int | None]:
    """Add rows that hold different people; an end that one of them leaves open stays open."""

    def total(values: Sequence[int | None]) -> int | None:
        return None if None in values else sum(v for v in values if v is not None)

    ends = [bounds(row) for row in rows]
    bests = [row.best if row.best is not None else low for row, (low, _) in zip(rows, ends, strict=True)]
    return total([low for low, _ in ends]), total(bests), total([high for _, high in ends])


@dataclass(frozen=True, slots=True)
class _Given:
    """Rows of one claim that make up one figure."""

    claim: Claim
    rows: tuple[Count, ...]


def _figure(given: _Given, sources: Sources, documents: Mapping[str, Document]) -> Figure:
    low, best, high = _added(given.rows)
    source = sources.of_claim[given.claim.id]
    document = documents.get(given.claim.document_id)
    return Figure(
        low=low,
        best=_between(low, best, high),
        high=high,
        source=sources.label(given.claim),
        kind=source.kind,
        published=(document.published.date or "") if document else "",
        partisan=tells_enemy_losses(source, given.claim, given.rows),
    )


def _between(low: int | None, best: int | None, high: int | None) -> int | None:
    if best is None:
        return None
    best = best if low is None else max(low, best)
    return best if high is None else min(high, best)


def _current(figures: Sequence[Figure]) -> list[Figure]:
    """Keep each source's latest word; of one day its highest, for tolls rise through a day."""
    last: dict[str, Figure] = {}
    for f in sorted(figures, key=lambda f: (f.published, f.point or 0, f.low or 0, f.high or 0, not f.partisan)):
        last[f.source] = f
    return [last[s] for s in sorted(last)]


def _whole(rows: Sequence[Count]) -> tuple[Count, ...]:
    return tuple(row for row in rows if row.part_of is None)


def _one_sided(rows: Sequence[Count]) -> bool:
    return bool(rows) and all(row.of_actor for row in rows) and len({folded(row.of_actor or "") for row in rows}) == 1


def _totals(given: Sequence[_Given]) -> list[_Given]:
    """Return what speaks of the whole incident: one side's losses do so only where nobody tells more."""
    wholes = [_Given(g.claim, _whole(g.rows)) for g in given if _whole(g.rows)]
    complete = [g for g in wholes if not _one_sided(g.rows)]
    return complete or wholes


def _sides(given: Sequence[_Given]) -> dict[str, list[_Given]]:
    """Return the rows by side, one name a side."""
    sides: dict[str, list[_Given]] = {}
    for g in given:
        for row in g.rows:
            if not row.of_actor:
                continue
            words = name_words(row.of_actor, "party")
            known = next(
                (s for s in sides if s == row.of_actor or one_name(name_words(s, "party"), words)), row.of_actor
            )
            sides.setdefault(known, []).append(_Given(g.claim, (row,)))
    return sides


def _by_side(
    sides: Mapping[str, list[_Given]], name: str, figures: Callable[[Sequence[_Given]], list[Figure]]
) -> tuple[SideTally, ...]:
    tallies = ((side, _tally(figures(given), name)) for side, given in sorted(sides.items()))
    return tuple(SideTally(side, t.low, t.best, t.high) for side, t in tallies if t)


def _several_sides(sides: tuple[SideTally, ...], name: str) -> Tally:
    """Add what is told of each side, where nobody tells of the whole."""

    def total(values: Sequence[int | None]) -> int | None:
        return None if None in values else sum(v for v in values if v is not None)

    low, best, high = (total([getattr(s, end) for s in sides]) for end in ("low", "best", "high"))
    return Tally(
        low, best, high, name, f"the sides added, each by its own figure: {', '.join(s.actor for s in sides)}", sides
    )


def reconcile(
    claims: Sequence[Claim],
    outcome: Outcome,
    documents: Mapping[str, Document],
    *,
    profile: str = "conservative",
    sources: Sources | None = None,
) -> Tally | None:
    """Return an incident's figure for an outcome under a profile, with the reason; None when no claim gives one.

    Raises SettingError for a profile that does not exist.
    """
    profile_named(profile)
    known = sources or Sources(claims, documents)
    given = [_Given(c, tuple(rows)) for c in claims if (rows := _counted(c, outcome))]

    def figures(some: Sequence[_Given]) -> list[Figure]:
        return _current([_figure(g, known, documents) for g in some])

    sides = _sides(given)
    by_side = _by_side(sides, profile, figures)
    totals = _totals(given)
    if len(sides) > 1 and totals and all(_one_sided(g.rows) for g in totals):
        return _several_sides(by_side, profile)
    tally = _tally(figures(totals), profile)
    return tally and Tally(tally.low, tally.best, tally.high, tally.profile, tally.reason, by_side)


OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "abducted", "detained", "displaced", "captured", "destroyed")


def tallies(
    claims: Sequence[Claim], documents: Mapping[str, Document], profile: str, sources: Sources
) -> dict[str, Tally]:
    """Return the figure for each outcome of which a claim gives one."""
    found = {o: reconcile(claims, o, documents, profile=profile, sources=sources) for o in OUTCOMES}
    return {o: tally for o, tally in found.items() if tally}
