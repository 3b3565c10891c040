"""A host resolved once, with every address that it resolves to checked. Connections go to what comes out here."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from sayso.documents.fetching import ip_rules
from sayso.documents.fetching.manners import Manners
from sayso.documents.fetching.target import Target, check
from sayso.errors import Refused, Unreached

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a host, in the order in which to try them. Raises OSError when there are none."""


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses that this machine finds for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def addresses(target: Target, manners: Manners, where: str, resolve: Resolve = resolve) -> tuple[str, ...]:
    """Return the IP addresses to connect to, each checked.

    Raises Refused as soon as one of them is not allowed: a name that leads both outside and inside is a trap.
    Raises Unreached for a name that leads nowhere.
    """
    if target.ip is not None:
        return (str(target.ip),)
    found = _in_time(resolve, target, manners.connect, where)
    if not found:
        raise _unknown(target, where, "no address")
    for text in found:
        ip = ip_rules.parsed(text)
        if ip is None:
            raise Refused(f"{target.host} leads to {text!r}, which is no IP address", where=where)
        check(ip, manners, where, target.host)
    return tuple(found)


def _in_time(resolve: Resolve, target: Target, seconds: float, where: str) -> Sequence[str]:
    """The resolver has no time limit of its own: it is asked in a thread that is left behind when it takes longer."""
    answer: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolve(target.host, target.port))
        except (OSError, UnicodeError) as e:
            answer.put(e)

    Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise _unknown(target, where, f"no answer within {seconds:g} s") from None
    if isinstance(found, Exception):
        raise _unknown(target, where, getattr(found, "strerror", None) or str(found)) from found
    return found


def _unknown(target: Target, where: str, why: str) -> Unreached:
    what = f"the name {target.host} could not be resolved ({why})"
    return Unreached(what, where=where, do="check the spelling and the connection")
