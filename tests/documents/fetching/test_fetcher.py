"""Pages fetched from a real server on this machine: redirects, names, certificates, sizes, times, manners."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import local_site
from fetching.asking import Hourglass, Names, local
from local_site import Site, answer, article
from sayso.documents.fetching import Fetcher, Manners
from sayso.documents.fetching.fetcher import MOST_REDIRECTS
from sayso.errors import DocumentError, Refused, TooLarge, Unreached


def to(url: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": url}, b""


def test_a_page_comes_as_it_was_served(site: Site) -> None:
    site.pages["/a?b=c"] = 200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}, article()
    got = local(site).fetch(f"{site.url}/a?b=c#part")
    assert (got.url, got.body) == (f"{site.url}/a?b=c", article())
    assert (got.media_type, got.etag, got.last_modified) == ("text/html; charset=utf-8", '"1"', None)


def test_what_is_said_to_a_site(site: Site) -> None:
    site.pages["/a"] = 200, {"Set-Cookie": "id=1; Path=/"}, article()
    site.pages["/b"] = article()
    fetcher = local(site)
    fetcher.fetch(f"{site.url}/a")
    fetcher.fetch(f"{site.url}/b")
    assert site.asked == ["/robots.txt", "/a", "/b"]
    for headers in site.headers:
        assert headers["Host"] == f"127.0.0.1:{site.port}" and headers["User-Agent"] == "sayso/test"
        assert not {"Cookie", "Referer", "Authorization"} & headers.keys()


# --- where it goes


PRIVATE = [
    "10.0.0.5",
    "127.0.0.1",
    "169.254.169.254",
    "192.168.0.1",
    "::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "0.0.0.0",
]


@pytest.mark.parametrize("inside", PRIVATE)
def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(inside: str, site: Site) -> None:
    names = Names({"news.example": [[inside]]})
    fetcher = Fetcher(Manners(ports=frozenset({site.port})), names, Hourglass().clock())
    with pytest.raises(Refused) as refused:
        fetcher.fetch(f"http://news.example:{site.port}/a")
    assert f"news.example leads to {ipaddress.ip_address(inside)}" in refused.value.what
    assert site.asked == []


def test_one_address_inside_among_public_ones_is_enough(site: Site) -> None:
    names = Names({"news.example": [["93.184.216.34", "127.0.0.1"]]})
    with pytest.raises(Refused, match=r"127\.0\.0\.1"):
        Fetcher(Manners(ports=frozenset({site.port})), names).fetch(f"http://news.example:{site.port}/a")


def test_a_name_is_asked_for_once_a_request_and_that_address_is_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[Any] = []
    real = socket.getaddrinfo

    def watched(host: Any, *rest: Any, **more: Any) -> Any:
        looked_up.append(host)
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    names = Names({"post.example": [["127.0.0.1"]]})
    site.pages["/a"] = article()
    local(site, names=names).fetch(f"http://post.example:{site.port}/a")
    assert names.asked == ["post.example", "post.example"]  # robots.txt, page
    assert set(looked_up) == {"127.0.0.1"}
    assert [h["Host"] for h in site.headers] == [f"post.example:{site.port}"] * 2


def test_a_name_that_changes_its_mind_is_refused_the_second_time(site: Site) -> None:
    """DNS rebinding: what was checked is what is connected to, so a second answer is checked like the first."""
    site.robots("User-agent: *\nDisallow:")
    names = Names({"post.example": [["127.0.0.1"], ["169.254.169.254"]]})
    with pytest.raises(Refused, match="metadata"):
        local(site, names=names).fetch(f"http://post.example:{site.port}/a")
    assert site.asked == ["/robots.txt"]


def test_an_address_that_is_down_is_passed_over_for_the_next(site: Site) -> None:
    site.pages["/a"] = article()
    names = Names({"post.example": [["127.0.0.2", "127.0.0.1"]]})
    assert local(site, names=names).fetch(f"http://post.example:{site.port}/a").body == article()


def test_a_name_that_leads_nowhere() -> None:
    nothing: list[dict[str, list[list[str]]]] = [{}, {"post.example": [[]]}]
    for known in nothing:
        with pytest.raises(Unreached, match="could not be resolved"):
            Fetcher(Manners(), Names(known)).fetch("https://post.example/")


def test_a_resolver_that_never_answers_is_not_waited_for() -> None:
    def sleeping(host: str, port: int) -> list[str]:
        time.sleep(5)
        return []

    began = time.monotonic()
    with pytest.raises(Unreached, match=r"no answer within 0\.2 s"):
        Fetcher(Manners(connect=0.2), sleeping).fetch("https://post.example/")
    assert time.monotonic() - began < 3


def test_what_a_resolver_says_must_be_an_address() -> None:
    with pytest.raises(Refused, match="no IP address"):
        Fetcher(Manners(), Names({"post.example": [["elsewhere.example"]]})).fetch("https://post.example/")


# --- redirects


def test_redirects_are_followed(site: Site, other: Site) -> None:
    site.pages |= {"/a": to("/b", 301), "/b": to("c?d", 303), "/c?d": to(f"{other.url}/e", 308)}
    other.pages["/e"] = article()
    got = local(site, other).fetch(f"{site.url}/a")
    assert (got.url, got.body) == (f"{other.url}/e", article())
    assert (site.pages_asked, other.asked) == (["/a", "/b", "/c?d"], ["/robots.txt", "/e"])


def test_five_redirects_are_followed_and_no_sixth(site: Site) -> None:
    site.pages |= {f"/{n}": to(f"/{n + 1}") for n in range(10)}
    with pytest.raises(Refused, match="more than 5 redirects"):
        local(site).fetch(f"{site.url}/0")
    assert len(site.pages_asked) == MOST_REDIRECTS + 1
    site.pages[f"/{MOST_REDIRECTS}"] = article()
    assert local(site).fetch(f"{site.url}/0").body == article()


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "gopher://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0x7f.1/",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:22/",
        "//127.0.0.1:22/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1/",
        "http://inside.example/",
    ],
)
def test_a_redirect_is_checked_like_the_address_itself(location: str, site: Site) -> None:
    site.pages["/a"] = to(location)
    names = Names({"inside.example": [["169.254.169.254"]]})
    with pytest.raises(Refused):
        local(site, names=names, ports=frozenset({site.port, 80})).fetch(f"{site.url}/a")
    assert site.pages_asked == ["/a"]


def test_a_redirect_to_nowhere(site: Site) -> None:
    site.pages["/a"] = 302, {}, b""
    with pytest.raises(Unreached, match=r"a redirect \(302\) to nowhere"):
        local(site).fetch(f"{site.url}/a")


def test_a_redirect_with_a_header_in_it_is_refused(site: Site) -> None:
    site.pages["/a"] = to("/b%0d%0aX-Evil:1")
    site.pages["/b%0d%0aX-Evil:1"] = article()
    assert local(site).fetch(f"{site.url}/a").body == article()
    assert "X-Evil" not in site.headers[-1]


# --- TLS


def test_the_certificate_is_checked_for_the_name_not_the_address(secure: Site) -> None:
    secure.pages["/a"] = article()
    names = Names({"post.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
    fetcher = local(secure, names=names)
    assert fetcher.fetch(f"https://post.example:{secure.port}/a").body == article()
    assert fetcher.fetch(f"{secure.url}/a").body == article()
    with pytest.raises(Unreached, match=r"certificate of other\.example.* does not hold"):
        fetcher.fetch(f"https://other.example:{secure.port}/a")


def test_a_certificate_that_nobody_vouches_for(trusted: Path) -> None:
    with local_site.running(local_site.tls_with(trusted)) as untrusted:
        with pytest.raises(Unreached, match="does not hold"):
            local(untrusted).fetch(f"{untrusted.url}/a")
        assert untrusted.asked == []


def test_no_redirect_leads_from_https_to_http(secure: Site, site: Site) -> None:
    secure.pages["/a"] = to(f"{site.url}/b")
    with pytest.raises(Refused, match="from https to http"):
        local(secure, site).fetch(f"{secure.url}/a")
    assert site.asked == []
    site.pages["/up"] = to(f"{secure.url}/c")
    secure.pages["/c"] = article()
    assert local(secure, site).fetch(f"{site.url}/up").body == article()


def test_a_server_without_tls_where_there_should_be_some(site: Site) -> None:
    with pytest.raises(Unreached):
        local(site).fetch(site.url.replace("http:", "https:"))


# --- how much


def test_a_body_over_the_limit_is_not_read_to_its_end(site: Site) -> None:
    sent = [0]

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while sent[0] < 500_000_000:
            handler.wfile.write(b"x" * 100_000)
            sent[0] += 100_000

    site.pages["/endless"] = endless
    with pytest.raises(TooLarge, match="at most 100,000 bytes"):
        local(site).fetch(f"{site.url}/endless")
    assert sent[0] < 50_000_000


def test_a_body_that_says_it_is_too_large_is_not_read_at_all(site: Site) -> None:
    site.pages["/a"] = lambda handler: answer(handler, 200, {"Content-Length": "100001"}, b"")
    with pytest.raises(TooLarge):
        local(site).fetch(f"{site.url}/a")


def test_a_body_of_just_the_limit_is_taken(site: Site) -> None:
    site.pages["/a"] = b"x" * 100_000
    site.pages["/b"] = b"x" * 100_001
    assert local(site).fetch(f"{site.url}/a").body == b"x" * 100_000
    with pytest.raises(TooLarge):
        local(site).fetch(f"{site.url}/b")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_does_not_go_off(encoding: str, site: Site) -> None:
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    bomb = pack(b"\0" * 60_000_000)
    assert len(bomb) < 100_000
    site.pages["/a"] = 200, {"Content-Encoding": encoding}, bomb
    with pytest.raises(TooLarge):
        local(site).fetch(f"{site.url}/a")


# --- how long


def drip(handler: BaseHTTPRequestHandler, piece: bytes) -> None:
    for _ in range(200):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(handler, b"x")


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    drip(handler, b"x")


def drip_chunks(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    drip(handler, b"1\r\nx\r\n")


def drip_promises(handler: BaseHTTPRequestHandler) -> None:
    drip(handler, b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize("dripping", [drip_headers, drip_body, drip_chunks, drip_promises])
def test_a_server_that_drips_is_left(dripping: Any, site: Site) -> None:
    site.pages["/a"] = dripping
    fetcher = local(site, total=0.5)
    began = time.monotonic()
    with pytest.raises(Unreached, match=r"took longer than 0\.5 s"):
        fetcher.fetch(f"{site.url}/a")
    assert time.monotonic() - began < 3


def test_a_server_that_falls_silent_is_left(site: Site) -> None:
    site.pages["/a"] = lambda handler: time.sleep(3)
    with pytest.raises(Unreached, match=r"sent nothing for 0\.2 s"):
        local(site, read=0.2).fetch(f"{site.url}/a")


def test_a_handshake_that_never_ends_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Unreached):
            local(Site(url=f"https://127.0.0.1:{port}"), total=0.4, connect=0.3).fetch(f"https://127.0.0.1:{port}/")


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Unreached, match="refused"):
        local(Site(url=url)).fetch(url)


# --- odd answers


def raw(reply: bytes) -> Any:
    return lambda handler: handler.wfile.write(reply)


ODD = [
    b"",
    b"hello\r\n",
    b"HTTP/1.1 two hundred\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello" * 100)[:20],
    b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    b"HTTP/1.1 206 Partial Content\r\n\r\nhello",
    b"HTTP/1.1 304 Not Modified\r\n\r\n",
    b"HTTP/1.1 999 Whatever\r\n\r\n",
]


@pytest.mark.parametrize("reply", ODD, ids=range(len(ODD)))
def test_an_odd_answer_is_an_error_of_ours(reply: bytes, site: Site) -> None:
    site.pages["/a"] = raw(reply)
    with pytest.raises(Unreached) as unreached:
        local(site).fetch(f"{site.url}/a")
    assert unreached.value.where == f"{site.url}/a" and "object at 0x" not in str(unreached.value)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", article()),
        ("identity", article()),
        ("gzip", gzip.compress(article())),
        ("x-gzip", gzip.compress(article())),
        ("GZIP", gzip.compress(article()[:50]) + gzip.compress(article()[50:])),
        ("gzip", gzip.compress(article()) + b"\0\0\0"),
        ("deflate", zlib.compress(article())),
        ("deflate", zlib.compress(article(), wbits=-15)),
    ],
)
def test_encodings(encoding: str, body: bytes, site: Site) -> None:
    site.pages["/a"] = 200, {"Content-Encoding": encoding}, body
    assert local(site).fetch(f"{site.url}/a").body == article()


def test_an_answer_without_length_ends_with_the_connection(site: Site) -> None:
    site.pages["/a"] = raw(b"HTTP/1.0 200 OK\r\n\r\n" + article())
    assert local(site).fetch(f"{site.url}/a").body == article()


@pytest.mark.parametrize(("status", "words"), [(404, "404 (Not Found)"), (410, "410 (Gone)"), (500, "500 (Internal")])
def test_a_refusal_is_told_with_its_number(status: int, words: str, site: Site) -> None:
    site.pages["/a"] = status, {}, b"no"
    with pytest.raises(Unreached) as unreached:
        local(site).fetch(f"{site.url}/a")
    assert words in str(unreached.value)


# --- manners


def test_a_pause_between_two_requests_to_a_host(site: Site, other: Site) -> None:
    site.pages |= {"/a": article(), "/b": article()}
    hourglass = Hourglass()
    names = Names({"one.example": [["127.0.0.1"]], "two.example": [["127.0.0.1"]]})
    fetcher = local(site, other, hourglass=hourglass, names=names, pause=3.0)
    fetcher.fetch(f"http://one.example:{site.port}/a")
    assert hourglass.waits == [3.0]  # behind robots.txt
    hourglass.time += 2
    fetcher.fetch(f"http://one.example:{site.port}/b")
    assert hourglass.waits == [3.0, 1.0]
    hourglass.time += 10
    fetcher.fetch(f"http://one.example:{site.port}/b")
    assert hourglass.waits == [3.0, 1.0]


def test_a_busy_host_is_waited_for_once(site: Site) -> None:
    answers = [(503, {"Retry-After": "7"}, b""), (200, {}, article())]
    site.pages["/a"] = lambda handler: answer(handler, *answers.pop(0))
    hourglass = Hourglass()
    assert local(site, hourglass=hourglass, pause=0).fetch(f"{site.url}/a").body == article()
    assert 7.0 in hourglass.waits and site.pages_asked == ["/a", "/a"]


def test_a_busy_host_may_name_a_date(site: Site) -> None:
    answers = [(429, {"Retry-After": "Thu, 01 Jan 1970 00:17:00 GMT"}, b""), (200, {}, article())]
    site.pages["/a"] = lambda handler: answer(handler, *answers.pop(0))
    hourglass = Hourglass(time=1000.0)
    local(site, hourglass=hourglass, pause=0).fetch(f"{site.url}/a")
    assert hourglass.waits == [20.0]


def test_a_host_that_asks_for_long_is_left_alone(site: Site) -> None:
    site.pages["/a"] = 429, {"Retry-After": "3600"}, b""
    hourglass = Hourglass()
    fetcher = local(site, hourglass=hourglass, pause=0)
    with pytest.raises(Unreached, match="429"):
        fetcher.fetch(f"{site.url}/a")
    with pytest.raises(Unreached, match="another 3600 s"):
        fetcher.fetch(f"{site.url}/b")
    assert site.pages_asked == ["/a"] and hourglass.waits == []
    hourglass.time += 3601
    with pytest.raises(Unreached, match="404"):
        fetcher.fetch(f"{site.url}/b")


def test_a_host_that_stays_busy_is_asked_twice_and_no_more(site: Site) -> None:
    site.pages["/a"] = 503, {"Retry-After": "soon"}, b""
    with pytest.raises(Unreached, match="503"):
        local(site).fetch(f"{site.url}/a")
    assert site.pages_asked == ["/a", "/a"]


def test_a_version_that_is_there_is_not_sent_again(site: Site) -> None:
    def conditional(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers.get("If-None-Match") == '"v1"' or handler.headers.get("If-Modified-Since") == "then"
        answer(handler, *((304, {}, b"") if same else (200, {"ETag": '"v1"', "Last-Modified": "then"}, article())))

    site.pages["/a"] = conditional
    fetcher = local(site)
    first = fetcher.fetch(f"{site.url}/a")
    assert (first.body, first.etag, first.last_modified) == (article(), '"v1"', "then")
    for marks in ({"etag": '"v1"'}, {"last_modified": "then"}):
        assert fetcher.fetch(f"{site.url}/a", **marks).body is None
    assert fetcher.fetch(f"{site.url}/a", etag='"v0"').body == article()


def test_marks_that_no_header_can_hold_are_not_sent(site: Site) -> None:
    site.pages["/a"] = article()
    assert local(site).fetch(f"{site.url}/a", etag='"a\r\nX-Evil: 1"').body == article()
    assert "X-Evil" not in site.headers[-1] and "If-None-Match" not in site.headers[-1]


# --- proxies


def test_proxies_of_the_environment_are_not_used(site: Site, other: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, other.url)
    site.pages["/a"] = article()
    assert local(site).fetch(f"{site.url}/a").body == article()
    assert other.asked == []


def test_a_proxy_that_is_set_is_asked_for_the_whole_address(site: Site, other: Site) -> None:
    other.pages["http://news.example/a"] = article()
    login = other.url.replace("http://", "http://me:pa%3Ass@")
    fetcher = local(other, ports=frozenset({80}), proxies={"http": login, "no": "127.0.0.1"})
    assert fetcher.fetch("http://news.example/a").body == article()
    assert other.asked == ["http://news.example/robots.txt", "http://news.example/a"]
    assert other.headers[-1]["proxy-authorization"] == "Basic bWU6cGE6c3M="
    assert other.headers[-1]["Host"] == "news.example"
    with pytest.raises(Refused):
        fetcher.fetch("http://169.254.169.254/")


def tunnel(to: int, asked: list[str]) -> Any:
    """A proxy's answer to CONNECT: bytes handed on in both directions, whatever host was asked for."""

    def connect(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        with socket.create_connection(("127.0.0.1", to)) as onward:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            Thread(target=_hand_on, args=(handler.connection, onward), daemon=True).start()
            _hand_on(onward, handler.connection)

    return connect


def _hand_on(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)


def test_tls_goes_through_a_proxy_to_the_name_and_its_certificate(secure: Site, other: Site) -> None:
    asked: list[str] = []
    secure.pages["/a"] = article()
    other.connect = tunnel(secure.port, asked)
    fetcher = local(other, ports=frozenset({443}), proxies={"https": other.url}, allow_private=False)
    assert fetcher.fetch("https://post.example/a").body == article()
    assert asked == ["post.example:443"] * 2 and secure.asked == ["/robots.txt", "/a"]
    with pytest.raises(Unreached, match="does not hold"):
        fetcher.fetch("https://other.example/a")


def test_hosts_named_in_no_proxy_are_reached_directly(site: Site, other: Site) -> None:
    site.pages["/a"] = article()
    assert local(site, proxies={"http": other.url, "no": "127.0.0.1"}).fetch(f"{site.url}/a").body == article()
    assert other.asked == []


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "https://127.0.0.1:1", "http://[::1"])
def test_a_proxy_that_cannot_be_used_is_named(proxy: str) -> None:
    with pytest.raises(DocumentError, match="proxy"):
        Fetcher(Manners(proxies={"https": proxy})).fetch("https://news.example/")
