"""What there is to read: files, folders and standard input, listed one by one, with what is left out and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sayso.documents.limits import Limits
from sayso.errors import BadRecord, EmptyInput, InputError, NotText

InputKind = Literal["text", "html", "json", "jsonl"]

STDIN = "-"
_BY_SUFFIX: dict[str, InputKind] = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
SUPPORTED = "text (.txt, .md or no suffix), HTML (.html, .htm, .xhtml), JSON (.json) or JSON Lines (.jsonl, .ndjson)"
_HEAD = 2048


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or standard input, still unread. `where` is the name that messages use; exactly one of `path` and
    `data` is given."""

    where: str
    kind: InputKind
    path: Path | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing that was not taken in, with the error that says why and what to do."""

    where: str
    error: InputError


def list_inputs(
    paths: Sequence[str], *, stdin: Callable[[], bytes] | None = None, limits: Limits | None = None
) -> Iterator[Input | Rejection]:
    """Give what the paths hold: files as they come, folders sorted and all the way down, "-" as standard input.

    Hidden files and folders are passed over. A path that does not exist, a file of a kind that is not read, and a
    folder without reports are each a Rejection: nothing is left out in silence.
    """
    for path in paths:
        if path == STDIN:
            yield _from_stdin(stdin)
        elif "://" in path:
            yield _rejected(path, BadRecord, "addresses are not fetched", do="save the page and give the file")
        elif Path(path).is_dir():
            yield from _folder(Path(path), limits or Limits())
        else:
            yield _file(Path(path))


def _rejected(where: str, error: type[InputError], what: str, *, do: str = "", expected: str = "") -> Rejection:
    return Rejection(where, error(what, where=where, expected=expected, do=do))


def _from_stdin(stdin: Callable[[], bytes] | None) -> Input | Rejection:
    if stdin is None:
        return _rejected(STDIN, EmptyInput, "there is no standard input to read", do="give a file or a folder")
    data = stdin()
    if not data.strip():
        return _rejected(STDIN, EmptyInput, "nothing came in on standard input", expected="a report")
    return Input(STDIN, kind_of_content(data[:_HEAD], "text"), data=data)


def _folder(folder: Path, limits: Limits) -> Iterator[Input | Rejection]:
    empty = True
    for path in _walk(folder, limits.max_depth):
        empty = False
        yield path if isinstance(path, Rejection) else _in_folder(path)
    if empty:
        yield _rejected(str(folder), EmptyInput, "the folder holds no files", expected=SUPPORTED)


def _walk(folder: Path, depth: int) -> Iterator[Path | Rejection]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as e:
        yield _rejected(str(folder), InputError, f"cannot be opened ({e.strerror})")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):  # a link to a folder above would never end
            yield from _deeper(Path(entry.path), depth)
        elif entry.is_file():
            yield Path(entry.path)


def _deeper(folder: Path, depth: int) -> Iterator[Path | Rejection]:
    if depth <= 1:
        yield _rejected(str(folder), InputError, "folders are nested too deep", do="give this folder by itself")
    else:
        yield from _walk(folder, depth - 1)


def _in_folder(path: Path) -> Input | Rejection:
    if path.suffix.lower() not in _BY_SUFFIX:
        return _rejected(
            str(path), NotText, f"files ending in {path.suffix} are not read", expected=SUPPORTED, do="skipped"
        )
    return _file(path)


def _file(path: Path) -> Input | Rejection:
    where = str(path)
    try:
        if not path.is_file():
            return _rejected(where, InputError, "no such file or folder", do="check the name")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as e:
        return _rejected(where, InputError, f"cannot be opened ({e.strerror})")
    known = _BY_SUFFIX.get(path.suffix.lower())
    kind = known if known and known != "text" else kind_of_content(head, "text")
    return Input(where, kind, path=path)


def kind_of_content(head: bytes, otherwise: InputKind) -> InputKind:
    """Return what the first bytes look like: a page, JSON, JSON Lines, else `otherwise`."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    low = start[:512].lower()
    if low.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        low.startswith(b"<?xml") and b"<html" in low
    ):
        return "html"
    if low.startswith(b'{"') or low.startswith(b"{ ") or low.startswith(b"{\n"):
        first = start.partition(b"\n")[0].strip()
        whole_line = b"\n" not in start or first.endswith(b"}")  # else an object printed over several lines
        return "jsonl" if whole_line else "json"
    if low.startswith((b'[{"', b"[\n", b"[ {")):
        return "json"
    return otherwise
