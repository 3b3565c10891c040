"""Incidents keep their names: what is linked again goes on under the id that it had.

An incident that grows keeps its id. Of two that are merged the older one's lives on, and the other is said to be
merged into it. Of one that is split the larger part keeps the id, of equal parts the one with the earliest claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sayso.schema.identity import incident_id
from sayso.schema.incident import Incident
from sayso.schema.linking import Standing
from sayso.schema.vocabulary import SuccessionKind

Became = Literal["founded", "grew", "shrank", "merged", "split", "gone"]
BECAME: tuple[Became, ...] = ("founded", "grew", "merged", "split", "shrank", "gone")


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an incident: `founded` by new claims, or by a part of others (`split`); `merged`: others were
    merged into it; `grew` or `shrank` by so many claims, or is `gone`. `others` are the ids merged or split from."""

    became: Became
    incident_id: str
    claims: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """That claims of `incident_id` stand in `into` now: it was `merged` into it, or `split` and goes on as well."""

    incident_id: str
    into: str
    kind: SuccessionKind


@dataclass(frozen=True, slots=True)
class Settled:
    """Incidents under the names that they keep, and what became of those that stood before."""

    incidents: tuple[Incident, ...]
    moved: tuple[Moved, ...]
    handed_over: tuple[Handover, ...]


def settle(
    before: Sequence[Standing], found: Sequence[Incident], order: Sequence[str], taken: Iterable[str] = ()
) -> Settled:
    """Return the incidents that were found under the ids of those that stood before.

    `before` are those that the linking looked at again, `order` the ids of all claims, the earliest report's first,
    `taken` ids of other incidents that stand. Claims that no found incident holds have left.
    """
    settling = _Settling(before, found, {claim: n for n, claim in enumerate(order)}, frozenset(taken))
    return settling.settle()


@dataclass(slots=True)
class _Settling:
    before: Sequence[Standing]
    found: Sequence[Incident]
    rank: Mapping[str, int]
    taken: frozenset[str]
    shared: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many claims an incident of before shares with one that was found, both by the ids they have so far."""

    def settle(self) -> Settled:
        """Return the incidents under their names, and what became of those of before."""
        home = {claim: incident.id for incident in self.found for claim in incident.claims}
        for standing in self.before:
            self.shared.update((standing.id, home[c]) for c in standing.claims if c in home)
        heirs = self._heirs()
        names = self._names(heirs)
        return Settled(
            tuple(_renamed(i, names) for i in self.found),
            tuple(sorted(self._moved(heirs, names), key=lambda m: (BECAME.index(m.became), m.incident_id))),
            tuple(self._handed_over(names)),
        )

    def _first(self, claims: Iterable[str]) -> int:
        return min((self.rank.get(c, len(self.rank)) for c in claims), default=len(self.rank))

    def _heirs(self) -> dict[str, list[Standing]]:
        """Return for each found incident those of before whose largest part it holds, the oldest first."""
        by_id = {i.id: i for i in self.found}
        parts: dict[str, list[str]] = {}
        for old, new in self.shared:
            parts.setdefault(old, []).append(new)
        heirs: dict[str, list[Standing]] = {i.id: [] for i in self.found}
        for standing in sorted(self.before, key=lambda s: (s.recorded_at, self._first(s.claims), s.id)):
            mine = {*standing.claims}
            if standing.id in parts:
                rank = {n: self._first(mine & {*by_id[n].claims}) for n in parts[standing.id]}
                largest = min(parts[standing.id], key=lambda n: (-self.shared[standing.id, n], rank[n]))
                heirs[largest].append(standing)
        return heirs

    def _names(self, heirs: Mapping[str, Sequence[Standing]]) -> dict[str, str]:
        """Return each found incident's name: the oldest it inherits, or its own, changed when another has it."""
        names = {new: olds[0].id for new, olds in heirs.items() if olds}
        used = {*names.values(), *self.taken}
        for incident in self.found:
            if incident.id not in names:
                names[incident.id] = _free(incident, used)
                used.add(names[incident.id])
        return names

    def _moved(self, heirs: Mapping[str, Sequence[Standing]], names: Mapping[str, str]) -> Iterable[Moved]:
        had = {s.id: {*s.claims} for s in self.before}
        surviving = {old for old, _ in self.shared}
        for incident in self.found:
            name, olds, now = names[incident.id], heirs[incident.id], {*incident.claims}
            others = tuple(o.id for o in olds[1:])
            came_from = sorted(old for old, new in self.shared if new == incident.id and old != name)
            if not olds:
                yield Moved("split" if came_from else "founded", name, len(now), tuple(came_from))
            elif others:
                yield Moved("merged", name, len(now - had[name]), others)
            elif now - had[name]:
                yield Moved("grew", name, len(now - had[name]))
            elif had[name] - now:
                yield Moved("shrank", name, len(had[name] - now))
        for standing in self.before:
            if standing.id not in surviving:
                yield Moved("gone", standing.id, len(standing.claims))

    def _handed_over(self, names: Mapping[str, str]) -> Iterable[Handover]:
        living = {*names.values()}
        for old, new in sorted(self.shared):
            if names[new] != old:
                yield Handover(old, names[new], "split" if old in living else "merged")


def _free(incident: Incident, used: Iterable[str]) -> str:
    """Return the incident's own id, or, where another has it, the first of a fixed row of ids that is free."""
    name, n = incident.id, 1
    while name in used:
        n += 1
        name = incident_id(f"{incident.claims[0]} {n}")
    return name


def _renamed(incident: Incident, names: Mapping[str, str]) -> Incident:
    related = tuple(replace(r, incident_id=names.get(r.incident_id, r.incident_id)) for r in incident.related)
    return replace(incident, id=names[incident.id], related=related)


def counted(moved: Iterable[Moved]) -> str:
    """Return what became of incidents in words: "2 incidents grew, 1 founded"; "" when nothing did."""
    counts = Counter(m.became for m in moved)
    told = [(counts[b], _WORDS[b]) for b in BECAME if counts[b]]
    nouns = [("incident " if n == 1 else "incidents ") if at == 0 else "" for at, (n, _) in enumerate(told)]
    return ", ".join(f"{n} {noun}{words}" for noun, (n, words) in zip(nouns, told, strict=True))


_WORDS: dict[Became, str] = {
    "founded": "founded",
    "grew": "grew",
    "merged": "merged with others",
    "split": "split off",
    "shrank": "shrank",
    "gone": "gone",
}
