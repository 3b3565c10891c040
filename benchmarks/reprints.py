"""How long it takes to find the reprints among many reports, how much memory, and how many are found.

    python benchmarks/reprints.py 10000 100000

One line a size, in processor time, and the last size's time for a document over the first's: near 1 where the work
grows with the number of documents and no faster. A third of the documents are copies, a third tell of the same
incident in words of their own, a third are the originals.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

from invented_reports import COPYING, report
from sayso.documents import find_reprints
from sayso.schema.document import Document, Published, Segment

SIZES = (10_000, 100_000)


def document(name: str, text: str, day: str) -> Document:
    """Return a text as a document that is all body."""
    return Document(
        id=name,
        external_id=name,
        url=None,
        publisher=None,
        title=None,
        author=None,
        published=Published(day, "record"),
        language="en",
        text=text,
        segments=(Segment("body", 0, len(text)),),
        agency=None,
        reprint_of=None,
        raw_sha256="",
    )


def documents(size: int) -> Iterator[Document]:
    """Give about `size` documents, three an incident: `a…` the original, `b…` another desk's, `c…` a copy of `a…`."""
    for number in range(size // 3):
        original = report(number)
        copy = COPYING[number % len(COPYING)](original, random.Random(number))
        yield document(f"a{number:08}", original.text, "2024-05-13")
        yield document(f"b{number:08}", report(number, desk=1).text, "2024-05-14")
        yield document(f"c{number:08}", copy.text, "2024-05-15")


def measure(size: int) -> float:
    """Print one line and return the microseconds for a document."""
    made = list(documents(size))
    started = time.process_time()
    found = find_reprints(made)
    seconds = time.process_time() - started
    right = sum(name[0] == "c" and reprint.of == f"a{name[1:]}" for name, reprint in found.items())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    each = 1e6 * seconds / len(made)
    print(
        f"{len(made):>9,} documents  {seconds:6.1f} s  {each:6.0f} µs each  {memory:6.0f} MB at most with the documents"
        f"  recall {right / (len(made) / 3):.4f}  precision {right / max(1, len(found)):.4f}"
    )
    return each


def main() -> None:
    """Measure the sizes given, or the usual ones."""
    each = [measure(size) for size in map(int, sys.argv[1:])] or [measure(size) for size in SIZES]
    print(f"time for a document, last over first: {each[-1] / each[0]:.2f}")


if __name__ == "__main__":
    main()
