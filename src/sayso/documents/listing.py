"""What there is to read: files, folders and standard input, listed one by one, with what is left out and why."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from sayso.documents.adapter import kind_of_content, kind_of_name, kinds_of_name, suffixes
from sayso.documents.inputs import HEAD, STDIN, Address, Input, Rejection, rejected
from sayso.documents.limits import Limits
from sayso.errors import DocumentError, EmptyInput, NotText, Refused

PLAIN = "text"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|data:", re.I)


def list_inputs(
    paths: Sequence[str], *, stdin: Callable[[], bytes] | None = None, limits: Limits | None = None
) -> Iterator[Input | Address | Rejection]:
    """Give what the paths hold: files as they come, folders sorted and all the way down, "-" as standard input,
    http and https addresses as they are: nothing is fetched here.

    Hidden files and folders are passed over. A path that does not exist, a file of a kind that is not read, and a
    folder without reports are each a Rejection: nothing is left out in silence.
    """
    for path in paths:
        if path == STDIN:
            yield _from_stdin(stdin)
        elif is_address(path):
            yield _address(path)
        elif Path(path).is_dir():
            yield from _folder(Path(path), limits or Limits())
        else:
            yield _file(Path(path))


def is_address(text: str) -> bool:
    """Tell whether what was given is an address, of whatever scheme, and no path."""
    return _SCHEME.match(text) is not None


def _address(text: str) -> Address | Rejection:
    if text.lower().startswith(("http://", "https://")):
        return Address(text, text)
    return rejected(text, Refused, "only http and https are fetched", do="save the page and give the file")


def _from_stdin(stdin: Callable[[], bytes] | None) -> Input | Rejection:
    if stdin is None:
        return rejected(STDIN, EmptyInput, "there is no standard input to read", do="give a file or a folder")
    data = stdin()
    if not data.strip():
        return rejected(STDIN, EmptyInput, "nothing came in on standard input", expected="a report")
    return Input(STDIN, kind_of_content(data[:HEAD]) or PLAIN, data=data)


def _folder(folder: Path, limits: Limits) -> Iterator[Input | Rejection]:
    empty = True
    for path in _walk(folder, limits.max_depth):
        empty = False
        yield path if isinstance(path, Rejection) else _in_folder(path)
    if empty:
        yield rejected(str(folder), EmptyInput, "the folder holds no files", expected=suffixes())


def _walk(folder: Path, depth: int) -> Iterator[Path | Rejection]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as e:
        yield rejected(str(folder), DocumentError, f"cannot be opened ({e.strerror})")
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
        yield rejected(str(folder), DocumentError, "folders are nested too deep", do="give this folder by itself")
    else:
        yield from _walk(folder, depth - 1)


def _in_folder(path: Path) -> Input | Rejection:
    return refused_by_name(str(path), path.name) or _file(path)


def refused_by_name(where: str, name: str) -> Rejection | None:
    """Return the rejection of a file that was not given by itself and ends in what no adapter reads, else None."""
    suffix = PurePath(name).suffix
    if not suffix or kind_of_name(name) is not None:
        return None
    return rejected(where, NotText, f"files ending in {suffix} are not read", expected=suffixes(), do="skipped")


def _file(path: Path) -> Input | Rejection:
    where = str(path)
    try:
        if not path.is_file():
            return rejected(where, DocumentError, "no such file or folder", do="check the name")
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as e:
        return rejected(where, DocumentError, f"cannot be opened ({e.strerror})")
    return Input(where, kind_of(path.name, head), path=path)


def kind_of(name: str, head: bytes) -> str:
    """Return the kind of a file: by its suffix; where that is of a text file, unknown, or shared by several kinds, by
    what its first bytes show. Plain text when nothing tells."""
    known = kinds_of_name(name)
    if len(known) == 1 and known[0] != PLAIN:
        return known[0]
    return kind_of_content(head) or next(iter(known), PLAIN)
