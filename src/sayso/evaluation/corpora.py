"""Gold corpora: rows, a fingerprint, and a row's text as a document."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sayso.errors import MeasureError
from sayso.schema import Document, Published, Segment
from sayso.schema.identity import document_id

T = TypeVar("T")
Row = dict[str, Any]

SHOWN_EVERY = 50  # examples between two lines of progress


def rows(path: Path, limit: int | None = None) -> list[Row]:
    """Return the first `limit` rows of a JSON Lines file; MeasureError names the line that is none."""
    found: list[Row] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if limit is not None and len(found) >= limit:
                break
            try:
                found.append(json.loads(line))
            except ValueError as e:
                raise MeasureError(f"line {number} is no JSON ({e})", where=str(path)) from e
    return found


def fingerprint(paths: Iterable[Path]) -> str:
    """Return sixteen hexadecimal digits over the files' bytes, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def as_document(
    text: str, *, key: str, publisher: str | None = None, title: str | None = None, published: str | None = None
) -> Document:
    """Return a corpus text as a document that is all body, so that offsets stay those of the corpus."""
    return Document(
        id=document_id(key, None, publisher, text),
        external_id=key,
        url=None,
        publisher=publisher,
        title=title,
        author=None,
        published=Published(published, "record" if published else "unknown"),
        language="en",
        text=text,
        segments=(Segment("body", 0, len(text)),),
        agency=None,
        reprint_of=None,
        raw_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def counted(examples: list[T], name: str) -> Iterator[T]:
    """Yield the examples; where a person watches, say on stderr how far it has come."""
    watched = sys.stderr.isatty()
    for done, example in enumerate(examples, 1):
        yield example
        if watched and (done % SHOWN_EVERY == 0 or done == len(examples)):
            end = "\n" if done == len(examples) else ""
            sys.stderr.write(f"\r{name}: {done} of {len(examples)}{end}")
            sys.stderr.flush()
