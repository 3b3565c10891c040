"""Rows of judgements against what was decided before: which are new, which are known, which cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sayso.errors import BadRecord, SaysoError
from sayso.review.rows import Row, Wrong
from sayso.schema.judgement import Groups, Judgement, Pair, holding, judge

FindClaim = Callable[[str], str]
"""From a claim's id, or the beginning of one, to the id; raises NotFound."""

_Said = tuple[str, Pair, str, str]
"""What a judgement says, its time left out: kind, pair, by, why."""


@dataclass(slots=True)
class Taken:
    """What became of rows: judgements to add, how many were there already, and which could not be taken."""

    added: list[Judgement] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Wrong] = field(default_factory=list)


def take(
    rows: Iterable[Row | Wrong], known: Sequence[Judgement], *, find: FindClaim, now: str, by: str = "", where: str
) -> Taken:
    """Return what becomes of the rows beside the judgements that are known.

    A row without a time is as of `now`, unless the same was said before by the same person: then it is unchanged. A
    row without `by` was decided by `by`. A judgement on a pair that was judged before supersedes the one that holds.
    One that the judgements on other pairs leave no room for is rejected: they have to be superseded first.
    """
    taking = _Taking(list(known), find, now, by)
    for row in rows:
        taking.take(row, where)
    return taking.taken


@dataclass(slots=True)
class _Taking:
    known: list[Judgement]
    find: FindClaim
    now: str
    by: str
    taken: Taken = field(default_factory=Taken)
    said: dict[_Said, list[str]] = field(default_factory=dict)
    on_pair: dict[Pair, Judgement] = field(default_factory=dict)
    groups: Groups = field(default_factory=Groups)

    def __post_init__(self) -> None:
        for j in self.known:
            self.said.setdefault(_said(j), []).append(j.at)
        self._recount()

    def _recount(self) -> None:
        self.on_pair = {j.pair: j for j in holding(self.known)}
        self.groups = Groups()
        self.groups.take_all(self.known)

    def take(self, row: Row | Wrong, where: str) -> None:
        """Take one row."""
        if isinstance(row, Wrong):
            self.taken.rejected.append(row)
            return
        try:
            self._take(row)
        except SaysoError as e:
            told = type(e)(e.what, where=f"{where} row {row.number}", expected=e.expected, do=e.do)
            self.taken.rejected.append(Wrong(row.number, told))

    def _take(self, row: Row) -> None:
        made = self._judgement(row)
        before = self.said.setdefault(_said(made), [])
        if before and (not row.at or made.at in before):
            self.taken.unchanged += 1
            return
        self._hold(made)
        before.append(made.at)
        self.taken.added.append(made)

    def _judgement(self, row: Row) -> Judgement:
        left, right = (self.find(claim) if claim else "" for claim in (row.left, row.right))
        kind, by, at = row.kind, row.by or self.by, row.at or self.now
        plain = judge(kind, left, right, by=by, at=at, why=row.why)  # type: ignore[arg-type] # judge refuses others
        held = self.on_pair.get(plain.pair)
        replaced = held.id if held and held.at <= plain.at else None
        if row.supersedes:
            replaced = self._known(row.supersedes)
        return judge(plain.kind, left, right, by=by, at=at, why=row.why, supersedes=replaced) if replaced else plain

    def _known(self, asked: str) -> str:
        if all(j.id != asked for j in self.known):
            raise BadRecord(f"supersedes {asked!r}, which is no judgement of this store", expected="a judgement's id")
        return asked

    def _hold(self, made: Judgement) -> None:
        """Take a judgement among those known. Raises BadRecord when the others leave no room for it."""
        if made.supersedes is None and made.pair not in self.on_pair:
            if not self.groups.take(made):
                raise self._no_room(made)
            self.known.append(made)
            self.on_pair[made.pair] = made
            return
        groups = Groups()
        groups.take_all(j for j in self.known if j.id != made.supersedes)
        if made.supersedes is not None and not groups.take(made):
            raise self._no_room(made)
        self.known.append(made)
        self._recount()

    def _no_room(self, made: Judgement) -> BadRecord:
        opposite = "the same" if made.kind == "different" else "different"
        return BadRecord(
            f"other judgements together hold {made.left} and {made.right} for {opposite}",
            do="supersede one of those first, or leave this one out",
        )


def _said(judgement: Judgement) -> _Said:
    return judgement.kind, judgement.pair, judgement.by, judgement.why
