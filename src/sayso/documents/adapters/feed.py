"""Feeds (RSS, Atom, RDF): entries with their whole text are reports, the others are pages to be fetched by whoever may.

feedparser is given bytes only: it would take a string for an address or a file. It leaves out entities that lead
anywhere.
"""

from __future__ import annotations

import datetime
import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters.html import draft_of
from sayso.documents.adapters.xml_heads import first_element
from sayso.documents.decoding import check_text
from sayso.documents.draft import Draft, one_line
from sayso.documents.inputs import Address, Input, Rejection
from sayso.documents.metadata.dating import read_date
from sayso.errors import BadRecord, DocumentError, EmptyInput, NotText, TooLarge

_EXPECTED = "an RSS or Atom feed"
_MOST_ENTRIES = 10_000
_FEWEST_CHARACTERS = 300
"""Shorter contents are teasers of the page that the entry names."""
_BROKEN_OFF = re.compile(
    r"(?i)(?:\[?(?:…|\.\.\.)\]?|&hellip;)\s*(?:(?:read|see|learn) more|continue reading|more)?\W*$"
)
_BLOCK_END = re.compile(
    r"(?i)<br\b[^<>]*>|</(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table|figure|figcaption|section)\s*>"
)
_SCRIPT = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->")
_LONGEST_PROLOG = 64_000
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
_ENTITY = re.compile(rb"<!ENTITY(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.I)
_TAG = re.compile(r"<[^<>]*>")


class Feed:
    """One file, as many reports and addresses as it has entries."""

    name = "feed"
    suffixes = frozenset({".rss", ".atom", ".rdf", ".xml"})
    media_types = frozenset(
        {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
    )

    def recognises(self, head: bytes) -> bool:
        """Whether its first element is that of a feed."""
        element = first_element(head)
        if element is None:
            return False
        name, rest = element
        return name == "rss" or (name == "feed" and "Atom" in rest) or (name == "rdf" and "rss" in rest)

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give each entry in the feed's order: a report, an address, or a Rejection of one that has neither text nor
        address. Raises NotText for what is no feed, EmptyInput for one without entries, TooLarge."""
        parsed = _parsed(item.read_bytes(intake.limits), item)
        outlet = _Outlet(parsed.feed, parsed.get("bozo_exception"))
        seen: set[str] = set()
        for number, entry in enumerate(parsed.entries[:_MOST_ENTRIES], 1):
            where = f"{item.where}, entry {number}"
            for found in _found(entry, replace(item, where=where), outlet, intake):
                if not isinstance(found, Address):
                    yield found
                elif found.url not in seen:
                    seen.add(found.url)
                    yield found
        if len(parsed.entries) > _MOST_ENTRIES:
            most = f"at most {_MOST_ENTRIES:,}"
            raise TooLarge(f"{len(parsed.entries):,} entries: the rest is not read", where=item.where, expected=most)


def _parsed(raw: bytes, item: Input) -> Any:
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(_without_entities(raw, item.where)), response_headers={"content-location": item.url or ""}
        )
    except MemoryError:
        raise
    except Exception as e:  # hostile feeds raise whatever the parsers under feedparser raise
        raise NotText(f"damaged ({type(e).__name__})", where=item.where, expected=_EXPECTED) from e
    if parsed.entries:
        return parsed
    if parsed.version:
        raise EmptyInput("the feed has no entries", where=item.where, expected=_EXPECTED)
    raise NotText("not a feed", where=item.where, expected=_EXPECTED)


def _without_entities(raw: bytes, where: str) -> bytes:
    """Return the feed without the entities that it declares: feedparser would put their words in, as often as they are
    named. Raises NotText where they are declared in an encoding that is not read like ASCII."""
    first = _FIRST_ELEMENT.search(raw)
    end = first.start() if first else len(raw)
    if end > _LONGEST_PROLOG:
        raise NotText("not a feed", where=where, expected=_EXPECTED)
    if b"!\x00E\x00N\x00T\x00I\x00T\x00Y" in raw:  # UTF-16, whichever byte comes first
        raise NotText("declares entities, which a feed has no use for", where=where, expected=_EXPECTED)
    return _ENTITY.sub(b"", raw[:end]) + raw[end:]


@dataclass(frozen=True, slots=True)
class _Outlet:
    """Who puts a feed out, and what is wrong with it as a whole."""

    feed: Mapping[str, Any]
    fault: Exception | None

    def publisher(self, entry: Mapping[str, Any], url: str | None, intake: Intake) -> str | None:
        """Return the register's name of the one whose report it is, else that of the feed of its source or of this
        feed."""
        source = entry.get("source") or {}
        given = (url, source.get("href"), source.get("title"), self.feed.get("link"), self.feed.get("title"))
        known = (intake.outlets.find(name) for name in given if isinstance(name, str))
        outlet = next((found for found in known if found), None)
        return outlet.name if outlet else _words(source, "title") or _words(self.feed, "title")

    def warnings(self) -> tuple[str, ...]:
        """Return a warning for a feed that is not well-formed: entries behind the fault may be missing."""
        if self.fault is None or isinstance(self.fault, UnicodeError):
            return ()
        return (f"the feed is not well-formed ({one_line(str(self.fault)[:120])}): entries may be missing",)


def _found(entry: Mapping[str, Any], item: Input, outlet: _Outlet, intake: Intake) -> Iterator[Found]:
    url = _address(entry)
    content, is_html = _content(entry, teaser=url is None)
    if url and (not content or _is_teaser(content)):
        day = _day(entry)
        yield Address(item.where, url, _words(entry, "title"), day.isoformat() if day else None)
    elif content:
        yield _report(content, is_html, entry, item, outlet, intake)
    else:
        yield Rejection(item.where, BadRecord("neither text nor address", where=item.where, expected=_EXPECTED))


def _address(entry: Mapping[str, Any]) -> str | None:
    link = one_line(entry.get("link")) if isinstance(entry.get("link"), str) else None
    return link if link and re.fullmatch(r"https?://[^\s/]\S*", link) else None


def _content(entry: Mapping[str, Any], *, teaser: bool) -> tuple[str, bool]:
    """Return the entry's longest content, and whether it is HTML; with `teaser` its summary where it has none."""
    given = [*entry.get("content", ()), *([entry.get("summary_detail") or {}] if teaser else ())]
    texts = [(str(c.get("value") or ""), "html" in str(c.get("type") or "html")) for c in given]
    return max(texts, key=lambda text: len(text[0]), default=("", False))


def _is_teaser(content: str) -> bool:
    words = _plain(content)
    return len(words) < _FEWEST_CHARACTERS or _BROKEN_OFF.search(words[-60:]) is not None


def _report(
    content: str, is_html: bool, entry: Mapping[str, Any], item: Input, outlet: _Outlet, intake: Intake
) -> Draft | Rejection:
    url, title = _address(entry), _words(entry, "title")
    page = _page(content, title) if is_html else content
    own = replace(item, path=None, data=page.encode("utf-8", "replace"), url=url)
    try:
        draft = _draft(page, content, is_html, own, intake)
        check_text(draft.body, where=item.where, limits=intake.limits)
    except DocumentError as e:
        return Rejection(item.where, e)
    return replace(
        draft,
        title=title,
        external_id=None if url else one_line(entry.get("id")),
        url=url,
        publisher=outlet.publisher(entry, url, intake),
        author=_author(entry),
        language=_language(entry, outlet.feed),
        given_date=_day(entry),
        page_dates=(),
        warnings=outlet.warnings(),
    )


def _page(content: str, title: str | None) -> str:
    """Return the content as the page of a report, as readers of pages expect one."""
    head = html.escape(title or "", quote=False)
    return (
        f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>\n{content}\n</article></body></html>"
    )


def _draft(page: str, content: str, is_html: bool, item: Input, intake: Intake) -> Draft:
    """Return the draft of a content: as of a page; where no report can be found in it, all its words are the report."""
    raw = item.data or b""
    try:
        if is_html:
            return draft_of(page, raw, item=item, intake=intake)
    except (EmptyInput, NotText):
        pass
    if is_html:
        return Draft(body=_plain(content), raw=raw, key=item.key(raw), page=page, source="html")
    return Draft(body=content, raw=raw, key=item.key(raw), page=page)


def _plain(content: str) -> str:
    """Return the words of a piece of HTML, a line for each block."""
    marked = _TAG.sub("", _BLOCK_END.sub("\n", _SCRIPT.sub(" ", content)))
    lines = (" ".join(line.split()) for line in html.unescape(marked).split("\n"))
    return "\n".join(line for line in lines if line)


def _words(given: Mapping[str, Any], key: str) -> str | None:
    value = given.get(key)
    return one_line(_plain(value)[:1000]) if isinstance(value, str) else None


def _author(entry: Mapping[str, Any]) -> str | None:
    """Return the author's name; an address for mail is none."""
    name = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    return one_line(name) if isinstance(name, str) and "@" not in name else None


def _language(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    """Return a language that is not English: feeds of templates call everything English."""
    given = (entry.get("title_detail") or {}).get("language") or feed.get("language")
    return given if isinstance(given, str) and not given.lower().startswith("en") else None


def _day(entry: Mapping[str, Any]) -> datetime.date | None:
    """Return the day of publication as it is written, whatever its zone; else as feedparser reads it."""
    for key in ("published", "updated"):
        if key not in entry and f"{key}_parsed" not in entry:
            continue  # feedparser would give the one for the other
        written = entry.get(key)
        day = read_date(written) if isinstance(written, str) else None
        if day:
            return day
        parsed = entry.get(f"{key}_parsed")
        if parsed:
            try:
                return datetime.date(*parsed[:3])
            except (TypeError, ValueError):
                continue
    return None


ADAPTER: Adapter = Feed()
