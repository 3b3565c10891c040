"""What a person decided about two claims: they speak of one happening, or of two.

A judgement is never edited: another one on the same claims supersedes it. `Judged` says which hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import get_args

from sayso.errors import BadRecord
from sayso.schema.identity import digest
from sayso.schema.vocabulary import JudgementKind

Pair = tuple[str, str]
"""Two claim ids, the smaller first."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """That a person held two claims for `same` or `different`; make one with `judge`.

    `left` and `right` are claim ids, `left` the smaller; `by` who decided, `at` when (ISO instant in UTC), `why` in
    the person's words. `supersedes` is the id of the judgement that this one replaces, None for the first.
    """

    id: str
    kind: JudgementKind
    left: str
    right: str
    by: str
    at: str
    why: str
    supersedes: str | None = None

    @property
    def pair(self) -> Pair:
        """The two claims."""
        return self.left, self.right


def judge(
    kind: JudgementKind, left: str, right: str, *, by: str, at: str, why: str = "", supersedes: str | None = None
) -> Judgement:
    """Return the judgement, its id from what it says; the order of the two claims plays no part.

    Raises BadRecord for an unknown kind, a claim beside itself, nobody who decided, or a time that is no ISO instant.
    """
    if kind not in get_args(JudgementKind):
        raise BadRecord(f"the kind of a judgement is {kind!r}", expected=" or ".join(get_args(JudgementKind)))
    if not left or not right or left == right:
        raise BadRecord(f"judges {left!r} and {right!r}", expected="the ids of two claims")
    if not by.strip():
        raise BadRecord("nobody is named who decided", expected="a name in `by`")
    left, right = sorted((left, right))
    by, at, why = by.strip(), _instant(at), why.strip()
    return Judgement(
        "j" + digest(kind, left, right, by, at, why, supersedes), kind, left, right, by, at, why, supersedes
    )


def _instant(text: str) -> str:
    """Return an ISO day or instant as an instant in UTC; without a zone it is taken for UTC."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError as e:
        raise BadRecord(f"the time of a judgement is {text!r}", expected="an ISO time, 2024-03-01T09:30:00Z") from e
    told = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    return told.isoformat(timespec="microseconds" if told.microsecond else "seconds")


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements that hold, free of contradiction.

    `same` and `different` are the pairs that they name. `set_aside` are those that a later one contradicts over
    others (a = b and b = c leave no room for an earlier a ≠ c), with the later ones' word kept.
    """

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    set_aside: tuple[Judgement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.different)

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Judged:
        """Return what holds after all of them, whatever their order: on a pair the latest, and of two that cannot
        both be so the later."""
        groups = Groups()
        aside = groups.take_all(judgements)
        return cls(frozenset(groups.same), frozenset(groups.different), tuple(aside))


def holding(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that no other supersedes and no later one on the same pair replaces, earliest first."""
    ordered = sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.at, j.id))
    superseded = {j.supersedes for j in ordered}
    latest = {j.pair: j for j in ordered if j.id not in superseded}
    return sorted(latest.values(), key=lambda j: (j.at, j.id))


@dataclass(slots=True)
class Groups:
    """Claims held for the same, in groups, and which groups are held apart; free of contradiction as it grows."""

    same: set[Pair] = field(default_factory=set)
    different: set[Pair] = field(default_factory=set)
    parent: dict[str, str] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)

    def root(self, claim: str) -> str:
        """Return the claim that stands for the whole group."""
        while (above := self.parent.get(claim, claim)) != claim:
            self.parent[claim] = self.parent.get(above, above)
            claim = above
        return claim

    def take_all(self, judgements: Iterable[Judgement]) -> list[Judgement]:
        """Take in those that hold, the latest first, and return those that later ones exclude."""
        return [j for j in reversed(holding(judgements)) if not self.take(j)]

    def take(self, judgement: Judgement) -> bool:
        """Take a judgement in unless those already here exclude it; tell whether it was."""
        left, right = self.root(judgement.left), self.root(judgement.right)
        if judgement.kind == "same":
            if right in self.apart.get(left, ()):
                return False
            self._join(left, right)
            self.same.add(judgement.pair)
            return True
        if left == right:
            return False
        self.apart.setdefault(left, set()).add(right)
        self.apart.setdefault(right, set()).add(left)
        self.different.add(judgement.pair)
        return True

    def _join(self, left: str, right: str) -> None:
        if left == right:
            return
        self.parent[right] = left
        for other in self.apart.pop(right, set()):
            self.apart[other].discard(right)
            self.apart[other].add(left)
            self.apart.setdefault(left, set()).add(other)
