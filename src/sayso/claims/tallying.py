"""Figures of a claim: which counts of a sentence belong to which happening, and how rows stand to one another.

One total row an outcome; sides and "including …" are rows that name the total they are part of, and are never added
to it. Two groups without a stated sum ("11 soldiers and 4 attackers") get a total row that says it is their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.claims.happenings import Happening
from sayso.schema import Count, Mention, Sentence
from sayso.schema.tree import distance
from sayso.schema.vocabulary import Outcome, Quantifier, Who

CASUALTIES: tuple[Outcome, ...] = ("killed", "injured")


def _remoteness(sentence: Sentence, count: Mention, happening: Happening) -> float:
    """How far a count stands from a happening: nearest trigger, words that say the same outcome preferred."""
    return min(
        distance(sentence, count.head, t.head) + abs(count.head - t.head) / 4 - (3 if t.outcome == count.outcome else 0)
        for t in happening.triggers
    )


def share_out(sentence: Sentence, counts: Sequence[Mention], happenings: Sequence[Happening]) -> list[list[Mention]]:
    """Return, for each happening of a sentence, the counts with an outcome that belong to it."""
    shares: list[list[Mention]] = [[] for _ in happenings]
    last: int | None = None
    for count in counts:
        if count.outcome is None or count.quantity is None:
            continue
        if count.label != "part" or last is None:
            fitting = [n for n, h in enumerate(happenings) if _can_have(h, count.outcome)]
            if not fitting:
                continue
            last = min(fitting, key=lambda n: _remoteness(sentence, count, happenings[n]))
        shares[last].append(count)
    return shares


_NO_CASUALTIES = ("strength", "support", "deployment", "accusation", "other")


def _can_have(happening: Happening, outcome: Outcome) -> bool:
    if outcome in CASUALTIES:
        return any(t.outcome == outcome for t in happening.triggers) or happening.label not in _NO_CASUALTIES
    return True


Stretch = tuple[int, int]


def by_place(counts: Sequence[Mention], places: Sequence[Mention]) -> list[tuple[list[Mention], Stretch | None]]:
    """Return the counts of a happening, apart for each place where the text gives every figure a place of its own.

    "30 were killed around A and another five outside B" is two; each comes with the stretch of text that is its
    own, None where all belong together.
    """
    totals = [c for c in counts if c.outcome == "killed" and c.label == "total"]
    bounds = [c.start for c in totals] + [max((p.end for p in places), default=0) + 1]
    stretches = list(pairwise(bounds))
    if len(totals) < 2 or not all(any(a <= p.start < b for p in places) for a, b in stretches):
        return [(list(counts), None)]
    return [([c for c in counts if a <= c.start < b], (a, b)) for a, b in stretches]


def _row(count: Mention, part_of: int | None) -> Count:
    assert count.quantity is not None and count.outcome is not None
    q = count.quantity
    return Count(
        count.outcome,
        count.who or "unknown",
        q.low,
        q.best,
        q.high,
        q.quantifier,
        count.text,
        count.start,
        count.end,
        part_of,
    )


def _sum(values: Sequence[int | None]) -> int | None:
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)


def _summed(rows: Sequence[Count], outcome: Outcome) -> Count:
    """Return a total row for groups that the text counts apart."""
    classes = {r.who for r in rows}
    who: Who = classes.pop() if len(classes) == 1 else "mixed"
    quantifiers = {r.quantifier for r in rows}
    return Count(
        outcome,
        who,
        _sum([r.low for r in rows]),
        _sum([r.best for r in rows]),
        _sum([r.high for r in rows]),
        quantifiers.pop() if len(quantifiers) == 1 else _loosest(rows),
        " + ".join(r.text for r in rows),
        min(r.start for r in rows),
        max(r.end for r in rows),
    )


def _loosest(rows: Sequence[Count]) -> Quantifier:
    """Return the quantifier of a sum of unlike figures: as rough as its roughest."""
    if any(r.high is None for r in rows):
        return "at_least"
    rough: tuple[Quantifier, ...] = ("vague", "range", "about")
    return next((q for q in rough if any(r.quantifier == q for r in rows)), "exact")


def _who_of(total: Count, parts: Sequence[Count]) -> Who:
    """Return who the people of a total are: what it says, else what parts that make up the whole say."""
    if total.who != "unknown" or not parts:
        return total.who
    classes = {p.who for p in parts}
    if len(classes) > 1 and classes >= {"civilians"}:
        return "mixed"
    return "unknown"


def _told_once(totals: Sequence[Mention]) -> list[Mention]:
    """Return the totals without a figure that is only said again, the one that says who kept."""
    kept: list[Mention] = []
    for total in sorted(totals, key=lambda c: (c.who in (None, "unknown"), c.start)):
        if all(_differ(total, k) for k in kept):
            kept.append(total)
    return sorted(kept, key=lambda c: c.start)


def _differ(one: Mention, other: Mention) -> bool:
    """Tell whether two figures are of different people: "10 soldiers and 10 rebels"."""
    if one.quantity != other.quantity or (one.quantity and one.quantity.low == 1):
        return True
    return one.who not in (None, "unknown") and other.who not in (None, "unknown") and one.who != other.who


def tally(counts: Sequence[Mention]) -> tuple[Count, ...]:
    """Return the rows of a claim's figures, each outcome's total before its parts."""
    rows: list[Count] = []
    for outcome in dict.fromkeys(c.outcome for c in counts if c.outcome):
        of_it = [c for c in counts if c.outcome == outcome]
        tolls = [c for c in of_it if c.label == "toll"]
        totals = tolls[-1:] or _told_once([c for c in of_it if c.label == "total"])
        parts = [c for c in of_it if c not in totals]
        at = len(rows)
        if len(totals) == 1:
            rows.append(_row(totals[0], None))
        elif totals:
            sides = [_row(c, None) for c in totals]
            rows.append(_summed(sides, outcome))
            rows.extend(replace(s, part_of=at) for s in sides)
        rows.extend(_row(c, at if totals else None) for c in parts)
        if totals:
            rows[at] = replace(rows[at], who=_who_of(rows[at], [r for r in rows[at + 1 :] if r.part_of == at]))
    return tuple(rows)


def total_of(counts: Sequence[Count], outcome: Outcome) -> Count | None:
    """Return the total row of an outcome, None when nothing is said of it."""
    return next((c for c in counts if c.outcome == outcome and c.part_of is None), None)
