"""Small PDFs, written by hand: lines of text at places on pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

At = tuple[float, float, float, str]
"""x, y and size in points, and the words."""

LEADING = 14.0
TOP = 720.0


def column(
    lines: Iterable[str], *, x: float = 72, top: float = TOP, size: float = 11, leading: float = LEADING
) -> list[At]:
    """Return lines one under the other; an empty one leaves a gap."""
    return [(x, top - number * leading, size, line) for number, line in enumerate(lines) if line]


def _stream(page: Sequence[At]) -> bytes:
    drawn = [b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, x, y, _escaped(t)) for x, y, size, t in page]
    return b"\n".join(drawn)


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf(*pages: Sequence[At], info: dict[str, str] | None = None) -> bytes:
    """Return a PDF with a page for each list of lines; `info` is its metadata."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    said = "".join(f"/{key} ({value})" for key, value in (info or {}).items())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<<{said}>>".encode("cp1252"),
    ]
    for number, page in enumerate(pages):
        resources = "/Resources<</Font<</F1 3 0 R>>>>/MediaBox[0 0 612 792]"
        objects.append(f"<</Type/Page/Parent 2 0 R{resources}/Contents {6 + 2 * number} 0 R>>".encode())
        drawn = _stream(page)
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
