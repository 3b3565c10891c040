"""Why reprints are looked up by fingerprints: what MinHash and fingerprints find, and how much else they bring up.

    python benchmarks/candidates.py

Pairs are originals with their copies; beside the six kinds of copy, a brief of three sentences that stands whole in a
report. `found`: share of the pairs that come up as candidates; `others`: other candidates for each document, each of
which costs a comparison word by word.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from rensa import RMinHash, RMinHashLSH

from invented_reports import COPYING, Report, report
from reprints import document
from sayso.documents import reprints

INCIDENTS = 1500
Pair = tuple[int, int]


def pairs() -> tuple[list[str], dict[str, list[Pair]]]:
    """Return texts, and by kind of copy the pairs of their places that are copies."""
    texts: list[str] = []
    gold: dict[str, list[Pair]] = {}
    for number in range(INCIDENTS):
        original = report(number)
        kind = number % (len(COPYING) + 1)
        made = COPYING[kind](original, random.Random(number)) if kind < len(COPYING) else _brief(original)
        name = COPYING[kind].__name__ if kind < len(COPYING) else "brief in a report"
        gold.setdefault(name, []).append((len(texts), len(texts) + 1))
        texts += [original.text, made.text]
    return texts, gold


def _brief(original: Report) -> Report:
    return Report(original.incident, original.sentences[1:4])


def by_minhash(texts: Sequence[str], rows: int, bands: int = 128) -> Iterable[Pair]:
    """Give the pairs that meet in a band of so many rows."""
    index = RMinHashLSH(0.1, rows * bands, bands)
    for number, text in enumerate(texts):
        words = text.casefold().split()
        sketch = RMinHash(rows * bands, 7)
        sketch.update([" ".join(words[i : i + reprints.SHINGLE]) for i in range(len(words) - reprints.SHINGLE + 1)])
        yield from ((other, number) for other in index.query(sketch))
        index.insert(number, sketch)


def by_fingerprints(texts: Sequence[str]) -> Iterable[Pair]:
    """Give the pairs that sayso compares."""
    bodies = [reprints.body_of(document(str(n), text, "2024-05-13")) for n, text in enumerate(texts)]
    return reprints.candidates([reprints.fingerprints(body) for body in bodies])


def main() -> None:
    """Print one line a method."""
    texts, gold = pairs()
    methods = {
        "fingerprints": by_fingerprints(texts),
        **{f"MinHash, {rows} rows a band": by_minhash(texts, rows) for rows in (2, 3, 4)},
    }
    for name, given in methods.items():
        found = set(given)
        shares = ", ".join(f"{kind} {sum(p in found for p in known) / len(known):.2f}" for kind, known in gold.items())
        others = (len(found) - sum(p in found for known in gold.values() for p in known)) / len(texts)
        print(f"{name:24}  found: {shares}  others: {others:.2f}")


if __name__ == "__main__":
    main()
