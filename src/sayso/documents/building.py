"""One document put together: what was given, what the page says, what the text shows."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.documents.adapter import Intake, kind_of_content
from sayso.documents.cleaning.furniture import Furniture
from sayso.documents.cleaning.segmentation import segment
from sayso.documents.decoding import encoding_of
from sayso.documents.draft import Draft, one_line
from sayso.documents.inputs import HEAD
from sayso.documents.metadata import language
from sayso.documents.metadata.dating import date_in_address, first_date, plausible
from sayso.documents.way_back import places_of
from sayso.errors import DocumentError
from sayso.schema.document import Document, Published, Segment
from sayso.schema.identity import document_id
from sayso.schema.outlets import OutletRegister
from sayso.schema.vocabulary import PublishedBasis
from sayso.schema.way_back import Raw, WayBack, decoded, page_sha256

Candidate = tuple[PublishedBasis, datetime.date]


def _text_of(draft: Draft, title: str | None) -> tuple[str, int | None]:
    """Return the title, a blank line, the body and the comments, with the offset of the comments."""
    text = f"{title}\n\n{draft.body.strip()}" if title else draft.body.strip()
    if not draft.comments.strip():
        return text, None
    return f"{text}\n\n{draft.comments.strip()}", len(text) + 2


def _told(draft: Draft, title: str | None) -> tuple[Segment, ...]:
    """Return the stretches that the format told, as offsets into the document's text."""
    shift = (len(title) + 2 if title else 0) - (len(draft.body) - len(draft.body.lstrip()))
    return tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in draft.told)


def build(draft: Draft, intake: Intake) -> Document:
    """Return the document: text, segments, publication date with its basis, agency, language, ids.

    A date that cannot be a publication date is left out with a warning. A language that sayso does not read is kept
    with the reason in `unread`.
    """
    title = one_line(draft.title)
    text, comments_at = _text_of(draft, title)
    publisher = one_line(draft.publisher) or _publisher_of(draft.url, intake.outlets)
    segments = segment(
        text,
        title=title,
        publisher=publisher,
        furniture=intake.furniture,
        comments_at=comments_at,
        told=_told(draft, title),
    )
    published, warnings = _published(draft, text, segments, intake.today)
    code = language.as_code(draft.language) or language.identify(draft.body)
    way_back, raw = _way_back(draft, text, intake)
    return Document(
        id=document_id(draft.external_id, draft.url, publisher, text),
        external_id=draft.external_id,
        url=draft.url,
        publisher=publisher,
        title=title,
        author=one_line(draft.author) or _author(text, segments, intake.furniture),
        published=published,
        language=code,
        text=text,
        segments=segments,
        agency=agency_credited(text, segments, intake.outlets),
        reprint_of=None,
        raw_sha256=hashlib.sha256(draft.raw).hexdigest(),
        unread=language.unread(code),
        key=draft.external_id or draft.url or draft.key,
        warnings=draft.warnings + warnings,
        way_back=way_back,
        raw=raw,
    )


def _way_back(draft: Draft, text: str, intake: Intake) -> tuple[WayBack | None, Raw | None]:
    """Return the way back into the page, and the bytes to be kept; the page too where they do not decode to it."""
    if not draft.page:
        return None, None
    encoding = _encoding(draft, intake)
    raw = Raw(draft.raw, kind_of_content(draft.raw[:HEAD]) or draft.source, None if encoding else draft.page)
    return WayBack(encoding, page_sha256(draft.page), places_of(text, draft.page, draft.source)), raw


def _encoding(draft: Draft, intake: Intake) -> str | None:
    """Return the encoding by which the raw bytes decode to the page; None where none does."""
    try:
        encoding = encoding_of(draft.raw, where=draft.key, limits=intake.limits.for_markup())
        return encoding if decoded(draft.raw, encoding) == draft.page else None
    except DocumentError:
        return None


def _publisher_of(url: str | None, outlets: OutletRegister) -> str | None:
    outlet = outlets.find(url) if url else None
    return outlet.name if outlet else None


def _candidates(draft: Draft, text: str, segments: Iterable[Segment]) -> Iterable[Candidate]:
    """Give the dates that may be the report's, the surest first."""
    if draft.given_date:
        yield "record", draft.given_date
    if draft.page_date:
        yield "metadata", draft.page_date
    for piece in segments:
        if piece.kind in ("boilerplate", "byline", "dateline"):
            found = first_date(text[piece.start : piece.end])
            if found and found.date:
                yield "text", found.date
    in_address = date_in_address(draft.url)
    if in_address:
        yield "url", in_address


def _published(
    draft: Draft, text: str, segments: Iterable[Segment], today: datetime.date
) -> tuple[Published, tuple[str, ...]]:
    """Return the first date that can be one of publication, and a warning for each that cannot."""
    warnings: list[str] = []
    for basis, day in _candidates(draft, text, segments):
        if plausible(day, today):
            return Published(day.isoformat(), basis), tuple(warnings)
        warnings.append(f"publication date {day.isoformat()} ({basis}) is out of range: not used")
    return Published(None, "unknown"), tuple(warnings)


def agency_credited(text: str, segments: Iterable[Segment], outlets: OutletRegister) -> str | None:
    """Return the register's name of the agency whose copy this is, by its byline, dateline or sign-off; None when
    none of them names one."""
    for piece in segments:
        if piece.kind in ("byline", "dateline", "sign_off"):
            for name in re.split(r"[()/,;:–—\[\]]|--|\band\b|\bSources?\b|\bby\b", text[piece.start : piece.end]):
                outlet = outlets.find(name.strip(" .-\n"))
                if outlet and outlet.kind == "agency":
                    return outlet.name
    return None


def _author(text: str, segments: Iterable[Segment], furniture: Furniture) -> str | None:
    """Return the name behind "By" in a byline."""
    for piece in segments:
        found = furniture.byline.match(text, piece.start) if piece.kind == "byline" else None
        if found:
            return found["name"][: max(0, piece.end - found.start("name"))].strip() or None
    return None
