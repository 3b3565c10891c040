"""Every error that sayso raises on purpose, in one tree.

    SaysoError
    ├── DocumentError         a report that cannot be taken in; the rest of the run goes on
    │   ├── EmptyInput            nothing in it
    │   ├── NotText               binary, or bytes that no supported encoding explains
    │   ├── TooLarge              over the limit set for one report
    │   ├── TooSlow               over the time set for one report; its reader was stopped
    │   ├── Crashed               its reader died on it, by a fault in a library or for want of memory
    │   ├── Unreadable            sayso itself failed on it: a fault of ours, worth a bug report
    │   ├── BadRecord             a JSON line, a field or a date that is not as expected
    │   ├── Refused               an address that sayso does not go to: not safe, or its robots.txt says no
    │   └── Unreached             an address that gave no report: the network, the server, the time or the certificate
    ├── KnowledgeError        a codebook, cue list or register that does not fit its schema
    ├── SettingError          an unknown setting, or a value of the wrong type
    ├── EngineError           the engine that was asked for is not there, or gave up
    ├── StoreError            the store cannot be opened, read or written
    ├── NotFound              an id that the store does not hold
    └── MeasureError          evaluation: a corpus or floor that is missing or malformed

Each carries four things, so that a message can always say *what* happened, *where* (document, row or file),
what was *expected*, and what to *do*.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of the tree. `str()` gives the whole message on one line."""

    def __init__(self, what: str, *, where: str = "", expected: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.expected = expected
        self.do = do

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.do:
            parts.append(self.do)
        return "; ".join(parts)


class DocumentError(SaysoError):
    """A report that cannot be taken in."""


class EmptyInput(DocumentError):
    """There is no text in it."""


class NotText(DocumentError):
    """Binary content, or bytes in no supported encoding."""


class TooLarge(DocumentError):
    """Over the limit set for one report."""


class TooSlow(DocumentError):
    """Over the time set for one report: its reader was stopped."""


class Crashed(DocumentError):
    """The process that read it died: a fault in a library, or not enough memory."""


class Unreadable(DocumentError):
    """sayso failed on this report: a fault of ours. The report is kept out, the rest goes on."""


class BadRecord(DocumentError):
    """A record or a field that is not as expected."""


class Refused(DocumentError):
    """An address that sayso does not go to: it is not safe, or the site's robots.txt says no."""


class Unreached(DocumentError):
    """An address that gave no report: no answer, a wrong one, too late, or without a certificate that holds."""


class KnowledgeError(SaysoError):
    """A codebook, cue list or register that does not fit its schema."""


class SettingError(SaysoError):
    """An unknown setting, or a value that does not fit."""


class EngineError(SaysoError):
    """The engine that was asked for (Spark) is not installed, cannot be started, or gave up."""


class StoreError(SaysoError):
    """The store cannot be opened, read or written."""


class NotFound(SaysoError):
    """No such record in the store."""


class MeasureError(SaysoError):
    """A gold corpus or a floor that is missing or malformed."""
