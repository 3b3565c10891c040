"""Stretches that are told by two names: "between X and Y", whose names stand as two mentions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

from sayso.claims.gazetteer import GazetteerPlace
from sayso.claims.place_choice import Choice
from sayso.claims.place_reading import Reading
from sayso.claims.place_reasons import TOGETHER
from sayso.claims.place_spelling import fold
from sayso.claims.sphere import kilometres
from sayso.schema import Mention
from sayso.schema.knowledge import packaged
from sayso.schema.place_cues import place_cues

STRETCH_KM = 400.0  # no report puts something between two towns that are farther apart
Odds = list[tuple[float, GazetteerPlace]]
LEAD = 60  # characters before a name within which "between" is looked for
_BETWEEN = re.compile(r"\b(\w+)\sbetween\s(?:[a-z-]+\s){0,4}$")
_AND = re.compile(r",?\s(?:and|to)\s(?:(?:the|its)\s)?(?:[a-z-]+\s(?:of\s(?:the\s)?)?)?")


def told_between(numbers: Sequence[int], mentions: Sequence[Mention], text: str) -> Mapping[int, int]:
    """Return the pairs of mentions, by their index, of which the text says "between the one and the other".

    "Between" stands before the first with at most four small words in between ("between the towns of X and Y"), and
    after a word for land or a road or for lying there: a war or talks "between X and Y" are in neither's middle.
    """
    land = place_cues().features.keys() | frozenset(packaged("place-roles")["lies_between"])
    order = sorted(numbers, key=lambda n: mentions[n].start)
    pairs: dict[int, int] = {}
    for n, k in pairwise(order):
        first, second = mentions[n], mentions[k]
        lead = text[max(0, first.start - LEAD) : first.start]
        told = _BETWEEN.search(lead)
        if first.sentence != second.sentence or not told or told[1].lower() not in land:
            continue
        if _AND.fullmatch(text[first.end : second.start]):
            pairs[n] = k
    return pairs


def chosen_together(
    choices: Mapping[int, Choice], readings: Mapping[int, Reading], pairs: Mapping[int, int]
) -> dict[int, Choice]:
    """Return the choices, with the names of "between X and Y" chosen so that the two lie near each other.

    What a name is taken for there it stands for in the whole document. Pairs that lie near each other stay, and so do
    those of which no two places do.
    """
    told: dict[str, Choice] = {}
    for n, k in pairs.items():
        if _are_near(choices[n].place, choices[k].place):
            continue
        likely = [(p * q, a, b) for (p, a), (q, b) in product(_odds(choices[n]), _odds(choices[k])) if _are_near(a, b)]
        if likely:
            _, first, second = max(likely, key=lambda row: row[0])
            told |= {fold(readings[m].name): _taken(choices[m], p) for m, p in ((n, first), (k, second))}
    return {m: told.get(fold(readings[m].name), c) if readings[m].candidates else c for m, c in choices.items()}


def _are_near(first: GazetteerPlace | None, second: GazetteerPlace | None) -> bool:
    if first is None or second is None:
        return False
    return kilometres((first.lat, first.lon), (second.lat, second.lon)) <= STRETCH_KM


def _odds(choice: Choice) -> Odds:
    """Return the places that were weighed with their shares."""
    best: Odds = [(choice.score, choice.place)] if choice.place else []
    return [*best, *((share, place) for share, place in zip(choice.shares, choice.others, strict=True))]


def _taken(choice: Choice, place: GazetteerPlace) -> Choice:
    """Return the choice with that place for an answer."""
    told = _odds(choice)
    others = [(share, p) for share, p in told if p.id != place.id]
    score = next(share for share, p in told if p.id == place.id)
    return replace(
        choice, place=place, others=tuple(p for _, p in others), shares=tuple(share for share, _ in others),
        score=score, reason=TOGETHER, is_level=False,
    )  # fmt: skip
