"""How sayso behaves on the network: what it goes to, how much it takes, how long it waits, what it says it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.request import getproxies_environment

from sayso.errors import SettingError

WEB_PORTS = frozenset({80, 443})


@dataclass(frozen=True, slots=True)
class Manners:
    """The rules of one run.

    `agent` is the User-Agent; `ports` are those connected to; `allow_private` lets loopback and private addresses
    pass. `max_bytes` bounds an answer, before and after decompression, `max_addresses` how many pages one feed or
    sitemap has fetched. Times are in seconds: `pause` between two requests to one host, `connect`, `read` (each wait
    for bytes) and `total` for one request. `proxies` are addresses by scheme, and under "no" the hosts that are reached
    without; empty for none.
    """

    agent: str = "sayso"
    allow_private: bool = False
    ports: frozenset[int] = WEB_PORTS
    max_bytes: int = 10_000_000
    max_addresses: int = 100
    pause: float = 1.0
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    proxies: Mapping[str, str] = field(default_factory=dict)


def ports(text: str) -> frozenset[int]:
    """Return the ports that a setting names, with spaces or commas between. Raises SettingError for anything else."""
    named = text.replace(",", " ").split()
    if not named or not all(p.isascii() and p.isdigit() and 0 < int(p[:6]) < 65536 for p in named):
        raise SettingError(f"fetch_ports is {text!r}", expected='numbers from 1 to 65535, as in "80 443"')
    return frozenset(map(int, named))


def agent(version: str, contact: str) -> str:
    """Return the User-Agent: name, version and the address of who runs it, where one is given ("none": none).

    Raises SettingError for a contact that no header can hold.
    """
    if not (contact.isascii() and contact.isprintable()):
        raise SettingError(f"contact is {contact!r}", expected="an address in plain ASCII, as in https://example.org")
    return f"sayso/{version}" if contact == "none" else f"sayso/{version} (+{contact})"


def proxies_around() -> dict[str, str]:
    """Return the proxies that the environment names, by scheme; "no" holds the hosts that are reached without."""
    return {scheme: proxy for scheme, proxy in getproxies_environment().items() if scheme in ("http", "https", "no")}
