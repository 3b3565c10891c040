"""Files written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Written:
    """A file that an export left: where, how many rows, how many bytes, and their SHA-256."""

    path: Path
    rows: int
    size: int
    sha256: str


@contextmanager
def whole(path: Path) -> Iterator[TextIO]:
    """Give a text file to write; it takes its name only when everything is written.

    UTF-8, `\\n` line ends. A code point that UTF-8 cannot hold (a lone surrogate) becomes `?`, so offsets stay true.
    """
    if path.is_dir():  # found out now, and not when everything is written
        raise IsADirectoryError(EISDIR, "is a folder; expected the name of a file", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def written(path: Path, rows: int) -> Written:
    """Describe a file as it now lies on disk."""
    content = hashlib.sha256()
    with path.open("rb") as f:
        for block in iter(lambda: f.read(1 << 20), b""):
            content.update(block)
    return Written(path, rows, path.stat().st_size, content.hexdigest())
