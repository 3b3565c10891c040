"""What stands behind an incident, in words: its parties, its relations, the figures of sides and kinds of people."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.interfaces.export import wording
from sayso.schema.incident import Incident, PartySource, PartyTally, Related, Tally
from sayso.schema.vocabulary import PartySide

_SIDES: dict[PartySide | None, str] = {
    "actor": "as the one who did it",
    "recipient": "as the one it was done to",
    "both": "on both sides",
    None: "on a side that is not named",
}


def side(of: PartySide | None) -> str:
    """Return on which side a party stands: "as the one who did it"."""
    return _SIDES[of]


def party(source: PartySource) -> str:
    """Return that a source takes part: "the army (as the one who did it)"."""
    return f"{wording.body(source.source)} ({side(source.side)})"


def parties(incident: Incident) -> str:
    """Return the sources that take part in what they tell; "" for none."""
    return "; ".join(map(party, incident.party_sources))


def related(relation: Related, other: str) -> str:
    """Return a relation with its reason: "retaliates for i3f2: “in revenge for the raid”, says the mayor"."""
    words = f"{relation.relation.replace('_', ' ')} {other}"
    return f"{words}: {wording.in_words(relation.reason)}" if relation.reason else words


def shares(tally: Tally) -> Iterator[tuple[str, str]]:
    """Give what a figure is made of, and what the parties say themselves: whose it is, and the figure with its reason.

    None of these is added to the figure.
    """
    for s in tally.by_side:
        yield s.actor, _reasoned(wording.interval(s.low, s.best, s.high), s.reason)
    for w in tally.by_who:
        yield w.who, _reasoned(wording.interval(w.low, w.best, w.high), w.reason)
    for p in tally.by_party:
        yield f"{wording.body(p.source)} itself", party_figure(p)


def _reasoned(figure: str, reason: str) -> str:
    return f"{figure}  ({wording.in_words(reason)})" if reason else figure


def party_figure(tally: PartyTally) -> str:
    """Return what a party says: "300, of its enemy's losses"."""
    figure = wording.interval(tally.low, tally.best, tally.high)
    return f"{figure}, of its enemy's losses" if tally.enemy_losses else figure
