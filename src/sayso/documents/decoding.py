"""Bytes to text: the encoding found, or a typed error that says why not."""

from __future__ import annotations

import codecs
import re

from sayso.documents.limits import Limits
from sayso.errors import EmptyInput, NotText, TooLarge
from sayso.schema.way_back import decoded

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_SAMPLE = 64_000
_MAX_CONTROL_SHARE = 0.005
"""Texts saved from pages hold a stray control character now and then; binary files are full of them."""
_MAX_CHAOS = 0.2
"""charset-normalizer's own measure of mess: 0 is clean text; it refuses guesses above 0.2 itself."""

_SUPPORTED = "text in UTF-8, UTF-16 or a common single-byte encoding"


def check_size(size: int, limits: Limits, where: str) -> None:
    """Raise TooLarge when a report has more bytes than allowed, EmptyInput when it has none."""
    if size == 0:
        raise EmptyInput("the file is empty", where=where, expected="a report", do="leave it out or fetch it again")
    if size > limits.max_bytes:
        raise TooLarge(
            f"{size:,} bytes",
            where=where,
            expected=f"at most {limits.max_bytes:,} bytes for one report",
            do="split it into reports, or raise the setting max_bytes",
        )


def decode(raw: bytes, *, where: str, limits: Limits) -> str:
    """Return the text of `raw`, line ends as "\\n", without a byte order mark.

    Raises EmptyInput, NotText (binary, or no encoding explains the bytes) or TooLarge.
    """
    text = decoded(raw, encoding_of(raw, where=where, limits=limits))
    check_text(text, where=where, limits=limits)
    return text


def encoding_of(raw: bytes, *, where: str, limits: Limits) -> str:
    """Return the encoding by which `decode` reads the bytes.

    Tried in this order: byte order mark, UTF-8, the encoding that a page declares, the best guess of
    charset-normalizer. Raises as `decode` does.
    """
    check_size(len(raw), limits, where)
    marked = _by_mark(raw, where)
    if marked is None:
        _refuse_binary(raw, where)
    return marked or _plainly(raw) or _declared(raw) or _guessed(raw, where)


def check_text(text: str, *, where: str, limits: Limits) -> None:
    """Raise EmptyInput, TooLarge or NotText for text that is no report: white space, too long, or binary."""
    if not text.strip():
        raise EmptyInput("nothing but white space", where=where, expected="a report")
    if len(text) > limits.max_chars:
        raise TooLarge(
            f"{len(text):,} characters",
            where=where,
            expected=f"at most {limits.max_chars:,} characters for one report",
            do="split it into reports, or raise the setting max_chars",
        )
    if "\x00" in text or _SURROGATE.search(text):
        raise NotText("characters that no text holds (zero or half a pair)", where=where, expected=_SUPPORTED)
    if len(_CONTROL.findall(text)) > max(2, _MAX_CONTROL_SHARE * len(text)):
        raise NotText("control characters throughout: binary content", where=where, expected=_SUPPORTED)


def _by_mark(raw: bytes, where: str) -> str | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                raw.decode(encoding)
            except UnicodeDecodeError as e:
                raise NotText(f"marked as {encoding}, but byte {e.start} does not fit", where=where) from e
            return encoding
    return None


def _plainly(raw: bytes) -> str | None:
    return "utf-8" if _fits(raw, "utf-8") else None


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def _declared(raw: bytes) -> str | None:
    found = _CHARSET.search(raw[:2048])
    name = found[1].decode("ascii") if found else None
    return name if name and _fits(raw, name) else None


def _refuse_binary(raw: bytes, where: str) -> None:
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            raise NotText(f"this is {name}", where=where, expected=_SUPPORTED)
    if raw[:_SAMPLE].count(0) > 0:
        raise NotText("zero bytes: binary content", where=where, expected=_SUPPORTED)


def _guessed(raw: bytes, where: str) -> str:
    if _damaged_utf8(raw):
        raise NotText(_broken_utf8(raw), where=where, expected=_SUPPORTED, do="save it again as UTF-8")
    encoding = _best_guess(raw)
    if encoding is None:
        raise NotText("no known encoding explains its bytes", where=where, expected=_SUPPORTED)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as e:  # the guess was made on a sample
        raise NotText(f"looks like {encoding}, but byte {e.start} does not fit", where=where) from e
    if _odd_share(text) > _MAX_ODD_SHARE:
        raise NotText(_broken_utf8(raw), where=where, expected=_SUPPORTED, do="save it again as UTF-8")
    return encoding


def _best_guess(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], threshold=_MAX_CHAOS).best()
    return str(best.encoding) if best is not None else None


_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}")


def _damaged_utf8(raw: bytes) -> bool:
    """Whether this was UTF-8: some of its bytes form whole characters, which bytes of another encoding hardly do."""
    high = sum(byte > 0x7F for byte in raw[:_SAMPLE])
    return 4 * sum(map(len, _SEQUENCE.findall(raw[:_SAMPLE]))) >= high > 0


_MAX_ODD_SHARE = 0.1
"""A right guess shows letters inside words and typographic signs; a wrong one shows capitals and symbols amid them."""
_TYPOGRAPHIC = frozenset("‘’“”„‚«»‹›–—…•·°§©®™€£¥½¼¾ºª¿¡\xa0\xad")


def _odd_share(text: str) -> float:
    sample = text[:_SAMPLE]
    beyond = [i for i, c in enumerate(sample) if c > "\x7f"]
    return sum(_is_odd(sample, i) for i in beyond) / len(beyond) if beyond else 0.0


def _is_odd(text: str, at: int) -> bool:
    c, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not c.isalpha():
        return c not in _TYPOGRAPHIC
    return c in "ÿþ" or (c.isupper() and (before.islower() or not after.isalpha()))


def _broken_utf8(raw: bytes) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as e:
        line = raw.count(b"\n", 0, e.start) + 1
        return f"broken UTF-8 at byte {e.start} (line {line})"
    return "broken UTF-8"
