"""Why a place was chosen or not, in words: one phrase a piece of evidence, put into a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NOT_HELD = "The gazetteer holds no such name."
NONE_FITS = "No place of the name fits the text."
LEVEL = "Two places of the name fit alike."
ONLY_ONE = "the only place of the name"
NOT_NAMED = "The text names no place that the words go back to."
TOGETHER = "The two names stand for places near each other."
STRETCH = "Both ends are in the gazetteer."
BORDER = "Both countries are told; where on their border is not."
END_UNKNOWN = "One end of the stretch is not in the gazetteer."

EVIDENCE: Mapping[str, str] = {
    "fame": "the best known of the name",
    "settlement": "a settlement",
    "country": "a country",
    "governorate": "a first-level region",
    "district": "a district",
    "land": "a stretch of land",
    "small": "a small place",
    "kind": "of the kind that the text names",
    "capital": "the capital",
    "own": "a place that the project or the user wrote down",
    "first name": "this is its first name",
    "similar": "spelled much like it",
    "country share": "in a country that the text speaks of",
    "region share": "in a region that the text speaks of",
    "country named": "its country is named",
    "region named": "its region is named",
    "held by what follows": "the region named right after holds it",
    "beside": "near what is named beside it",
    "near others": "near other places of the text",
}
"""The pieces of evidence for a place (`place_choice.evidence`), in words."""


def because(pieces: Sequence[str]) -> str:
    """Return the pieces of evidence as a sentence: "Of the kind that the text names; in a region that …."""
    words = "; ".join(EVIDENCE.get(piece, piece) for piece in pieces) or ONLY_ONE
    return f"{words[0].upper()}{words[1:]}."


def goes_back(name: str) -> str:
    """Return that the words go back to a place that the text names."""
    return f"The words go back to {name}."
