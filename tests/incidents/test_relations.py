"""Relations between incidents: sentences with the claims they make, and operations with what lies in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from incident_cases import Report, claim, incidents_of, report

from sayso.schema import Claim, Incident, Related, Trigger

Told = tuple[str, dict[str, Any]]
"""The words that name the event in the sentence, and the columns of its claim."""

SHELLED: Told = ("shelled", {"what": "shelling", "where": "Binnish", "when": "2024-03-05", "by": "Syrian army"})
AMBUSH: Told = (
    "ambush",
    {"what": "armed_clash", "where": "Palmyra", "when": "2024-03-03", "by": "Valley Brigade", "to": "Syrian army"},
)
RAID: Told = ("raid", {"what": "air_strike", "where": "al-Sukhna", "when": "2024-03-05", "by": "Syrian army"})
SWEEP: Told = (
    "operation",
    {"what": "operation", "where": "Syrian Desert", "when": "2024-03-01/2024-03-10", "by": "Syrian army"},
)


def says(*sentences: tuple[str, list[Told]], by: str = "Border Monitor", name: str = "A") -> Report:
    """Return a report of these sentences, each with its claims, all attributed to one source."""
    claims: list[Claim] = []
    at = 0
    for text, rows in sentences:
        for trigger, columns in rows:
            start = at + text.index(trigger)
            made = claim(says=by, quote=text, **columns)
            made = replace(made, trigger=Trigger(trigger, start, start + len(trigger)), start=at, end=at + len(text))
            claims.append(replace(made, id=f"{name}{len(claims)}", document_id=name))
        at += len(text) + 1
    return Report(report(name, "2024-03-06").document, tuple(claims))


def of(found: tuple[Incident, ...], claim_id: str) -> Incident:
    return next(i for i in found if claim_id in i.claims)


def told_by(*sentences: tuple[str, list[Told]]) -> tuple[Related, ...]:
    """Return the relations of the first claim's incident, which must not hold the second claim."""
    made = says(*sentences)
    found = incidents_of(made)
    assert of(found, "A0") != of(found, "A1"), "the two are one incident"
    return of(found, "A0").related


@pytest.mark.parametrize(
    ("text", "relation", "words"),
    [
        (
            "The army shelled Binnish in retaliation for the ambush near Palmyra, it said.",
            "retaliates_for",
            "in retaliation for the ambush near Palmyra",
        ),
        (
            "In response to the ambush near Palmyra, the army shelled Binnish.",
            "retaliates_for",
            "In response to the ambush near Palmyra",
        ),
        ("The army shelled Binnish following an ambush near Palmyra.", "follows", "following an ambush near Palmyra"),
        (
            "The army shelled Binnish two days after an ambush near Palmyra.",
            "follows",
            "days after an ambush near Palmyra",
        ),
        ("The army shelled Binnish and fell into an ambush near Palmyra.", None, ""),
    ],
)
def test_what_the_sentence_says(text: str, relation: str | None, words: str) -> None:
    found = told_by((text, [SHELLED, AMBUSH]))
    assert [(r.relation, r.basis, r.words) for r in found] == ([(relation, "text", words)] if relation else [])


def test_a_retaliation_is_one_on_somebodys_word() -> None:
    (found,) = told_by(("The army shelled Binnish in retaliation for the ambush.", [SHELLED, AMBUSH]))
    assert (found.claims, found.sources) == (("A0",), ("Border Monitor",))
    assert found.reason == "“in retaliation for the ambush”, says Border Monitor"


def test_two_reports_that_say_so_are_one_relation_of_two_sources() -> None:
    text = "The army shelled Binnish in retaliation for the ambush."
    one, other = says((text, [SHELLED, AMBUSH])), says((text, [SHELLED, AMBUSH]), by="Health Office", name="B")
    found = incidents_of(one, other)
    (related,) = of(found, "A0").related
    assert (related.claims, related.sources) == (("A0", "B0"), ("Border Monitor", "Health Office"))
    assert related.reason.endswith("say Border Monitor, Health Office")


def test_a_noun_takes_up_what_the_report_has_told() -> None:
    first = ("An ambush near Palmyra killed nobody.", [AMBUSH])
    then = ("The army shelled Binnish in revenge for the ambush.", [SHELLED])
    (found,) = of(incidents_of(says(first, then)), "A1").related
    assert (found.relation, found.claims) == ("retaliates_for", ("A1",))


def test_what_only_comes_after_must_be_told_there() -> None:
    first = ("An ambush near Palmyra killed nobody.", [AMBUSH])
    then = ("The army shelled Binnish after the ambush.", [SHELLED])
    assert of(incidents_of(says(first, then)), "A1").related == ()


def test_nothing_retaliates_for_what_came_later() -> None:
    later: Told = (AMBUSH[0], {**AMBUSH[1], "when": "2024-03-06"})
    assert told_by(("The army shelled Binnish in retaliation for the ambush.", [SHELLED, later])) == ()


def test_a_denied_retaliation_is_none() -> None:
    denied: Told = (SHELLED[0], {**SHELLED[1], "status": "denied"})
    assert told_by(("The army denied that it shelled Binnish in retaliation for the ambush.", [denied, AMBUSH])) == ()


def test_part_of_an_operation_by_the_reports_words() -> None:
    elsewhere: Told = ("raid", {**RAID[1], "where": "Binnish", "by": None})
    (found,) = told_by(("The raid came as part of an operation in the desert.", [elsewhere, SWEEP]))
    assert (found.relation, found.basis, found.words) == ("part_of", "text", "as part of an operation in the desert")


def test_nothing_is_part_of_what_is_no_operation() -> None:
    assert told_by(("The army shelled Binnish during an ambush.", [SHELLED, AMBUSH])) == ()


def apart(*rows: dict[str, Any]) -> list[Incident]:
    """Return the incidents of these claims, each told by a report of its own, in that order."""
    reports = [report(f"r{n}", "2024-03-12", claim(says="Border Monitor", **row)) for n, row in enumerate(rows)]
    found = incidents_of(*reports)
    assert len(found) == len(rows)
    return [of(found, r.claims[0].id) for r in reports]


def test_a_strike_in_an_operations_area_and_days_by_its_actor_is_part_of_it() -> None:
    strike, sweep = apart(RAID[1], SWEEP[1])
    (found,) = strike.related
    assert (found.incident_id, found.relation, found.basis) == (sweep.id, "part_of", "containment")
    assert found.reason == (
        "it lies in the area of the operation (Syrian Desert) and in its days (2024-03-01 to 2024-03-10), "
        "by the same actor, Syrian army"
    )
    assert sweep.related == ()


@pytest.mark.parametrize(
    "other",
    [
        {"when": "2024-03-12"},  # after its days
        {"when": "2024-03-01/2024-03-31"},  # at any time of its month
        {"where": "Binnish"},  # out of its area
        {"where": "Syria"},  # somewhere in the country
        {"by": "Valley Brigade"},  # by another
        {"by": None},  # by nobody who is named
        {"what": "agreement"},  # nothing that an operation is made of
        {"status": "planned"},
    ],
)
def test_what_the_text_and_the_map_do_not_support_is_no_part(other: dict[str, Any]) -> None:
    strike, _ = apart({**RAID[1], **other}, SWEEP[1])
    assert strike.related == ()


def test_an_operation_against_another_opponent_does_not_hold_it() -> None:
    strike, _ = apart({**RAID[1], "to": "Valley Brigade"}, {**SWEEP[1], "to": "Islamic State"})
    assert strike.related == ()


def test_a_strike_is_part_of_the_closest_operation_and_that_of_the_campaign() -> None:
    town = {**SWEEP[1], "where": "al-Sukhna", "when": "2024-03-04/2024-03-06", "quote": "a sweep of the town"}
    campaign = {**SWEEP[1], "quote": "a campaign in the whole steppe"}
    strike, operation, whole = apart(RAID[1], town, campaign)
    assert [r.incident_id for r in strike.related] == [operation.id]
    assert [r.incident_id for r in operation.related] == [whole.id]
    assert whole.related == ()


def test_a_total_names_what_it_is_over() -> None:
    one = claim("air_strike", "Saraqib", "2024-03-03", says="Border Monitor", killed="7")
    other = claim("shelling", "Palmyra", "2024-03-01", says="Border Monitor", killed="5")
    whole = claim("toll", says="Health Office", killed="12", is_total=True)
    made = report("A", "2024-03-04", one, other, whole)
    parts = tuple(c.id for c in made.claims[:2])
    made = Report(made.document, (*made.claims[:2], replace(made.claims[2], sum_of=parts)))
    found = incidents_of(made)
    over = of(found, made.claims[2].id).related
    assert {r.incident_id for r in over} == {of(found, part).id for part in parts}
    assert {(r.relation, r.basis, r.sources) for r in over} == {("total_over", "sum", ("Health Office",))}
