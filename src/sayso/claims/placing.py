"""Where a happening is said to have taken place, from its own sentence."""

from __future__ import annotations

from collections import Counter

from sayso.claims.places import order_places
from sayso.claims.reading import Reading
from sayso.claims.telling import Telling
from sayso.schema import Attribution, Mention, Place

Stretch = tuple[int, int]


def places_of(telling: Telling, within: Stretch | None = None) -> tuple[Place, ...]:
    """Return the places of a happening, most specific first, each once; () where its sentence names none.

    A place in the name of a source ("a doctor in the city said") is not the event's. `within` limits them to a
    stretch of text.
    """
    reading = telling.reading
    own = [
        reading.places[n]
        for n, m in reading.marks("place", telling.number)
        if n in reading.places and _is_own(telling, m) and (within is None or within[0] <= m.start < within[1])
    ]
    ordered = sorted(order_places(own), key=_is_unnamed)
    return tuple(p for n, p in enumerate(ordered) if all(p.name != q.name for q in ordered[:n]))


def _is_unnamed(place: Place) -> bool:
    """Tell whether a place is only described ("the highway"); it stands behind those with a name."""
    return place.gazetteer_id is None and not any(c.isupper() for c in place.text)


def _is_own(telling: Telling, mention: Mention) -> bool:
    if any(_names(a, mention) for a in telling.reading.annotation.attributions) or _is_destination(telling, mention):
        return False
    return len(telling.group) == 1 or telling.is_nearest(mention)


_MOVES = frozenset(
    {"enter", "leave", "reach", "flee", "travel", "head", "go", "cross", "withdraw", "evacuate", "return"}
)


def _is_destination(telling: Telling, mention: Mention) -> bool:
    """Tell whether a place is only where somebody was going: "killed as they were entering the camp"."""
    tokens = telling.sentence.tokens
    place = tokens[mention.head]
    over = place.head
    if place.dep == "pobj" and tokens[over].lemma in ("to", "into", "toward", "towards", "from"):
        over = tokens[over].head
    elif place.dep != "dobj":
        return False
    return tokens[over].lemma in _MOVES and all(over != t.head for t in telling.happening.triggers)


def _names(attribution: Attribution, mention: Mention) -> bool:
    start, end = attribution.source_start, attribution.source_end
    return start is not None and end is not None and start <= mention.start < end


def country_of(reading: Reading) -> tuple[Place, ...]:
    """Return the country that the document speaks of, for a toll that names no place; () where it names none."""
    weight = Counter(p.country for p in reading.places.values() if p.country)
    named = [(-weight[p.country], p.start, p) for p in reading.places.values() if p.kind == "country" and p.country]
    return (min(named, key=lambda row: row[:2])[2],) if named else ()
