"""Publishers and independent sources, the grade they give, and who cites whom."""

from dataclasses import replace
from typing import Any

import pytest
from incident_cases import Report, claim, figure, incidents_of, only, report

from sayso.incidents import citations
from sayso.incidents.independence import written_in
from sayso.schema.document import Passage, Reprint

DAY = "2024-03-03"


def told(
    name: str, says: str = "", publisher: str | None = None, reprint_of: str | None = None, **columns: Any
) -> Report:
    columns = {"what": "air_strike", "where": "Saraqib", "when": DAY, "by": "Syrian army", **columns}
    return report(name, "2024-03-04", claim(says=says, **columns), publisher=publisher or name, reprint_of=reprint_of)


def counted(*reports: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    incident = only(*reports)
    return incident.publishers, incident.independent_sources


def test_three_publishers_one_speaker() -> None:
    assert counted(
        told("A", "Border Monitor"), told("B", "Border Monitor"), told("C", "the Border Monitor < Gulf Wire")
    ) == (
        ("A", "B", "C"),
        ("Border Monitor",),
    )


def test_a_body_and_its_head_are_one() -> None:
    assert counted(told("A", "Border Monitor"), told("B", "Nadim Harun, head of the Border Monitor"))[1] == (
        "Border Monitor",
    )


def test_two_monitors_are_two() -> None:
    assert counted(told("A", "Border Monitor"), told("B", "Highland Monitor"))[1] == (
        "Border Monitor",
        "Highland Monitor",
    )


def test_a_reprint_is_its_original() -> None:
    assert counted(told("A"), told("B", reprint_of="A"), told("C", reprint_of="B")) == (
        ("A", "B", "C"),
        ("publisher: A",),
    )


def test_an_outlet_cited_and_speaking_itself_is_one() -> None:
    assert counted(told("A", publisher="Valley Herald"), told("B", "Valley Herald"))[1] == ("Valley Herald",)


def test_witnesses_of_two_outlets_are_two() -> None:
    assert counted(told("A", "witnesses"), told("B", "witnesses"))[1] == ("witnesses (via A)", "witnesses (via B)")


def test_a_source_within_a_body_is_not_the_body() -> None:
    found = counted(told("A", "a military source of the Syrian army"), told("B", "Syrian army"))[1]
    assert found == ("Syrian army", "a military source of the Syrian army")


def test_witnesses_relayed_by_one_agency_are_one() -> None:
    assert counted(told("A", "witnesses < Gulf Wire"), told("B", "witnesses < Gulf Wire"))[1] == ("witnesses",)


@pytest.mark.parametrize(
    ("reports", "word", "reason"),
    [
        ((told("A", "Border Monitor"), told("B", "Health Office")), "fair", "2 independent sources"),
        (
            (told("A", "Border Monitor"), told("B", "Border Monitor")),
            "weak",
            "one credible source: Border Monitor, carried by 2 publishers",
        ),
        (
            (told("A", "Border Monitor", by="Valley Brigade"), told("B", "Syrian army")),
            "confirmed",
            "a party accepts that it did it: Syrian army",
        ),
        (
            (told("A", "Syrian army"), told("B", "Valley Brigade", by="Valley Brigade")),
            "contested",
            "several parties claim it: Syrian army; Valley Brigade",
        ),
        (
            (told("A", "Syrian army"), told("B", "Syrian army", qualifiers=["responsibility_denied"])),
            "weak",
            "no credible source beside a party",
        ),
        (
            (told("A", by="Valley Brigade", qualifiers=["responsibility_claimed"]),),
            "confirmed",
            "a party accepts that it did it: Valley Brigade",
        ),
        (
            (told("A", "the mayor", to="Valley Brigade"), told("B", "Valley Brigade", to="Valley Brigade")),
            "weak",
            "one credible source: the mayor",
        ),
        ((told("A", "a source"),), "weak", "no credible source"),
        ((told("A", "Border Monitor"), told("B", "Syrian army")), "confirmed", "accepts that it did it: Syrian army"),
        (
            (told("A", "Border Monitor"), told("B", "Syrian army", status="denied")),
            "contested",
            "denied by Syrian army",
        ),
        (
            (told("A", "Border Monitor"), told("B", "Health Office", by="Valley Brigade")),
            "contested",
            "different actors",
        ),
        (
            (
                told("A", "Border Monitor", killed=[figure("7", who="militants")]),
                told("B", "Health Office", killed=[figure("7", who="militants")]),
                told("C", "the town council", killed=[figure("7", who="civilians")]),
            ),
            "discounted",
            "the dead were combatants",
        ),
    ],
)
def test_the_five_words(reports: tuple[Report, ...], word: str, reason: str) -> None:
    grade = only(*reports).grade
    assert grade is not None
    assert grade.value == word
    assert reason in grade.reason


@pytest.mark.parametrize("row", [{"status": "planned"}, {"what": "toll"}, {"what": "strength"}])
def test_plans_and_figures_have_no_grade(row: dict[str, str]) -> None:
    assert only(told("A", "Border Monitor", **row)).grade is None


def copied(*, own: bool) -> tuple[Report, Report]:
    """Return a report and another that copies its first hundred characters; the second claims there, or after them."""
    original, copy = told("A"), told("B")
    (claimed,) = copy.claims
    where = (150, 240) if own else (0, 90)
    document = replace(
        copy.document,
        reprint_of="A",
        reprint=Reprint("A", "A", 0.7, (Passage(0, 60, 10, 70), Passage(61, 100, 71, 110))),
    )
    return original, Report(document, (replace(claimed, start=where[0], end=where[1]),))


def test_what_a_reprint_copies_is_its_originals_and_the_rest_its_own() -> None:
    assert counted(*copied(own=False)) == (("A", "B"), ("publisher: A",))
    assert counted(*copied(own=True)) == (("A", "B"), ("publisher: A", "publisher: B"))


def test_only_the_claims_that_are_copied_are_cited_as_a_reprint() -> None:
    assert cited(*copied(own=False)) == [("B", "A", 1, True)]
    assert cited(*copied(own=True)) == []


def test_a_passage_is_followed_from_copy_to_copy() -> None:
    """C copies B, and B's words at that place are A's; B's own words stay B's."""
    passages = (Passage(0, 100, 0, 100),)

    def copy(name: str, of: str, at: tuple[int, int]) -> Report:
        made = told(name)
        document = replace(made.document, reprint_of="A", reprint=Reprint("A", of, 0.7, passages))
        return Report(document, (replace(made.claims[0], start=at[0], end=at[1]),))

    first, second = told("A"), copy("B", "A", (0, 50))
    third = copy("C", "B", (0, 50))
    documents = {r.document.id: r.document for r in (first, second, third)}
    assert written_in(third.claims[0], documents) == "A"
    rest = replace(second.document, reprint=Reprint("A", "A", 0.7, (Passage(60, 100, 60, 100),)))
    assert written_in(third.claims[0], documents | {"B": rest}) == "B"


def test_police_and_a_resident_are_two() -> None:
    (said,) = told("A", "a nurse < the town council").claims
    nurse, council = said.attribution
    together = Report(told("A").document, (replace(said, attribution=(nurse, replace(council, beside=True))),))
    assert counted(together)[1] == ("a nurse", "the town council")
    assert counted(told("A", "a nurse < the town council"))[1] == ("a nurse",)


@pytest.mark.parametrize(
    ("reports", "ring"),
    [
        ((told("Alpha Press", "Beta Wire"), told("Beta Wire", "Alpha Press")), ("Alpha Press", "Beta Wire")),
        ((told("Alpha Press", "Beta Wire"), told("Beta Wire", "the mayor")), None),
        ((told("Alpha Press", "Beta Wire"), told("Beta Wire")), None),
        (
            (told("Alpha Press", "Beta Wire"), told("Beta Wire", "Gamma Radio"), told("Gamma Radio", "Alpha Press")),
            ("Alpha Press", "Beta Wire", "Gamma Radio"),
        ),
        (
            (told("Alpha Press", "the mayor < Beta Wire"), told("Beta Wire", "Alpha Press")),
            ("Alpha Press", "Beta Wire"),
        ),
        # a copy cites what it copies
        (
            (told("Alpha Press", "Beta Wire"), told("Beta Wire", "the mayor", reprint_of="Alpha Press")),
            ("Alpha Press", "Beta Wire"),
        ),
        # two outlets' witnesses are nobody's ring
        ((told("Alpha Press", "witnesses"), told("Beta Wire", "witnesses")), None),
    ],
)
def test_a_ring_of_citations_is_warned_of(reports: tuple[Report, ...], ring: tuple[str, ...] | None) -> None:
    found = [w.bodies for w in only(*reports).warnings if w.kind == "circular_citation"]
    assert found == ([ring] if ring else [])


def test_a_ring_over_two_incidents_is_none() -> None:
    elsewhere = told("Beta Wire", "Alpha Press", where="Palmyra", when="2024-01-01")
    found = incidents_of(told("Alpha Press", "Beta Wire"), elsewhere)
    assert len(found) == 2
    assert not [w for i in found for w in i.warnings if w.kind == "circular_citation"]


def test_a_ring_reads_like_a_sentence() -> None:
    found = only(told("Alpha Press", "Beta Wire"), told("Beta Wire", "Alpha Press"))
    assert "Alpha Press and Beta Wire cite each other on this: none of them need have it at first hand" in {
        w.text for w in found.warnings
    }


@pytest.mark.parametrize(
    ("reports", "kinds"),
    [
        ((told("A", "Border Monitor"), told("B", "Health Office")), set()),
        ((told("A", "Border Monitor"), told("B", "Border Monitor")), {"single_source"}),
        ((told("A", "Syrian army"),), {"single_source", "parties_only"}),
        (
            (told("A", "Syrian army", to="Valley Brigade"), told("B", "Valley Brigade", to="Valley Brigade")),
            {"parties_only"},
        ),
        ((told("A", "Syrian army"), told("B", "Border Monitor")), set()),
    ],
)
def test_one_source_and_parties_only_are_marked(reports: tuple[Report, ...], kinds: set[str]) -> None:
    assert {w.kind for w in only(*reports).warnings} == kinds


def test_a_source_that_is_a_party_is_marked_with_its_side_and_its_claims() -> None:
    army = told("A", "a Syrian army officer < Gulf Wire", to="Valley Brigade")
    brigade = told("B", "Valley Brigade", by=None, to="Valley Brigade")
    monitor = told("C", "Border Monitor", to="Valley Brigade")
    found = only(army, brigade, monitor).party_sources
    assert [(p.source, p.side, p.claims) for p in found] == [
        ("Valley Brigade", "recipient", (brigade.claims[0].id,)),
        ("a Syrian army officer", "actor", (army.claims[0].id,)),
    ]


def test_an_outlet_named_for_the_town_that_was_hit_is_no_party() -> None:
    assert only(told("A", "Saraqib Wire", to="Saraqib")).party_sources == ()


def cited(*reports: Report) -> list[tuple[str, str, int, bool]]:
    documents = {r.document.id: r.document for r in reports}
    edges = citations([c for r in reports for c in r.claims], documents)
    return [(e.citing, e.cited, e.claims, e.is_reprint) for e in edges]


def test_a_chain_is_cited_from_the_publisher_inward() -> None:
    assert cited(told("A", "the mayor < Gulf Wire")) == [
        ("A", "Gulf Wire", 1, False),
        ("Gulf Wire", "the mayor", 1, False),
    ]


def test_citations_are_counted_and_reprints_marked() -> None:
    assert cited(
        told("A", "Border Monitor"),
        told("B", "Border Monitor", reprint_of="A"),
        told("A2", "Border Monitor", publisher="A"),
    ) == [
        ("A", "Border Monitor", 2, False),
        ("B", "A", 1, True),
        ("B", "Border Monitor", 1, False),
    ]


def test_who_only_passes_it_on_is_counted_apart() -> None:
    reports = (told("A", "the mayor < Gulf Wire"), told("Gulf Wire", "the mayor"))
    documents = {r.document.id: r.document for r in reports}
    edges = citations([c for r in reports for c in r.claims], documents)
    assert {(e.citing, e.cited): (e.claims, e.relayed) for e in edges} == {
        ("A", "Gulf Wire"): (1, 0),
        ("Gulf Wire", "the mayor"): (2, 1),
    }


def test_own_voice_cites_nobody() -> None:
    assert cited(told("A")) == []


def test_a_missing_document_is_an_unknown_publisher() -> None:
    one = told("A", "Border Monitor")
    assert [e.citing for e in citations(one.claims, {})] == ["unknown publisher"]
    assert incidents_of() == ()
