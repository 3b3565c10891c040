"""Where a happening is said to have taken place, from its own sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sayso.claims.places import ground_places, order_places
from sayso.claims.reading import Reading
from sayso.claims.telling import Telling
from sayso.schema import Attribution, Mention, Place, Token
from sayso.schema.people import person_class
from sayso.schema.place_cues import place_cues

Stretch = tuple[int, int]


def places_of(telling: Telling, within: Stretch | None = None) -> tuple[Place, ...]:
    """Return the places of a happening, most specific first, each once; () where its sentence names none.

    A place in the name of a source ("a doctor in the city said") is not the event's. `within` limits them to a
    stretch of text.
    """
    reading = telling.reading
    marks = [
        (n, m)
        for n, m in reading.marks("place", telling.number)
        if n in reading.places and _may_be_own(telling, m) and (within is None or within[0] <= m.start < within[1])
    ]
    own = [n for n, m in marks if len(telling.group) == 1 or telling.is_nearest(m)]
    ordered = sorted(order_places(reading.places[n] for n in own), key=_is_unnamed)
    return tuple(p for p in ordered if all(q is p or q.name != p.name or not _tells_less(p, q) for q in ordered))


def _tells_less(place: Place, other: Place) -> bool:
    """Tell whether of two mentions of one place this has the fewer words, or as many and stands later."""
    return (len(place.text), -place.start) < (len(other.text), -other.start)


def _is_unnamed(place: Place) -> bool:
    """Tell whether a place is only described ("the highway"); it stands behind those with a name."""
    return place.gazetteer_id is None and not any(c.isupper() for c in place.text)


def _may_be_own(telling: Telling, mention: Mention) -> bool:
    is_source = any(_names(a, mention) for a in telling.reading.annotation.attributions)
    return not is_source and not _is_destination(telling, mention)


_MOVES = frozenset(
    {"enter", "leave", "reach", "flee", "travel", "head", "go", "cross", "withdraw", "evacuate", "return"}
)


def _is_destination(telling: Telling, mention: Mention) -> bool:
    """Tell whether a place is only where somebody was going or came from: "killed as they were entering the camp",
    "fighters from Homs"."""
    tokens = telling.sentence.tokens
    place = tokens[mention.head]
    over = place.head
    if place.dep == "pobj" and tokens[over].lemma == "from" and _is_people(tokens[tokens[over].head]):
        return True
    if place.dep == "pobj" and tokens[over].lemma in ("to", "into", "toward", "towards", "from"):
        over = tokens[over].head
    elif place.dep != "dobj":
        return False
    return tokens[over].lemma in _MOVES and all(over != t.head for t in telling.happening.triggers)


def _is_people(token: Token) -> bool:
    """Tell whether a noun names people who come from somewhere: "fighters from X", not "the withdrawal from X"."""
    return token.pos in ("NOUN", "PROPN") and (person_class(token) is not None or token.lemma in place_cues().comers)


def _names(attribution: Attribution, mention: Mention) -> bool:
    start, end = attribution.source_start, attribution.source_end
    return start is not None and end is not None and start <= mention.start < end


def is_countrywide(telling: Telling) -> bool:
    """Tell whether a happening is a country's war as a whole: "the air war", "its military intervention"."""
    words = telling.happening.main.text.casefold().split()
    return any(tuple(words[-len(w.split()) :]) == tuple(w.split()) for w in place_cues().countrywide)


def is_of_the_war(telling: Telling) -> bool:
    """Tell whether a figure is said of a war and not of a place: "the war, which has killed thousands", however near a
    town is named."""
    tokens = telling.sentence.tokens
    heads = {t.head for t in telling.happening.triggers} | {c.head for c in telling.counts}
    return any(tokens[n].lemma in place_cues().wars for h in heads for n in _over(telling, h))


def _over(telling: Telling, at: int) -> Iterator[int]:
    """Yield what a token hangs on, from near to far, up to the noun that its clause describes."""
    tokens = telling.sentence.tokens
    while tokens[at].head != at:
        is_clause = tokens[at].dep in ("relcl", "acl")
        at = tokens[at].head
        yield at
        if is_clause:
            return


def country_of(reading: Reading) -> tuple[Place, ...]:
    """Return the country that the document speaks of, for a toll that names no place; () where it names none."""
    weight = Counter(p.country for p in reading.places.values() if p.country)
    named = [(-weight[p.country], p.start, p) for p in reading.places.values() if p.kind == "country" and p.country]
    if named:
        return (min(named, key=lambda row: row[:2])[2],)
    return tuple(p for iso, _ in weight.most_common(1) for p in _country_in_text(reading, iso))


def _country_in_text(reading: Reading, iso: str) -> Iterator[Place]:
    """Yield a country by the first words of the text that name it or its people: "Syria's army", "Syrians"."""
    country = reading.knowledge.gazetteer.country(iso)
    people = [w for w, code in place_cues().nationalities.items() if code == iso]
    names = "|".join(map(re.escape, ([country.name] if country else []) + people))
    text = reading.document.text
    found = re.search(rf"\b(?:{names})s?\b", text, re.IGNORECASE) if names else None
    if found:
        mention = Mention("place", found.start(), found.end(), found[0], "", 0, 0, "place.country")
        grounded = ground_places([mention], gazetteer=reading.knowledge.gazetteer, text=text).values()
        yield from (replace(p, name=country.name if country else p.name) for p in grounded)
