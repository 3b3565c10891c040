"""GeoJSON (RFC 7946): one feature an incident.

Longitude before latitude, WGS84, the id at feature level. What is a spot is drawn as a point, what is told roughly as
the land that the words cover: a circle, a sector, a corridor, an outline; `shape` says which, `lat`, `lon` and
`radius_m` are the circle around it. A place that is only a country, or that the gazetteer does not hold, has no
geometry (null): a made-up point would be read as a place.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from sayso.claims.shape_drawing import drawn
from sayso.interfaces.export import wording
from sayso.interfaces.export.files import Written, whole, written
from sayso.interfaces.export.holdings import Holdings
from sayso.interfaces.export.precision import acled, ucdp
from sayso.schema.claim import Place
from sayso.schema.contract import to_dict
from sayso.schema.incident import Incident

_NO_POINT = frozenset({"country", "unknown"})
_DECIMALS = 6
"""About 10 cm; RFC 7946 section 11.2 advises against more."""


def geometry(place: Place | None) -> dict[str, Any] | None:
    """Return the place's shape, or None where anything drawn would be surer than the report.

    A record of an older store has no shape: it is drawn as its point.
    """
    if place is None or place.lat is None or place.lon is None or place.precision in _NO_POINT:
        return None
    if place.shape is not None:
        return drawn(place.shape)
    return {"type": "Point", "coordinates": [round(place.lon, _DECIMALS), round(place.lat, _DECIMALS)]}


def feature(incident: Incident) -> dict[str, Any]:
    """Return the incident as a feature."""
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": geometry(incident.place),
        "properties": _what(incident) | _where(incident.place) | _when(incident) | _figures(incident),
    }


def _what(incident: Incident) -> dict[str, Any]:
    return {
        "event_type": incident.event_type,
        "status": incident.status,
        "actors": [a.name for a in incident.actors],
        "recipients": [r.name for r in incident.recipients],
        "claims": len(incident.claims),
        "publishers": len(incident.publishers),
        "independent_sources": len(incident.independent_sources),
        "grade": incident.grade.value if incident.grade else None,
        "contested": list(dict.fromkeys(c.field for c in incident.contested)),
        "origin": incident.origin,
    }


def _where(place: Place | None) -> dict[str, Any]:
    return {
        "place": place.name if place else None,
        "precision": place.precision if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "radius_m": place.radius_m if place else None,
        "shape": place.shape.kind if place and place.shape else None,
        "geo_precision": acled(place),
        "where_prec": ucdp(place),
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "place_in_words": wording.place(place),
        "place_answer": place.answer if place else None,
        "place_score": place.score if place else None,
        "place_reason": place.reason if place else None,
        "place_alternatives": [to_dict(other) for other in place.alternatives] if place else [],
    }


def _when(incident: Incident) -> dict[str, Any]:
    date = incident.date
    return {
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "date_precision": date.precision if date else None,
    }


def _figures(incident: Incident) -> dict[str, Any]:
    return {
        f"{outcome}_{end}": getattr(tally, end)
        for outcome, tally in sorted(incident.counts.items())
        for end in ("low", "best", "high")
    }


def dump_geojson(out: TextIO, holdings: Holdings) -> int:
    """Write the feature collection to an open file; return the number of features."""
    features = [feature(i) for i in holdings.incidents]
    json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False, indent=1)
    out.write("\n")
    return len(features)


def write_geojson(path: Path, holdings: Holdings) -> Written:
    """Write the feature collection to a file."""
    with whole(path) as out:
        rows = dump_geojson(out, holdings)
    return written(path, rows)
