"""From the file's rows to entries."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.schema import knowledge
from sayso.schema.actors.records import ALWAYS, Actor, Change, Membership, Period, Succession

Row = Mapping[str, Any]
WORD_LISTS = (
    "generics",
    "group_suffixes",
    "group_prefixes",
    "speakers",
    "name_particles",
    "words_too",
    "state_patterns",
)


def merged(own: Row) -> dict[str, Any]:
    """Return a project's own content beside the packaged one: its rows are added, one with a packaged id or country
    code takes that row's place, its word lists replace the packaged ones. With `instead` only its own rows count."""
    packaged = knowledge.packaged("actors")
    instead = bool(own.get("instead"))
    content: dict[str, Any] = {name: own.get(name, packaged[name]) for name in WORD_LISTS}
    for section, key in (("states", "code"), ("actors", "id")):
        mine = list(own.get(section, []))
        taken = {row[key] for row in mine}
        content[section] = [*(r for r in packaged[section] if not instead and r[key] not in taken), *mine]
    return {**content, "same_as": {**packaged.get("same_as", {}), **own.get("same_as", {})}}


def countries(content: Row) -> frozenset[str]:
    """Return the codes under which an actor can be at home: those of every state, packaged or in the content, and of
    the lands without a state of their own in which packaged actors are."""
    packaged = knowledge.packaged("actors")
    states = {row["code"] for row in (*packaged["states"], *content.get("states", []))}
    return frozenset(states | {row["country"] for row in packaged["actors"] if "country" in row})


def entries(content: Row) -> Iterator[Actor]:
    """Yield every entry: those that each state gives by the patterns, then the actors."""
    for row in content["states"]:
        for part, pattern in content["state_patterns"].items():
            yield _state_actor(part, pattern, row)
    for row in content["actors"]:
        yield _actor(row)


def _state_actor(part: str, pattern: Row, row: Row) -> Actor:
    def fill(shape: str) -> Iterator[str]:
        for adjective in row["adjectives"] if "{adjective}" in shape else [""]:
            yield shape.format(adjective=adjective, name=row["name"])

    names, dated = _names([*row.get(part, []), *(alias for shape in pattern["aliases"] for alias in fill(shape))])
    code = row["code"].lower()
    return Actor(
        id=f"{code}-{part}",
        name=next(fill(pattern["name"])),
        kind=pattern["kind"],
        aliases=names,
        country=row["code"],
        inter=1,
        parents=(Membership(f"{code}-{pattern['parent']}"),) if "parent" in pattern else (),
        sides=row.get("side", {}),
        speaks=pattern["speaks"],
        metonyms=(*row["adjectives"], *row.get("metonyms", [])) if part == "government" else (),
        dated=dated,
        wikidata=row.get("wikidata", {}).get(part),
    )


def _actor(row: Row) -> Actor:
    names, dated = _names(row.get("aliases", []))
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        aliases=names,
        country=row.get("country"),
        inter=row.get("inter"),
        parents=tuple(map(_membership, [row["parent"]] if "parent" in row else row.get("parents", []))),
        sides=row.get("side", {}),
        speaks=row.get("speaks", "other"),
        metonyms=tuple(row.get("metonyms", [])),
        period=_period(row),
        dated=dated,
        changes=tuple(map(_change, row.get("changes", []))),
        followed_by=tuple(map(_succession, row.get("followed_by", []))),
        wikidata=row.get("wikidata"),
    )


def _names(rows: list[Any]) -> tuple[tuple[str, ...], dict[str, Period]]:
    """The names, each once, and the days of those that have any."""
    dated = {r["name"]: _period(r) for r in rows if not isinstance(r, str)}
    return tuple(dict.fromkeys(r if isinstance(r, str) else r["name"] for r in rows)), dated


def _membership(row: Any) -> Membership:
    return Membership(row) if isinstance(row, str) else Membership(row["id"], _period(row))


def _succession(row: Row) -> Succession:
    return Succession(row["id"], row.get("date"), row.get("how", "renamed"))


def _change(row: Row) -> Change:
    return Change(first_day(row["from"]), row.get("kind"), row.get("inter"), row.get("side"), row.get("note", ""))


def _period(row: Row) -> Period:
    start, end = row.get("from"), row.get("to")
    if start is None and end is None:
        return ALWAYS
    return Period(first_day(start) if start else None, last_day(end) if end else None)


def first_day(date: str) -> str:
    """Return the first ISO day of a year, a month or a day."""
    return date + {4: "-01-01", 7: "-01"}.get(len(date), "")


def last_day(date: str) -> str:
    """Return the last ISO day of a year, a month or a day."""
    if len(date) == len("2016-07"):
        year, month = map(int, date.split("-"))
        return f"{date}-{monthrange(year, month)[1]:02}"
    return date + ("-12-31" if len(date) == len("2016") else "")
