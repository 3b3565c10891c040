"""Markdown: front matter and a report whose markup is read away. The way back leads to the text with its markup."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters.record_fields import FIELDS
from sayso.documents.cleaning.segmentation import find_headline
from sayso.documents.decoding import decode
from sayso.documents.draft import Draft, one_line
from sayso.documents.inputs import Input
from sayso.documents.metadata.dating import read_date
from sayso.errors import EmptyInput
from sayso.schema.document import Segment
from sayso.schema.vocabulary import SegmentKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST_FRONT = 20_000
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_KEY = re.compile(rb"[A-Za-z_][\w -]{0,60}:(?:\s|$)")
_DEEPEST = 100
"""Quotes in quotes and lists in lists; what lies deeper is no report."""
_DROPPED = re.compile(r"(?is)<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)")
_TAG = re.compile(r"<[^<>]*>")


class Markdown:
    """One file, one report."""

    name = "markdown"
    suffixes = frozenset({".md", ".markdown"})
    media_types = frozenset({"text/markdown", "text/x-markdown"})

    def recognises(self, head: bytes) -> bool:
        """Whether it begins with front matter; other Markdown looks like any text."""
        first, _, rest = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").partition(b"\n")
        return first.rstrip() == b"---" and bool(_KEY.match(rest)) and re.search(rb"\n---[ \t]*\n", rest) is not None

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the one report. Raises EmptyInput, NotText, TooLarge. Front matter that is no YAML is left out with a
        warning."""
        raw = item.read_bytes(intake.limits)
        page = decode(raw, where=item.where, limits=intake.limits)
        front, text = _parted(page)
        blocks = list(_blocks(text))
        if not blocks:
            raise EmptyInput("markup without a report", where=item.where, expected="a report")
        title, rest = _titled(blocks, front.title, intake)
        body, told = _put_together(rest)
        yield Draft(
            body=body,
            raw=raw,
            key=item.key(raw),
            page=page,
            title=title,
            url=front.url or item.url,
            publisher=front.publisher,
            author=front.author,
            language=front.language,
            given_date=front.published,
            told=told,
            warnings=front.warnings,
        )


# --- front matter


@dataclass(frozen=True, slots=True)
class _Front:
    """What the front matter says; None what it does not say."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    published: datetime.date | None = None
    warnings: tuple[str, ...] = ()


def _parted(page: str) -> tuple[_Front, str]:
    """Return what the front matter says and the text behind it. What stands between two rules and is no list of keys is
    text."""
    found = _FRONT.match(page, 0, _LONGEST_FRONT)
    if not found:
        return _Front(), page
    said, warning = _read_yaml(found["yaml"])
    if warning:
        return _Front(warnings=(warning,)), page[found.end() :]
    if not isinstance(said, Mapping):
        return _Front(), page
    return _front_of(said), page[found.end() :]


def _read_yaml(text: str) -> tuple[Any, str | None]:
    import yaml

    try:
        return yaml.safe_load(text), None
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError, OverflowError) as e:
        # broken YAML raises the first; dates, numbers and nesting that cannot be, the others
        return None, f"the front matter cannot be read ({type(e).__name__}): left out"


def _front_of(said: Mapping[Any, Any]) -> _Front:
    given = {name: _first(said, keys) for name, keys in FIELDS.items()}
    day, warning = _day(given["published"])
    url = _words(given["url"])
    return _Front(
        title=_words(given["title"]),
        url=url if url and re.fullmatch(r"https?://[^\s/]\S*", url) else None,
        publisher=_words(given["publisher"]),
        author=_names(given["author"] if given["author"] is not None else said.get("authors")),
        language=_words(given["language"]) or _words(said.get("lang")),
        published=day,
        warnings=(warning,) if warning else (),
    )


def _first(said: Mapping[Any, Any], keys: Sequence[str]) -> Any:
    return next((said[key] for key in keys if said.get(key) is not None), None)


def _words(value: Any) -> str | None:
    return one_line(value[:1000]) if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    """Return the authors: a name, a list of names, or a list of entries with a name."""
    if isinstance(value, list):
        names = [_words(v.get("name")) if isinstance(v, Mapping) else _words(v) for v in value[:20]]
        return ", ".join(name for name in names if name) or None
    return _words(value.get("name")) if isinstance(value, Mapping) else _words(value)


def _day(value: Any) -> tuple[datetime.date | None, str | None]:
    """Return the day of publication, and a warning where one is given and cannot be read."""
    if isinstance(value, datetime.datetime):
        return value.date(), None
    if value is None or isinstance(value, datetime.date):
        return value, None
    day = read_date(value) if isinstance(value, str) else None
    return day, None if day else "the date in the front matter cannot be read: left out"


# --- markup


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, heading, list item, row of a table or caption without its markup; `kind` None is the report."""

    text: str
    heading: bool = False
    kind: SegmentKind | None = None


def _blocks(text: str) -> Iterator[_Block]:
    """Give what the text holds, in order."""
    from markdown_it import MarkdownIt

    row: list[str] | None = None
    heading = False
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    for token in reader.enable(["table", "strikethrough"]).parse(text):
        heading = token.type == "heading_open" or (heading and token.type != "heading_close")
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield from _block(" | ".join(row or ()))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_read(token.children or ()))
        elif token.type == "inline":
            yield from _block(_read(token.children or ()), heading=heading)
            yield from (_Block(alt, kind="caption") for alt in _pictures(token.children or ()))
        elif token.type in ("fence", "code_block"):
            yield from _block(token.content)
        elif token.type == "html_block":
            yield from _block(_without_tags(token.content))


def _block(text: str, *, heading: bool = False) -> Iterator[_Block]:
    joined = " ".join(text.split())
    if joined:
        yield _Block(joined, heading)


def _read(children: Sequence[Token]) -> str:
    """Return the words of a stretch of text; pictures stand by themselves."""
    pieces = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content.lower().startswith("<br"):
            pieces.append(" ")
    return "".join(pieces)


def _pictures(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        alt = " ".join(child.content.split()) if child.type == "image" else ""
        if alt:
            yield " ".join(_read(child.children or ()).split()) or alt


def _without_tags(markup: str) -> str:
    return html.unescape(_TAG.sub(" ", _DROPPED.sub(" ", markup)))


# --- the report put together


def _titled(blocks: Sequence[_Block], given: str | None, intake: Intake) -> tuple[str | None, Sequence[_Block]]:
    """Return the title and the blocks without it: the front matter's, the first heading where nothing stands before
    it, else the first line where it looks like one."""
    first, rest = blocks[0], blocks[1:]
    if given or not rest:
        return given, blocks
    if first.heading:
        return first.text, rest
    headline, _ = find_headline("\n".join(b.text for b in blocks), intake.furniture)
    return (headline, rest) if headline == first.text else (None, blocks)


def _put_together(blocks: Sequence[_Block]) -> tuple[str, tuple[Segment, ...]]:
    """Return the body and the stretches of it whose kind the markup tells."""
    told: list[Segment] = []
    at = 0
    for block in blocks:
        if block.kind:
            told.append(Segment(block.kind, at, at + len(block.text)))
        at += len(block.text) + 2
    return "\n\n".join(b.text for b in blocks), tuple(told)


ADAPTER: Adapter = Markdown()
