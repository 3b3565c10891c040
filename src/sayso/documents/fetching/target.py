"""An address taken apart once, strictly: what is checked is what is connected to and asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

from sayso.documents.fetching import ip_rules
from sayso.documents.fetching.ip_rules import IP
from sayso.documents.fetching.manners import Manners
from sayso.errors import Refused

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 4000
"""Characters of an address; browsers and servers stop at less."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff\ufeff]")
_BRACKETED = re.compile(r"\[[0-9A-Fa-f:.]+\](?::[0-9]+)?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
# IDNA 2003, which Python has, and IDNA 2008, which browsers have, lead these to different hosts.
_DEVIATIONS = re.compile("[\u00df\u03c2\u200c\u200d]")
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_QUERY = _SAFE_PATH + "?"

_EXPECTED = "an address like https://example.org/report"


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes. `host` is in ASCII and small letters, without brackets; `path` begins with "/" and holds
    the query; `ip` is what the host is when it is no name."""

    scheme: str
    host: str
    port: int
    path: str
    ip: IP | None = None

    @property
    def authority(self) -> str:
        """The host as headers and addresses write it, with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if isinstance(self.ip, IPv6Address) else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """Scheme and authority: what a robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, without fragment."""
        return self.site + self.path


def target(url: str, manners: Manners, where: str) -> Target:
    """Return the target of an address.

    Raises Refused for another scheme than http and https, a user name in it, a port that is not allowed, a host in
    an odd spelling (numbers that are no plain IP address), an IP address that is not allowed, or no address at all.
    """
    if len(url) > MAX_LENGTH or _FORBIDDEN.search(url):
        raise _refused("is no address: too long, or with characters that none holds", where)
    parts, port = _split(url, where)
    if parts.scheme not in DEFAULT_PORTS:
        raise _refused(f"{parts.scheme or 'no scheme'}: only http and https are fetched", where)
    if "@" in parts.netloc:
        raise _refused("a user name in the address", where, "leave it out: sayso logs in nowhere")
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    if port not in manners.ports:
        allowed = ", ".join(map(str, sorted(manners.ports)))
        raise Refused(f"port {port} is not allowed", where=where, expected=allowed, do="see the setting fetch_ports")
    host, ip = _host(parts, where)
    if ip is not None:
        check(ip, manners, where)
    return Target(parts.scheme, host, port, _path(parts), ip)


def check(ip: IP, manners: Manners, where: str, name: str | None = None) -> None:
    """Raise Refused for an IP address that sayso does not connect to; `name` is the host that resolved to it."""
    why = ip_rules.fault(ip, allow_private=manners.allow_private)
    if why is None:
        return
    what = f"{name} leads to {ip}, which {why}" if name else f"{ip} {why}"
    private = ip_rules.fault(ip, allow_private=True) is None
    do = "for an archive of your own network see the setting allow_private_addresses" if private else ""
    raise Refused(what, where=where, expected="an address of the public internet", do=do)


def _refused(what: str, where: str, do: str = "") -> Refused:
    return Refused(what, where=where, expected=_EXPECTED, do=do)


def _split(url: str, where: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as e:
        raise _refused(f"is no address ({e})", where) from e
    if parts.netloc.endswith(":"):
        raise _refused("is no address (a colon without a port)", where)
    return parts, port


def _host(parts: SplitResult, where: str) -> tuple[str, IP | None]:
    if parts.netloc.startswith("["):
        return _bracketed(parts, where)
    host = _ascii(parts.hostname or "", where).removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _refused("has no host that could be one", where)
    if not _NUMBER.fullmatch(labels[-1]):
        return host, None
    # A last label that is a number makes it an IPv4 address for some programs, in bases and lengths of their own.
    ip = ip_rules.parsed(host)
    if ip is None:
        raise _refused("its host is a number in an odd spelling", where)
    return str(ip), ip


def _bracketed(parts: SplitResult, where: str) -> tuple[str, IP]:
    ip = ip_rules.parsed(parts.hostname or "")
    if not _BRACKETED.fullmatch(parts.netloc) or not isinstance(ip, IPv6Address):
        raise _refused("its host is no IPv6 address", where)
    return str(ip), ip


def _ascii(host: str, where: str) -> str:
    if host.isascii():
        return host.lower()
    if _DEVIATIONS.search(host):
        raise _refused("its host means one thing to some programs, another to others", where, "give its xn-- form")
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError as e:
        raise _refused("its host is no name", where) from e


def _path(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_SAFE_QUERY)}" if parts.query else ""
    return (quote(parts.path, safe=_SAFE_PATH) or "/") + query
