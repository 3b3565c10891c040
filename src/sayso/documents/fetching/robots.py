"""robots.txt as RFC 9309 has it: asked once a site, obeyed, and bounded."""

from __future__ import annotations

import re

from protego import Protego

from sayso.documents.fetching.connection import Answer

PATH = "/robots.txt"
MOST_BYTES = 512_000
"""RFC 9309 has crawlers read at least 500 KiB; what comes after is left unread."""

NAME = "sayso"
"""The product token that a robots.txt can name."""

_AGENT_LINE = re.compile(r"[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*([^#\r\n]*)", re.I)


class Robots:
    """What one site lets us do."""

    def __init__(self, rules: Protego | None, *, closed: bool = False) -> None:
        self._rules = rules
        self.closed = closed

    def allows(self, url: str) -> bool:
        """Whether the page may be fetched."""
        return not self.closed and (self._rules is None or bool(self._rules.can_fetch(url, NAME)))

    @property
    def delay(self) -> float:
        """The seconds that the site wants between two requests; 0 when it says nothing."""
        return float(self._rules.crawl_delay(NAME) or 0.0) if self._rules else 0.0


def robots(answer: Answer) -> Robots:
    """Return what the answer to a request for robots.txt lets us do: 4xx allows all, 5xx and the like nothing."""
    if answer.status == 200:
        return Robots(Protego.parse(_for_us(answer.body.decode("utf-8", "replace"))))
    return Robots(None, closed=not 400 <= answer.status < 500)


def _for_us(text: str) -> str:
    """Return the text with every agent that is neither us nor everybody called by one name.

    The parser keeps each rule once for each agent of its group: a file of many agents and many rules would fill the
    memory. It also takes "say" for us; the RFC compares whole names.
    """
    return "\n".join(f"User-agent: {_agent(m[1])}" if (m := _AGENT_LINE.match(line)) else line for line in _lines(text))


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))


def _agent(name: str) -> str:
    plain = name.strip().partition("/")[0].strip().lower()
    return plain if plain in (NAME, "*") else "another"
