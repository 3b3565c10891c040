"""A page fetched: checked, paced, allowed by robots.txt, redirects followed by hand, each with all of that again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined] # on every platform

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from sayso.documents.fetching import robots
from sayso.documents.fetching.connection import Answer, Request, ask
from sayso.documents.fetching.manners import Manners
from sayso.documents.fetching.pacing import Clock, Pacing
from sayso.documents.fetching.resolving import Resolve, addresses, resolve
from sayso.documents.fetching.robots import Robots
from sayso.documents.fetching.target import Target, target
from sayso.errors import DocumentError, Refused, Unreached

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_NOT_CHANGED = 304
_LONGEST_WAIT = 60.0
"""Seconds: what a site may ask for between requests, or before the next try, and still be waited for."""
_BUSY_WAIT = 5.0
"""Seconds before a busy host that names no time is asked once more."""
_ROBOTS_LAST = 24 * 3600.0
"""Seconds for which a robots.txt may be kept (RFC 9309)."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came. `url` is where it came from, after redirects; `body` is None when it has not changed since
    the version that `etag` or `last_modified` name."""

    url: str
    body: bytes | None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches pages under one set of manners; keeps what it learned of hosts, but no cookies and no pages."""

    manners: Manners
    resolve: Resolve = resolve
    clock: Clock = field(default_factory=Clock)
    _pacing: Pacing = field(init=False)
    _robots: dict[str, tuple[float, Robots | DocumentError]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._pacing = Pacing(self.clock)

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Return the page at an address, or, with the marks of a version, that it has not changed since.

        Raises Refused for an address that is not safe or that robots.txt does not allow, in whatever step of the way;
        Unreached for one that gives nothing; TooLarge for one that gives too much.
        """
        headers = _conditions(etag, last_modified)
        found, answer = self._followed(url, lambda at: self._allowed(at, url, headers), url)
        if answer.status == _NOT_CHANGED and headers:
            return Fetched(found.url, None, etag=etag, last_modified=last_modified)
        if answer.status != HTTPStatus.OK:
            raise _no_report(answer.status, url)
        get = answer.headers.get
        return Fetched(found.url, answer.body, get("content-type"), get("etag"), get("last-modified"))

    def _followed(self, url: str, get: Callable[[Target], Answer], where: str) -> tuple[Target, Answer]:
        at = target(url, self.manners, where)
        for _ in range(MOST_REDIRECTS + 1):
            answer = get(at)
            if answer.status not in _REDIRECTS:
                return at, answer
            at = self._redirected(at, answer, where)
        raise Refused(f"more than {MOST_REDIRECTS} redirects", where=where, do="give the address it should lead to")

    def _redirected(self, at: Target, answer: Answer, where: str) -> Target:
        location = answer.headers.get("location", "").strip()
        if not location:
            raise Unreached(f"a redirect ({answer.status}) to nowhere", where=where)
        try:
            url = urljoin(at.url, _utf8(location).replace(" ", "%20"))
        except ValueError as e:
            raise Refused(f"a redirect to what is no address ({e})", where=where) from e
        to = target(url, self.manners, where)
        if at.scheme == "https" and to.scheme == "http":
            raise Refused(f"a redirect from https to http ({to.site})", where=where, expected="https all the way")
        return to

    # --- one site

    def _allowed(self, at: Target, where: str, headers: Mapping[str, str]) -> Answer:
        """Ask for a page if the site's robots.txt lets us."""
        rules = self._rules(at, where)
        if not rules.allows(at.url):
            what = "cannot be had, which forbids everything" if rules.closed else f"does not allow {at.path[:200]}"
            raise Refused(f"the robots.txt of {at.authority} {what}", where=where, do="ask its owner, or save the page")
        if rules.delay > _LONGEST_WAIT:
            what = f"the robots.txt of {at.authority} wants {rules.delay:g} s between requests"
            raise Refused(what, where=where, expected=f"at most {_LONGEST_WAIT:g} s", do="save the page")
        return self._patiently(at, where, headers, pause=max(self.manners.pause, rules.delay))

    def _rules(self, at: Target, where: str) -> Robots:
        kept = self._robots.get(at.site)
        if kept is None or kept[0] < self.clock.now():
            kept = self.clock.now() + _ROBOTS_LAST, self._ask_for_rules(at, where)
            self._robots[at.site] = kept
        rules = kept[1]
        if isinstance(rules, DocumentError):
            raise type(rules)(rules.what, where=where, expected=rules.expected, do=rules.do)
        return rules

    def _ask_for_rules(self, at: Target, where: str) -> Robots | DocumentError:
        def get(to: Target) -> Answer:
            return self._patiently(to, where, {}, pause=self.manners.pause, most=robots.MOST_BYTES)

        try:
            return robots.robots(self._followed(at.site + robots.PATH, get, where)[1])
        except DocumentError as e:
            return e

    # --- one request

    def _patiently(
        self, at: Target, where: str, headers: Mapping[str, str], *, pause: float, most: int | None = None
    ) -> Answer:
        """Ask, and ask once more where the host is busy and names a time that can be waited for."""
        answer = self._ask(at, where, headers, pause, most)
        if answer.status not in _BUSY:
            return answer
        wait = self._wait_asked_for(answer)
        if wait <= _LONGEST_WAIT:
            self.clock.sleep(wait)
            answer = self._ask(at, where, headers, pause, most)
            wait = self._wait_asked_for(answer)
        if answer.status in _BUSY:
            self._pacing.close(at.host, wait)
        return answer

    def _wait_asked_for(self, answer: Answer) -> float:
        told = answer.headers.get("retry-after", "").strip()
        if told.isascii() and told.isdigit():
            return float(told[:9])
        try:
            return max(0.0, parsedate_to_datetime(told).timestamp() - self.clock.date())
        except (ValueError, OverflowError):
            return _BUSY_WAIT

    def _ask(self, at: Target, where: str, headers: Mapping[str, str], pause: float, most: int | None) -> Answer:
        proxy = self._proxy(at, where)
        found = () if proxy else addresses(at, self.manners, where, self.resolve)
        self._pacing.wait(at.host, pause, where)
        try:
            return ask(Request(at, found, where, headers, most, cut=most is not None, proxy=proxy), self.manners)
        finally:
            self._pacing.asked(at.host)

    def _proxy(self, at: Target, where: str) -> Url | None:
        """Return the proxy for a target, None for a direct connection."""
        proxy = self.manners.proxies.get(at.scheme)
        if not proxy or proxy_bypass_environment(at.authority, dict(self.manners.proxies)):
            return None
        try:
            found = parse_url(proxy if "://" in proxy else f"http://{proxy}")
        except LocationParseError as e:
            raise Refused("the proxy's address is none", where=where, expected="http://HOST:PORT") from e
        if found.scheme != "http" or not found.host:
            raise Refused("the proxy is not reached over http", where=where, expected="http://HOST:PORT")
        return found


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in given.items() if value and value.isprintable() and value.isascii()}


def _utf8(location: str) -> str:
    """Headers are read as Latin-1; an address in one that is not ASCII was most likely sent as UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _no_report(status: int, where: str) -> Unreached:
    try:
        words = f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        words = str(status)
    again = status >= 500 or status in _BUSY
    return Unreached(f"answered {words}", where=where, do="try again later" if again else "check the address")
