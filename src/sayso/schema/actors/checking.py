"""What is wrong with a register: every fault with its row, what was expected and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.schema.actors.building import Row, countries
from sayso.schema.actors.names import fold_name
from sayso.schema.actors.records import Actor, Period
from sayso.schema.actors.unknown import UNKNOWN

STATE = "the ISO code of a state of the register"
ADD_STATE = "mend the code (`sayso actors list --kind state` has them), or add the state by a file of rows (`states`)"
MERGEABLE = f"an id of the register, or one that begins with {UNKNOWN}"
FIND_ID = "mend it (`sayso actors list --text NAME` finds ids)"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `row` names the entry; `path` leads to it in the file; a fault that is not `grave` is only worth a
    look: the register can be used with it."""

    row: str
    what: str
    expected: str
    do: str
    path: tuple[str | int, ...] = ()
    grave: bool = True


def faults(actors: Iterable[Actor], content: Row) -> Iterator[Fault]:
    """Yield what is wrong with entries: ids that stand twice, actors, states and merged ids that do not exist, days
    that run backwards."""
    entries = list(actors)
    known = {a.id for a in entries}
    homes = countries(content)
    yield from _twice(a.id for a in entries)
    for actor in entries:
        yield from _strangers(actor, known)
        yield from _nowhere(actor, homes)
        yield from _backwards(actor)
    yield from _merged(content.get("same_as", {}), known)


def _twice(ids: Iterable[str]) -> Iterator[Fault]:
    for actor_id, number in Counter(ids).items():
        if number > 1:
            yield Fault(actor_id, "the id stands twice", "ids that are unique", "give one of the rows another id")


def _strangers(actor: Actor, known: set[str]) -> Iterator[Fault]:
    named = [("parent", p.id, "to be part of") for p in actor.parents]
    named += [("successor", s.id, "to be followed by") for s in actor.followed_by]
    for _, other, how in named:
        if other not in known:
            do = "add a row for it, or mend the id (`sayso actors list --text NAME` finds it)"
            yield Fault(actor.id, f"no actor {other} {how}", "ids that are known", do)
        elif other == actor.id:
            yield Fault(actor.id, f"it cannot have itself {how}", "ids that are known", "mend the id")


def _nowhere(actor: Actor, homes: frozenset[str]) -> Iterator[Fault]:
    if actor.country is not None and actor.country not in homes:
        what = f"no state has the code {actor.country}, under which it is at home"
        yield Fault(actor.id, what, STATE, ADD_STATE)


def _backwards(actor: Actor) -> Iterator[Fault]:
    periods = [("the entry", actor.period), *((f"the name {n}", p) for n, p in actor.dated.items())]
    periods += [(f"its time in {m.id}", m.period) for m in actor.parents]
    for what, period in periods:
        if _is_backwards(period):
            do = "swap or mend the dates"
            yield Fault(actor.id, f"{what} ends before it begins", "`from` no later than `to`", do)
    starts = [c.start for c in actor.changes]
    if starts != sorted(starts):
        yield Fault(actor.id, "its changes are not in the order of time", "the earliest change first", "sort them")


def _is_backwards(period: Period) -> bool:
    return bool(period.start and period.end and period.end < period.start)


def _merged(same_as: dict[str, str], known: set[str]) -> Iterator[Fault]:
    """What is wrong with merged ids; one that goes may be of an older register, and is only worth a look."""
    for one, other in same_as.items():
        for actor_id, grave in ((one, False), (other, True)):
            if actor_id not in known and not actor_id.startswith(UNKNOWN):
                yield Fault(f"same_as {one}", f"no actor {actor_id}", MERGEABLE, FIND_ID, ("same_as", one), grave)
        if ring := _ring(one, same_as):
            what = f"it is merged with itself ({' → '.join(ring)})" if len(ring) > 2 else "it is merged with itself"
            yield Fault(f"same_as {one}", what, "two ids", "take the line away", ("same_as", one))


def _ring(one: str, same_as: dict[str, str]) -> list[str]:
    """The way along which an id is merged into itself; [] where it is not."""
    way = [one]
    while (following := same_as.get(way[-1])) is not None and following not in way[1:]:
        way.append(following)
    return way if len(way) > 1 and way[-1] == one else []


def clashes(actors: Iterable[Actor], mine: frozenset[str]) -> Iterator[Fault]:
    """Yield the names that an entry of `mine` shares with another of the same country at the same time: nothing tells
    them apart."""
    first: dict[tuple[str, str | None], list[tuple[Actor, str]]] = {}
    for actor in actors:
        for name in actor.names:
            held = first.setdefault((fold_name(name), actor.country), [])
            other = next((a for a, n in held if a.id != actor.id and _at_one_time(a, n, actor, name)), None)
            if other and not mine.isdisjoint((actor.id, other.id)):
                do = "take it away from one of them, or say from when to when each bore it"
                yield Fault(
                    actor.id if actor.id in mine else other.id,
                    f"the name {name!r} is also that of {other.id if actor.id in mine else actor.id}",
                    "names that the country or the dates tell apart",
                    do,
                    grave=False,
                )
            held.append((actor, name))


def _at_one_time(a: Actor, a_name: str, b: Actor, b_name: str) -> bool:
    spans = [a.period, b.period, *(p for p in (a.dated.get(a_name), b.dated.get(b_name)) if p)]
    start = max((p.start for p in spans if p.start), default=None)
    end = min((p.end for p in spans if p.end), default=None)
    return start is None or end is None or start < end


def schema_faults(content: Any, schema: dict[str, Any]) -> Iterator[Fault]:
    """Yield every place where the content does not fit the JSON Schema."""
    from jsonschema import Draft202012Validator

    for e in Draft202012Validator(schema).iter_errors(content):
        path = tuple(e.absolute_path)
        what, expected = e.message, "a row as in actors.schema.json"
        if e.validator == "enum":
            what, expected = f"{e.instance!r} is no {path[-1]}", f"one of {', '.join(map(str, e.validator_value))}"
        yield Fault(_row_at(content, path), what, expected, "mend the row", path)


def _row_at(content: Any, path: tuple[str | int, ...]) -> str:
    """The entry that a path leads into, by its id where it has one."""
    at, named = content, ""
    for step in path:
        at = at[step]
        key = at.get("id", at.get("code")) if isinstance(at, dict) else None
        named = key if isinstance(key, str) else named
    return named or "/".join(map(str, path)) or "(the file)"
