"""Places of a made-up text, grounded."""

from __future__ import annotations

from sayso.claims.gazetteer import Gazetteer
from sayso.claims.places import ground_places
from sayso.schema import Mention, Place


def ground(gazetteer: Gazetteer, text: str, *phrases: tuple[str, str]) -> list[Place]:
    """Ground the phrases (text, label), each at its first occurrence after the one before, all in one sentence."""
    mentions, at = [], 0
    for phrase, label in phrases:
        start = text.index(phrase, at)
        at = start + len(phrase)
        mentions.append(Mention("place", start, at, phrase, label, 0, 0, "test"))
    found = ground_places(mentions, gazetteer=gazetteer, text=text)
    return [found[n] for n in range(len(mentions))]
