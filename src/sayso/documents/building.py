"""One document put together: what was given, what the page says, what the text shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.documents.adapter import Intake, kind_of_content
from sayso.documents.cleaning.segmentation import segment
from sayso.documents.decoding import encoding_of
from sayso.documents.draft import Draft, one_line
from sayso.documents.inputs import HEAD
from sayso.documents.metadata import language
from sayso.documents.metadata.citing import cited_outlets
from sayso.documents.metadata.dating import date_in_address, first_date
from sayso.documents.metadata.origin import agencies_credited, author_of, dateline_of
from sayso.documents.metadata.publication import DateCandidate, choose
from sayso.documents.way_back import places_of
from sayso.errors import DocumentError
from sayso.schema.document import Document, Segment
from sayso.schema.identity import document_id
from sayso.schema.outlets import OutletRegister
from sayso.schema.way_back import Raw, WayBack, decoded, page_sha256


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
    body = draft.body.strip()
    text = f"{title}\n\n{body}" if title else body
    publisher = one_line(draft.publisher) or _publisher_of(draft.url, intake.outlets)
    segments = segment(
        text,
        title=title,
        publisher=publisher,
        furniture=intake.furniture,
        told=_told(draft, title),
    )
    published, warnings = choose(_dates(draft, text, segments), intake.today)
    code = language.as_code(draft.language) or language.identify(draft.body)
    way_back, raw = _way_back(draft, text, intake)
    agencies = agencies_credited(text, segments, intake.outlets)
    return Document(
        id=document_id(draft.external_id, draft.url, publisher, text),
        external_id=draft.external_id,
        url=draft.url,
        publisher=publisher,
        title=title,
        author=one_line(draft.author) or author_of(text, segments, intake.furniture),
        published=published,
        language=code,
        text=text,
        segments=segments,
        agency=agencies[0] if agencies else None,
        reprint_of=None,
        raw_sha256=hashlib.sha256(draft.raw).hexdigest(),
        unread=language.unread(code),
        key=draft.external_id or draft.url or draft.key,
        warnings=draft.warnings + warnings,
        way_back=way_back,
        agencies=agencies,
        dateline=dateline_of(text, segments, intake.outlets),
        cites=cited_outlets(text, segments, publisher, intake.outlets),
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


def _dates(draft: Draft, text: str, segments: Iterable[Segment]) -> Iterator[DateCandidate]:
    """Give the days that may be the one of publication, the surest first."""
    if draft.given_date:
        yield DateCandidate(draft.given_date, "record")
    yield from draft.page_dates
    for piece in segments:
        if piece.kind in ("boilerplate", "byline", "dateline"):
            found = first_date(text[piece.start : piece.end])
            if found and found.date:
                yield DateCandidate(found.date, "text")
    in_address = date_in_address(draft.url)
    if in_address:
        yield DateCandidate(in_address, "url")
