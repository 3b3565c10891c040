"""Borders of countries that are described: "the Syrian-Iraqi border", "the Iraqi border" in a report on Syria."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims import place_geometry as geometry
from sayso.claims import place_reasons
from sayso.claims.gazetteer import Gazetteer, GazetteerPlace
from sayso.schema import Mention, Place
from sayso.schema.place_cues import PlaceCues

WORDS = frozenset(("border", "borders", "frontier"))


def border(mention: Mention, gazetteer: Gazetteer, cues: PlaceCues, mostly: str | None) -> Place | None:
    """Return the border of the two countries that a description tells, one of them by itself with the country that the
    document is mostly about (ISO code); None for anything else."""
    words = mention.text.lower().split()
    if words[-1] not in WORDS:
        return None
    told = [cues.nationalities[w] for word in words for w in word.split("-") if w in cues.nationalities]
    codes = dict.fromkeys([*told, *([mostly] if len(told) == 1 else [])])
    found = [place for place in (gazetteer.country(iso) for iso in codes if iso) if place]
    return _between(mention, found) if len(found) == 2 else None


def _between(mention: Mention, countries: Sequence[GazetteerPlace]) -> Place:
    spot = geometry.border(countries[0], countries[1])
    return Place(
        mention.text, mention.text, mention.start, mention.end, spot.lat, spot.lon, spot.radius_m, "region", None,
        None, None, None, spot.precision, answer="found", reason=place_reasons.BORDER, shape=spot.shape,
    )  # fmt: skip
