"""Web archives (WARC): each page that was archived is read by the adapter of its media type."""

from __future__ import annotations

import gzip
import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from sayso.documents.adapter import Adapter, Found, Intake, kind_of_content, kind_of_media_type
from sayso.documents.adapters.zip_archive import too_large
from sayso.documents.inputs import HEAD, Input, Rejection, inside, rejected
from sayso.documents.limits import Unpacking
from sayso.documents.listing import PLAIN
from sayso.documents.metadata.dating import read_date
from sayso.errors import EmptyInput, NotText, TooLarge

_MAX_HEADERS = 1_000_000
"""Bytes that the headers of one record may take."""
_SAID_NOTHING_OF = frozenset({"warcinfo", "request", "metadata"})
"""Records that tell of the archiving, not of the web."""
_NO_PAGES = frozenset({"json", "jsonl", "csv", "tsv", "feed", "sitemap", "mail", "mbox"})
"""Kinds that pages load behind the scenes, or that list pages: a crawl holds thousands of them and none is a report."""
_UNTOLD = ("", "application/octet-stream")
"""Media types that say nothing."""
_PACKED = ("gzip", "x-gzip", "deflate")
_SHOWN = 6
"""Reasons that a message names; the rest are counted together."""
_CHUNK = 1 << 16


class _Stream:
    """The records' bytes, counted. Headers are bounded: a line of them may else be as long as the archive."""

    def __init__(self, stream: BinaryIO, unpacking: Unpacking) -> None:
        self._stream = stream
        self._unpacking = unpacking
        self._headers = 0
        self._at = 0

    def _counted(self, data: bytes) -> bytes:
        self._at += len(data)
        self._unpacking.take(len(data))
        return data

    def next_record(self) -> None:
        """Begin to count headers anew."""
        self._headers = 0

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes."""
        return self._counted(self._stream.read(size))

    def readline(self, size: int | None = None) -> bytes:
        """Return one line. Raises TooLarge when the headers have grown too long."""
        most = _MAX_HEADERS - self._headers
        line = self._counted(self._stream.readline(most if size is None else min(size, most)))
        self._headers += len(line)
        if self._headers >= _MAX_HEADERS:
            raise TooLarge("a record's headers never end", expected="a web archive")
        return line

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at


@dataclass(frozen=True, slots=True)
class _Passed:
    """A record that is no report, and why."""

    reason: str


class Warc:
    """One archive, packed by gzip or not."""

    name = "warc"
    suffixes = frozenset({".warc", ".warc.gz"})
    media_types = frozenset({"application/warc", "application/warc+gzip"})

    def recognises(self, head: bytes) -> bool:
        """Whether its first record is one of a web archive, packed or not."""
        if head.startswith(b"\x1f\x8b"):
            try:
                head = zlib.decompressobj(31).decompress(head, 16)
            except zlib.error:
                return False
        return head.startswith(b"WARC/")

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give each page, as `pages` does. Raises EmptyInput for an empty file."""
        with item.open() as stream:
            yield from pages(stream, item, item.where, item.unpacking(intake.limits))


@dataclass(frozen=True, slots=True)
class _Crawl:
    """One archive as it is read: the input that it lies in, how messages name it, and what it has unpacked to."""

    item: Input
    where: str
    unpacking: Unpacking

    def rejected(self, url: str, what: str, do: str) -> Rejection:
        """Return the rejection of a page."""
        return rejected(inside(self.where, url), NotText, what, do=do)


def pages(stream: BinaryIO, item: Input, where: str, unpacking: Unpacking) -> Iterator[Found]:
    """Give what was archived under an address with the answer 200 and a media type that an adapter reads.

    Everything else is passed over and named once, in one Rejection at the end: other answers, other media types, pages
    that are only said to be as before (revisit). Requests and records about the archiving are not worth a word. An
    archive that breaks off is a Rejection too, behind all that could be read. Raises TooLarge as `Unpacking` does.
    """
    crawl = _Crawl(item, where, unpacking)
    passed: Counter[str] = Counter()
    number = 0
    try:
        for record in _records(_plain(stream), unpacking):
            number += 1
            found = _page(record, crawl)
            if not isinstance(found, _Passed):
                yield found
            elif found.reason:
                passed[found.reason] += 1
    except TooLarge:
        raise
    except Exception as e:  # gzip and warcio raise what they like on damaged archives
        if number == 0:
            raise NotText(f"this is no web archive, or a damaged one ({_said(e)})", where=where) from e
        yield rejected(where, NotText, f"breaks off after {number:,} records ({_said(e)})", do="fetch it again")
    if number == 0:
        raise EmptyInput("the web archive holds no records", where=where)
    if passed:
        yield _passed_over(passed, number, where)


def _said(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__)[:120].split())


def _passed_over(passed: Counter[str], of: int, where: str) -> Rejection:
    most = passed.most_common(_SHOWN)
    rest = passed.total() - sum(count for _, count in most)
    told = [f"{reason} ({count:,})" for reason, count in most] + ([f"others ({rest:,})"] if rest else [])
    return rejected(where, NotText, f"passed over {passed.total():,} of {of:,} records: {', '.join(told)}")


def _plain(stream: BinaryIO) -> BinaryIO:
    """Return the stream unpacked; gzip finds out by itself that an archive is cut short."""
    start = stream.read(2)
    stream.seek(0)
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if start == b"\x1f\x8b" else stream


def _records(stream: BinaryIO, unpacking: Unpacking) -> Iterator[Any]:
    """Give the records one by one; what is left of one is read past before the next."""
    from warcio.recordloader import ArcWarcRecordLoader

    logging.getLogger("warcio").setLevel(logging.ERROR)  # it remarks on every address with a space in it
    counted = _Stream(stream, unpacking)
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    while line := counted.readline():
        if not line.strip():
            continue
        record = loader.parse_record_stream(counted, line, "warc", no_record_parse=True)
        if record.length is None:
            raise NotText("a record does not say how long it is")
        counted.next_record()
        yield record
        _read_past(record)
        counted.next_record()


def _read_past(record: Any) -> None:
    while record.raw_stream.read(_CHUNK):
        pass


def _page(record: Any, crawl: _Crawl) -> Found | _Passed:
    """Return the page that a record holds, or why it holds none."""
    if record.rec_type not in ("response", "resource"):
        return _Passed("" if record.rec_type in _SAID_NOTHING_OF else _shown(f"{record.rec_type} records"))
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http:", "https:")):
        return _Passed("not from the web")
    if urlsplit(url).path == "/robots.txt":
        return _Passed("robots.txt")
    if record.rec_type == "resource":
        return _payload(record, record.rec_headers, url, crawl)
    http = _answer(record)
    if http is None or http.get_statuscode() != "200":
        return _Passed(_shown(f"answer {http.get_statuscode()}") if http else "answers without headers")
    return _payload(record, http, url, crawl)


def _answer(record: Any) -> Any:
    """Return the headers of an answer, None for one without any."""
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParser

    try:
        return StatusAndHeadersParser(ArcWarcRecordLoader.HTTP_TYPES, verify=False).parse(record.raw_stream)
    except EOFError:
        return None


def _payload(record: Any, headers: Any, url: str, crawl: _Crawl) -> Found | _Passed:
    """Return the page: its kind by its media type, and by its content where that says little."""
    media_type = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    kind = kind_of_media_type(media_type)
    if kind in _NO_PAGES or (kind is None and media_type not in _UNTOLD):
        return _Passed(_shown(media_type))
    where, limits = inside(crawl.where, url), crawl.unpacking.limits
    data = _content(record, headers, limits.max_member_bytes)
    if data is None:
        return too_large(where, limits)
    _read_past(record)
    if record.raw_stream.limit > 0:
        return crawl.rejected(url, "cut short in the archive", "archive it again")
    crawl.unpacking.take(len(data))
    if kind is None or kind == PLAIN:
        kind = kind_of_content(data[:HEAD]) or kind
    if kind is None or kind in _NO_PAGES or not data.strip():
        return _Passed(_shown(media_type) if data.strip() else "empty pages")
    crawl.item.budget.count(limits)
    page = crawl.item.member(url, kind, data, url)
    return replace(page, where=where, archived=read_date(record.rec_headers.get_header("WARC-Date") or ""))


def _shown(reason: str) -> str:
    return reason[:60] if reason and reason.isprintable() else "of no known type"


def _content(record: Any, headers: Any, most: int) -> bytes | None:
    """Return the page's own bytes, out of the chunks and the packing it was sent in; None for more than `most`."""
    if record.length > most:
        return None
    stream = record.raw_stream
    if (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        from warcio.bufferedreaders import ChunkedDataReader

        stream = ChunkedDataReader(stream)
    data = b"".join(iter(lambda: stream.read(_CHUNK), b""))
    encoding = (headers.get_header("Content-Encoding") or "").strip().lower()
    return _unpacked(data, most) if encoding in _PACKED else data


def _unpacked(data: bytes, most: int) -> bytes | None:
    """Return what was packed, None for more than `most` bytes; bytes that are not packed, though their header says so,
    as they are."""
    for window in (47, -15):  # gzip or zlib, as their first bytes say; without any header
        try:
            plain = zlib.decompressobj(window).decompress(data, most + 1)
        except zlib.error:
            continue
        return plain if len(plain) <= most else None
    return data


ADAPTER: Adapter = Warc()
