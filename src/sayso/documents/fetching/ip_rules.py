"""Which IP addresses sayso connects to: those of the public internet, and with leave those of one's own network."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IP = IPv4Address | IPv6Address


def _v4(*networks: str) -> tuple[IPv4Network, ...]:
    return tuple(map(IPv4Network, networks))


def _v6(*networks: str) -> tuple[IPv6Network, ...]:
    return tuple(map(IPv6Network, networks))


# Clouds hand out credentials at these, some in ranges that are otherwise public: refused in every case.
_METADATA_V4 = _v4("169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192")
_METADATA_V6 = _v6("fd00:ec2::/32", "fd20:ce::254")

_OWN_V4 = _v4("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
_OWN_V6 = _v6("::1", "fc00::/7")

# The registries of special addresses (IANA), stated here and not left to `ipaddress`, whose view differs by version.
_SPECIAL_V4 = _v4(
    "0.0.0.0/8",
    *map(str, _OWN_V4),
    "169.254.0.0/16",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = _v6("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
"""Within the range of global unicast: Teredo, benchmarks and ORCHID; documentation; 6to4."""
_NAT64 = IPv6Network("64:ff9b::/96")


def fault(address: IP, *, allow_private: bool = False) -> str | None:
    """Return why sayso does not connect to the address; None when it does.

    An address in NAT64's well-known range is judged by the IPv4 address in it: behind such a gateway every name has
    one. Other IPv6 addresses with an IPv4 address inside (mapped, 6to4, Teredo) are refused whatever they hold.
    `allow_private` lets loopback and the private ranges pass, never link-local, multicast or cloud metadata.
    """
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return fault(IPv4Address(int(address) & 0xFFFFFFFF))
        return _fault_v6(address, allow_private)
    return _fault_v4(address, allow_private)


def _fault_v4(address: IPv4Address, allow_private: bool) -> str | None:
    if any(address in n for n in _METADATA_V4):
        return "is a cloud's metadata service"
    if any(address in n for n in _OWN_V4):
        return None if allow_private else "is a private or local address"
    if any(address in n for n in _SPECIAL_V4) or not address.is_global:
        return "is no address of the public internet"
    return None


def _fault_v6(address: IPv6Address, allow_private: bool) -> str | None:
    if address.scope_id is not None:
        return "names an interface of this machine"
    if any(address in n for n in _METADATA_V6):
        return "is a cloud's metadata service"
    if any(address in n for n in _OWN_V6):
        return None if allow_private else "is a private or local address"
    special = address not in _GLOBAL_V6 or any(address in n for n in _SPECIAL_V6)
    return "is no address of the public internet" if special or not address.is_global else None


def parsed(host: str) -> IP | None:
    """Return the IP address that a host is, in its one usual spelling; None for a name or any other spelling."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
