"""What each field finds about two claims: rows of (left, right, finding), each with its twins nearby."""

from typing import Any

import pytest
from incident_cases import CODEBOOK, claim, figure, report

from sayso.incidents.compare import FIELDS, compare, weigh
from sayso.incidents.facts import Facts, rarity, read
from sayso.incidents.weights import FINDINGS
from sayso.schema import Claim

FIND = {field.name: field.find for field in FIELDS}
DAY = "2024-03-03"


def facts(left: Claim, right: Claim, published: tuple[str | None, str | None]) -> tuple[Facts, Facts]:
    made = report("A", published[0], left), report("B", published[1], right)
    documents = {r.document.id: r.document for r in made}
    claims = [r.claims[0] for r in made]
    rare = rarity(claims)
    one, other = (read(c, documents, CODEBOOK, rare) for c in claims)
    return one, other


def found(
    field: str, left: Claim, right: Claim, published: tuple[str | None, str | None] = ("2024-03-04", "2024-03-04")
) -> str:
    """Return the finding, which must be the same from either side."""
    one, other = facts(left, right, published)
    assert FIND[field](one, other) == FIND[field](other, one)
    return FIND[field](one, other).partition(".")[2]


@pytest.mark.parametrize(
    ("left", "right", "finding"),
    [
        (DAY, DAY, "same_day"),
        (DAY, "2024-03-04", "next_day"),
        (DAY, "2024-03-06", "days_apart"),
        (DAY, "2024-03-07", "apart"),
        (DAY, "2024-03-02/2024-03-04", "same_days"),
        (DAY, "2024-03-01/2024-03-07", "same_week"),
        (DAY, "2024-03-01/2024-03-31", "same_month"),
        (DAY, "2024-01-01/2024-12-31", "same_season"),
        ("2024-02-25", "2024-03-01/2024-03-31", "days_apart"),
        ("2024-01-02", "2024-03-01/2024-03-31", "apart"),
        (DAY, None, "fresh"),
        ("2023-11-20", None, "stale"),
        ("2024-03-09", None, "not_yet"),
        (None, None, "undated_together"),
    ],
)
def test_dates(left: str | None, right: str | None, finding: str) -> None:
    assert found("date", claim("shelling", "Saraqib", left), claim("shelling", "Saraqib", right)) == finding


def test_undated_claims_of_reports_weeks_apart() -> None:
    undated = claim("shelling", "Saraqib")
    assert found("date", undated, undated, ("2024-03-04", "2024-05-04")) == "undated_apart"
    assert found("date", undated, undated, ("2024-03-04", None)) == "unknown"


def test_a_launch_and_an_end_are_days_apart_and_one() -> None:
    launched = claim("operation", "Syrian Desert", "2023-12-04")
    ended = claim("operation", "Syrian Desert", "2023-12-10", status="ended")
    assert found("date", launched, ended) == "launch_and_end"
    undated = claim("operation", "Syrian Desert", status="ended")
    assert found("date", launched, undated, ("2023-12-05", "2023-12-11")) == "launch_and_end"
    assert found("date", launched, undated, ("2023-12-05", "2024-05-11")) == "unknown"
    assert found("date", launched, claim("operation", "Syrian Desert", "2023-12-10")) == "phases"
    assert found("date", launched, claim("operation", "Syrian Desert", "2024-03-10", status="ended")) == "apart"
    assert (
        found("date", claim("shelling", "Saraqib", "2023-12-04"), claim("shelling", "Saraqib", "2023-12-10")) == "apart"
    )


@pytest.mark.parametrize(
    ("left", "right", "finding"),
    [
        ("Saraqib", "Saraqib", "same_spot"),
        ("Qamishli", "Qamishli", "same_town"),
        ("Idlib", "Idlib", "same_area"),
        ("Syrian Desert", "Syrian Desert", "same_region"),
        ("Syria", "Saraqib", "same_country"),
        ("Idlib", "Saraqib", "within"),
        ("Syrian Desert", "al-Sukhna", "within"),
        ("Binnish", "Maarat Misrin", "neighbours"),
        ("Saraqib", "Maarat Misrin", "far"),
        ("Saraqib", "Palmyra", "apart"),
        ("Tell Hamdiya", "Tel Hamdiyah village", "same_name"),
        ("Tell Hamdiya", "Tell Marqab", "other_name"),
        (("Tell Hamdiya", "Naqra plain"), ("Tell Marqab", "Naqra plain"), "siblings"),
        (("Tell Hamdiya", "Naqra plain"), "Naqra plain", "within"),
        ("several areas", "Saraqib", "unknown"),
        ((), "Saraqib", "unknown"),
    ],
)
def test_places(left: str | tuple[str, ...], right: str | tuple[str, ...], finding: str) -> None:
    assert found("place", claim("shelling", left), claim("shelling", right)) == finding


@pytest.mark.parametrize(
    ("left", "right", "finding"),
    [
        ("shelling", "shelling", "same"),
        ("explosion.ied", "explosion.ied", "same_detail"),
        ("explosion.ied", "explosion", "same"),
        ("air_strike", "shelling", "family"),
        ("armed_clash", "attack_on_civilians", "near"),
        ("agreement", "air_strike", "differ"),
        ("other", "air_strike", "open"),
        ("toll", "air_strike", "figures"),
    ],
)
def test_types(left: str, right: str, finding: str) -> None:
    assert found("type", claim(left), claim(right)) == finding


@pytest.mark.parametrize(
    ("left", "right", "finding"),
    [
        ("12", "12", "same_high"),
        ("5", "5", "same"),
        ("1", "1", "same_low"),
        ("7+", "9", "agree"),
        ("12", "15", "risen"),
        ("12", "80", "differ"),
        (None, "80", "unknown"),
    ],
)
def test_the_dead(left: str | None, right: str | None, finding: str) -> None:
    assert found("killed", claim("shelling", killed=left), claim("shelling", killed=right)) == finding


def test_the_losses_of_two_sides_say_nothing_about_one_another() -> None:
    ours = claim("armed_clash", killed=[figure("5", of="Syrian army")])
    theirs = claim("armed_clash", killed=[figure("50", of="Valley Brigade")])
    assert found("killed", ours, theirs) == "unknown"


@pytest.mark.parametrize(
    ("columns", "other", "finding"),
    [
        ({"by": "the Valley Brigade"}, {"by": "Valley Brigade fighters"}, "same"),
        ({"by": "gunmen"}, {"by": "unknown gunmen"}, "described"),
        ({"by": "gunmen"}, {"by": "Valley Brigade"}, "differ"),
        ({"by": "Syrian army", "to": "rebels"}, {"by": "rebels"}, "swapped"),
        ({"by": "Syrian army"}, {}, "unknown"),
    ],
)
def test_actors(columns: dict[str, Any], other: dict[str, Any], finding: str) -> None:
    assert found("actor", claim("shelling", **columns), claim("shelling", **other)) == finding


def test_both_sides_of_a_fight_are_no_contradiction() -> None:
    left = claim("armed_clash", by="Syrian army", to="Valley Brigade")
    assert found("actor", left, claim("armed_clash", by="Valley Brigade", to="Syrian army")) == "both_sides"


def test_a_report_comes_back_to_the_blast() -> None:
    first = claim("explosion", quote="A blast tore through the wholesale market")
    back = claim("explosion", quote="The blast was heard across the river")
    other = claim("explosion", quote="A blast was heard across the river")
    made = report("A", "2024-03-04", first, back, other)
    rare = rarity(made.claims)
    one, two, three = (read(c, {"A": made.document}, CODEBOOK, rare) for c in made.claims)
    assert FIND["taken_up"](one, two) == "taken_up.same_type"
    assert FIND["taken_up"](one, three) == "taken_up.none"
    assert FIND["taken_up"](three, two) == "taken_up.none"


def test_one_source_with_two_tolls_in_one_report_tells_of_two_events() -> None:
    made = report(
        "A",
        "2024-03-04",
        claim("shelling", killed="15", says="Border Monitor"),
        claim("shelling", killed="6", says="Border Monitor"),
        claim("shelling", killed="6", says="Health Office"),
    )
    one, two, three = (read(c, {"A": made.document}, CODEBOOK, rarity(made.claims)) for c in made.claims)
    assert FIND["killed"](one, two) == "killed.two_tolls"
    assert FIND["killed"](one, three) == "killed.risen"


def test_the_quick_score_is_the_explained_one() -> None:
    one, two = facts(
        claim("shelling", "Saraqib", DAY, killed="12", by="Syrian army"),
        claim("shelling", "Idlib", DAY, killed="14"),
        ("2024-03-04", "2024-03-05"),
    )
    assert weigh(one, two).bits == pytest.approx(sum(c.weight for c in compare(one, two)))
    assert not weigh(one, two).apart


def test_every_finding_names_a_field_and_reads_as_a_sentence() -> None:
    assert {name.partition(".")[0] for name in FINDINGS} == set(FIND)
    assert all(f.sentence and f.sentence[0].islower() for f in FINDINGS.values())
    assert all(f.bits <= -10 for f in FINDINGS.values() if f.apart)
