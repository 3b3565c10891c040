"""How many: figures of two sources that exclude each other, and tolls that rise.

Only like is held against like: the toll of everybody, of one side, of one kind of people. A part may contradict its
whole only by being larger. Soldiers and civilians that two sources count are different people, unless a party to the
event counts its enemy's losses: then who died is in dispute.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from sayso.incidents.compare.how_many import agree, say_interval
from sayso.incidents.contest.views import View, in_order, one_voice, parting, view
from sayso.incidents.facts import Facts, Interval
from sayso.incidents.independence import Sources
from sayso.incidents.parties import tells_enemy_losses
from sayso.incidents.profiles import figures as read
from sayso.incidents.profiles.figures import Given
from sayso.schema.incident import Contested
from sayso.schema.vocabulary import ContestKind, Outcome

ABOUT = 0.2
"""How far two figures said to be "about" may lie apart and still agree, as a share of the larger."""
EVERYBODY = ""

Scope = str
"""Whose figure it is: `EVERYBODY`, or the words for a side or a kind of people."""


def _interval(given: Given) -> Interval:
    low, _, high = read.added(given.rows)
    return low, high


def _scopes(outcome: Outcome, facts: Sequence[Facts]) -> list[tuple[Scope, Given]]:
    """Return every figure with whose it is; a figure of everybody stands once, however many kinds it tells."""
    claims = [f.claim for f in facts]
    told = read.of_everybody(claims, outcome)
    whole = read.of_the_whole(told, read.parts_told(claims, outcome)) if told else []
    if all(map(read.is_one_sided, whole)):
        whole = []
    scoped = [(EVERYBODY, g) for g in whole]
    scoped += [(f"of {side}", g) for side, some in read.by_side(claims, outcome).items() for g in some]
    scoped += [(who, g) for who, some in read.by_who(claims, outcome).items() for g in some if g not in whole]
    return scoped


def _view(facts: Facts, sources: Sources, scope: Scope, given: Given) -> View:
    interval = _interval(given)
    people = scope or read.only_who(given) or ""
    return view(facts, sources, (people, interval), f"{say_interval(*interval)} {people}".rstrip())


def _about(given: Given) -> bool:
    return any(row.quantifier == "about" for row in given.rows)


class _Tolls:
    """The figures for one outcome, and how two of them part."""

    def __init__(self, outcome: Outcome, facts: Sequence[Facts], sources: Sources) -> None:
        by_id = {f.claim.id: f for f in facts}
        self.views: list[View] = []
        self._sources = sources
        self._given: dict[int, tuple[Scope, Given]] = {}
        for scope, given in _scopes(outcome, facts):
            if _interval(given) != (None, None):
                told = _view(by_id[given.claim.id], sources, scope, given)
                self.views.append(told)
                self._given[id(told)] = scope, given

    @cached_property
    def _latest(self) -> dict[tuple[Scope, str], tuple[int, int]]:
        """The last word of a voice on a scope: the day of its report, and the highest figure of that day."""
        latest: dict[tuple[Scope, str], tuple[int, int]] = {}
        for v in self.views:
            for voice in v.voices:
                key = self._scope(v), voice
                latest[key] = max(latest.get(key, (0, 0)), self._word(v))
        return latest

    def _word(self, told: View) -> tuple[int, int]:
        return told.published or 0, _point(self._ends(told))

    def _scope(self, told: View) -> Scope:
        return self._given[id(told)][0]

    def _ends(self, told: View) -> Interval:
        return _interval(self._given[id(told)][1])

    def _agree(self, left: View, right: View) -> bool:
        a, b = self._ends(left), self._ends(right)
        if agree(a, b):
            return True
        x, y = a[0], b[0]
        if x is None or y is None or not any(_about(self._given[id(v)][1]) for v in (left, right)):
            return False
        return abs(x - y) <= ABOUT * max(x, y)

    def kind(self, left: View, right: View) -> ContestKind | None:
        """Name how two figures part; None where they are not of the same people."""
        if self._scope(left) != self._scope(right):
            return self._part_and_whole(left, right)
        kinds = {read.only_who(self._given[id(v)][1]) for v in (left, right)}
        if None not in kinds and len(kinds) > 1:
            partisan = self._is_partisan(left) != self._is_partisan(right)
            return "dispute" if partisan and not one_voice(left, right) else None
        return None if self._ends(left) == self._ends(right) else self._of_like(left, right)

    def _of_like(self, left: View, right: View) -> ContestKind | None:
        if one_voice(left, right):
            return self._of_one_source(left, right)
        if self._agree(left, right):
            return "difference"
        if self._has_risen_since(left, right):
            return "update"
        return None if any(self._is_left_behind(v) for v in (left, right)) else "dispute"

    def _is_partisan(self, told: View) -> bool:
        given = self._given[id(told)][1]
        return tells_enemy_losses(self._sources.of_claim[given.claim.id], given.claim, given.rows)

    def _of_one_source(self, left: View, right: View) -> ContestKind:
        """A later figure that is higher, or excludes the earlier, is an update; so is a risen one of the same day."""
        ordered = in_order(left, right)
        if ordered and not self._agree(left, right):
            return "update"
        if ordered:
            earlier, later = (self._ends(v) for v in ordered)
            return "update" if _point(later) > _point(earlier) else "difference"
        two_reports = left.facts.claim.document_id != right.facts.claim.document_id
        return "update" if two_reports and not self._agree(left, right) else "difference"

    def _is_left_behind(self, told: View) -> bool:
        """Tell whether its source has come to another figure since: this one disputes nothing any more."""
        day, point = self._word(told)
        words = [self._latest[self._scope(told), voice] for voice in told.voices]
        return all((day, point) < last and point != last[1] for last in words)

    def _has_risen_since(self, left: View, right: View) -> bool:
        """Tell whether the later source gave the earlier one's figure itself, at the time: it has risen since."""
        ordered = in_order(left, right)
        if ordered is None:
            return False
        earlier, later = ordered
        return any(
            self._scope(v) == self._scope(earlier)
            and one_voice(v, later)
            and (v.published or 0) <= (earlier.published or 0)
            and self._agree(v, earlier)
            for v in self.views
        )

    def _part_and_whole(self, left: View, right: View) -> ContestKind | None:
        scopes = self._scope(left), self._scope(right)
        if EVERYBODY not in scopes or one_voice(left, right):
            return None
        part, whole = (right, left) if scopes[0] == EVERYBODY else (left, right)
        if any(self._is_left_behind(v) for v in (part, whole)):
            return None
        least, most = self._ends(part)[0], self._ends(whole)[1]
        return "dispute" if least is not None and most is not None and least > most else None


def _point(ends: Interval) -> int:
    return ends[0] if ends[0] is not None else ends[1] or 0


def toll(outcome: Outcome, facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return where the figures for an outcome part."""
    tolls = _Tolls(outcome, facts, sources)
    return parting(outcome, tolls.views, tolls.kind)
