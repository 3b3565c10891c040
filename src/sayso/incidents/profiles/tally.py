"""An incident's figures under a profile: the whole, each side, each kind of people, and what the parties say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.incidents.compare.how_many import agree
from sayso.incidents.independence import Sources
from sayso.incidents.parties import Parties
from sayso.incidents.profiles import figures as read
from sayso.incidents.profiles.figures import Figure, Given, Reader, total
from sayso.incidents.profiles.rules import Choice, profile_named
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Incident, PartyTally, SideTally, Tally, WhoTally
from sayso.schema.vocabulary import Outcome

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "abducted", "detained", "displaced", "captured", "destroyed")


# ---- the ends


def _high(figures: Sequence[Figure]) -> int | None:
    """Return the highest upper end; None when an open figure starts above every upper end, or there is none."""
    highs = [f.high for f in figures if f.high is not None]
    open_from = [f.low for f in figures if f.high is None and f.low is not None]
    if not highs or (open_from and max(open_from) > max(highs)):
        return None
    return max(highs)


def _low(figures: Sequence[Figure]) -> int | None:
    """Return the lowest lower end; None when some figure says less and no more than that, or there is none."""
    lows = [f.low for f in figures if f.low is not None]
    highs = [f.high for f in figures if f.low is None and f.high is not None]
    if not lows or (highs and min(highs) < min(lows)):
        return None
    return min(lows)


def _in_order(low: int | None, best: int | None, high: int | None) -> tuple[int | None, int | None, int | None]:
    """Widen the ends that are known until they hold the rest."""
    known = [x for x in (low, best, high) if x is not None]
    return (None if low is None else min(known)), best, (None if high is None else max(known))


def _chosen(choice: Choice, credible: Sequence[Figure]) -> tuple[str, ...]:
    """Return the claims whose figure is recommended."""
    if choice.best is None:
        return ()
    return tuple(f.claim for f in choice.within or credible if f.point == choice.best)


def _numbered(figures: Sequence[Figure]) -> list[Figure]:
    """Leave words without a number ("several") to the numbers that they allow; one that allows none keeps its say."""
    numbers = [f for f in figures if not f.vague]
    return [f for f in figures if not (f.vague and any(agree((f.low, f.high), (n.low, n.high)) for n in numbers))]


def _tally(figures: Sequence[Figure], profile: str) -> Tally | None:
    """Return the figure under a profile, None without any; a party's claim of enemy losses sets at most the high."""
    figures = [f for f in figures if f.point is not None]
    credible = _numbered([f for f in figures if not f.partisan])
    aside = [f for f in figures if f.partisan]
    said = "; ".join(f.quoted() for f in aside)
    if not figures:
        return None
    if not credible:
        reason = f"only a party's claim of enemy losses, which sets no best: {said}"
        return Tally(None, None, _high(aside), profile, reason)
    choice = profile_named(profile)(credible)
    within = choice.within or tuple(credible)
    upper = within if choice.stands_apart else (*within, *aside)
    low, best, high = _in_order(_low(within), choice.best, _high(upper))
    reason = choice.reason
    if aside:
        does = "stands apart" if choice.stands_apart else "sets only the upper end"
        reason += f"; a party's claim of enemy losses {does}: {said}"
    return Tally(low, best, high, profile, reason, claims=_chosen(choice, credible))


# ---- sides, kinds of people, parties


def _by_side(sides: Mapping[str, list[Given]], profile: str, reader: Reader) -> tuple[SideTally, ...]:
    tallies = ((side, _tally(reader.figures(given), profile)) for side, given in sorted(sides.items()))
    return tuple(SideTally(side, t.low, t.best, t.high, t.reason) for side, t in tallies if t)


def _by_who(claims: Sequence[Claim], outcome: Outcome, profile: str, reader: Reader) -> tuple[WhoTally, ...]:
    kinds = read.by_who(claims, outcome)
    tallies = ((who, _tally(reader.figures(given), profile)) for who, given in sorted(kinds.items()))
    return tuple(WhoTally(who, t.low, t.best, t.high, t.reason) for who, t in tallies if t)


def _by_party(figures: Iterable[Figure]) -> tuple[PartyTally, ...]:
    return tuple(
        PartyTally(f.source, f.side, f.low, f.best, f.high, f.partisan, (f.claim,))
        for f in figures
        if f.is_party and f.point is not None
    )


def _several_sides(sides: tuple[SideTally, ...], profile: str) -> Tally:
    """Add what is told of each side, where nobody tells of the whole: two sides' losses are different people."""
    low, best, high = (total(getattr(s, end) for s in sides) for end in ("low", "best", "high"))
    reason = f"the sides added, each by its own figure: {', '.join(s.actor for s in sides)}"
    return Tally(low, best, high, profile, reason)


def _whole(
    given: Sequence[Given], figures: Sequence[Figure], sides: tuple[SideTally, ...], profile: str
) -> Tally | None:
    if len(sides) > 1 and all(map(read.is_one_sided, given)):
        return _several_sides(sides, profile)
    return _tally(figures, profile)


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
    return _reconciled(Reader(claims, documents, known, Parties(claims, known)), outcome, profile)


def _reconciled(reader: Reader, outcome: Outcome, profile: str) -> Tally | None:
    claims = reader.claims
    told = read.of_everybody(claims, outcome)
    given = read.of_the_whole(told, read.parts_told(claims, outcome)) if len(told) > 1 else told
    sides = _by_side(read.by_side(claims, outcome), profile, reader)
    figures = reader.figures(given)
    tally = _whole(given, figures, sides, profile) if given else None
    if tally is None:
        return None
    parties = _by_party(figures if given == told else reader.figures(told))
    kinds = _by_who(claims, outcome, profile, reader)
    return replace(tally, by_side=sides, by_who=kinds, by_party=parties) if sides or kinds or parties else tally


def tallies(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    profile: str,
    sources: Sources | None = None,
    parties: Parties | None = None,
) -> dict[str, Tally]:
    """Return the figure for each outcome of which a claim gives one."""
    profile_named(profile)
    told = read.outcomes_told(claims)
    if not told:
        return {}
    known = sources or Sources(claims, documents)
    reader = Reader(claims, documents, known, parties or Parties(claims, known))
    found = {o: _reconciled(reader, o, profile) for o in OUTCOMES if o in told}
    return {o: tally for o, tally in found.items() if tally}


def under_profile(
    incidents: Iterable[Incident], claims: Iterable[Claim], documents: Mapping[str, Document], profile: str
) -> tuple[Incident, ...]:
    """Return the incidents with their figures reckoned anew under another profile; nothing else of them changes.

    Claims that are missing are passed over. Raises SettingError for a profile that does not exist.
    """
    profile_named(profile)
    by_id = {c.id: c for c in claims}
    return tuple(
        replace(i, counts=tallies([by_id[c] for c in i.claims if c in by_id], documents, profile)) for i in incidents
    )
