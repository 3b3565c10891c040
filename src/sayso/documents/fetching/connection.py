"""One request over one connection to an address that was checked: no second look-up, no redirect, no cookie."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from typing import Any
from urllib.parse import unquote

from urllib3 import BaseHTTPResponse, make_headers
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.util import Url

from sayso.documents.fetching.body import ENCODINGS, Overflow, collect, too_large
from sayso.documents.fetching.deadline import Deadline
from sayso.documents.fetching.manners import Manners
from sayso.documents.fetching.target import Target
from sayso.errors import DocumentError, Unreached

_STEP = 1 << 16
_PROXY_PORT = 8080
_MOST_TRIED = 4
"""Addresses of one host that are tried; a name may lead to any number of them."""

_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/json;q=0.9, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `headers` by name in small letters, the first of each; `body` is empty but for a 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the target, the addresses to connect to, or the proxy that does, further headers.

    `most` bytes are taken, by default as many as the manners allow; with `cut` a larger body is cut there and is no
    error. `where` names it in errors.
    """

    target: Target
    addresses: Sequence[str]
    where: str
    headers: Mapping[str, str]
    most: int | None = None
    cut: bool = False
    proxy: Url | None = None


def ask(request: Request, manners: Manners) -> Answer:
    """Return the answer to a GET.

    Raises Unreached when nobody answers, not in time, not in HTTP or without a certificate that holds for the host,
    and TooLarge for a body over the limit, of which no more is read.
    """
    with Deadline(manners.total) as deadline:
        try:
            answer = _answered(request, manners, deadline)
        except DocumentError as e:
            raise _too_slow(request, manners) if deadline.passed else e from None
        except (HTTPError, HTTPException, OSError, ValueError) as e:
            raise (_too_slow if deadline.passed else partial(_unreached, e))(request, manners) from e
        if deadline.passed:  # a connection that is shut down may look like the end of the answer
            raise _too_slow(request, manners)
        return answer


def _answered(request: Request, manners: Manners, deadline: Deadline) -> Answer:
    fault: Exception | None = None
    for connection in _connections(request, manners, deadline):
        with closing(connection):
            try:
                connection.connect()
            except (NewConnectionError, ConnectTimeoutError) as e:
                fault = e
                continue
            return _over(connection, request, manners)
    raise fault or OSError("no address to connect to")


def _over(connection: HTTPConnection, request: Request, manners: Manners) -> Answer:
    _set_timeout(connection, manners.read)
    target = request.target
    connection.request(
        "GET",
        target.url if request.proxy and target.scheme == "http" else target.path,
        headers=_headers(request, manners),
        preload_content=False,
        decode_content=False,
    )
    return _taken_in(connection.getresponse(), request, manners)


def _set_timeout(connection: HTTPConnection, seconds: float) -> None:
    sock: Any = connection.sock
    sock.settimeout(seconds)


def _headers(request: Request, manners: Manners) -> dict[str, str]:
    own = {
        "Host": request.target.authority,
        "User-Agent": manners.agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": ENCODINGS,
        "Connection": "close",
    }
    given = request.proxy and request.proxy.auth and request.target.scheme == "http"
    return own | (_login(request.proxy) if given else {}) | dict(request.headers)


def _login(proxy: Url | None) -> dict[str, str]:
    return make_headers(proxy_basic_auth=unquote(proxy.auth)) if proxy and proxy.auth else {}


# --- connections


class _Watched(HTTPConnection):
    """A connection whose socket a deadline watches from the beginning."""

    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        self.deadline.watch(sock)
        return sock


class _WatchedSecure(_Watched, HTTPSConnection):
    """The same with TLS."""


def _connections(request: Request, manners: Manners, deadline: Deadline) -> Iterator[HTTPConnection]:
    """Give connections, not yet made, in the order in which to try them."""
    target = request.target
    if request.proxy:
        host, port = request.proxy.host or "", request.proxy.port or _PROXY_PORT
        connection = _connection(target, host, port, manners, deadline)
        if target.scheme == "https":
            connection.set_tunnel(target.host, target.port, headers=_login(request.proxy))
        yield connection
    for address in request.addresses[:_MOST_TRIED]:
        yield _connection(target, address, target.port, manners, deadline)


def _connection(target: Target, to: str, port: int, manners: Manners, deadline: Deadline) -> HTTPConnection:
    """Return a connection to the very address; the target's name is for the Host header and the certificate only."""
    connection: _Watched
    if target.scheme == "http":
        connection = _Watched(to, port, timeout=manners.connect)
    else:
        connection = _WatchedSecure(
            to,
            port,
            timeout=manners.connect,
            cert_reqs=ssl.CERT_REQUIRED,
            ssl_context=ssl.create_default_context(),
            server_hostname=target.host,
        )
    connection.deadline = deadline
    return connection


# --- answers


def _taken_in(response: BaseHTTPResponse, request: Request, manners: Manners) -> Answer:
    headers = {name.lower(): response.headers.getlist(name)[0] for name in response.headers}
    body = _body(response, headers, request, manners) if response.status == 200 else b""
    return Answer(response.status, headers, body)


def _body(response: BaseHTTPResponse, headers: Mapping[str, str], request: Request, manners: Manners) -> bytes:
    most = request.most or manners.max_bytes
    told = headers.get("content-length", "")
    if told.isascii() and told.isdigit() and not request.cut and len(told) < 20 and int(told) > most:
        raise too_large(most, request.where)
    try:
        return collect(_chunks(response), headers.get("content-encoding", ""), most, request.where)
    except Overflow as e:
        if request.cut:
            return e.kept
        raise too_large(most, request.where) from None


def _chunks(response: BaseHTTPResponse) -> Iterator[bytes]:
    while chunk := response.read(_STEP, decode_content=False):
        yield chunk


def _too_slow(request: Request, manners: Manners) -> Unreached:
    what = f"the answer took longer than {manners.total:g} s"
    return Unreached(what, where=request.where, do="try again, or raise the setting fetch_seconds")


def _unreached(error: Exception, request: Request, manners: Manners) -> Unreached:
    host = request.target.authority
    if isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError):
        what = f"no connection to {host} within {manners.connect:g} s"
    elif isinstance(error, ReadTimeoutError | TimeoutError):
        what = f"{host} sent nothing for {manners.read:g} s"
    elif isinstance(error, ssl.SSLCertVerificationError):
        what = f"the certificate of {host} does not hold ({error.verify_message})"
        return Unreached(what, where=request.where, do="do not trust what it sends; tell its owner")
    else:
        what = f"{host} could not be read ({_words(error)})"
    return Unreached(what, where=request.where, do="check the address and the connection, or try again later")


def _words(error: Exception) -> str:
    """Return what went wrong without the object's address that urllib3 puts before it."""
    cause = error.__cause__ or error.__context__ or error
    return " ".join(str(getattr(cause, "strerror", None) or cause or type(cause).__name__).split())[:200]
