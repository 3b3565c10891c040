"""Whether a report is about armed conflict at all, so that a heist or a football match yields no claims.

A conflict coder rejects such reports at sight. Here a report must hold enough different signs of conflict for its
length, one of them hard: words of `conflict-signs.yaml`, or actors that the register knows to be armed. The
measured figure stands in the docs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sayso.claims.actors import DocumentNames
from sayso.schema import Sentence
from sayso.schema.actors import Actor
from sayso.schema.knowledge import packaged
from sayso.schema.phrases import PhraseBook, words

SIGNS = 3  # different signs in a report of some length
SHORT = 4  # sentences; up to here one sign will do, for there is room for no more
ARMED = frozenset({"state_forces", "rebel_group", "militia", "extremist_group", "coalition"})


@cache
def _book() -> PhraseBook[str]:
    lists = packaged("conflict-signs")
    return PhraseBook(((phrase, weight) for weight in ("hard", "soft") for phrase in lists[weight]), inflected=False)


def signs_of_conflict(sentences: Sequence[Sentence], names: DocumentNames) -> Mapping[str, str]:
    """Return the different signs that a document holds, each hard or soft: words, and ids of armed actors."""
    found = {hit.phrase: hit.payload for s in sentences for hit in _book().find_in(words(s))}
    return found | {n.actor.id: "hard" for n in names.named if _is_at_arms(n.actor)}


def _is_at_arms(actor: Actor) -> bool:
    """Tell whether an actor is a sign of conflict: police and coast guards, who keep order in peace too, are none."""
    return actor.kind in ARMED and not (actor.kind == "state_forces" and actor.speaks == "official")


def is_on_conflict(sentences: Sequence[Sentence], names: DocumentNames) -> bool:
    """Tell whether a report has enough signs of conflict for its length to be read for claims."""
    enough = 1 if len(sentences) <= SHORT else SIGNS
    signs = signs_of_conflict(sentences, names)
    return len(signs) >= enough and "hard" in signs.values()
