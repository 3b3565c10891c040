"""A pause between two requests to one host, and hosts that asked to be left alone for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.errors import Unreached


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is (in seconds, from any beginning), what date (seconds of the epoch), and how to wait."""

    now: Callable[[], float] = time.monotonic
    date: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class Pacing:
    """When each host was last asked, and until when it is not to be."""

    clock: Clock
    _asked: dict[str, float] = field(default_factory=dict)
    _closed: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, pause: float, where: str) -> None:
        """Return when the host may be asked again. Raises Unreached for one that is closed."""
        left = self._closed.get(host, 0.0) - self.clock.now()
        if left > 0:
            raise Unreached(f"{host} asked not to be asked for another {left:.0f} s", where=where, do="try again then")
        asked = self._asked.get(host)
        if asked is not None and (early := asked + pause - self.clock.now()) > 0:
            self.clock.sleep(early)

    def asked(self, host: str) -> None:
        """Note that a request to the host has just ended."""
        self._asked[host] = self.clock.now()

    def close(self, host: str, seconds: float) -> None:
        """Note that the host is not to be asked for so many seconds."""
        self._closed[host] = self.clock.now() + seconds
