"""Addresses taken apart: what passes, as it is then asked for, and what is refused in every spelling."""

from __future__ import annotations

import contextlib
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.documents.fetching.manners import Manners
from sayso.documents.fetching.target import target
from sayso.errors import Refused

MANNERS = Manners()
OWN = Manners(allow_private=True)

GOOD = [
    ("https://example.org/report", "https://example.org/report"),
    ("HTTPS://Example.ORG", "https://example.org/"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("https://example.org:80/a", "https://example.org:80/a"),
    ("https://example.org./a#part", "https://example.org/a"),
    ("https://example.org/a?b=c&d=%20e", "https://example.org/a?b=c&d=%20e"),
    ("https://example.org/سبها?q=ä", "https://example.org/%D8%B3%D8%A8%D9%87%D8%A7?q=%C3%A4"),
    ("https://müller.example/", "https://xn--mller-kva.example/"),
    ("https://a_b.example-news.org/", "https://a_b.example-news.org/"),
    ("http://93.184.216.34/", "http://93.184.216.34/"),
    ("http://[2606:4700:4700::1111]/", "http://[2606:4700:4700::1111]/"),
    ("https://example.org/a/../b//c", "https://example.org/a/../b//c"),
]

BAD = [
    "",
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "http:example.org",
    "http:///path",
    "http://",
    "https://user@example.org/",
    "https://user:secret@example.org/",
    "https://example.org@127.0.0.1/",
    "https://example.org\\@127.0.0.1/",
    "https://example.org\t/",
    "https://exam ple.org/",
    "https://example.org/a\r\nHost: evil.example",
    "https://example.org:22/",
    "https://example.org:0/",
    "https://example.org:8080/",
    "https://example.org:99999/",
    "https://example.org:/",
    "https://example.org:８０/",
    "https://.example.org/",
    "https://example..org/",
    "https://example.org../",
    "https://-example.org/",
    "https://%31%32%37.0.0.1/",
    "https://straße.example/",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://[2606:4700::1]evil.example/",
    "http://[2606:4700::1]evil.example:80/",
    "http://[vF.x]/",
    "http://[93.184.216.34]/",
    "https://" + "a" * 64 + ".org/",
    "https://" + "a." * 130 + "org/",
    "https://example.org/" + "a" * 5000,
    "https://example.org/\ud800",
]

LOOPBACK = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "00000177.0.0.01",
    "127.0.0.0x1",
    "127.0.0.1.",
    "１２７.0.0.1",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "0",
    "0.0.0.0",
    "[::]",
]


@pytest.mark.parametrize(("url", "asked"), GOOD)
def test_an_address_is_asked_for_as_it_was_checked(url: str, asked: str) -> None:
    assert target(url, MANNERS, url).url == asked


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    for manners in (MANNERS, OWN):
        with pytest.raises(Refused) as refused:
            target(url, manners, "here")
        assert refused.value.where == "here" and refused.value.what


@pytest.mark.parametrize("host", LOOPBACK)
def test_this_machine_is_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(Refused):
        target(f"http://{host}/", MANNERS, host)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_leave_for_the_own_network_does_not_take_odd_spellings_in(host: str) -> None:
    with pytest.raises(Refused):
        target(f"http://{host}/", OWN, host)


def test_a_private_address_says_how_to_get_leave_and_metadata_does_not() -> None:
    with pytest.raises(Refused, match="allow_private_addresses"):
        target("http://192.168.1.1/", MANNERS, "x")
    with pytest.raises(Refused, match="metadata") as refused:
        target("http://169.254.169.254/latest", MANNERS, "x")
    assert "allow_private_addresses" not in str(refused.value)


def test_ports_are_those_of_the_setting() -> None:
    assert target("https://example.org:8443/", Manners(ports=frozenset({8443})), "x").site == "https://example.org:8443"
    with pytest.raises(Refused, match="port 443"):
        target("https://example.org/", Manners(ports=frozenset({8443})), "x")


def _spellings(address: IPv4Address) -> list[str]:
    a, b, c, d = address.packed
    number = int(address)
    return [
        f"{a}.{b}.{c}.{d}",
        f"{a}.{b}.{c}.{d}.",
        f"{number}",
        f"{number:#x}",
        f"0{number:o}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a}.{b}.{(c << 8) | d}",
        f"{a}.{(b << 16) | (c << 8) | d}",
        f"[::ffff:{a}.{b}.{c}.{d}]",
        f"[::{a}.{b}.{c}.{d}]",
        f"[64:ff9b::{a}.{b}.{c}.{d}]",
        f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::]",
    ]


@given(st.ip_addresses(v=4).filter(lambda a: not a.is_global), st.sampled_from(["http", "https"]))
def test_no_spelling_of_an_address_that_is_not_global_passes(address: IPv4Address, scheme: str) -> None:
    for host in _spellings(address):
        with pytest.raises(Refused):
            target(f"{scheme}://{host}/", MANNERS, host)


@given(st.ip_addresses(v=6).filter(lambda a: not a.is_global))
def test_no_spelling_of_an_ipv6_address_that_is_not_global_passes(address: IPv6Address) -> None:
    for host in (str(address), address.exploded, address.exploded.upper()):
        with pytest.raises(Refused):
            target(f"http://[{host}]/", MANNERS, host)


@given(st.one_of(st.text(), st.text(alphabet="htps:/@[]#?.%\\0123456789abx\t ").map(lambda t: f"http://{t}")))
def test_any_text_is_taken_apart_or_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        found = target(text, MANNERS, "x")
        assert found.url.isascii() and found.url.startswith(("http://", "https://"))
        assert target(found.url, MANNERS, "x") == found
