"""A fetched page read by its adapter, and the pages that a feed or sitemap names fetched in turn, as carefully."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest

from fetching.asking import Hourglass, intake, local
from local_site import Site, article
from sayso.documents import Address, Input, Rejection, list_inputs, read_input
from sayso.documents.fetching import Fetched, follow
from sayso.documents.fetching.following import input_of
from sayso.documents.inputs import Unfetched
from sayso.errors import BadRecord, NotText, Refused, TooLarge, Unreached
from sayso.schema import Document


class Naming:
    """Reads as usual, but takes a page of lines "-> ADDRESS" for a list of addresses, as a feed or sitemap is."""

    def __init__(self) -> None:
        self.read: list[Input] = []

    def __call__(self, item: Input) -> Iterator[Document | Rejection]:
        self.read.append(item)
        data = item.data or b""
        if not data.startswith(b"-> "):
            yield from read_input(item, intake())
            return
        for line in data.decode().splitlines():
            address = Address(item.where, line.removeprefix("-> "))
            yield Unfetched(item.where, BadRecord("not fetched"), address)


def names(*addresses: str) -> bytes:
    return "\n".join(f"-> {a}" for a in addresses).encode()


def followed(site: Site, path: str = "/feed", **changed: Any) -> tuple[list[str], list[Rejection]]:
    fetcher = local(site, **({"pause": 0.0} | changed))
    found = list(follow(Address("given", site.url + path), fetcher, Naming()))
    return [x.url or "" for x in found if isinstance(x, Document)], [x for x in found if isinstance(x, Rejection)]


def test_a_page_is_read_with_its_address(site: Site) -> None:
    site.pages |= {"/a": (302, {"Location": "/b"}, b""), "/b": article()}
    (got,) = follow(Address("given", f"{site.url}/a"), local(site), Naming())
    assert isinstance(got, Document)
    assert (got.url, got.title) == (f"{site.url}/b", "Shooting near Sabha")
    assert "a medic told the Delta Post" in got.text


def test_the_pages_that_a_page_names_are_fetched_each_once(site: Site) -> None:
    site.pages |= {
        "/feed": names(f"{site.url}/a", f"{site.url}/b", f"{site.url}/a", f"{site.url}/feed"),
        "/a": article(),
        "/b": article("Another shooting", "two"),
    }
    assert followed(site) == ([f"{site.url}/a", f"{site.url}/b"], [])
    assert site.pages_asked == ["/feed", "/a", "/b"]


def test_one_page_that_cannot_be_had_stops_nothing(site: Site) -> None:
    site.pages |= {"/feed": names(f"{site.url}/gone", f"{site.url}/a"), "/a": article()}
    read, (fault,) = followed(site)
    assert read == [f"{site.url}/a"]
    assert isinstance(fault.error, Unreached) and fault.where == f"{site.url}/gone"


def test_what_a_page_names_is_checked_like_what_a_person_gives(site: Site) -> None:
    bad = ["http://169.254.169.254/", "file:///etc/passwd", "http://127.0.0.1:22/", "ftp://127.0.0.1/", "not one"]
    site.pages["/feed"] = names(*bad)
    read, faults = followed(site, ports=frozenset({site.port, 80}))
    assert read == [] and [f.where for f in faults] == bad
    assert all(isinstance(f.error, Refused) for f in faults)


def test_no_more_pages_than_the_setting_and_the_rest_is_counted(site: Site) -> None:
    site.pages |= {"/feed": names(*(f"{site.url}/{n}" for n in range(10)))}
    site.pages |= {f"/{n}": article(f"Shooting {n}") for n in range(10)}
    read, (left,) = followed(site, max_addresses=3)
    assert read == [f"{site.url}/{n}" for n in range(3)]
    assert isinstance(left.error, TooLarge) and "7 more pages" in left.error.what and "max_addresses" in left.error.do


def test_an_index_of_sitemaps_leads_to_pages_and_no_further(site: Site) -> None:
    steps = ["/feed", "/map", "/page", "/beyond"]
    site.pages |= {at: names(site.url + to) for at, to in pairwise(steps)}
    read, (fault,) = followed(site)
    assert read == [] and fault.where == f"{site.url}/beyond" and "2 steps" in fault.error.what
    assert site.pages_asked == ["/feed", "/map", "/page"]


def test_each_page_waits_for_its_turn(site: Site) -> None:
    site.pages |= {"/feed": names(f"{site.url}/a", f"{site.url}/b"), "/a": article(), "/b": article()}
    hourglass = Hourglass()
    list(follow(Address("given", f"{site.url}/feed"), local(site, hourglass=hourglass), Naming()))
    assert hourglass.waits == [1.0, 1.0, 1.0]


def test_each_address_is_told_before_it_is_fetched(site: Site) -> None:
    site.pages |= {"/feed": names(f"{site.url}/a"), "/a": article()}
    told: list[str] = []
    list(follow(Address("given", f"{site.url}/feed"), local(site), Naming(), told.append))
    assert told == [f"{site.url}/feed", f"{site.url}/a"]


PAGE = b"<!doctype html><html><body>\xe2\x80\xa6</body></html>"
KINDS: list[tuple[str | None, str, bytes, str]] = [
    ("text/html; charset=utf-8", "/a", PAGE, "html"),
    ("TEXT/HTML", "/a", b"no markup at its beginning", "html"),
    (None, "/a", PAGE, "html"),
    ("application/octet-stream", "/a", PAGE, "html"),
    ("application/octet-stream", "/a.txt", b"The army left.", "text"),
    ("text/plain", "/a", b"The army left.", "text"),
    ("text/plain", "/a", b'{"text": "The army left."}', "jsonl"),
    ("text/x-whatever", "/a", b"The army left.", "text"),
    (None, "/a", b"The army left.", "text"),
    ("application/json", "/a", b'{"text": "The army left."}', "json"),
    ("application/x-ndjson", "/a.html", b'{"text": "The army left."}', "jsonl"),
]


@pytest.mark.parametrize(("media_type", "path", "body", "kind"), KINDS)
def test_the_kind_of_a_page(media_type: str | None, path: str, body: bytes, kind: str) -> None:
    item = input_of(Fetched(f"https://news.example{path}", body, media_type), "given", 1000)
    assert (item.kind, item.data, item.url, item.where) == (kind, body, f"https://news.example{path}", "given")


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "application/octet-stream"])
def test_what_is_not_read_is_named(media_type: str) -> None:
    with pytest.raises(NotText, match=media_type):
        input_of(Fetched("https://news.example/a", b"\x89PNG", media_type), "given", 1000)


def test_a_file_that_was_packed_is_unpacked_within_the_limit() -> None:
    packed = Fetched("https://news.example/a.xml.gz", gzip.compress(PAGE), "application/gzip")
    item = input_of(packed, "given", 1000)
    assert (item.kind, item.data) == ("html", PAGE)
    with pytest.raises(TooLarge):
        input_of(packed, "given", 20)
    with pytest.raises(Unreached):
        input_of(Fetched(packed.url, gzip.compress(PAGE)[:-9], "application/gzip"), "given", 1000)


# --- what is given


@pytest.mark.parametrize("url", ["https://news.example/a", "HTTP://news.example", "http://169.254.169.254/"])
def test_an_address_is_listed_and_not_fetched(url: str) -> None:
    assert list(list_inputs([url])) == [Address(url, url)]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/b", "gopher://a.example/", "data:text/html,a"])
def test_other_schemes_are_refused(url: str) -> None:
    (only,) = list_inputs([url])
    assert isinstance(only, Rejection) and isinstance(only.error, Refused)


def test_what_a_file_names_is_a_rejection_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.documents import adapter, reading

    class Feed:
        name, suffixes, media_types = "naming", frozenset[str](), frozenset[str]()

        def recognises(self, head: bytes) -> bool:
            return False

        def read(self, item: Input, given: Any) -> Iterator[Any]:
            yield Address("saved.xml, entry 1", "https://news.example/a")

    installed: Mapping[str, Any] = {**adapter.adapters(), "naming": Feed()}
    monkeypatch.setattr(reading, "adapters", lambda: installed)
    (got,) = read_input(Input("saved.xml", "naming", data=b"x"), intake())
    assert isinstance(got, Unfetched) and got.address.url == "https://news.example/a"
    assert "sayso read https://news.example/a" in str(got.error)
