"""Records to put into a store: small ones by hand, and any that the contract allows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from sayso.schema import Claim, Document, Incident, Place, Published, Run, Trigger

RUN = Run("r1", "2024-03-01T08:00:00+00:00", "0.1.0", "sayso-1")
LATER = Run("r2", "2024-03-02T08:00:00+00:00", "0.1.0", "sayso-1")


def document(id: str, **fields: Any) -> Document:
    """A document of two words."""
    plain = Document(
        id, None, None, "The Plain Post", "Title", None, Published("2024-02-29", "record"), "en", "Title\n\nText", (),
        None, None, "00", run="r1",
    )  # fmt: skip
    return replace(plain, **fields)


def claim(id: str, document_id: str = "d1", **fields: Any) -> Claim:
    """A claim of an armed clash on the document's first word."""
    plain = Claim(id, document_id, "sayso-1", "armed_clash", "happened", "Title", 0, 5, Trigger("Title", 0, 5))
    return replace(plain, run="r1", **fields)


def incident(id: str, *claims: str, **fields: Any) -> Incident:
    """An incident that puts these claims together."""
    plain = Incident(id, "armed_clash", "happened", None, None, (), (), claims, {}, ("The Plain Post",), (), None)
    return replace(plain, **fields)


_finite = st.floats(allow_nan=False, allow_infinity=False)
_places = st.builds(Place, lat=st.none() | _finite, lon=st.none() | _finite)

any_run = st.from_type(Run)
any_document = st.builds(Document, run=st.none())
any_claim = st.builds(Claim, places=st.lists(_places, max_size=3).map(tuple), run=st.none())
any_incident = st.builds(
    Incident, place=st.none() | _places, links=st.just(()), claims=st.just(()), run=st.none() | st.just("r1")
)
