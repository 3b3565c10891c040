"""Which IP addresses are connected to: a table, and every address that the registries know as special."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.documents.fetching.ip_rules import fault, parsed

PUBLIC = ["8.8.8.8", "93.184.216.34", "223.255.255.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "192.0.1.1"]
PUBLIC_V6 = ["2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "64:ff9b::808:808"]

OWN = ["10.0.0.1", "127.0.0.1", "127.255.255.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1"]
OWN_V6 = ["::1", "fc00::1", "fd12:3456::1"]

NEVER = [
    "0.0.0.0",
    "0.1.2.3",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
]
NEVER_V6 = [
    "::",
    "::ffff:8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::a00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:2::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "3fff::1",
    "4000::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_V6)
def test_the_public_internet_is_connected_to(address: str) -> None:
    assert fault(ipaddress.ip_address(address)) is None


@pytest.mark.parametrize("address", OWN + OWN_V6)
def test_the_own_network_only_with_leave(address: str) -> None:
    assert fault(ipaddress.ip_address(address)) is not None
    assert fault(ipaddress.ip_address(address), allow_private=True) is None


@pytest.mark.parametrize("address", NEVER + NEVER_V6)
def test_special_addresses_never(address: str) -> None:
    assert fault(ipaddress.ip_address(address)) is not None
    assert fault(ipaddress.ip_address(address), allow_private=True) is not None


addresses = st.one_of(
    st.ip_addresses(),
    st.ip_addresses(network="64:ff9b::/96"),
    st.ip_addresses(network="::ffff:0:0/96"),
    st.ip_addresses(network="2001::/16"),
)


@given(addresses)
def test_nothing_that_is_not_global_passes(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_link_local:
        embedded = address in ipaddress.ip_network("64:ff9b::/96")  # reserved by name, judged by what it holds
        assert fault(address) is not None or embedded


@given(st.ip_addresses(v=4), st.booleans())
def test_an_address_behind_a_gateway_is_judged_by_the_one_in_it(inner: IPv4Address, leave: bool) -> None:
    outer = IPv6Address((0x64FF9B << 96) | int(inner))
    assert (fault(outer, allow_private=leave) is None) == (fault(inner) is None)


@given(st.ip_addresses(v=4))
def test_an_address_dressed_as_another_is_refused(inner: IPv4Address) -> None:
    for outer in (IPv6Address((0xFFFF << 32) | int(inner)), IPv6Address((0x2002 << 112) | (int(inner) << 80))):
        assert fault(outer, allow_private=True) is not None


@given(addresses)
def test_leave_for_the_own_network_takes_nothing_away(address: IPv4Address | IPv6Address) -> None:
    if fault(address) is None:
        assert fault(address, allow_private=True) is None


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "1.2.3.4.5", "[::1]"]
)
def test_only_the_usual_spelling_is_an_address(text: str) -> None:
    assert parsed(text) is None
