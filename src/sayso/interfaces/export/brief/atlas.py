"""The map: every incident at its place, in circles of their true radius.

An equirectangular projection, true in scale at its middle latitude, fitted to what is drawn. A place that is only a
country, or that the gazetteer does not hold, is not drawn but listed. Lengths are in the picture's own units.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

from sayso.claims.shape_drawing import drawn
from sayso.interfaces.export import wording
from sayso.schema.claim import Place
from sayso.schema.shape import Circle, Point

WIDTH, TALLEST, FLATTEST = 960.0, 520.0, 340.0
METRES_PER_DEGREE = 111_320.0
"""Of latitude; near enough on any ellipsoid for a picture."""

_MARGIN = 0.12
_NARROWEST = 0.5
"""Degrees of latitude that a map shows at least, so that a single town is not drawn as a blank."""
_SMALLEST = 7.0
"""Circles below this radius get a dot instead: they could not be seen."""
_SMALLEST_SPECK = 4.0
"""The same for incidents that are told once."""
_SAME_SPOT = 20.0
"""Units within which two places share a spot: their badges would cover one another."""
_LISTED = 3
"""How many numbers or names a spot shows; the rest is counted."""
_OUTLYING = 4.0
"""How many times the median distance from the middle a place may lie away and still be on the map."""
_NEIGHBOURHOOD_M = 300_000.0
"""Within this many metres of the middle nothing counts as outlying."""
_STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30)
_NOT_DRAWN = frozenset({"country", "unknown"})


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom of what is taken on the map."""


@dataclass(frozen=True, slots=True)
class Town:
    """A place for orientation, no incident: its name and where it lies in degrees."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map: their anchor, and which side of it they run to."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place with incidents. `dot`: the place itself; without it only the circle is known.

    `rough`: a stretch of land, drawn dashed; `outline` is its shape as an SVG path, "" for a circle.
    """

    numbers: str
    first: int
    x: float
    y: float
    badge: Box
    radius: float
    dot: bool
    rough: bool
    label: Label
    words: str
    outline: str = ""


@dataclass(frozen=True, slots=True)
class Speck:
    """One place of incidents that are told once: drawn small, its numbers and name only where there is room."""

    first: int
    x: float
    y: float
    radius: float
    rough: bool
    label: Label | None
    words: str
    outline: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule, with its degrees."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: Label


@dataclass(frozen=True, slots=True)
class Map:
    """Everything that is drawn, and the numbers of the incidents that are not.

    `outside` lie too far from all others to be drawn with them; `not_placed` are told to lie nowhere nearer than a
    country.
    """

    width: float
    height: float
    spots: tuple[Spot, ...]
    specks: tuple[Speck, ...]
    lines: tuple[Line, ...]
    towns: tuple[Label, ...]
    scale_length: float
    scale_words: str
    outside: tuple[int, ...]
    not_placed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the map shows, in degrees, and how many units a degree of latitude takes."""

    west: float
    south: float
    east: float
    north: float
    unit: float

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is at the middle latitude."""
        return _narrowing((self.north + self.south) / 2)

    @property
    def height(self) -> float:
        """The map's height in its own units."""
        return round((self.north - self.south) * self.unit, 1)

    def x(self, lon: float) -> float:
        """Return how far right a longitude lies."""
        return round((lon - self.west) % 360 * self.narrowing * self.unit, 1)

    def y(self, lat: float) -> float:
        """Return how far down a latitude lies."""
        return round((self.north - lat) * self.unit, 1)

    def length(self, metres: float) -> float:
        """Return a length on the ground as a length on the map."""
        return round(metres / METRES_PER_DEGREE * self.unit, 1)


def _narrowing(lat: float) -> float:
    return max(0.05, math.cos(math.radians(lat)))


def is_drawn(place: Place | None) -> bool:
    """Tell whether a place is known well enough to be drawn."""
    return place is not None and place.lat is not None and place.lon is not None and place.precision not in _NOT_DRAWN


def draw_map(
    incidents: Sequence[tuple[int, Place | None]], towns: Sequence[Town] = (), told_once: Collection[int] = ()
) -> Map | None:
    """Return the map of numbered incidents; None when no place is known well enough to be drawn.

    Those `told_once` are drawn small. `towns` are drawn where there is room for their names, in the order given.
    """
    placed = [(n, p) for n, p in incidents if p is not None and is_drawn(p)]
    if not placed:
        return None
    near = _near_together([p for _, p in placed])
    inside = [(n, p) for n, p in placed if p in near]
    frame = _frame([p for _, p in inside])
    groups = _grouped([(n, p) for n, p in inside if n not in told_once], frame)
    boxes = [_badge(group, frame) for group in groups]
    spots = tuple(_spot(group, frame, boxes) for group in groups)
    minor = _grouped([(n, p) for n, p in inside if n in told_once], frame)
    specks = tuple(_speck(group, frame, boxes) for group in minor)
    named = {p.name for _, p in inside if is_drawn(p)}
    labels = (_town(t, frame, boxes) for t in towns if t.name not in named)
    length, words = _scale(frame)
    return Map(
        width=WIDTH,
        height=frame.height,
        spots=spots,
        specks=specks,
        lines=_lines(frame),
        towns=tuple(x for x in labels if x),
        scale_length=length,
        scale_words=words,
        outside=tuple(n for n, p in placed if p not in near),
        not_placed=tuple(n for n, p in incidents if not is_drawn(p)),
    )


def _near_together(places: Sequence[Place]) -> set[Place]:
    """Return the places without those that lie far from all others: one wrong namesake must not shrink the map."""
    lons = _unwrapped([p.lon or 0.0 for p in places])
    lats = [p.lat or 0.0 for p in places]
    middle_lat, middle_lon = median(lats), median(lons)
    narrow = _narrowing(middle_lat)
    away = [
        math.hypot(a - middle_lat, (o - middle_lon) * narrow) * METRES_PER_DEGREE
        for a, o in zip(lats, lons, strict=True)
    ]
    limit = max(_NEIGHBOURHOOD_M, _OUTLYING * median(away))
    return {p for p, metres in zip(places, away, strict=True) if metres <= limit}


def _frame(places: Sequence[Place]) -> Frame:
    """Return a frame that holds every circle, with a margin, neither too flat nor too tall."""
    lons = _unwrapped([p.lon or 0.0 for p in places])
    reach = [(p.radius_m or 0) / METRES_PER_DEGREE for p in places]
    lats = [p.lat or 0.0 for p in places]
    south, north = (
        min(a - r for a, r in zip(lats, reach, strict=True)),
        max(a + r for a, r in zip(lats, reach, strict=True)),
    )
    narrow = _narrowing((south + north) / 2)
    west = min(o - r / narrow for o, r in zip(lons, reach, strict=True))
    east = max(o + r / narrow for o, r in zip(lons, reach, strict=True))
    tall = max(north - south, _NARROWEST) * (1 + 2 * _MARGIN)
    wide = max((east - west) * narrow, _NARROWEST) * (1 + 2 * _MARGIN)
    tall, wide = max(tall, wide * FLATTEST / WIDTH), max(wide, tall * WIDTH / TALLEST)
    middle_lat, middle_lon = (north + south) / 2, (east + west) / 2
    return Frame(
        middle_lon - wide / narrow / 2,
        middle_lat - tall / 2,
        middle_lon + wide / narrow / 2,
        middle_lat + tall / 2,
        WIDTH / wide,
    )


def _unwrapped(lons: Sequence[float]) -> list[float]:
    """Return longitudes on one side of the date line when that is the shorter way round."""
    turned = [o + 360 if o < 0 else o for o in lons]
    return min(list(lons), turned, key=lambda way: max(way) - min(way))


def _grouped(placed: Sequence[tuple[int, Place]], frame: Frame) -> list[list[tuple[int, Place]]]:
    """Return incidents by place: those of one centre and like radius share a spot."""
    groups: list[list[tuple[int, Place]]] = []
    for n, p in placed:
        for group in groups:
            if _same_spot(p, group[0][1], frame):
                group.append((n, p))
                break
        else:
            groups.append([(n, p)])
    return sorted(groups, key=lambda g: -(g[0][1].radius_m or 0))


def _same_spot(a: Place, b: Place, frame: Frame) -> bool:
    if wording.is_vague(a) != wording.is_vague(b):
        return False
    apart = math.hypot(frame.x(a.lon or 0) - frame.x(b.lon or 0), frame.y(a.lat or 0) - frame.y(b.lat or 0))
    wider = abs(frame.length(a.radius_m or 0) - frame.length(b.radius_m or 0))
    return max(apart, wider) < _SAME_SPOT


def _listed(items: Sequence[str]) -> str:
    more = len(items) - _LISTED
    return ", ".join(items[:_LISTED]) + (f" +{more}" if more > 0 else "")


def _numbers(group: list[tuple[int, Place]]) -> str:
    return _listed([str(n) for n, _ in group])


def _radius(group: list[tuple[int, Place]], frame: Frame) -> float:
    return max(frame.length(max(p.radius_m or 0 for _, p in group)), _SMALLEST)


def _badge(group: list[tuple[int, Place]], frame: Frame) -> Box:
    """Return where the group's numbers stand: at the place itself, or on the rim where only the circle is known."""
    place, half = group[0][1], (12.0 + 7 * len(_numbers(group))) / 2
    x, y = frame.x(place.lon or 0), frame.y(place.lat or 0)
    if wording.is_vague(place):
        radius = _radius(group, frame)
        y = max(12.0, y - radius - (9 if radius < 2 * _SMALLEST else 0))
    return round(x - half, 1), round(y - 9, 1), round(x + half, 1), round(y + 9, 1)


def _spot(group: list[tuple[int, Place]], frame: Frame, boxes: list[Box]) -> Spot:
    place, badge = group[0][1], _badge(group, frame)
    rough = wording.is_vague(place)
    names = _listed(list(dict.fromkeys(p.name for _, p in group)))
    middle = ((badge[0] + badge[2]) / 2, (badge[1] + badge[3]) / 2)
    return Spot(
        numbers=_numbers(group),
        first=group[0][0],
        x=frame.x(place.lon or 0),
        y=frame.y(place.lat or 0),
        badge=badge,
        radius=_radius(group, frame),
        dot=not rough,
        rough=rough,
        label=_free(names, *middle, (badge[2] - badge[0]) / 2 + 5, frame, boxes),
        words="; ".join(f"{n}: {_told(p)}" for n, p in group),
        outline=_outline(max((p for _, p in group), key=lambda p: p.radius_m or 0), frame) if rough else "",
    )


def _told(place: Place) -> str:
    """Return where, and why it is taken to be there."""
    return f"{wording.place(place)}. {place.reason}" if place.reason else wording.place(place)


def _outline(place: Place, frame: Frame) -> str:
    """Return a side, a stretch or an outline as an SVG path, "" for what a circle shows."""
    if place.shape is None or isinstance(place.shape, Point | Circle):
        return ""
    told = drawn(place.shape)
    polygons = [told["coordinates"]] if told["type"] == "Polygon" else told["coordinates"]
    middle, centre = place.lon or 0.0, frame.x(place.lon or 0.0)

    def at(lon: float, lat: float) -> str:
        east = (lon - middle + 180) % 360 - 180  # the shorter way round: an outline may reach beyond the map's edge
        return f"{round(centre + east * frame.narrowing * frame.unit, 1)} {frame.y(lat)}"

    rings = (ring[:-1] for polygon in polygons for ring in polygon)
    return "".join("M" + "L".join(at(*point) for point in ring) + "Z" for ring in rings)


def _speck(group: list[tuple[int, Place]], frame: Frame, boxes: list[Box]) -> Speck:
    place = group[0][1]
    x, y = frame.x(place.lon or 0), frame.y(place.lat or 0)
    radius = max(frame.length(max(p.radius_m or 0 for _, p in group)), _SMALLEST_SPECK)
    rough = wording.is_vague(place)
    text = f"{_numbers(group)} {_listed(list(dict.fromkeys(p.name for _, p in group)))}"
    words = "; ".join(f"{n}: {_told(p)}" for n, p in group)
    # On the rim of a rough place, beside the dot of a named one.
    label = _small(text, x, y - radius, 0, frame, boxes) if rough else _small(text, x, y, radius + 2, frame, boxes)
    return Speck(group[0][0], x, y, radius, rough, label, words, _outline(place, frame) if rough else "")


def _free(text: str, x: float, y: float, gap: float, frame: Frame, boxes: list[Box]) -> Label:
    """Return the label on the first side where it meets no other; on the right when all are taken."""
    width = 8.4 * len(text)
    sides = [
        (x + gap, y + 4, "start"),
        (x - gap, y + 4, "end"),
        (x, y + gap + 14, "middle"),
        (x, y - gap - 5, "middle"),
    ]
    for lx, ly, anchor in sides:
        box = _box(lx, ly, width, anchor)
        if _is_free(box, boxes, frame):
            boxes.append(box)
            return Label(round(lx, 1), round(ly, 1), text, anchor)
    lx, ly, anchor = sides[0]
    boxes.append(_box(lx, ly, width, anchor))
    return Label(round(lx, 1), round(ly, 1), text, anchor)


def _box(x: float, y: float, width: float, anchor: str) -> Box:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return left, y - 11, left + width, y + 3


def _is_free(box: Box, boxes: Sequence[Box], frame: Frame) -> bool:
    inside = box[0] >= 2 and box[1] >= 2 and box[2] <= WIDTH - 2 and box[3] <= frame.height - 2
    return inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes)


def _town(town: Town, frame: Frame, boxes: list[Box]) -> Label | None:
    """Return a town's label where there is room for dot and name; None elsewhere."""
    x, y = frame.x(town.lon), frame.y(town.lat)
    return Label(x, y, town.name) if _small(town.name, x, y, 5, frame, boxes) else None


def _small(text: str, x: float, y: float, gap: float, frame: Frame, boxes: list[Box]) -> Label | None:
    """Return a small label to the right of a point, `gap` away, and take its room; None where there is none."""
    box = (x - 4 if gap else x, y - 9, x + gap + 7.0 * len(text), y + 5)
    if not _is_free(box, boxes, frame):
        return None
    boxes.append(box)
    return Label(round(x + gap, 1), round(y + 4, 1), text)


_LABEL_ROOM = 45
"""Width that a label of the grid takes; nearer to the edge it would be cut off."""


def _lines(frame: Frame) -> tuple[Line, ...]:
    step = next((s for s in _STEPS if (frame.north - frame.south) / s <= 5), _STEPS[-1])
    lines = []
    for lat in _multiples(frame.south, frame.north, step):
        y = frame.y(lat)
        lines.append(Line(0, y, WIDTH, y, Label(6, y - 4, _degrees(lat, "N", "S"))))
    for lon in _multiples(frame.west, frame.east, step):
        x = round((lon - frame.west) * frame.narrowing * frame.unit, 1)
        name = _degrees((lon + 180) % 360 - 180, "E", "W") if x < WIDTH - _LABEL_ROOM else ""
        lines.append(Line(x, 0, x, frame.height, Label(x + 4, frame.height - 6, name)))
    return tuple(lines)


def _multiples(first: float, last: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(first / step), math.floor(last / step) + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    shown = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return f"{shown}°" + ("" if shown == "0" else positive if value > 0 else negative)


def _scale(frame: Frame) -> tuple[float, str]:
    """Return the scale bar: a round distance about a fifth of the map wide."""
    wide = WIDTH / frame.unit * METRES_PER_DEGREE / 5
    power = 10 ** math.floor(math.log10(wide))
    metres = next(f * power for f in (5, 2, 1) if f * power <= wide)
    return frame.length(metres), wording.distance(int(metres))
