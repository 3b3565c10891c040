"""Whatever the claims say, two that were held for the same stand together and two held different stand apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from incident_cases import CODEBOOK
from test_linking_holds_for_any_input import Rows, built, reports

from sayso.incidents import link
from sayso.schema.judgement import Judged, judge

picks = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["same", "different"]), st.integers(1, 28)),
    max_size=6,
)


@settings(max_examples=20, deadline=None)
@given(reports, picks)
def test_what_was_judged_always_holds(rows: Rows, picked: list[tuple[int, int, str, int]]) -> None:
    claims, documents = built(rows)
    ids = [c.id for c in claims] or ["none"]
    pairs = [(ids[a % len(ids)], ids[b % len(ids)], kind, day) for a, b, kind, day in picked]
    judged = Judged.of(
        judge(kind, a, b, by="Amal", at=f"2024-05-{day:02}")  # type: ignore[arg-type]
        for a, b, kind, day in pairs
        if a != b
    )
    incidents = link(claims, documents, codebook=CODEBOOK, judged=judged)
    home = {c: i.id for i in incidents for c in i.claims}
    assert sorted(home) == sorted(c.id for c in claims)
    assert all(home[a] == home[b] for a, b in judged.same)
    assert all(home[a] != home[b] for a, b in judged.different)
