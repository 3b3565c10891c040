"""What each claim holds on a field, put side by side two by two."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.incidents.facts import Facts
from sayso.incidents.independence import Sources
from sayso.schema.incident import Contested, Position
from sayso.schema.vocabulary import ContestedField, ContestKind

RANK: tuple[ContestKind, ...] = ("difference", "update", "dispute")
"""The kinds from harmless to grave."""


@dataclass(frozen=True, slots=True)
class View:
    """What a claim holds on a field. Views with one `key` are one position, shown as `value`.

    `voices` are those who say it, the ultimate source first and who speaks beside it after.
    """

    facts: Facts
    voices: tuple[str, ...]
    key: Hashable
    value: str

    @property
    def published(self) -> int | None:
        """The day of the report, None when it is not known."""
        return self.facts.published


Kind = Callable[[View, View], ContestKind | None]


def view(facts: Facts, sources: Sources, key: Hashable, value: str) -> View:
    """Return what a claim holds, with who says it."""
    return View(facts, sources.voices(facts.claim), key, value)


def one_voice(left: View, right: View) -> bool:
    """Tell whether one source says both."""
    return not set(left.voices).isdisjoint(right.voices)


def in_order(left: View, right: View) -> tuple[View, View] | None:
    """Return the earlier and the later of two views; None where their reports are of one day, or of none known."""
    a, b = left.published, right.published
    if a is None or b is None or a == b:
        return None
    return (left, right) if a < b else (right, left)


def between_sources(left: View, right: View) -> ContestKind:
    """Name two incompatible values: a dispute needs two sources; one source corrects itself, or is read unsurely."""
    if not one_voice(left, right):
        return "dispute"
    return "update" if in_order(left, right) else "difference"


def unless_both_are_held(kind: Kind, views: Sequence[View]) -> Kind:
    """Return the rule, less disputes in which one of the two sources also holds what the other says."""

    def holds(source: View, other: View) -> bool:
        return any(v.key == other.key and one_voice(v, source) for v in views)

    def milder(left: View, right: View) -> ContestKind | None:
        found = kind(left, right)
        return "difference" if found == "dispute" and (holds(left, right) or holds(right, left)) else found

    return milder


def _positions(views: Sequence[View]) -> tuple[Position, ...]:
    held: dict[Hashable, list[View]] = {}
    for v in views:
        held.setdefault(v.key, []).append(v)
    return tuple(
        Position(
            value=group[0].value,
            claims=tuple(dict.fromkeys(v.facts.claim.id for v in group)),
            sources=tuple(dict.fromkeys(name for v in group for name in v.voices)),
        )
        for group in held.values()
    )


def parting(field: ContestedField, views: Sequence[View], kind: Kind) -> tuple[Contested, ...]:
    """Return how a field's positions part: what is in dispute, what moved on, or, with neither, what is coarser.

    A field can be in dispute and have moved on: the toll of one source rose, and another holds a third. A claim that
    was left behind has no part in the dispute.
    """
    if len({v.key for v in views}) < 2:
        return ()
    found = [(k, a, b) for a, b in combinations(views, 2) if a.key != b.key and (k := kind(a, b))]
    if not found:
        return ()
    of: dict[ContestKind, set[int]] = {k: {id(v) for x, *pair in found if x == k for v in pair} for k in RANK}
    if of["dispute"]:
        of["dispute"] |= of["difference"] - of["update"]
    shown: list[ContestKind] = [k for k in ("dispute", "update") if of[k]] or [k for k in RANK if of[k]]
    return tuple(Contested(field, k, _positions([v for v in views if id(v) in of[k]])) for k in shown)
