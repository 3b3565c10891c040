"""What became of the choice between places of one name, carried into the place's record."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.place_choice import Choice
from sayso.claims.place_geometry import NEAR_M, Spot
from sayso.schema import Alternative, Place
from sayso.schema.shape import Circle, Polygon
from sayso.schema.vocabulary import PlaceAnswer, PlacePrecision

DIGITS = 3
LEAST = 0.001  # runners-up with less than a thousandth of the odds are not told


def answer_of(choice: Choice) -> PlaceAnswer:
    """Return whether a place was found, is not in the gazetteer, or cannot be told from another."""
    if choice.place is not None:
        return "found"
    return "cannot_tell" if choice.is_level else "not_found"


def answered(place: Place, choice: Choice) -> Place:
    """Return the place with the answer, its score, its reason and the runners-up, likeliest first."""
    others = zip(choice.others, choice.shares, strict=True)
    return replace(
        place,
        answer=answer_of(choice),
        score=round(choice.score, DIGITS) if choice.others or choice.place else None,
        reason=choice.reason,
        alternatives=tuple(
            Alternative(o.name, o.id, o.lat, o.lon, round(share, DIGITS)) for o, share in others if share >= LEAST
        ),
    )


def stretched(place: Place, spot: Spot) -> Place:
    """Return a place of which the text tells only that it was between this and another."""
    return replace(
        place, lat=spot.lat, lon=spot.lon, radius_m=spot.radius_m, precision=spot.precision, shape=spot.shape
    )


def loosened(place: Place, precision: PlacePrecision) -> Place:
    """Return a place that words go back to, as roughly as they do: "near the town", "a market in the town"."""
    if precision == place.precision or place.lat is None or place.lon is None or place.radius_m is None:
        return replace(place, precision=precision)
    radius = place.radius_m + max(NEAR_M, place.radius_m) if precision == "near" else place.radius_m
    keeps = precision == "part" and isinstance(place.shape, Polygon)
    shape = place.shape if keeps else Circle(place.lat, place.lon, radius)
    return replace(place, precision=precision, radius_m=radius, shape=shape)
