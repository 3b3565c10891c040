"""The made-up world: the same for a seed, look-alikes that are honest ones, records that say what their text says."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.evaluation.measures.world import World, as_read, b_cubed, is_disputed, is_found, made_up, pairs, world
from sayso.evaluation.world import as_records, happen, planted, tell
from sayso.evaluation.world.land import NEXT_VILLAGE_KM, kilometres, next_village, villages
from sayso.incidents.facts import days_of
from sayso.schema import Contested, Incident, Position

seeds = st.integers(0, 10_000)
few = settings(max_examples=15, deadline=None)


@few
@given(seeds)
def test_a_seed_gives_one_world(seed: int) -> None:
    assert world(seed, 12) == world(seed, 12)


@few
@given(seeds)
def test_a_look_alike_is_a_day_or_a_village_off_and_else_the_same_deed(seed: int) -> None:
    found = happen(Random(seed), 20, 40)
    by_key = {h.key: h for h in found}
    for one in (h for h in found if h.like is not None):
        first = by_key[one.like or 0]
        assert (one.form, one.actor) == (first.form, first.actor)
        assert (one.village, one.day) != (first.village, first.day)
        assert (one.day - first.day).days in (0, 1)
        assert kilometres(one.village, first.village) <= NEXT_VILLAGE_KM
    assert [h.key for h in found] == list(range(len(found)))


def test_half_of_the_happenings_or_so_have_a_look_alike() -> None:
    found = happen(Random(3), 400, 90)
    assert 0.35 < sum(h.like is not None for h in found) / len(found) < 0.55


def test_most_villages_have_a_neighbour() -> None:
    assert sum(next_village(v) is not None for v in villages()) > 0.8 * len(villages())


@few
@given(seeds)
def test_a_claim_says_what_stands_in_its_report(seed: int) -> None:
    made = as_records(tell(Random(seed), happen(Random(seed), 12, 40)))
    texts = {d.id: d for d in made.documents}
    for claim in made.claims:
        document = texts[claim.document_id]
        assert document.text[claim.start : claim.end] == claim.quote
        assert document.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
        assert all(p.name in claim.quote for p in claim.actors)
        assert all(p.name in claim.quote for p in claim.places[:1])
        assert all(str(c.low) in claim.quote for c in claim.counts)
        assert all(link.name in claim.quote for link in claim.attribution)
    assert len({c.id for c in made.claims}) == len(made.claims)


@few
@given(seeds)
def test_what_is_told_of_a_happening_is_true_of_it(seed: int) -> None:
    found = world(seed, 12)
    for claim in found.made.claims:
        report, told = found.made.tellings[claim.id]
        days = days_of(claim.date)
        assert days is None or days[0] <= told.happening.day.toordinal() <= days[1]
        assert report.published >= told.happening.day
        assert told.actor in (None, told.happening.actor, told.happening.enemy)


@few
@given(seeds)
def test_a_copy_tells_what_its_original_tells(seed: int) -> None:
    reports = {r.key: r for r in tell(Random(seed), happen(Random(seed), 12, 40))}
    for copy in (r for r in reports.values() if r.copy_of is not None):
        first = reports[copy.copy_of or 0]
        assert copy.tellings == first.tellings
        assert copy.publisher != first.publisher


def test_most_claims_fit_one_happening_only() -> None:
    found = world(1)
    assert 0.8 < len(found.fixed) / len(found.made.claims) < 1.0


def test_each_plot_leaves_its_contests() -> None:
    found = world(1)
    expected = planted((c, t) for c, (_, t) in found.made.tellings.items())
    fields = [e.field for e in expected]
    assert {"killed", "event", "actor", None} == set(fields)
    for e in expected:
        assert not e.one & e.other
        assert {found.home(c) for c in e.one | e.other} == {e.happening.key}


# ---- the scores


def perfect(found: World) -> tuple[dict[str, int], dict[str, str]]:
    gold = {c: found.home(c) for c in found.fixed}
    return gold, {c: f"i{h}" for c, h in gold.items()}


def test_one_that_links_as_it_was_scores_one() -> None:
    gold, ours = perfect(world(2, 10))
    precision, recall = b_cubed(gold, ours)
    assert precision == pytest.approx(len(gold))
    assert recall == pytest.approx(len(gold))
    both, of_ours, of_gold = pairs(gold, ours)
    assert both == of_ours == of_gold > 0


def test_b_cubed_as_counted_by_hand() -> None:
    gold = {"a": 1, "b": 1, "c": 1, "d": 2}
    ours = {"a": "x", "b": "x", "c": "y", "d": "y"}
    precision, recall = b_cubed(gold, ours)
    assert precision == pytest.approx(1 + 1 + 0.5 + 0.5)
    assert recall == pytest.approx(2 / 3 + 2 / 3 + 1 / 3 + 1)
    assert pairs(gold, ours) == (1, 2, 3)


def holding(found: World, *contested: Contested) -> Incident:
    return Incident(
        "i1", "shelling", "happened", None, None, (), (), tuple(found.made.tellings), {}, (), (), None, contested
    )


def test_a_contest_is_found_where_its_two_positions_stand_apart() -> None:
    found = world(1)
    expected = next(e for e in planted((c, t) for c, (_, t) in found.made.tellings.items()) if e.field == "killed")
    one, other = Position("3", tuple(expected.one), ()), Position("30", tuple(expected.other), ())
    mixed = Position("3 or 30", tuple(expected.one | expected.other), ())
    assert is_found(expected, [holding(found, Contested("killed", "dispute", (one, other)))])
    assert not is_found(expected, [holding(found, Contested("killed", "update", (one, other)))])
    assert not is_found(expected, [holding(found, Contested("actor", "dispute", (one, other)))])
    assert not is_found(expected, [holding(found, Contested("killed", "dispute", (mixed, mixed)))])
    assert not is_found(expected, [holding(found)])


def test_a_rise_is_wrong_only_as_a_dispute_and_a_dispute_nobody_planted_is_made_up() -> None:
    found = world(1)
    expected = planted((c, t) for c, (_, t) in found.made.tellings.items())
    rise = next(e for e in expected if e.field is None)
    said = (Position("1", tuple(rise.one), ()), Position("9", tuple(rise.other), ()))
    assert is_disputed(rise, [holding(found, Contested("killed", "dispute", said))])
    assert not is_disputed(rise, [holding(found, Contested("killed", "update", said))])
    assert made_up(found, [holding(found, Contested("date", "dispute", said))], expected) == [("i1", "date")]
    assert made_up(found, [holding(found, Contested("killed", "dispute", said))], expected) == []


def test_what_is_read_in_a_text_is_the_telling_in_whose_sentence_it_stands() -> None:
    found = world(5, 6)
    by_document = {d.id: [c for c in found.made.claims if c.document_id == d.id] for d in found.made.documents}
    again = as_read(found, lambda d: tuple(by_document[d.id][:1]))
    assert {c.id for c in again.made.claims} == {claims[0].id for claims in by_document.values()}
    assert all(again.made.tellings[c.id] == found.made.tellings[c.id] for c in again.made.claims)
    assert again.fixed == found.fixed & set(again.made.tellings)


def test_no_world_needs_a_corpus() -> None:
    from sayso.evaluation.registry import MEASURES
    from sayso.evaluation.runner import chosen, run

    [taken] = run(chosen(["world"], MEASURES), Path("nowhere"), 1)
    assert taken.result is not None
    assert {f.name for f in taken.result.figures} >= {"B3 F1", "contested fields found"}
