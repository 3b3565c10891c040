"""The packaged word lists that tell doers, targets and instruments apart and give somebody a part in an event.

Nouns stand in `actor-words.yaml`, verbs, event nouns and prepositions in `role-words.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.schema.knowledge import packaged

NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE", "PRODUCT", "FAC"})
"""Kinds of names that can act or be acted upon."""

TIMES = frozenset({"DATE", "TIME"})
"""Kinds of names that say when; a noun phrase gives them no part."""


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Nouns and adjectives by what they can be in an event; each list is described in its file."""

    heads: frozenset[str]
    targets: frozenset[str]
    vehicles: frozenset[str]
    generic: frozenset[str]
    doers: frozenset[str]
    light: frozenset[str]
    undergo: frozenset[str]
    instruments: frozenset[str]
    geographic: frozenset[str]
    holders: frozenset[str]
    by_role: frozenset[str]
    people_who_act: frozenset[str]


@cache
def actor_words() -> ActorWords:
    """Return the packaged nouns."""
    raw: Mapping[str, list[str]] = packaged("actor-words")
    first = {key: frozenset(word.split()[0] for word in words) for key, words in raw.items()}
    whole = {key: frozenset(words) for key, words in raw.items()}
    return ActorWords(
        heads=whole["heads"],
        targets=whole["targets"],
        vehicles=whole["vehicles"],
        generic=whole["generic"],
        doers=whole["doers"],
        light=first["light_verbs"],
        undergo=first["undergo_verbs"],
        instruments=whole["instruments"],
        geographic=whole["geographic"],
        holders=whole["holders"],
        by_role=whole["by_role"],
        people_who_act=whole["people_who_act"],
    )


@cache
def role_words(kind: str) -> tuple[str, ...]:
    """Return a packaged list of verbs, event nouns or prepositions, in its own order."""
    return tuple(packaged("role-words")[kind])
