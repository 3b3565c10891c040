"""Outlets that a report names as sources stand in the graph where no claim is attributed to them."""

from __future__ import annotations

from dataclasses import replace

from incident_cases import claim

from sayso.incidents.sources import Citation, citations
from sayso.schema import Document, Published, Segment
from sayso.schema.document import CitedOutlet

TEXT = "Jets hit the depot, Reuters reported. AFP quoted a medic. Reuters gave no toll."


def _report(*cites: CitedOutlet) -> Document:
    segments = (Segment("body", 0, len(TEXT)),)
    report = Document(
        "d1", None, None, "Harbour Post", None, None, Published(None, "unknown"), "en", TEXT, segments, None, None, "0"
    )
    return replace(report, cites=cites)


REUTERS = CitedOutlet("reuters", "Reuters", "agency", 20, 27)
AGAIN = CitedOutlet("reuters", "Reuters", "agency", 58, 65)
AFP = CitedOutlet("afp", "AFP", "agency", 38, 41)


def _named(says: str, *cites: CitedOutlet) -> list[Citation]:
    told = replace(claim("air_strike", says=says), document_id="d1")
    told = replace(told, attribution=tuple(replace(link, start=900, end=910) for link in told.attribution))
    return [c for c in citations([told], {"d1": _report(*cites)}) if c.is_named]


def test_an_outlet_named_without_a_claim_of_its_own_is_an_edge_with_no_claims() -> None:
    assert _named("a medic", REUTERS, AGAIN, AFP) == [
        Citation("Harbour Post", "AFP", "agency", 0, ("d1",), is_named=True),
        Citation("Harbour Post", "Reuters", "agency", 0, ("d1",), is_named=True),
    ]


def test_what_a_claim_is_attributed_to_is_not_named_again() -> None:
    assert _named("a medic < the Reuters agency", REUTERS, AGAIN) == []


def test_an_attribution_at_the_same_words_counts_by_whatever_name() -> None:
    told = replace(claim("air_strike", says="the wire"), document_id="d1")
    told = replace(told, attribution=tuple(replace(link, start=15, end=27) for link in told.attribution))
    assert not [c for c in citations([told], {"d1": _report(REUTERS)}) if c.is_named]


def test_a_report_without_claims_names_its_sources_too() -> None:
    assert [(c.cited, c.claims) for c in citations([], {"d1": _report(AFP)})] == [("AFP", 0)]
