"""PDF: the text that a file holds, page by page, put back into paragraphs. Pictures are not looked at.

The way back leads to the text as it was drawn, line by line, with a form feed between pages.
"""

from __future__ import annotations

import datetime
import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters.pdf_lines import Line, lines_of
from sayso.documents.adapters.pdf_paragraphs import Paragraph, paragraphs
from sayso.documents.cleaning.segmentation import find_headline
from sayso.documents.decoding import check_text
from sayso.documents.draft import Draft, one_line
from sayso.documents.inputs import Input
from sayso.documents.metadata.dating import first_date
from sayso.documents.metadata.publication import DateCandidate
from sayso.errors import DocumentError, EmptyInput, NotText, TooLarge
from sayso.schema.document import Segment

_MOST_PAGES = 2_000
_EXPECTED = "a PDF that holds text"
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]|\(cid:\d+\)")
_MOST_UNKNOWN = 0.2
"""A font that does not say what its signs mean gives replacement signs throughout."""
_OPENING = 600
"""Characters in which a report's own date stands."""
_NEAR = datetime.timedelta(days=7)


class Pdf:
    """One file, one report."""

    name = "pdf"
    suffixes = frozenset({".pdf"})
    media_types = frozenset({"application/pdf", "application/x-pdf"})

    def recognises(self, head: bytes) -> bool:
        """Whether it begins with a PDF's mark; a few bytes of rubbish before it are common."""
        return b"%PDF-" in head[:1024] and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the one report.

        Raises EmptyInput for a file of pictures, NotText for one that is encrypted or damaged, TooLarge for too many
        bytes, pages or characters.
        """
        raw = item.read_bytes(intake.limits)
        reader = _opened(raw, item.where)
        pages, warnings = _pages(reader, item.where)
        _must_hold_text(pages, item.where)
        page = "\f".join("\n".join(line.text for line in lines) for lines in pages)
        check_text(page.replace("\f", "\n"), where=item.where, limits=intake.limits)
        said = _said_of_itself(reader)
        title, body, told = _composed(paragraphs(pages), said.title, intake)
        day, doubts = _date(said, page)
        yield Draft(
            body=body,
            raw=raw,
            key=item.key(raw),
            page=page,
            title=title,
            url=item.url,
            author=said.author,
            page_dates=(DateCandidate(day, "metadata"),) if day else (),
            told=told,
            warnings=(*warnings, *doubts),
        )


def _opened(raw: bytes, where: str) -> Any:
    """Return pypdf's reader of a file that can be read without a password."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters of its remarks comes as our own
    try:
        reader = PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except (DependencyError, NotImplementedError):
        locked, count = True, 0
    except MemoryError:
        raise
    except Exception as e:  # damaged files raise whatever the parser stumbles over
        raise _damaged(where, e) from e
    if locked:
        raise NotText("encrypted", where=where, expected=_EXPECTED, do="save a copy without a password and give that")
    if count > _MOST_PAGES:
        what = f"{count:,} pages"
        raise TooLarge(what, where=where, expected=f"at most {_MOST_PAGES:,} pages for one report", do="split it")
    return reader


def _damaged(where: str, fault: Exception) -> DocumentError:
    what = f"damaged ({type(fault).__name__}: {one_line(str(fault)[:200])})"
    return NotText(what, where=where, expected=_EXPECTED, do="save it again, or fetch it again")


def _pages(reader: Any, where: str) -> tuple[list[list[Line]], list[str]]:
    """Return the lines of each page, and a warning for pages that cannot be read; a file of such pages is damaged."""
    found: list[list[Line]] = []
    fault: Exception | None = None
    unread: list[int] = []
    for number in range(len(reader.pages)):
        try:
            found.append(lines_of(reader.pages[number], number))
        except MemoryError:
            raise
        except Exception as e:  # noqa: BLE001 - as above; the other pages can still be read
            fault = e
            unread.append(number + 1)
            found.append([])
    if fault is not None and not any(found):
        raise _damaged(where, fault) from fault
    return found, _remarks(found, unread)


def _remarks(pages: Sequence[Sequence[Line]], unread: Sequence[int]) -> list[str]:
    empty = [number for number, lines in enumerate(pages, 1) if not lines and number not in unread]
    told = [(unread, "cannot be read"), (empty, "without text: empty, or a picture")]
    return [f"{_numbers(which)} {what}" for which, what in told if which and any(pages)]


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"


def _must_hold_text(pages: Sequence[Sequence[Line]], where: str) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    if not re.search(r"\w", text):
        raise EmptyInput("no text: pictures of pages", where=where, expected=_EXPECTED, do="run OCR first")
    if sum(len(x) for x in _UNKNOWN.findall(text)) > _MOST_UNKNOWN * len(text):
        raise NotText("its fonts do not say which letters they show", where=where, expected=_EXPECTED, do="run OCR")


# --- what the file says of itself


@dataclass(frozen=True, slots=True)
class _Said:
    """A file's metadata, as far as it is about the report and not about the program that made it."""

    title: str | None = None
    author: str | None = None
    made: datetime.date | None = None


_PROGRAMS = re.compile(
    r"(?i)\b(?:microsoft|windows|word|excel|powerpoint|office|adobe|acrobat|indesign|libreoffice|openoffice|untitled|"
    r"unknown|user|admin|administrator|owner|author|scanner|template|unnamed|anonymous|default)\b"
)
"""Words of programs and of people who were never asked for their name."""
_FILE_NAME = re.compile(
    r"(?i)\.(?:docx?|pdf|rtf|odt|indd|qxd|tex|dvi|pptx?|xlsx?|html?|txt|pub|pages)\b|^[\w/\\~:.-]+$"
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_PRINTED = re.compile(r"(?i)skia|chrom|mozilla|wkhtml|quartz|headless|print")
"""Programs that print pages: the day is that of the printing, not of the report."""


def _said_of_itself(reader: Any) -> _Said:
    try:
        given = reader.metadata
        if given is None:
            return _Said()
        program = f"{given.get('/Creator') or ''} {given.get('/Producer') or ''}"
        made = None if _PRINTED.search(program) else given.creation_date
        return _Said(_title(given.get("/Title")), _author(given.get("/Author")), made.date() if made else None)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a report without metadata can still be read
        return _Said()


def _title(given: Any) -> str | None:
    title = one_line(given if isinstance(given, str) else None)
    if (
        not title
        or len(title) > 300
        or _FILE_NAME.search(title)
        or re.match(r"(?i)microsoft|untitled|document\b", title)
    ):
        return None
    return title if len(re.findall(r"[^\W\d_]{2,}", title)) >= 2 else None


def _author(given: Any) -> str | None:
    name = one_line(given if isinstance(given, str) else None)
    return name if name and _NAME.fullmatch(name) and not _PROGRAMS.search(name) else None


def _date(said: _Said, page: str) -> tuple[datetime.date | None, tuple[str, ...]]:
    """Return the day the file was made, if the report's opening names no other, and what speaks against it."""
    written = first_date(page[:_OPENING])
    if said.made and written and written.date and abs(written.date - said.made) > _NEAR:
        remark = f"the file was made on {said.made.isoformat()}, but its opening names {written.date.isoformat()}"
        return None, (remark,)
    return said.made, ()


# --- the report put together


def _composed(
    made: Sequence[Paragraph], given: str | None, intake: Intake
) -> tuple[str | None, str, tuple[Segment, ...]]:
    """Return title, body and the stretches of the body that are furniture."""
    title, rest = _headed(made, given)
    if title is None and rest and not rest[0].furniture:
        title, kept = find_headline("\n".join(p.text for p in rest), intake.furniture)
        rest = rest if title is None else rest[1:]
        title = title if kept.strip() else None
    told: list[Segment] = []
    at = 0
    for paragraph in rest:
        if paragraph.furniture or (title and paragraph.text.casefold() == title.casefold()):
            told.append(Segment("boilerplate", at, at + len(paragraph.text)))
        at += len(paragraph.text) + 2
    return title, "\n\n".join(p.text for p in rest), tuple(told)


_LARGER = 1.2
_LONGEST_HEADING = 220
_HEADING_WITHIN = 6
"""Paragraphs in which a report's heading stands, behind a letterhead at most."""


def _headed(made: Sequence[Paragraph], given: str | None) -> tuple[str | None, list[Paragraph]]:
    """Return the title and the paragraphs without it, where it comes first.

    A title that the file gives counts when the first page shows it, or shows no heading of its own: titles stay in
    files that were made from others.
    """
    heading = _heading(made)
    first = " ".join(p.text for p in made if p.page == 0)
    title = given if given and (heading is None or _folded(given) in _folded(first)) else None
    title = title or (heading.text if heading else None)
    rest = list(made)
    if title and rest and _folded(rest[0].text) == _folded(title) and len(rest) > 1:
        del rest[0]
    return title, rest


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _heading(made: Sequence[Paragraph]) -> Paragraph | None:
    """Return the largest of the first paragraphs, if it is larger than most of the text."""
    by_size: dict[float, int] = {}
    for p in made:
        by_size[p.size] = by_size.get(p.size, 0) + len(p.text)
    usual = max(by_size, key=lambda s: by_size[s], default=0.0)
    top = [p for p in made if p.page == 0 and not p.furniture][:_HEADING_WITHIN]
    large = [p for p in top if p.size >= _LARGER * usual and len(p.text) <= _LONGEST_HEADING]
    return max(large, key=lambda p: p.size, default=None)


ADAPTER: Adapter = Pdf()
