"""The words by which places are known in a text, as sets: `data/place-cues.yaml` read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.schema import knowledge
from sayso.schema.vocabulary import PlaceKind

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """Cue words in lower case. `features` maps a feature word to the kind of place it names, `nationalities` what a
    country's people are called to its ISO code, `abbreviations` a region's short forms as written to its id."""

    features: Mapping[str, PlaceKind]
    nationalities: Mapping[str, str]
    abbreviations: Mapping[str, str]
    wholes: Words
    described_after: Words
    not_described: Words
    goes_back: Words
    parts: Words
    surroundings: Words
    directions: Words
    compass: Words
    distances: Words
    at: Words
    weakly_at: Words
    near: Words
    against: Words
    government_verbs: Words
    seats: Words
    deeds: Words
    countrywide: Words
    wars: Words
    comers: Words
    object_verbs: Words
    place_verbs: Words
    affixes_after: Words
    affixes_before: Words
    organisations: Words
    titles: Words
    ambiguous: Words
    demonyms: Words
    between_name_and_feature: Words


_TABLES = ("features", "spellings", "nationalities", "abbreviations")


@cache
def place_cues() -> PlaceCues:
    """Return the packaged cues."""
    content: dict[str, Any] = knowledge.packaged("place-cues")
    lists = {key: frozenset(str(w) for w in words) for key, words in content.items() if key not in _TABLES}
    features: dict[str, PlaceKind] = {}
    for kind, words in content["features"].items():
        for word in words:
            features.setdefault(word, kind)
    nationalities = {str(w).lower(): iso for iso, words in content["nationalities"].items() for w in words}
    abbreviations = {str(w): id_ for id_, words in content["abbreviations"].items() for w in words}
    return PlaceCues(features=features, nationalities=nationalities, abbreviations=abbreviations, **lists)
