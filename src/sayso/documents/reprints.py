"""Which documents are copies of which: agency copy under several names, and rewrites that keep most of the text.

Candidates come from MinHash bands over five-word shingles of the body; each is confirmed by counting the shingles
that the two bodies really share. Two reports of their own on one incident share names and figures, not sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.documents.cleaning.canvas import Span
from sayso.schema.document import Document

SHINGLE = 5
"""Words in a row. Four let stock phrases of war reports through, six lose copies that were edited lightly."""
LEAST_KEPT = 0.6
"""Share of the shorter body's shingles that the other must hold. Independent reports on one incident, agency
quotations included, stay far below; rewrites of agency copy lie above. Re-run the reprint tests after a change."""
FEWEST = 20
"""A body with fewer shingles than this (24 words) is too short to be called a copy of a longer one."""
_PERMUTATIONS = 256
_BANDS = 128
"""Two rows a band: bodies that share an eighth of all their shingles still meet with nine chances in ten."""
_SEED = 7

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Shingles = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Reprint:
    """That a document is a copy.

    `of` is the id of the earliest document of the group; `through` the id of the earliest one it matches itself,
    mostly the same. `share` (0-1) is how much of the shorter body's shingles stand in both, `spans` where those words
    lie in this document's text: code points, end exclusive, in order.
    """

    of: str
    share: float
    spans: tuple[Span, ...]
    through: str


@dataclass(frozen=True, slots=True)
class _Body:
    words: tuple[Span, ...]
    shingles: tuple[str, ...]
    distinct: frozenset[str]


def _body(document: Document) -> _Body:
    words: list[Span] = []
    for segment in document.segments:
        if segment.kind == "body":
            words.extend(m.span() for m in _WORD.finditer(document.text, segment.start, segment.end))
    plain = [re.sub(r"['’]", "", document.text[a:b]).casefold() for a, b in words]
    shingles = tuple(" ".join(plain[i : i + SHINGLE]) for i in range(len(plain) - SHINGLE + 1))
    return _Body(tuple(words), shingles, frozenset(shingles))


def _candidates(bodies: Sequence[_Body]) -> Iterator[tuple[int, int]]:
    """Give pairs (earlier, later) of indexes whose bodies may overlap; each pair once."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(0.1, _PERMUTATIONS, _BANDS)
    for number, body in enumerate(bodies):
        if len(body.distinct) < FEWEST:
            continue
        sketch = RMinHash(_PERMUTATIONS, _SEED)
        sketch.update(sorted(body.distinct))
        for other in sorted(index.query(sketch)):
            yield other, number
        index.insert(number, sketch)


def share_kept(left: frozenset[str], right: frozenset[str]) -> float:
    """Return how much of the smaller set of shingles stands in the other, 0 to 1; 0 if either is empty."""
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer else 0.0


def _shared_spans(body: _Body, other: _Body) -> tuple[Span, ...]:
    """Return the stretches of the body whose words run along in the other, in order."""
    runs: list[list[int]] = []
    for number, shingle in enumerate(body.shingles):
        if shingle not in other.distinct:
            continue
        if runs and number <= runs[-1][1]:
            runs[-1][1] = number + SHINGLE
        else:
            runs.append([number, number + SHINGLE])
    return tuple((body.words[first][0], body.words[last - 1][1]) for first, last in runs)


def _order(document: Document) -> tuple[bool, str, str]:
    """The earliest published first, then the smallest id; an undated report cannot be shown to be the first."""
    return document.published.date is None, document.published.date or "", document.id


def find_reprints(documents: Sequence[Document]) -> dict[str, Reprint]:
    """Return the copies among the documents, by id; the original of each group is not in it.

    The answer does not depend on the order given. Documents with one id count once. Linear in their number as long as
    most are no copies of one another.
    """
    ordered = sorted({d.id: d for d in documents}.values(), key=_order)
    bodies = [_body(d) for d in ordered]
    found: dict[str, Reprint] = {}
    for earlier, later in _candidates(bodies):
        copy, original = ordered[later].id, ordered[earlier].id
        share = share_kept(bodies[earlier].distinct, bodies[later].distinct)
        if copy in found or share < LEAST_KEPT:
            continue
        root = found[original].of if original in found else original
        found[copy] = Reprint(root, round(share, 4), _shared_spans(bodies[later], bodies[earlier]), original)
    return found
