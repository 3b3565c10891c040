"""A made-up world with known truth: are look-alikes kept apart, contests found, and updates called no dispute?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sayso.evaluation.figures import Figure, Outcome, Result, f1, share
from sayso.evaluation.reading import Read, reader
from sayso.evaluation.world import Expected, Happening, Made, as_records, happen, is_open, planted, tell
from sayso.schema import Claim, Incident
from sayso.schema.incident import Contested

SEEDS, SIZE, DAYS = (1, 2, 3, 4, 5), 60, 60
"""The worlds that are measured: a seed each, so many happenings of their own in so many days."""
TEXT_SEED, TEXT_SIZE = 11, 30
"""The world that is read as texts: sayso reads some ten reports a second."""


@dataclass(frozen=True, slots=True)
class World:
    """A world and what a faultless reader could tell of it: `fixed` are the claims that fit one happening only."""

    happenings: tuple[Happening, ...]
    made: Made
    fixed: frozenset[str]

    def home(self, claim: str) -> int:
        """Return the happening that a claim tells of."""
        return self.made.tellings[claim][1].happening.key


def world(seed: int, size: int = SIZE, days: int = DAYS) -> World:
    """Return the world of a seed; the same on every machine."""
    chance = Random(seed)  # noqa: S311 - a world to measure on, no secret
    happenings = happen(chance, size, days)
    made = as_records(tell(chance, happenings))
    fixed = frozenset(c for c, (report, told) in made.tellings.items() if not is_open(report, told, happenings))
    return World(happenings, made, fixed)


def linked(found: World) -> tuple[Incident, ...]:
    """Return what sayso makes of the claims of a world."""
    from sayso.incidents import link
    from sayso.schema.codebook import native

    return link(found.made.claims, {d.id: d for d in found.made.documents}, codebook=native())


# ---- same or different


def b_cubed(gold: Mapping[str, int], ours: Mapping[str, str]) -> tuple[float, float]:
    """Return the sums over items of B-cubed precision and recall (Bagga and Baldwin 1998)."""
    both = Counter((gold[c], ours[c]) for c in gold)
    of_gold, of_ours = Counter(gold.values()), Counter(ours[c] for c in gold)
    precision = sum(n * n / of_ours[o] for (_, o), n in both.items())
    recall = sum(n * n / of_gold[g] for (g, _), n in both.items())
    return precision, recall


def pairs(gold: Mapping[str, int], ours: Mapping[str, str]) -> tuple[int, int, int]:
    """Return the number of pairs that are one in both, in ours, in the truth."""
    both = Counter((gold[c], ours[c]) for c in gold)
    counts = both, Counter(ours[c] for c in gold), Counter(gold.values())
    in_both, in_ours, in_gold = (sum(n * (n - 1) // 2 for n in c.values()) for c in counts)
    return in_both, in_ours, in_gold


# ---- contests


def _holder(expected: Expected, incidents: Sequence[Incident]) -> Incident | None:
    """Return the incident that holds claims of both positions, most of them."""
    holding = [i for i in incidents if expected.one & {*i.claims} and expected.other & {*i.claims}]
    return max(holding, key=lambda i: len((expected.one | expected.other) & {*i.claims}), default=None)


def _parts(contested: Contested, expected: Expected) -> bool:
    """Tell whether the two positions stand apart in what is contested."""
    held = [frozenset(p.claims) for p in contested.positions]
    return any(h & expected.one and not h & expected.other for h in held) and any(h & expected.other for h in held)


def is_found(expected: Expected, incidents: Sequence[Incident]) -> bool:
    """Tell whether the dispute that was planted is told as one, with its two positions."""
    holder = _holder(expected, incidents)
    return holder is not None and any(
        c.field == expected.field and c.kind == "dispute" and _parts(c, expected) for c in holder.contested
    )


def is_disputed(expected: Expected, incidents: Sequence[Incident]) -> bool:
    """Tell whether a toll that rose is told as a dispute between what it was and what it came to be.

    A dispute with the toll of another happening, wrongly linked, is one that nobody planted (`made_up`).
    """
    told = [c for i in incidents for c in i.contested if c.field == "killed" and c.kind == "dispute"]
    return any(_parts(c, expected) for c in told)


def made_up(found: World, incidents: Sequence[Incident], expected: Iterable[Expected]) -> list[tuple[str, str]]:
    """Return incident and field of disputes that nobody planted."""
    wanted = {(e.happening.key, e.field) for e in expected}
    return [
        (i.id, c.field)
        for i in incidents
        for c in i.contested
        if c.kind == "dispute" and all((found.home(claim), c.field) not in wanted for claim in i.claims)
    ]


# ---- the measure


@dataclass(slots=True)
class _Sum:
    """Counts over worlds."""

    claims: int = 0
    precision: float = 0.0
    recall: float = 0.0
    both: int = 0
    ours: int = 0
    gold: int = 0
    disputes: int = 0
    disputes_found: int = 0
    rises: int = 0
    rises_disputed: int = 0
    told: int = 0
    told_unplanted: int = 0

    def add(self, found: World, incidents: Sequence[Incident]) -> list[Outcome]:
        """Count one world; return the contests that came out wrong."""
        self._add_links(found, incidents)
        tellings = [(c, t) for c, (_, t) in found.made.tellings.items()]
        expected = planted((c, t) for c, t in tellings if c in found.fixed)
        unplanted = made_up(found, incidents, planted(tellings))
        self.told += sum(c.kind == "dispute" for i in incidents for c in i.contested)
        self.told_unplanted += len(unplanted)
        return [self._add_contest(e, incidents) for e in expected]

    def _add_links(self, found: World, incidents: Sequence[Incident]) -> None:
        home = {c: i.id for i in incidents for c in i.claims}
        gold = {c: found.home(c) for c in sorted(found.fixed)}
        precision, recall = b_cubed(gold, home)
        both, ours, of_gold = pairs(gold, home)
        self.claims += len(gold)
        self.precision += precision
        self.recall += recall
        self.both, self.ours, self.gold = self.both + both, self.ours + ours, self.gold + of_gold

    def _add_contest(self, expected: Expected, incidents: Sequence[Incident]) -> Outcome:
        name = f"{expected.happening.plot} {expected.happening.key}"
        if expected.field is None:
            wrong = is_disputed(expected, incidents)
            self.rises += 1
            self.rises_disputed += wrong
            return Outcome(name, ("update called a dispute",) if wrong else ())
        right = is_found(expected, incidents)
        self.disputes += 1
        self.disputes_found += right
        return Outcome(name, () if right else (f"dispute on {expected.field} not found",))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures."""
        p, r = share(self.precision, self.claims), share(self.recall, self.claims)
        return (
            Figure("B3 F1", 2 * p * r / (p + r) if p + r else 0.0, self.claims),
            Figure("B3 precision", p, self.claims, gated=False),
            Figure("B3 recall", r, self.claims, gated=False),
            Figure("pairs F1", f1(self.both, self.ours, self.gold), self.gold),
            Figure("contested fields found", share(self.disputes_found, self.disputes), self.disputes),
            Figure("updates not called a dispute", 1 - share(self.rises_disputed, self.rises), self.rises),
            Figure("disputes told that were planted", 1 - share(self.told_unplanted, self.told), self.told),
        )


def measure(_shared: Path, limit: int | None) -> Result:
    """Score linking and contests on made-up worlds; a limit takes so many worlds."""
    total, outcomes = _Sum(), []
    for seed in SEEDS[:limit]:
        found = world(seed)
        told = total.add(found, linked(found))
        outcomes += [Outcome(f"{seed}: {o.example}", o.wrong) for o in told]
    return Result(total.figures(), tuple(outcomes))


# ---- the same as texts


def as_read(found: World, read: Read) -> World:
    """Return the world with the claims that are read in its texts: each that stands in the sentence of a telling."""
    by_document: dict[str, list[Claim]] = {}
    for claim in found.made.claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    claims: list[Claim] = []
    tellings, fixed = {}, set()
    for document in found.made.documents:
        for claim in read(document):
            meant = next((m for m in by_document[document.id] if m.start <= claim.trigger.start < m.end), None)
            if meant:
                claims.append(claim)
                tellings[claim.id] = found.made.tellings[meant.id]
                fixed |= {claim.id} if meant.id in found.fixed else set()
    return World(found.happenings, Made(found.made.documents, tuple(claims), tellings), frozenset(fixed))


def measure_texts(_shared: Path, limit: int | None, read: Read | None = None) -> Result:
    """Score how much of a world sayso reads in its texts, and how it links what it reads; a limit takes a smaller
    world of so many happenings."""
    found = world(TEXT_SEED, min(limit or TEXT_SIZE, TEXT_SIZE), DAYS)
    as_told = as_read(found, read or reader())
    total = _Sum()
    total.add(as_told, linked(as_told))
    there = {(report.key, id(telling)) for report, telling in as_told.made.tellings.values()}
    tellings = len(found.made.claims)
    told = Figure("tellings read as a claim", share(len(there), tellings), tellings)
    return Result((told, *total.figures()[:4]))
