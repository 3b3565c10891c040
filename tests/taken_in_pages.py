"""Pages read without a file or a store, for tests of what comes after the reading."""

from __future__ import annotations

import datetime
from dataclasses import replace

from sayso.documents import Input, Intake, Limits, Rejection, furniture_for, read_input
from sayso.schema import Document, outlets

KNOWN = outlets.packaged()
INTAKE = Intake(Limits(), KNOWN, furniture_for(KNOWN), datetime.date(2024, 6, 1))


def read_as(kind: str, content: bytes) -> Document:
    """The one report in some bytes of a kind."""
    (got,) = read_input(Input("report", kind, data=content), INTAKE)
    assert not isinstance(got, Rejection), got.error
    return got


def page_read(page: str, run: str | None = None) -> Document:
    """The report on a page of HTML."""
    return replace(read_as("html", page.encode()), run=run)
