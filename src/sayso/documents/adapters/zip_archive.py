"""ZIP archives: a folder zipped. Nothing is ever written to disk, and no size that an archive gives is believed."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO, Protocol
from zipfile import ZipFile, ZipInfo

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.inputs import HEAD, Input, Rejection, inside, rejected
from sayso.documents.limits import Limits, Unpacking
from sayso.documents.listing import kind_of, refused_by_name
from sayso.errors import EmptyInput, NotText, TooLarge

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    OverflowError,
)
"""What zipfile raises on archives that are damaged, cut short or made to do harm."""
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How members may be compressed; the others cannot be unpacked piece by piece within a bound on memory."""
_CHUNK = 1 << 16
_DIRECTORY_BYTES_A_MEMBER = 200
"""What an archive's list of members takes for one of them: 46 bytes, its name and its dates."""
WEB_ARCHIVE = re.compile(r"archive/[^/]+\.warc(\.gz)?", re.I)
"""The members of a collection (WACZ) that hold what was archived."""
_WORKBOOK = "xl/workbook.xml"
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
"""Members that office documents, e-books and programs hold: they are zip archives too, but no folders."""


class Readable(Protocol):
    """A stream that is read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


@contextmanager
def opened(item: Input, limits: Limits) -> Iterator[ZipFile]:
    """Give the archive. Raises NotText for what is no archive or a damaged one, TooLarge for a list of members that
    is longer than any archive of reports has."""
    with item.open() as stream:
        try:
            _check_directory(stream, limits)
            archive = ZipFile(stream)
        except BROKEN as e:
            what = f"this is no zip archive, or a damaged one ({e})"
            raise NotText(what, where=item.where, do="pack it again") from e
        with archive:
            yield archive


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Raise TooLarge when the list of members, which is read into memory at once, is too long."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - 66_000))
    tail = stream.read()
    ends = ((b"PK\x05\x06", "<8xL6x"), (b"PK\x06\x06", "<36xQ8x"))
    found = [_size(tail, m.end(), shape) for sign, shape in ends for m in re.finditer(re.escape(sign), tail)]
    if max((size for size in found if size <= end), default=0) > limits.max_members * _DIRECTORY_BYTES_A_MEMBER:
        raise TooLarge(f"holds more than {limits.max_members:,} members", do="split it")


def _size(tail: bytes, at: int, shape: str) -> int:
    """Return the length of the list of members as one end of the archive gives it; there may be several such ends."""
    if at + struct.calcsize(shape) > len(tail):
        return 0
    return int(struct.unpack_from(shape, tail, at)[0])


def members(archive: ZipFile) -> Iterator[tuple[str, ZipInfo]]:
    """Give the members in the order of a folder, each with its name; hidden ones and folders are passed over.

    The second of two with one name is named so.
    """
    seen: Counter[str] = Counter()
    named = [(info.filename.replace("\\", "/"), info) for info in archive.infolist() if not info.filename.endswith("/")]
    for name, info in sorted(named, key=lambda pair: pair[0].split("/")):
        if not name.endswith("/") and not _hidden(name):
            seen[name] += 1
            yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), info


def _hidden(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts)


def refused(where: str, info: ZipInfo) -> Rejection | None:
    """Return the rejection of a member that cannot be unpacked, None for one that may be."""
    if info.flag_bits & 1:
        return rejected(where, NotText, "encrypted", do="unpack it with its password and give the files")
    if info.compress_type not in _METHODS:
        name = zipfile.compressor_names.get(info.compress_type, str(info.compress_type))  # type: ignore[attr-defined]
        return rejected(where, NotText, f"compressed by {name}", expected="deflate", do="pack it again")
    if stat.S_ISLNK(info.external_attr >> 16):
        return rejected(where, NotText, "a link to another file, not a file", do="skipped")
    return None


def taken(stream: Readable, most: int, unpacking: Unpacking) -> bytes | None:
    """Return what a stream holds, None for more than `most` bytes. Raises TooLarge when the archive as a whole gives
    too much."""
    held: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        unpacking.take(len(chunk))
        size += len(chunk)
        if size > most:
            return None
        held.append(chunk)
    return b"".join(held)


def too_large(where: str, limits: Limits) -> Rejection:
    """Return the rejection of a member that is larger than may be held in memory."""
    what, do = f"more than {limits.max_member_bytes:,} bytes", "unpack it, or raise the setting max_member_bytes"
    return rejected(where, TooLarge, what, do=do)


class Zip:
    """A folder zipped: every member is read by its own adapter."""

    name = "zip"
    suffixes = frozenset({".zip"})
    media_types = frozenset({"application/zip", "application/x-zip-compressed"})

    def recognises(self, head: bytes) -> bool:
        """Whether it begins like any zip archive; `read` tells what kind it is."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give each member, in the order of a folder; a workbook and a web archive as what they are.

        Raises NotText for a damaged archive and for an office document, EmptyInput for an archive without files,
        TooLarge when it unpacks to more than the limits allow.
        """
        with opened(item, intake.limits) as archive:
            names = set(archive.namelist())
            kind = _kind_of_archive(names)
            if kind:
                yield replace(item, kind=kind)
                return
            if names & _OFFICE:
                what = "this is an office document, an e-book or a program"
                raise NotText(what, where=item.where, expected="a folder zipped", do="save it as text or HTML")
            yield from _each(archive, item, item.unpacking(intake.limits))


def _kind_of_archive(names: set[str]) -> str | None:
    """Return the kind of a zip archive that is no folder but that an adapter reads."""
    if _WORKBOOK in names and "[Content_Types].xml" in names:
        return "xlsx"
    if "datapackage.json" in names and any(WEB_ARCHIVE.fullmatch(name) for name in names):
        return "wacz"
    return None


def _each(archive: ZipFile, item: Input, unpacking: Unpacking) -> Iterator[Found]:
    empty = True
    for name, info in members(archive):
        empty = False
        item.budget.count(unpacking.limits)
        where = inside(item.where, name)
        yield (
            refused_by_name(where, info.filename)
            or refused(where, info)
            or _member(archive, info, name, item, unpacking)
        )
    if empty:
        raise EmptyInput("the archive holds no files", where=item.where, expected="reports")


def _member(archive: ZipFile, info: ZipInfo, name: str, item: Input, unpacking: Unpacking) -> Found:
    where = inside(item.where, name)
    try:
        with archive.open(info) as stream:
            data = taken(stream, unpacking.limits.max_member_bytes, unpacking)
    except BROKEN as e:
        return rejected(where, NotText, f"damaged in the archive ({e})", do="pack it again")
    if data is None:
        return too_large(where, unpacking.limits)
    return item.member(name, kind_of(info.filename, data[:HEAD]), data)


ADAPTER: Adapter = Zip()
