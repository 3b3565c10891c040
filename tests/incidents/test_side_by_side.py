"""Two sources of one statement, "a nurse and a baker told Blue Wire": neither cites the other."""

from __future__ import annotations

from dataclasses import replace

from incident_cases import claim

from sayso.incidents.independence import sources_of
from sayso.incidents.sources import citations
from sayso.schema import Claim


def _beside() -> Claim:
    told = claim("air_strike", says="a nurse < a baker < Blue Wire")
    nurse, baker, relay = told.attribution
    return replace(told, attribution=(replace(nurse, kind="witness"), replace(baker, beside=True), relay))


def test_the_relay_relays_both_and_neither_relays_the_other() -> None:
    edges = {(c.citing, c.cited) for c in citations([_beside()], {}) if c.citing in ("Blue Wire", "a baker")}
    assert edges == {("Blue Wire", "a nurse"), ("Blue Wire", "a baker")}


def test_a_nameless_source_is_told_apart_by_who_relays_it_not_by_who_stands_beside_it() -> None:
    assert sources_of(_beside(), {})[0].relay == "Blue Wire"
