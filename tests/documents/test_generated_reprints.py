"""A generated set of reports with their copies: what is found, kind of copy by kind of copy.

Each incident is told by two desks in words of their own; one of the reports is then copied in one of six ways. The
reports of two desks on one incident are the twins that must not match.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented_reports import COPYING, report
from reprints import document
from sayso.documents import find_reprints
from sayso.schema.document import Document, Reprint

EACH = 40


def documents_of(incident: int, kind: int) -> list[Document]:
    """Two reports of their own, and a copy of the first."""
    original = report(incident, desk=0)
    copy = COPYING[kind](original, random.Random(incident))
    return [
        document(f"first-{incident}", original.text, "2024-05-13"),
        document(f"second-{incident}", report(incident, desk=1).text, "2024-05-14"),
        document(f"copy-{incident}", copy.text, "2024-05-15"),
    ]


@pytest.fixture(scope="module")
def found() -> dict[str, Reprint]:
    incidents = range(EACH * len(COPYING))
    return find_reprints([d for n in incidents for d in documents_of(n, n % len(COPYING))])


@pytest.mark.parametrize("kind", range(len(COPYING)), ids=[c.__name__ for c in COPYING])
def test_nearly_every_copy_is_found_and_led_back(found: dict[str, Reprint], kind: int) -> None:
    incidents = range(kind, EACH * len(COPYING), len(COPYING))
    right = [n for n in incidents if f"copy-{n}" in found and found[f"copy-{n}"].of == f"first-{n}"]
    assert len(right) >= 0.98 * EACH


def test_nearly_nothing_else_is_called_a_copy(found: dict[str, Reprint]) -> None:
    wrong = [name for name in found if not name.startswith("copy-")]
    assert len(wrong) <= 0.02 * len(found)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, len(COPYING) - 1), st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order(incident: int, kind: int, chance: random.Random) -> None:
    documents = documents_of(incident, kind)
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert find_reprints(documents) == find_reprints(shuffled)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, len(COPYING) - 1))
def test_passages_stand_in_order_without_overlap_inside_both_texts(incident: int, kind: int) -> None:
    documents = {d.id: d for d in documents_of(incident, kind)}
    for name, reprint in find_reprints(list(documents.values())).items():
        ends = [0, *(p.end for p in reprint.passages)]
        assert all(end <= p.start < p.end for end, p in zip(ends, reprint.passages, strict=False))
        assert ends[-1] <= len(documents[name].text)
        assert all(p.of_end <= len(documents[reprint.through].text) for p in reprint.passages)
