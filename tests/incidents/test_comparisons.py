"""What each field finds about two claims: rows of (left, right, finding), each with its twins nearby."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest
from incident_cases import CODEBOOK, Report, claim, figure, report

from sayso.incidents import scoring
from sayso.incidents.compare import FIELDS
from sayso.incidents.facts import Facts, read
from sayso.incidents.link import explained
from sayso.incidents.linkage import PairFound, apart, with_blocks
from sayso.incidents.rows import Reading
from sayso.incidents.scoring import scorer
from sayso.incidents.weights import LINK_AT, packaged
from sayso.schema import Claim

Pair = tuple[int, int]
Days = tuple[str | None, str | None]
DAY = "2024-03-03"
PUBLISHED: Days = ("2024-03-04", "2024-03-04")


def findings(field: str, cases: Sequence[tuple[Claim, Claim] | tuple[Claim, Claim, Days]]) -> list[str]:
    """Return what a field finds about each pair of claims, each in a report of its own."""
    made: list[Report] = []
    for n, (left, right, *rest) in enumerate(cases):
        published: Days = rest[0] if rest else PUBLISHED
        made += [report(f"A{n}", published[0], left), report(f"B{n}", published[1], right)]
    return found_in(made, field, [(2 * n, 2 * n + 1) for n in range(len(cases))])


def found_in(reports: Sequence[Report], field: str, asked: Sequence[Pair]) -> list[str]:
    """Return what a field finds about pairs of the reports' claims, which must be the same from either side."""
    documents = {r.document.id: r.document for r in reports}
    facts = [read(c, documents, CODEBOOK) for r in reports for c in r.claims]
    reading, last = Reading(documents), len(facts) - 1
    one = _found(reading, facts, field, asked)
    assert one == _found(reading, facts[::-1], field, [(last - b, last - a) for a, b in asked])
    return one


def _found(reading: Reading, facts: Sequence[Facts], field: str, asked: Sequence[Pair]) -> list[str]:
    rows: pa.Table = reading.table(facts)[0]
    scored = scorer(packaged()).these_pairs(rows, [a for a, _ in asked], [b for _, b in asked])
    at = [f.name for f in FIELDS].index(field)
    pairs = zip(scored.left.tolist(), scored.right.tolist(), strict=True)
    names = {p: FIELDS[at].levels[n].name for p, n in zip(pairs, scored.found[:, at].tolist(), strict=True)}
    return [names[p] for p in asked]


DATES: list[tuple[str | None, str | None, str]] = [
    (DAY, DAY, "same_day"),
    (DAY, "2024-03-04", "next_day_told"),
    (DAY, "2024-03-06", "other_day"),
    (DAY, "2024-03-07", "apart"),
    (DAY, "2024-03-02/2024-03-04", "same_days"),
    (DAY, "2024-03-01/2024-03-07", "same_week"),
    (DAY, "2024-03-01/2024-03-31", "same_month"),
    (DAY, "2024-01-01/2024-12-31", "same_season"),
    ("2024-02-25", "2024-03-01/2024-03-31", "days_apart"),
    ("2024-01-02", "2024-03-01/2024-03-31", "apart"),
    (DAY, None, "fresh_day"),
    ("2024-02-28", None, "fresh"),
    ("2023-11-20", None, "stale"),
    ("2024-03-09", None, "not_yet"),
    (None, None, "undated_together"),
]


def test_dates() -> None:
    cases = [(claim("shelling", "Saraqib", a), claim("shelling", "Saraqib", b)) for a, b, _ in DATES]
    assert findings("date", cases) == [finding for _, _, finding in DATES]


def test_undated_claims_of_reports_weeks_apart() -> None:
    undated = claim("shelling", "Saraqib")
    weeks, never = ("2024-03-04", "2024-05-04"), ("2024-03-04", None)
    assert findings("date", [(undated, undated, weeks), (undated, undated, never)]) == ["undated_apart", "unknown"]


def test_a_launch_and_an_end_are_days_apart_and_one() -> None:
    launched = claim("operation", "Syrian Desert", "2023-12-04")
    ended = claim("operation", "Syrian Desert", "2023-12-10", status="ended")
    undated = claim("operation", "Syrian Desert", status="ended")
    cases = {
        "launch_and_end": (launched, ended),
        "soon after": (launched, undated, ("2023-12-05", "2023-12-11")),
        "months after": (launched, undated, ("2023-12-05", "2024-05-11")),
        "phases": (launched, claim("operation", "Syrian Desert", "2023-12-10")),
        "apart": (launched, claim("operation", "Syrian Desert", "2024-03-10", status="ended")),
        "no lasting type": (
            claim("shelling", "Saraqib", "2023-12-04"),
            claim("shelling", "Saraqib", "2023-12-10", status="ended"),
        ),
    }
    expected = ["launch_and_end", "launch_and_end", "unknown", "phases", "apart", "apart"]
    assert findings("date", list(cases.values())) == expected  # type: ignore[arg-type]


PLACES: list[tuple[str | tuple[str, ...], str | tuple[str, ...], str]] = [
    ("Saraqib", "Saraqib", "same_spot"),
    ("Qamishli", "Qamishli", "same_town"),
    ("Idlib", "Idlib", "same_area"),
    ("Syrian Desert", "Syrian Desert", "same_region"),
    ("Syria", "Saraqib", "same_country"),
    ("Idlib", "Saraqib", "within"),
    ("Syrian Desert", "al-Sukhna", "within"),
    ("Binnish", "Maarat Misrin", "neighbours"),
    ("Saraqib", "Maarat Misrin", "two_places"),
    ("Saraqib", "Palmyra", "apart"),
    ("Tell Hamdiya", "Tel Hamdiyah village", "same_name"),
    ("Tell Hamdiya", "Tell Marqab", "other_name"),
    (("Tell Hamdiya", "Naqra plain"), ("Tell Marqab", "Naqra plain"), "siblings"),
    (("Tell Hamdiya", "Naqra plain"), "Naqra plain", "within"),
    ("several areas", "Saraqib", "unknown"),
    ((), "Saraqib", "unknown"),
]


def test_places() -> None:
    cases = [(claim("shelling", a), claim("shelling", b)) for a, b, _ in PLACES]
    assert findings("place", cases) == [finding for _, _, finding in PLACES]


TYPES = [
    ("shelling", "shelling", "same"),
    ("explosion.ied", "explosion.ied", "same_detail"),
    ("explosion.ied", "explosion", "same"),
    ("air_strike", "shelling", "family"),
    ("armed_clash", "attack_on_civilians", "near"),
    ("armed_clash", "air_strike", "far"),
    ("agreement", "air_strike", "differ"),
    ("other", "air_strike", "open"),
    ("toll", "air_strike", "figures"),
]


def test_types() -> None:
    assert findings("type", [(claim(a), claim(b)) for a, b, _ in TYPES]) == [finding for _, _, finding in TYPES]


DEAD = [
    ("12", "12", "same_high"),
    ("5", "5", "same"),
    ("1", "1", "same_low"),
    ("7+", "9", "agree"),
    ("12", "15", "risen"),
    ("12", "80", "differ"),
    (None, "80", "unknown"),
]


def test_the_dead() -> None:
    cases = [(claim("shelling", killed=a), claim("shelling", killed=b)) for a, b, _ in DEAD]
    assert findings("killed", cases) == [finding for _, _, finding in DEAD]


def test_the_losses_of_two_sides_say_nothing_about_one_another() -> None:
    ours = claim("armed_clash", killed=[figure("5", of="Syrian army")])
    theirs = claim("armed_clash", killed=[figure("50", of="Valley Brigade")])
    assert findings("killed", [(ours, theirs), (ours, ours)]) == ["unknown", "same"]


ACTORS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"by": "the Valley Brigade"}, {"by": "Valley Brigade fighters"}, "same"),
    ({"by": "gunmen"}, {"by": "unknown gunmen"}, "described"),
    ({"by": "gunmen"}, {"by": "Valley Brigade"}, "differ"),
    ({"by": "Syrian army", "to": "rebels"}, {"by": "rebels"}, "swapped"),
    ({"by": "Syrian army"}, {}, "unknown"),
]


def test_actors() -> None:
    cases = [(claim("shelling", **a), claim("shelling", **b)) for a, b, _ in ACTORS]
    assert findings("actor", cases) == [finding for _, _, finding in ACTORS]


def test_both_sides_of_a_fight_are_no_contradiction() -> None:
    left = claim("armed_clash", by="Syrian army", to="Valley Brigade")
    right = claim("armed_clash", by="Valley Brigade", to="Syrian army")
    assert findings("actor", [(left, right)]) == ["both_sides"]


def test_a_report_comes_back_to_the_blast() -> None:
    first = claim("explosion", quote="A blast tore through the wholesale market")
    back = claim("explosion", quote="The blast was heard across the river")
    other = claim("explosion", quote="A blast was heard across the river")
    made = report("A", "2024-03-04", first, back, other)
    assert found_in([made], "taken_up", [(0, 1), (0, 2), (1, 2)]) == ["same_type", "none", "none"]


def test_one_source_with_two_tolls_in_one_report_tells_of_two_events() -> None:
    made = report(
        "A",
        "2024-03-04",
        claim("shelling", killed="15", says="Border Monitor"),
        claim("shelling", killed="6", says="Border Monitor"),
        claim("shelling", killed="6", says="Health Office"),
    )
    assert found_in([made], "killed", [(0, 1), (0, 2)]) == ["two_tolls", "risen"]


def test_words_that_few_reports_use() -> None:
    shared = "Masked riders drove the quarrymen off the limestone terraces"
    cases = [
        (claim("abduction", quote=shared), claim("abduction", quote=shared)),
        (claim("abduction", quote=shared), claim("abduction", quote="The limestone was sold in the capital")),
        (claim("abduction", quote=shared), claim("abduction", quote="Police said people had been taken")),
    ]
    assert findings("words", cases) == ["copied", "some", "few"]


def test_the_explained_score_is_the_one_that_counted() -> None:
    made = [
        report("A", "2024-03-04", claim("shelling", "Saraqib", DAY, killed="12", by="Syrian army")),
        report("B", "2024-03-05", claim("shelling", "Idlib", DAY, killed="14")),
    ]
    documents = {r.document.id: r.document for r in made}
    one, two = (read(c, documents, CODEBOOK) for r in made for c in r.claims)
    scored = scorer(packaged()).all_pairs(Reading(documents).table([one, two])[0])
    pair = PairFound(float(scored.bits[0]), tuple(scored.found[0].tolist()))
    link = explained(one, two, pair, packaged())
    assert link.score == pytest.approx(float(scored.bits[0]))
    assert link.score == pytest.approx(sum(c.weight for c in link.comparisons))
    assert not apart(scored)[0]


def test_few_and_many_rows_are_scored_alike() -> None:
    claims = [claim(kind, where, DAY, killed="4") for kind in ("shelling", "air_strike") for where in PLACES_OF_SYRIA]
    made = [report(f"R{n}", "2024-03-04", c) for n, c in enumerate(claims)]
    documents = {r.document.id: r.document for r in made}
    rows = Reading(documents).table([read(c, documents, CODEBOOK) for r in made for c in r.claims])[0]
    few = scorer(packaged()).all_pairs(rows)
    many = scorer(packaged()).these_pairs(rows, few.left.tolist(), few.right.tolist())
    assert few.bits.tolist() == many.bits.tolist()
    assert few.found.tolist() == many.found.tolist()


def _rows_with_blocks() -> pa.Table:
    days = [f"2024-03-{day:02}" for day in range(1, 29)]
    claims = [claim("shelling", where, day, killed="4") for day in days for where in PLACES_OF_SYRIA]
    made = [report(f"R{n}", "2024-03-29", c) for n, c in enumerate(claims)]
    documents = {r.document.id: r.document for r in made}
    return with_blocks(*Reading(documents).table([read(c, documents, CODEBOOK) for r in made for c in r.claims]))


def test_blocks_taken_up_lot_by_lot_bring_up_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _rows_with_blocks()
    at_once = scorer(packaged()).blocked_pairs(rows, LINK_AT)
    monkeypatch.setattr(scoring, "LOT", 400)
    assert len(list(scoring.in_lots(rows))) > 3
    by_lot = scorer(packaged()).blocked_pairs(rows, LINK_AT)
    assert len(at_once) > 100
    assert by_lot.left.tolist() == at_once.left.tolist()
    assert by_lot.right.tolist() == at_once.right.tolist()
    assert by_lot.bits.tolist() == at_once.bits.tolist()


def test_rows_that_were_scored_are_let_go() -> None:
    before = pa.total_allocated_bytes()
    rows = _rows_with_blocks()
    scorer(packaged()).blocked_pairs(rows, LINK_AT)
    scorer(packaged()).all_pairs(rows.slice(0, 5))
    scorer(packaged()).these_pairs(rows, [0, 1], [1, 2])
    del rows
    assert pa.total_allocated_bytes() == before


PLACES_OF_SYRIA = ("Saraqib", "Binnish", "Idlib", "Syria", "Palmyra", "Tell Hamdiya")


def test_every_level_reads_as_a_sentence_and_has_its_weight() -> None:
    for field in FIELDS:
        assert len({level.name for level in field.levels}) == len(field.levels)
        for level in field.levels:
            assert level.sentence[0].islower()
            assert packaged().bits(field, level) <= -10 if level.apart else True
            assert packaged().bits(field, level) == 0 if level.silent else True
