"""The land that a place's words cover, as the parameters to draw it: WGS84 degrees, metres, degrees from north.

Latitude stands before longitude, as in a `Place`; only an outline has GeoJSON's order, longitude first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Longitude and latitude of a closed line's points; the last is the first."""


@dataclass(frozen=True, slots=True)
class Point:
    """The place itself, small enough to be a point: a town, a bridge, a base."""

    lat: float
    lon: float
    kind: Literal["point"] = "point"


@dataclass(frozen=True, slots=True)
class Circle:
    """All that lies within `radius_m` of a point: "near X", a stretch of land whose outline is not known."""

    lat: float
    lon: float
    radius_m: int
    kind: Literal["circle"] = "circle"


@dataclass(frozen=True, slots=True)
class Sector:
    """A side of a place: what lies between `inner_m` and `outer_m` from a point, within half of `spread` to either side
    of `bearing`. A `spread` of 360 is a ring: "the outskirts of X"."""

    lat: float
    lon: float
    bearing: float
    spread: float
    inner_m: int
    outer_m: int
    kind: Literal["sector"] = "sector"


@dataclass(frozen=True, slots=True)
class Corridor:
    """A stretch from place to place, in the order told: all that lies within `width_m` of the line through `line`
    (latitude, longitude). "The X-Y road", "between X and Y"."""

    line: tuple[tuple[float, float], ...]
    width_m: int
    kind: Literal["corridor"] = "corridor"


@dataclass(frozen=True, slots=True)
class Polygon:
    """An outline: one ring a piece, holes left out. A region's or a place of the user's own, "the X-Y-Z triangle"."""

    outlines: tuple[Ring, ...]
    kind: Literal["polygon"] = "polygon"


Shape: TypeAlias = Point | Circle | Sector | Corridor | Polygon
