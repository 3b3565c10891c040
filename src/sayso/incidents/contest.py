"""Where the claims of an incident part: each position with its claims and its sources.

`dispute`: positions that cannot both be true. `update`: one source's later word, mostly a toll that rose.
`difference`: one position is coarser than the other. Silence is no position: what only one side tells is not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.incidents.compare.how_many import agree, say_interval
from sayso.incidents.compare.what import find_type
from sayso.incidents.compare.when import gap
from sayso.incidents.compare.where import PARTING, places
from sayso.incidents.compare.who import parties_meet
from sayso.incidents.facts import Facts, Interval
from sayso.incidents.independence import Sources
from sayso.incidents.names import name_words, one_name, within
from sayso.schema.claim import Count
from sayso.schema.incident import Contested, Position
from sayso.schema.vocabulary import ContestedField, ContestKind, Outcome, Status

RANK: tuple[ContestKind, ...] = ("difference", "update", "dispute")
"""The kinds from harmless to grave: a field has the gravest of its pairs."""
TOLLS: tuple[Outcome, ...] = ("killed", "injured")
ABOUT = 0.2
"""How far two figures said to be "about" may lie apart and still agree, as a share of the larger."""
VAGUE_DAYS = 7
"""A date told to more days than this is coarser than a day."""


@dataclass(frozen=True, slots=True)
class View:
    """What a claim holds on a field. Views with one `key` are one position, shown as `value`."""

    facts: Facts
    source: str
    key: Hashable
    value: str


Kind = Callable[[View, View], ContestKind | None]


def _positions(views: Sequence[View]) -> tuple[Position, ...]:
    held: dict[Hashable, list[View]] = {}
    for view in views:
        held.setdefault(view.key, []).append(view)
    return tuple(
        Position(
            value=group[0].value,
            claims=tuple(dict.fromkeys(v.facts.claim.id for v in group)),
            sources=tuple(dict.fromkeys(v.source for v in group)),
        )
        for group in held.values()
    )


def _contested(field: ContestedField, views: Sequence[View], kind: Kind) -> Contested | None:
    """Return the field with every position that parts from another, and the gravest way in which they part."""
    found = [(k, a, b) for a, b in combinations(views, 2) if a.key != b.key and (k := kind(a, b))]
    if not found:
        return None
    parting = {id(v) for _, a, b in found for v in (a, b)}
    keys = {v.key for v in views if id(v) in parting}
    gravest = max((k for k, _, _ in found), key=RANK.index)
    return Contested(field, gravest, _positions([v for v in views if v.key in keys]))


def _later_word(left: View, right: View) -> bool:
    """Tell whether one source says both, in reports of two days."""
    a, b = left.facts.published, right.facts.published
    return left.source == right.source and a is not None and b is not None and a != b


def _between_sources(left: View, right: View) -> ContestKind:
    """Name two incompatible values: a dispute needs two sources; one source corrects itself, or is read unsurely."""
    if left.source != right.source:
        return "dispute"
    return "update" if _later_word(left, right) else "difference"


# ---- figures


def _about(facts: Facts, outcome: Outcome) -> bool:
    return any(row.outcome == outcome and row.quantifier == "about" for row in facts.claim.counts)


def _roughly(left: Facts, right: Facts, outcome: Outcome, a: Interval, b: Interval) -> bool:
    x, y = a[0], b[0]
    if x is None or y is None or not (_about(left, outcome) or _about(right, outcome)):
        return False
    return abs(x - y) <= ABOUT * max(x, y)


def _side(rows: Sequence[Count]) -> str:
    """Return the one side whose losses the rows tell, or "" for the whole incident."""
    sides = {row.of_actor or "" for row in rows}
    return sides.pop() if len(sides) == 1 else ""


def _figures_differ(outcome: Outcome) -> Kind:
    def kind(left: View, right: View) -> ContestKind | None:
        a, b = _interval(left.facts, outcome), _interval(right.facts, outcome)
        sides = [_side([c for c in v.facts.claim.counts if c.outcome == outcome]) for v in (left, right)]
        if a is None or b is None or not _same_side(sides[0], sides[1]):
            return None
        if agree(a, b) or _roughly(left.facts, right.facts, outcome, a, b):
            return "update" if _later_word(left, right) else "difference"
        return "update" if left.source == right.source else "dispute"

    return kind


def _same_side(left: str, right: str) -> bool:
    return left == right or one_name(name_words(left, "party"), name_words(right, "party"))


def _interval(facts: Facts, outcome: Outcome) -> Interval | None:
    return facts.killed if outcome == "killed" else facts.injured


def _superseded(views: Sequence[View]) -> set[int]:
    """Return, by index, the views whose source spoke again in a later report: they dispute nothing any more."""
    latest: dict[str, int] = {}
    for v in views:
        latest[v.source] = max(latest.get(v.source, 0), v.facts.published or 0)
    return {n for n, v in enumerate(views) if (v.facts.published or 0) < latest[v.source]}


def _figures(outcome: Outcome, facts: Sequence[Facts], sources: Sources) -> Contested | None:
    views = [
        View(f, sources.label(f.claim), i, say_interval(*i))
        for f in facts
        if f.claim.status not in ("planned", "denied") and (i := _interval(f, outcome)) and i != (None, None)
    ]
    old = {id(views[n]) for n in _superseded(views)}
    differ = _figures_differ(outcome)

    def kind(left: View, right: View) -> ContestKind | None:
        found = differ(left, right)
        if found == "dispute" and (id(left) in old or id(right) in old):
            return "update"
        return found

    return _contested("killed" if outcome == "killed" else "injured", views, kind)


# ---- who, where, when, what


def _disowned(facts: Facts) -> bool:
    return any(q.kind == "responsibility_denied" for q in facts.claim.qualifiers)


def _is_named(facts: Facts) -> bool:
    """Tell whether some actor has a name rather than a description: "the Valley Brigade", not "the opposition"."""
    return any(p.actor_id or any(w[:1].isupper() for w in p.name.split()) for p in facts.claim.actors)


def _enemies(left: Facts, right: Facts) -> bool:
    """Tell whether the two actors are the two sides of one fight, which both act."""
    fought = "clash" in (left.family, right.family)
    return fought and (parties_meet(left.recipients, right.actors) or parties_meet(left.actors, right.recipients))


def _actors_differ(left: View, right: View) -> ContestKind | None:
    a, b = left.facts, right.facts
    if _disowned(a) != _disowned(b):
        return _between_sources(left, right)
    if parties_meet(a.actors, b.actors) or _enemies(a, b):
        return None
    return _between_sources(left, right) if _is_named(a) and _is_named(b) else "difference"


def _actor(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    views = []
    for f in facts:
        if not f.claim.actors or f.claim.status == "denied":
            continue
        name = ", ".join(p.name for p in f.claim.actors)
        key = (_disowned(f), f.actors.ids or f.actors.words or f.actors.described)
        views.append(View(f, sources.label(f.claim), key, f"not {name}" if _disowned(f) else name))
    return _contested("actor", views, _actors_differ)


def _places_differ(left: View, right: View) -> ContestKind | None:
    found = places(left.facts.where, right.facts.where)
    if found in PARTING:
        return _between_sources(left, right)
    return "difference" if found == "place.within" else None


def _place(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    views = [
        View(f, sources.label(f.claim), f.where[0].words, f.where[0].place.name)
        for f in facts
        if f.where and f.where[0].place.kind != "country"
    ]
    return _contested("place", views, _places_differ)


def _dates_differ(left: View, right: View) -> ContestKind | None:
    a, b = left.facts.days, right.facts.days
    if a is None or b is None or _phase(left.facts.claim.status) != _phase(right.facts.claim.status):
        return None
    if gap(a, b):
        return _between_sources(left, right)
    vague = [d[1] - d[0] >= VAGUE_DAYS for d in (a, b)]
    return "difference" if vague[0] != vague[1] else None


def _phase(status: Status) -> str:
    """Return which moment of an event a status speaks of: a launch and an end have days of their own."""
    return status if status in ("planned", "ended") else "event"


def _date(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    """Compare the days that claims tell themselves; one taken over from another claim is nobody's word."""
    views = []
    for f in facts:
        span = f.claim.date
        if f.days and span and span.basis != "event":
            said = span.start if span.start == span.end else f"{span.start} to {span.end}"
            views.append(View(f, sources.label(f.claim), f.days, said))
    return _contested("date", views, _dates_differ)


def _types_differ(left: View, right: View) -> ContestKind | None:
    found = find_type(left.facts, right.facts)
    if found == "type.open" or "accusation" in (left.facts.top, right.facts.top):
        return None
    return _between_sources(left, right) if found == "type.differ" else "difference"


def _type(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    views = [View(f, sources.label(f.claim), f.claim.event_type, f.claim.event_type) for f in facts]
    return _contested("type", views, _types_differ)


# ---- status, cause, and whether it happened at all


def _statuses_differ(left: View, right: View) -> ContestKind | None:
    pair = {left.facts.claim.status, right.facts.claim.status}
    if left.facts.claim.document_id == right.facts.claim.document_id and left.source == right.source:
        return None
    if "suspected" in pair:
        return "difference"
    if left.source == right.source or pair & {"planned", "happened"}:
        return "update"
    return "update" if _ended_later(left.facts, right.facts) or _ended_later(right.facts, left.facts) else "dispute"


def _ended_later(going_on: Facts, ended: Facts) -> bool:
    """Tell whether the end that one claim tells leaves room for what the other tells as going on before it."""
    if ended.claim.status != "ended" or going_on.claim.status == "ended":
        return False
    end = ended.days[1] if ended.days else ended.published
    last = going_on.days[1] if going_on.days else going_on.published
    return end is not None and last is not None and last < end


def _status(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    phases = {"happened": "happened", "ongoing": "ongoing"}
    views = [
        View(f, sources.label(f.claim), phases.get(f.claim.status, f.claim.status), f.claim.status)
        for f in facts
        if f.claim.status != "denied"
    ]
    if {v.key for v in views} <= {"happened", "ongoing"}:
        return None
    return _contested("status", views, _statuses_differ)


def _event(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    """A denial contests the event itself."""
    views = [
        View(
            f,
            sources.label(f.claim),
            f.claim.status == "denied",
            "denied" if f.claim.status == "denied" else "told as fact",
        )
        for f in facts
        if f.claim.status != "planned"
    ]
    return _contested("event", views, lambda left, right: "dispute")


def _one_reason(left: str, right: str) -> bool:
    a, b = name_words(left, "sentence"), name_words(right, "sentence")
    shared = sum(1 for w in a if within(frozenset((w,)), b))
    return bool(a and b) and shared * 2 >= min(len(a), len(b))


def _reasons_differ(left: View, right: View) -> ContestKind | None:
    if _phase(left.facts.claim.status) != _phase(right.facts.claim.status):
        return None
    return "difference" if left.source == right.source else "dispute"


def _reason(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    views: list[View] = []
    for f in facts:
        if f.claim.reason:
            text = f.claim.reason.text
            known = next((v for v in views if _one_reason(v.value, text)), None)
            views.append(View(f, sources.label(f.claim), known.key if known else text, known.value if known else text))
    return _contested("reason", views, _reasons_differ)


def contested(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return every field on which the claims of an incident part, the event itself first."""
    happenings = [f for f in facts if f.kind == "event"]
    found = [field(happenings, sources) for field in (_event, _status, _actor, _type, _place, _date, _reason)]
    found += [_figures(outcome, happenings, sources) for outcome in TOLLS]
    return tuple(c for c in found if c)
