"""robots.txt: what it allows, what it forbids, and what becomes of it when it is not there."""

from __future__ import annotations

import time
from typing import Any

import pytest

from fetching.asking import Hourglass, local
from local_site import Site, article
from sayso.documents.fetching.connection import Answer
from sayso.documents.fetching.robots import MOST_BYTES, robots
from sayso.errors import Refused, Unreached


def allowed(text: str, path: str = "/a") -> bool:
    return robots(Answer(200, {}, text.encode())).allows(f"https://news.example{path}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /b", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: sayso\nDisallow:", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: SaySo\nDisallow: /", False),
        ("User-agent: sayso/1.0\nDisallow: /", False),
        ("User-agent: say\nDisallow: /", True),
        ("User-agent: essayso\nDisallow: /", True),
        ("User-agent: other\nUser-agent: sayso # and me\nDisallow: /", False),
        ("User-agent: other\nDisallow: /\nUser-agent: another\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", False),
        ("USERAGENT *\rDISALLOW /a", False),
        ("Disallow: /", True),
        ("<!doctype html><html>no such page</html>", True),
    ],
)
def test_rules(text: str, expected: bool) -> None:
    assert allowed(text) is expected


def test_wildcards_and_ends() -> None:
    text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print="
    assert [allowed(text, p) for p in ("/a.pdf", "/a.pdf?x", "/a?print=1", "/a")] == [False, True, False, True]


@pytest.mark.parametrize(("status", "expected"), [(404, True), (403, True), (401, True), (500, False), (204, False)])
def test_without_a_file(status: int, expected: bool) -> None:
    assert robots(Answer(status, {}, b"")).allows("https://news.example/") is expected


def test_a_page_that_is_forbidden_is_not_asked_for(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /private/")
    site.pages |= {"/private/a": article(), "/b": article()}
    fetcher = local(site)
    with pytest.raises(Refused, match=r"robots\.txt .* does not allow /private/a"):
        fetcher.fetch(f"{site.url}/private/a")
    assert fetcher.fetch(f"{site.url}/b").body == article()
    assert site.asked == ["/robots.txt", "/b"]


def test_the_page_behind_a_redirect_must_be_allowed_too(site: Site, other: Site) -> None:
    site.pages["/a"] = 302, {"Location": f"{other.url}/private"}, b""
    other.robots("User-agent: *\nDisallow: /private")
    with pytest.raises(Refused, match="does not allow"):
        local(site, other).fetch(f"{site.url}/a")
    assert other.asked == ["/robots.txt"]


def test_a_file_that_cannot_be_had_forbids_everything(site: Site) -> None:
    site.pages |= {"/robots.txt": (500, {}, b""), "/a": article()}
    fetcher = local(site)
    for _ in range(2):
        with pytest.raises(Refused, match="forbids everything"):
            fetcher.fetch(f"{site.url}/a")
    assert site.asked == ["/robots.txt"]


def test_a_file_that_breaks_off_forbids_everything_and_says_why(site: Site) -> None:
    site.pages |= {"/robots.txt": lambda handler: handler.wfile.write(b"nonsense\r\n"), "/a": article()}
    fetcher = local(site)
    for _ in range(2):
        with pytest.raises(Unreached) as unreached:
            fetcher.fetch(f"{site.url}/a")
        assert unreached.value.where == f"{site.url}/a"
    assert site.asked == ["/robots.txt"]


def test_a_file_elsewhere_is_followed_but_never_inside(site: Site, other: Site) -> None:
    site.pages |= {"/robots.txt": (301, {"Location": f"{other.url}/r"}, b""), "/a": article()}
    other.pages["/r"] = 200, {}, b"User-agent: *\nDisallow: /"
    with pytest.raises(Refused, match="does not allow"):
        local(site, other).fetch(f"{site.url}/a")
    site.pages["/robots.txt"] = 301, {"Location": "http://169.254.169.254/"}, b""
    with pytest.raises(Refused, match="metadata"):
        local(site, other, ports=frozenset({site.port, 80})).fetch(f"{site.url}/a")
    assert site.pages_asked == []


def test_the_file_is_asked_for_again_after_a_day(site: Site) -> None:
    site.pages["/a"] = article()
    hourglass = Hourglass()
    fetcher = local(site, hourglass=hourglass)
    fetcher.fetch(f"{site.url}/a")
    hourglass.time += 23 * 3600
    fetcher.fetch(f"{site.url}/a")
    hourglass.time += 2 * 3600
    fetcher.fetch(f"{site.url}/a")
    assert site.asked == ["/robots.txt", "/a", "/a", "/robots.txt", "/a"]


def test_what_a_site_wants_between_requests_is_kept(site: Site) -> None:
    site.robots("User-agent: *\nCrawl-delay: 12.5")
    site.pages["/a"] = article()
    hourglass = Hourglass()
    local(site, hourglass=hourglass).fetch(f"{site.url}/a")
    assert hourglass.waits == [12.5]
    site.robots("User-agent: *\nCrawl-delay: 0.1")
    hourglass = Hourglass()
    local(site, hourglass=hourglass).fetch(f"{site.url}/a")
    assert hourglass.waits == [1.0]


@pytest.mark.parametrize("delay", ["90000", "1e308"])
def test_a_site_that_wants_too_long_is_not_fetched_from(delay: str, site: Site) -> None:
    site.robots(f"User-agent: *\nCrawl-delay: {delay}")
    with pytest.raises(Refused, match="between requests"):
        local(site).fetch(f"{site.url}/a")
    assert site.asked == ["/robots.txt"]


def test_only_the_beginning_of_a_large_file_counts(site: Site) -> None:
    filler = "# " + "x" * 98 + "\n"
    site.robots("User-agent: *\nDisallow: /a\n" + filler * (MOST_BYTES // 100) + "Disallow: /b\n")
    site.pages |= {"/a": article(), "/b": article()}
    fetcher = local(site)
    with pytest.raises(Refused):
        fetcher.fetch(f"{site.url}/a")
    assert fetcher.fetch(f"{site.url}/b").body == article()


def _agents(n: int) -> str:
    return "\n".join(f"User-agent: a{i}" for i in range(n)) + "\n" + "\n".join(f"Disallow: /{i}" for i in range(n))


@pytest.mark.parametrize(
    "text",
    [
        _agents(20_000),
        "User-agent: *\n" + "Disallow: /" + "*a" * 200_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*b\n" * 15_000,
        "User-agent: *\n" + "Allow: /$$$$\n" * 30_000,
        "User-agent" * 50_000,
        "user-agent:" + " " * 500_000,
    ],
    ids=["agents", "one long rule", "many wild rules", "dollars", "no line", "spaces"],
)
def test_a_file_made_to_be_slow_is_read_in_time(text: str) -> None:
    began = time.monotonic()
    rules: Any = robots(Answer(200, {}, text.encode()[:MOST_BYTES]))
    rules.allows("https://news.example/" + "a" * 3900)
    assert time.monotonic() - began < 5
