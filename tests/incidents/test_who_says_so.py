"""Publishers and independent sources, the grade they give, and who cites whom."""

from typing import Any

import pytest
from incident_cases import Report, claim, figure, incidents_of, only, report

from sayso.incidents import citations

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
        ((told("A", "Border Monitor"), told("B", "Border Monitor")), "weak", "one credible source: Border Monitor"),
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


def test_own_voice_cites_nobody() -> None:
    assert cited(told("A")) == []


def test_a_missing_document_is_an_unknown_publisher() -> None:
    one = told("A", "Border Monitor")
    assert [e.citing for e in citations(one.claims, {})] == ["unknown publisher"]
    assert incidents_of() == ()
