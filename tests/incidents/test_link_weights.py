"""Weights learnt from judgements and without, and what a person judged: it holds, whatever the reports say."""

import numpy as np
from incident_cases import CODEBOOK, Report, claim, report

from sayso.incidents import link
from sayso.incidents.compare import FIELDS
from sayso.incidents.training import FEWEST, Examples, Trained, fitted, learnt, trained
from sayso.incidents.weights import packaged
from sayso.schema import Incident
from sayso.schema.judgement import Judged, judge

DAY = "2024-03-03"


def _report(name: str, where: str, killed: str, when: str = DAY) -> Report:
    return report(name, "2024-03-04", claim("air_strike", where, when, killed=killed))


def _linked(*reports: Report, judged: Judged, standing: dict[str, str] | None = None) -> tuple[Incident, ...]:
    documents = {r.document.id: r.document for r in reports}
    claims = [c for r in reports for c in r.claims]
    return link(claims, documents, codebook=CODEBOOK, judged=judged, standing=standing or {})


def _judged(kind: str, *pairs: tuple[Report, Report]) -> Judged:
    return Judged.of(
        judge(kind, a.claims[0].id, b.claims[0].id, by="coder", at="2024-04-01")  # type: ignore[arg-type]
        for a, b in pairs
    )


A, B, C = _report("A", "Saraqib", "7"), _report("B", "Saraqib", "7"), _report("C", "Palmyra", "90")


def test_what_a_person_held_for_one_stays_one_even_where_places_are_far_apart() -> None:
    found = _linked(A, C, judged=_judged("same", (A, C)))
    assert [len(i.claims) for i in found] == [2]
    assert "judgement" in {c.field for c in found[0].links[0].comparisons}
    assert [len(i.claims) for i in _linked(A, C, judged=Judged())] == [1, 1]


def test_what_a_person_held_for_two_stays_two_even_where_all_agrees() -> None:
    assert [len(i.claims) for i in _linked(A, B, judged=Judged())] == [2]
    assert [len(i.claims) for i in _linked(A, B, judged=_judged("different", (A, B)))] == [1, 1]


def test_what_is_held_apart_does_not_meet_through_a_third_held_for_one_with_the_first() -> None:
    third = _report("D", "Saraqib", "8")
    judged = Judged.of(
        [
            judge("same", A.claims[0].id, third.claims[0].id, by="coder", at="2024-04-01"),
            judge("different", A.claims[0].id, B.claims[0].id, by="coder", at="2024-04-02"),
        ]
    )
    home = {c: i.id for i in _linked(A, B, third, judged=judged) for c in i.claims}
    assert home[A.claims[0].id] == home[third.claims[0].id] != home[B.claims[0].id]


def test_what_stood_together_stays_and_a_new_claim_joins_it() -> None:
    third = _report("D", "Saraqib", "8")
    standing = {A.claims[0].id: "i1", third.claims[0].id: "i1"}
    assert [len(i.claims) for i in _linked(A, B, third, judged=Judged(), standing=standing)] == [3]
    far = {A.claims[0].id: "i1", C.claims[0].id: "i1"}
    home = {c: i.id for i in _linked(A, C, judged=Judged(), standing=far) for c in i.claims}
    assert home[A.claims[0].id] == home[C.claims[0].id]


def test_two_that_stand_apart_are_not_joined_without_a_new_claim() -> None:
    standing = {A.claims[0].id: "i1", B.claims[0].id: "i2"}
    assert [len(i.claims) for i in _linked(A, B, judged=Judged(), standing=standing)] == [1, 1]


def test_many_reports_link_as_few_do_and_again_the_same() -> None:
    """Beyond some rows pairs are scored by blocks: the same towns and days must come out together, time after time."""
    days = [f"2024-{month:02d}-{day:02d}" for month in range(1, 9) for day in (3, 14, 25)]
    many = [_report(f"{side}{n}", "Saraqib", "7", day) for n, day in enumerate(days * 4) for side in "AB"]
    for _ in range(2):
        found = _linked(*many, judged=Judged())
        assert len(found) == len(days)
        assert {len(i.claims) for i in found} == {8}


def _pairs(n: int, finding: str, field: str = "place") -> np.ndarray:
    """Return pairs in which one field finds something and all the others are where they are silent, or last."""
    row = []
    for f in FIELDS:
        names = [level.name for level in f.levels]
        silent = next((k for k, level in enumerate(f.levels) if level.silent), len(names) - 1)
        row.append(names.index(finding) if f.name == field else silent)
    return np.array([row] * n, dtype=np.int8)


def test_a_finding_that_people_judge_to_mean_little_loses_worth() -> None:
    found = np.vstack([_pairs(400, "same_spot"), _pairs(400, "other_name")])
    same = np.arange(800) % 2 == 0
    before = packaged().worth
    after = fitted(Examples(found, same, np.ones(800)), packaged()).worth
    assert after["place.same_spot"].bits < before["place.same_spot"].bits
    assert after["place.other_name"].bits > before["place.other_name"].bits
    assert after["killed.same"].bits == round(before["killed.same"].bits, 2)
    assert after["place.apart"].bits == before["place.apart"].bits


def test_few_pairs_teach_nothing_without_a_judgement() -> None:
    assert learnt(_pairs(FEWEST - 1, "same_spot"), packaged()) is packaged()
    assert trained(A.claims, {A.document.id: A.document}, codebook=CODEBOOK, judged=Judged()) == Trained(
        packaged(), 0, 0
    )


def test_many_pairs_teach_without_a_judgement_and_the_prior_stays() -> None:
    found = np.vstack([_pairs(FEWEST, "other_name"), _pairs(FEWEST // 10, "same_spot")])
    after = learnt(found, packaged())
    assert after.prior == packaged().prior
    assert after.worth["place.other_name"].bits < 0 < after.worth["place.same_spot"].bits


def test_judged_pairs_train_the_weights() -> None:
    reports = (A, B, C)
    judged = _judged("same", (A, B))
    documents = {r.document.id: r.document for r in reports}
    learnt_here = trained([c for r in reports for c in r.claims], documents, codebook=CODEBOOK, judged=judged)
    after = learnt_here.weights
    assert (learnt_here.judged, learnt_here.compared) == (len(judged.same), 0)
    assert after.worth["killed.same"].bits >= round(packaged().worth["killed.same"].bits, 2)
