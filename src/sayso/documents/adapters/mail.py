"""Mails (EML) and mailboxes (mbox): the report in the text, and the files attached.

Where a mail holds its text twice, the plain text is read and not the page: it is the sender's own, and pages in mails
are laid out in tables and boxes that no article has. A plain text that is only a pointer to the page gives way to it.
"""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import cache
from typing import Any, TypeVar

from sayso.documents.adapter import Adapter, Found, Intake, kind_of_content, kind_of_media_type, kind_of_name
from sayso.documents.adapters import html
from sayso.documents.decoding import check_size, check_text, decode
from sayso.documents.draft import Draft, one_line
from sayso.documents.inputs import HEAD, Input, Rejection, inside, rejected
from sayso.documents.limits import Limits
from sayso.documents.listing import PLAIN
from sayso.documents.metadata.publication import DateCandidate
from sayso.errors import DocumentError, EmptyInput, NotText, TooLarge

T = TypeVar("T")

_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Python's own codecs that no text is sent in; some take time that grows with the square of it."""
_LONGEST_HEADER = 2_000
"""Characters of a header that are read: the library's time grows with their square."""
_MOST_LINES = 3_000_000
"""Lines of a mail: the library holds each by itself."""
_MOST_CHECKS = 30_000_000
"""Lines times parts: the library looks for the end of every part around a line in each line."""
_POINTER = 400
"""A plain text of fewer characters may be only a pointer to the page beside it."""
_HEADERS = re.compile(rb"\A(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_OWN_HEADERS = re.compile(rb"^(message-id|mime-version|received|return-path):", re.I | re.M)
_PARTS = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
_REPLY = re.compile(r"^(?:(?:re|fwd?)\s*:\s*)+", re.I)
"""Marks that mail programs put before a subject, the same in every language by agreement."""
_LAYOUT = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)\b[^>]{0,2000}>", re.I)
_SIGNATURE = "\n-- \n"
"""The line that parts a text from the sender's signature, by agreement."""
_WIDEST, _NARROWEST = 80, 50
"""Between these widths all lines of a paragraph but the last end where a mail program has broken them."""


@cache
def _registry() -> HeaderRegistry:
    return HeaderRegistry()


def _tried(get: Callable[[], T]) -> T | None:
    """Return what the library gives, None where it fails: it raises whatever it likes on broken headers."""
    try:
        return get()
    except Exception:  # noqa: BLE001 - as said
        return None


def _header(name: str, value: str) -> Any:
    """Return a header parsed; one that cannot be parsed is empty."""
    parsed = _tried(lambda: _registry()(name, value[:_LONGEST_HEADER]))
    return HeaderRegistry(use_default_map=False)(name, "") if parsed is None else parsed


_POLICY = policy.default.clone(header_factory=_header)


def _value(message: Message, name: str) -> str:
    """Return a header's text, "" for none."""
    return str(message.get(name) or "").strip()


def _whole(item: Input, limits: Limits) -> bytes:
    """Return the bytes of a mail with all that is attached. Raises EmptyInput and TooLarge."""
    with item.open() as stream:
        raw = stream.read(limits.max_member_bytes + 1)
    check_size(len(raw), limits.for_whole(), item.where)
    lines = raw.count(b"\n")
    if lines > _MOST_LINES:
        raise TooLarge(f"{lines:,} lines", where=item.where, expected=f"at most {_MOST_LINES:,} for one mail")
    if lines * len(_PARTS.findall(raw)) > _MOST_CHECKS:
        raise TooLarge("parts inside parts without end", where=item.where, expected="a mail")
    return raw


class Mail:
    """One mail: its text is a report, each attachment that an adapter reads is read by it."""

    name = "mail"
    suffixes = frozenset({".eml"})
    media_types = frozenset({"message/rfc822"})

    def recognises(self, head: bytes) -> bool:
        """Whether it begins with headers, one of them such as only mails have."""
        found = _HEADERS.match(head.replace(b"\r\n", b"\n"))
        return found is not None and bool(_OWN_HEADERS.search(found[0])) and not found[0].startswith(b"From ")

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the report in the text, then each attachment. Raises EmptyInput, NotText, TooLarge."""
        raw = _whole(item, intake.limits)
        try:
            message = message_from_bytes(raw, policy=_POLICY)
            parts = list(_leaves(message, intake.limits, item.where))
        except DocumentError:
            raise
        except Exception as e:  # RecursionError, and what the library raises on broken parts
            what = f"the mail cannot be taken apart ({type(e).__name__})"
            raise NotText(what, where=item.where, expected="a mail") from e
        attached = [part for part in parts if _is_attached(part)]
        own = [part for part in parts if not _is_attached(part)]
        yield from _report(message, own, raw, bool(attached), item, intake)
        for number, part in enumerate(attached, 1):
            yield from _attachment(part, number, item, intake.limits)


def _leaves(message: Message, limits: Limits, where: str) -> Iterator[Message]:
    """Give the parts that hold no parts, in their order; a mail inside the mail is one of them."""
    waiting, seen = [message], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > limits.max_parts:
            raise TooLarge(f"more than {limits.max_parts:,} parts", where=where, expected="a mail")
        inner = part.get_payload() if part.is_multipart() else None  # of text it would try the charset
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting.extend(p for p in reversed(inner) if isinstance(p, Message))
        else:
            yield part


def _file_name(part: Message) -> str:
    return " ".join((_tried(part.get_filename) or "").split())


def _disposition(part: Message) -> str | None:
    return _tried(part.get_content_disposition)


def _is_attached(part: Message) -> bool:
    """Whether a part is a file of its own, not the mail's text or something shown in it."""
    if part.get_content_maintype() == "message" or _disposition(part) == "attachment":
        return True
    return part.get_content_type() not in ("text/plain", "text/html") or bool(_file_name(part))


# --- the text


def _report(
    message: Message, parts: list[Message], raw: bytes, attached: bool, item: Input, intake: Intake
) -> Iterator[Found]:
    """Give the report in the text; none where there is no text but something attached."""
    try:
        draft = _draft(parts, raw, item, intake)
    except EmptyInput as e:
        if not attached:
            yield Rejection(item.where, e)
    except DocumentError as e:
        yield Rejection(item.where, e)
    else:
        yield _dressed(draft, message, intake)


def _draft(parts: list[Message], raw: bytes, item: Input, intake: Intake) -> Draft:
    """Return the plain text, or the page where there is none or it says more than a text that only points to it."""
    plain = _plain(parts, item, intake.limits)
    if len(plain) < _POINTER:
        page = _page(parts, raw, item, intake)
        if page is not None and len(page.body) > len(plain):
            return page
    body = _unwrapped(f"\n{plain}".partition(_SIGNATURE)[0])
    if not body:
        raise EmptyInput("the mail has no text", where=item.where, expected="a report")
    check_text(body, where=item.where, limits=intake.limits)
    return Draft(body=body, raw=_evidence(raw, plain, intake.limits), key=item.key(raw), page=plain)


def _evidence(raw: bytes, text: str, limits: Limits) -> bytes:
    """Return what is kept of a mail: all of it, or only its text where files make it larger than a report may be."""
    return raw if len(raw) <= limits.max_bytes else text.encode("utf-8", "replace")


def _plain(parts: list[Message], item: Input, limits: Limits) -> str:
    texts = [_text(part, item.where, limits) for part in parts if part.get_content_type() == "text/plain"]
    return "\n\n".join(text for text in texts if text)


def _page(parts: list[Message], raw: bytes, item: Input, intake: Intake) -> Draft | None:
    """Return the draft of the page in a mail, None where there is none that can be read."""
    pages = [_text(part, item.where, intake.limits) for part in parts if part.get_content_type() == "text/html"]
    page = "\n".join(page for page in pages if page)
    if not page:
        return None
    try:
        kept = _evidence(raw, page, intake.limits)
        draft = html.draft_of(_LAYOUT.sub(r"<\1div>", page), kept, item=item, intake=intake)
    except EmptyInput:
        return None
    return replace(draft, page=page, key=item.key(raw))


def _text(part: Message, where: str, limits: Limits) -> str:
    """Return a part's text, "" for none. Its own charset is tried first, then what any bytes are tried as."""
    data = _data(part)
    if not data or not data.strip():
        return ""
    charset = _tried(part.get_content_charset)
    if not charset or not _fits(data, charset):
        return decode(data, where=where, limits=limits.for_markup())
    return data.decode(charset).replace("\r\n", "\n").replace("\r", "\n")


def _fits(data: bytes, charset: str) -> bool:
    """Whether there is such a charset and the bytes can be text in it."""
    try:
        if codecs.lookup(charset).name in _NO_CHARSETS:
            return False
        data.decode(charset)
    except (LookupError, ValueError):  # ValueError: UnicodeError, and a name with a zero in it
        return False
    return True


def _data(part: Message) -> bytes | None:
    """Return a part's bytes, out of the form they were sent in; None for what cannot be taken out of it."""
    data = _tried(lambda: part.get_payload(decode=True))
    return data if isinstance(data, bytes) else None


def _unwrapped(text: str) -> str:
    """Return the text with each paragraph on one line, where a mail program has broken it into lines."""
    return "\n\n".join(_joined(paragraph) for paragraph in re.split(r"\n[ \t]*\n\s*", text.strip()))


def _joined(paragraph: str) -> str:
    *broken, _ = lines = paragraph.split("\n")
    if not broken:
        return paragraph
    flowed = all(line.endswith(" ") for line in broken)
    filled = all(len(line) >= _NARROWEST for line in broken) and all(len(line) <= _WIDEST for line in lines)
    return " ".join(line.strip() for line in lines) if flowed or filled else paragraph


# --- what the headers say


def _dressed(draft: Draft, message: Message, intake: Intake) -> Draft:
    """Return the draft with what the headers say: subject, day, id, address in an archive, and the outlet that sent it.

    Whoever passed a report on did not write it: the sender is named only when the register of outlets knows them.
    """
    publisher, author = _sender(message, intake)
    title = one_line(_REPLY.sub("", _value(message, "Subject")))
    archived_at = re.search(r"https?://[^\s<>]+", _value(message, "Archived-At"))
    return replace(
        draft,
        title=title or draft.title,
        external_id=_value(message, "Message-ID").strip("<> \t") or None,
        url=archived_at[0] if archived_at else draft.url,
        publisher=publisher or draft.publisher,
        author=author or draft.author,
        page_dates=(*((DateCandidate(day, "metadata"),) if (day := _day(message)) else ()), *draft.page_dates),
    )


def _sender(message: Message, intake: Intake) -> tuple[str | None, str | None]:
    """Return the outlet and the writer, each None when the sender's line does not tell."""
    name, address = _tried(lambda: parseaddr(_value(message, "From"))) or ("", "")
    outlet = intake.outlets.find(address.rpartition("@")[2]) or intake.outlets.find(name)
    if outlet is None:
        return None, None
    shared = set(re.findall(r"\w+", name.casefold())) & set(re.findall(r"\w+", " ".join(outlet.names).casefold()))
    return outlet.name, one_line(name) if not shared and " " in name.strip() else None


def _day(message: Message) -> datetime.date | None:
    """Return the day on which the mail was sent, as written whatever its zone; None when it does not say."""
    return _tried(lambda: parsedate_to_datetime(_value(message, "Date")).date())


# --- what is attached


def _attachment(part: Message, number: int, item: Input, limits: Limits) -> Iterator[Found]:
    """Give a file that an adapter reads. Of the others those that were attached as files are named; pictures in the
    text and signatures are not."""
    item.budget.count(limits)
    name = _file_name(part)
    if part.get_content_maintype() == "message":
        yield _forwarded(part, name or f"mail {number}", item)
        return
    data = _data(part) or b""
    kind = _kind(part, name, data)
    if kind:
        yield item.member(name or f"attachment {number}", kind, data)
    elif _disposition(part) == "attachment":
        where = inside(item.where, name or f"attachment {number}")
        yield rejected(where, NotText, f"{part.get_content_type()[:60]} is not read", do="skipped")


def _kind(part: Message, name: str, data: bytes) -> str | None:
    """Return the kind of a file by its name, its media type or its content, None when no adapter reads it."""
    kind = kind_of_name(name) or kind_of_media_type(part.get_content_type())
    if kind is None or kind == PLAIN:
        kind = kind_of_content(data[:HEAD]) or kind
    return kind


def _forwarded(part: Message, name: str, item: Input) -> Found:
    """Return the mail inside a mail."""
    inner = _tried(lambda: part.get_payload(0))
    data = _tried(lambda: inner.as_bytes(policy=policy.compat32)) if isinstance(inner, Message) else None
    if data is None:
        where = inside(item.where, name)
        return rejected(where, NotText, "a mail inside the mail cannot be taken out", do="save it by itself")
    return item.member(name, Mail.name, data)


class Mailbox:
    """Mails one behind the other, each begun by a line "From "."""

    name = "mbox"
    suffixes = frozenset({".mbox"})
    media_types = frozenset({"application/mbox"})

    def recognises(self, head: bytes) -> bool:
        """Whether it begins with that line and a mail behind it."""
        found = _HEADERS.match(head.replace(b"\r\n", b"\n"))
        return found is not None and found[0].startswith(b"From ")

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give each mail. Raises EmptyInput for a mailbox without any."""
        number = 0
        for mail in _mails(item, intake.limits):
            number += 1
            item.budget.count(intake.limits)
            if mail is None:
                what = f"more than {intake.limits.max_member_bytes:,} bytes"
                yield rejected(inside(item.where, f"mail {number}"), TooLarge, what, do="save it by itself")
            else:
                yield item.member(f"mail {number}", Mail.name, mail)
        if not number:
            raise EmptyInput("the mailbox holds no mail", where=item.where)


_LINE = 1 << 20
"""A longer line is read in pieces."""


def _mails(item: Input, limits: Limits) -> Iterator[bytes | None]:
    """Give the mails one by one, None for one that is too large. A line that begins one stands behind an empty one."""
    with item.open() as stream:
        held: list[bytes] = []
        size, begun, parted = 0, False, True
        while line := stream.readline(_LINE):
            if parted and line.startswith(b"From "):
                if begun:
                    yield b"".join(held) if size <= limits.max_member_bytes else None
                held, size, begun = [], 0, True
            elif begun:
                size += len(line)
                if size <= limits.max_member_bytes:
                    held.append(re.sub(rb"\A>(>*From )", rb"\1", line))
            parted = not line.strip()
        if begun:
            yield b"".join(held) if size <= limits.max_member_bytes else None


MAIL: Adapter = Mail()
MAILBOX: Adapter = Mailbox()
