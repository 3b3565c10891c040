"""What must hold whatever the claims say, on random ones."""

import random
from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from incident_cases import CODEBOOK, PLACES, claim, figure, report

from sayso.incidents import PROFILES, link
from sayso.incidents.cluster import Pair, cluster, spanning
from sayso.incidents.facts import lasting
from sayso.schema import Claim, Document, PartyTally, SideTally, Tally, WhoTally

Rows = list[tuple[str | None, list[Claim]]]
Graph = tuple[int, dict[Pair, int], set[Pair]]

DAYS = [None, "2024-03-03", "2024-03-04", "2024-03-08", "2024-03-01/2024-03-31", "2023-11-20"]
WHERE = [(), ("Saraqib", "Idlib"), ("Maarat Misrin", "Idlib"), ("Idlib",), ("Palmyra",), ("Syria",), ("Tell Hamdiya",)]
SIDES = ["Syrian army", "Valley Brigade", "gunmen"]
figures = st.builds(
    lambda low, sort, of, who, part_of: figure(
        {"=": str(low), "+": f"{low}+", "<": f"<{low}", "~": f"~{low}", "-": f"{low}-{low + 5}"}[sort],
        of=of,
        who=who,
        part_of=part_of,
    ),
    st.integers(0, 300),
    st.sampled_from("=+<~-"),
    st.sampled_from([None, None, *SIDES]),
    st.sampled_from(["unknown", "unknown", "civilians", "soldiers", "mixed"]),
    st.sampled_from([None, None, 0, 1, 7]),
)
claims = st.builds(
    claim,
    st.sampled_from(["air_strike", "shelling", "armed_clash", "operation", "toll", "agreement", "explosion.ied"]),
    st.sampled_from(WHERE),
    st.sampled_from(DAYS),
    says=st.sampled_from(
        ["", "Border Monitor", "Health Office", "Syrian army", "witnesses < Gulf Wire", "Valley Brigade"]
    ),
    by=st.sampled_from([None, *SIDES]),
    to=st.sampled_from([None, *SIDES]),
    killed=st.lists(figures, max_size=3),
    status=st.sampled_from(["happened", "happened", "ongoing", "ended", "planned", "denied", "suspected"]),
    why=st.sampled_from([None, None, "due to losses", "due to rain"]),
    quote=st.sampled_from(
        ["", "shells fell on the bakery", "the blast was heard at the bakery", "they met on the hill"]
    ),
    is_total=st.sampled_from([False, False, False, True]),
)
reports = st.lists(
    st.tuples(st.sampled_from([None, "2024-03-04", "2024-03-09", "2024-01-02"]), st.lists(claims, max_size=4)),
    max_size=6,
)


def built(rows: Rows) -> tuple[list[Claim], dict[str, Document]]:
    made = [report(f"r{n}", published, *some) for n, (published, some) in enumerate(rows)]
    return [c for r in made for c in r.claims], {r.document.id: r.document for r in made}


@settings(max_examples=15, deadline=None)
@given(reports, st.randoms(use_true_random=False), st.sampled_from(sorted(PROFILES)))
def test_the_order_of_the_input_plays_no_part(rows: Rows, chance: random.Random, profile: str) -> None:
    some, documents = built(rows)
    shuffled = chance.sample(some, len(some))
    turned = dict(chance.sample(sorted(documents.items()), len(documents)))
    assert link(some, documents, codebook=CODEBOOK, profile=profile) == link(
        shuffled, turned, codebook=CODEBOOK, profile=profile
    )


@settings(max_examples=15, deadline=None)
@given(reports, st.sampled_from(sorted(PROFILES)))
def test_every_claim_is_in_one_incident_and_every_tally_in_order(rows: Rows, profile: str) -> None:
    some, documents = built(rows)
    incidents = link(some, documents, codebook=CODEBOOK, profile=profile)
    assert sorted(c for i in incidents for c in i.claims) == sorted(c.id for c in some)
    assert len({i.id for i in incidents}) == len(incidents)
    for incident in incidents:
        assert len(incident.links) == len(incident.claims) - 1
        for tally in incident.counts.values():
            rows_of: list[Tally | SideTally | WhoTally | PartyTally] = [tally, *tally.by_side, *tally.by_who]
            for row in (*rows_of, *tally.by_party):
                known = [x for x in (row.low, row.best, row.high) if x is not None]
                assert known == sorted(known)


@settings(max_examples=15, deadline=None)
@given(reports)
def test_no_incident_holds_two_days_that_exclude_each_other_or_two_places_far_apart(rows: Rows) -> None:
    some, documents = built(rows)
    by_id = {c.id: c for c in some}
    for incident in link(some, documents, codebook=CODEBOOK):
        members = [by_id[c] for c in incident.claims]
        days = {c.date.text for c in members if c.date and c.event_type not in lasting()}
        assert not {"2024-03-03", "2024-03-08"} <= days
        named = {p.name for c in members for p in c.places[:1] if p.name in PLACES}
        assert not {"Saraqib", "Palmyra"} <= named


@settings(max_examples=15, deadline=None)
@given(reports)
def test_every_position_is_held_by_somebody_and_a_dispute_by_two(rows: Rows) -> None:
    some, documents = built(rows)
    for incident in link(some, documents, codebook=CODEBOOK):
        members = set(incident.claims)
        for field in incident.contested:
            assert len(field.positions) > 1
            assert all(set(p.claims) <= members and p.claims and p.sources for p in field.positions)
            if field.kind == "dispute":
                assert len({source for p in field.positions for source in p.sources}) > 1
        for party in incident.party_sources:
            assert set(party.claims) <= members
        for tally in incident.counts.values():
            assert set(tally.claims) <= members
            assert tally.reason


@settings(max_examples=25, deadline=None)
@given(reports)
def test_no_two_incidents_are_part_of_each_other(rows: Rows) -> None:
    some, documents = built(rows)
    incidents = {i.id: i for i in link(some, documents, codebook=CODEBOOK)}
    within = {i.id: [r.incident_id for r in i.related if r.relation == "part_of"] for i in incidents.values()}
    for inner, outer in ((i, o) for i, holding in within.items() for o in holding):
        assert outer in incidents
        assert inner != outer
        assert inner not in within[outer]


@settings(max_examples=25, deadline=None)
@given(reports)
def test_cumulative_figures_never_enter_an_incidents_count(rows: Rows) -> None:
    some, documents = built(rows)
    by_id = {c.id: c for c in some}
    for incident in link(some, documents, codebook=CODEBOOK):
        cumulative = {by_id[c].is_total or by_id[c].event_type == "toll" for c in incident.claims}
        assert len(cumulative) == 1
        if cumulative == {True}:
            assert incident.counts == {}


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(1, 9))
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    scores = {p: draw(st.integers(-6, 6)) for p in pairs}
    apart = {p for p in pairs if draw(st.integers(0, 4)) == 0}
    return size, scores, apart


def clustered(
    size: int, scores: Mapping[Pair, float], apart: set[Pair]
) -> tuple[list[list[int]], Callable[[int, int], float]]:
    def score(a: int, b: int) -> float:
        return float(scores[min(a, b), max(a, b)])

    def excluded(a: int, b: int) -> bool:
        return (min(a, b), max(a, b)) in apart

    return cluster(size, list(scores), score, excluded, 0.0), score


@given(graphs())
def test_clusters_partition_and_hold_no_pair_that_is_apart(graph: Graph) -> None:
    size, scores, apart = graph
    clusters, _ = clustered(size, scores, apart)
    assert sorted(n for members in clusters for n in members) == list(range(size))
    for members in clusters:
        assert not [p for p in apart if set(p) <= set(members)]


@given(graphs())
def test_only_links_join(graph: Graph) -> None:
    size, scores, apart = graph
    clusters, _ = clustered(size, {p: min(s, 0) for p, s in scores.items()}, apart)
    assert clusters == [[n] for n in range(size)]


@given(graphs())
def test_a_pair_that_links_and_no_other_stays_open(graph: Graph) -> None:
    """With two items, the rule is the pair's own score."""
    _, scores, _ = graph
    for s in scores.values():
        clusters, _ = clustered(2, {(0, 1): s}, set())
        assert clusters == ([[0, 1]] if s > 0 else [[0], [1]])


@given(graphs())
def test_a_cluster_of_many_is_held_by_one_link_fewer(graph: Graph) -> None:
    size, scores, apart = graph
    clusters, score = clustered(size, scores, apart)
    for members in clusters:
        joined = spanning(members, score)
        reached = {members[0]}
        while grown := {n for pair in joined if reached & set(pair) for n in pair} - reached:
            reached |= grown
        assert (len(joined), reached) == (len(members) - 1, set(members))


def test_two_that_exclude_each_other_share_no_cluster_through_a_third() -> None:
    scores: dict[Pair, float] = {(0, 1): -8, (0, 2): 5, (1, 2): 5}
    clusters, _ = clustered(3, scores, {(0, 1)})
    assert clusters == [[0, 2], [1]]
