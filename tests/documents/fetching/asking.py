"""How the tests of this room ask: leave to go to this machine, no real waiting, names that lead where the test says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from local_site import Site
from sayso.documents import Intake, Limits, furniture_for
from sayso.documents.fetching import Fetcher, Manners
from sayso.documents.fetching.pacing import Clock
from sayso.schema import outlets


@dataclass
class Hourglass:
    """A clock that moves only when somebody waits."""

    time: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    def clock(self) -> Clock:
        return Clock(now=lambda: self.time, date=lambda: self.time, sleep=self.sleep)


@dataclass
class Names:
    """A resolver that knows only these names, each with what it says the first time, the second time …"""

    known: Mapping[str, Sequence[Sequence[str]]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> Sequence[str]:
        turn = self.asked.count(host)
        self.asked.append(host)
        if host not in self.known:
            raise OSError(f"Name or service not known: {host}")
        turns = self.known[host]
        return turns[min(turn, len(turns) - 1)]


def local(*sites: Site, hourglass: Hourglass | None = None, names: Names | None = None, **changed: Any) -> Fetcher:
    """A fetcher that may go to these sites on this machine, and knows no names but those given."""
    known: dict[str, Any] = {"agent": "sayso/test", "ports": frozenset(s.port for s in sites), "allow_private": True}
    small = {"max_bytes": 100_000, "total": 5.0, "read": 2.0, "connect": 2.0, "pause": 1.0}
    manners = Manners(**(known | small | changed))
    return Fetcher(manners, resolve=names or Names({}), clock=(hourglass or Hourglass()).clock())


def intake() -> Intake:
    """What adapters are given: the packaged register of outlets on a fixed day of reading."""
    known = outlets.packaged()
    return Intake(Limits(), known, furniture_for(known), datetime.date(2024, 6, 1))
