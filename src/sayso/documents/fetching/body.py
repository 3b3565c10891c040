"""A body taken in as a stream, bounded on the wire and again as it is decompressed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from sayso.errors import TooLarge, Unreached

ENCODINGS = "gzip, deflate"
"""What is asked for. Others need libraries that are not there."""

_STEP = 1 << 16
GZIP = b"\x1f\x8b"
"""The first bytes of every gzip file."""


class Overflow(Exception):
    """More bytes than allowed. `kept` are the allowed ones."""

    def __init__(self, kept: bytes) -> None:
        super().__init__()
        self.kept = kept


def too_large(most: int, where: str) -> TooLarge:
    """Return the error for a body that is over the limit."""
    expected = f"at most {most:,} bytes for one report"
    return TooLarge("the answer is too large", where=where, expected=expected, do="raise the setting max_bytes")


def collect(chunks: Iterable[bytes], encoding: str, most: int, where: str) -> bytes:
    """Return a body of at most `most` bytes, its content encoding undone.

    Raises Overflow with the first `most` bytes of a larger one, before the rest is read or decompressed. Raises
    Unreached for an encoding that was not asked for or whose bytes do not fit it.
    """
    body = bytearray()
    for piece in _plain(_bounded(chunks, most), encoding.strip().lower(), where):
        body += piece
        if len(body) > most:
            raise Overflow(bytes(body[:most]))
    return bytes(body)


def _bounded(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Give the chunks as they come over the wire, which may be no larger than what they hold plus some headers."""
    left = most + _STEP
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise Overflow(b"")
        yield chunk


def _plain(chunks: Iterator[bytes], encoding: str, where: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        return chunks
    if encoding in ("gzip", "x-gzip"):
        return _inflated(chunks, 16 + zlib.MAX_WBITS, where)
    if encoding == "deflate":
        return _deflated(chunks, where)
    raise Unreached(f"the answer is encoded as {encoding[:40]!r}", where=where, expected=ENCODINGS)


def _deflated(chunks: Iterator[bytes], where: str) -> Iterator[bytes]:
    """Deflate comes with zlib's header, as it should, or bare, as some servers send it."""
    first = next((c for c in chunks if c), b"")
    if not first:
        return
    with_header = first[0] & 0x0F == zlib.DEFLATED
    bits = zlib.MAX_WBITS if with_header else -zlib.MAX_WBITS
    yield from _inflated(_chained(first, chunks), bits, where)


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(chunks: Iterator[bytes], bits: int, where: str) -> Iterator[bytes]:
    """Give what the chunks hold, never more than a step at a time. A gzip file may have several members, and what
    follows the last of them is passed over."""
    machine = zlib.decompressobj(bits)
    begun = False
    for chunk in chunks:
        waiting = chunk
        while waiting:
            if machine.eof:
                if waiting[0] != GZIP[0]:
                    return
                machine = zlib.decompressobj(bits)
            begun = True
            yield _step(machine, waiting, where)
            waiting = machine.unconsumed_tail or machine.unused_data
    while begun and not machine.eof:
        rest = _step(machine, b"", where)
        if not rest:
            raise Unreached("the compressed answer broke off", where=where, do="try again")
        yield rest


def _step(machine: zlib._Decompress, waiting: bytes, where: str) -> bytes:
    try:
        return machine.decompress(waiting, _STEP)
    except zlib.error as e:
        raise Unreached(f"the answer cannot be decompressed ({e})", where=where, do="try again") from e
