"""Who flees, and what that is: displacement, a withdrawal, or a getaway that is no event of its own.

Each sentence stands behind one that tells of fighting; all are invented.
"""

from __future__ import annotations

import pytest

from marked import document
from sayso.pipeline import read_document

pytestmark = pytest.mark.model

BEFORE = "The army shelled the town of Nawa on Monday, killing three rebels. "

ROWS = [
    ("Hundreds of families fled the town on Tuesday.", "displacement"),
    ("Thousands of civilians were forced to flee Daraa.", "displacement"),
    ("Rebel fighters fled the town on Tuesday.", "deployment.withdrawal"),
    ("Soldiers fled to Daraa on Tuesday.", "deployment.withdrawal"),
    ("Gunmen shot a teacher in Daraa and fled on a motorcycle.", None),
    ("The attackers fled the town.", None),
    ("Police officers fled the scene.", None),
]


@pytest.mark.parametrize(("sentence", "event_type"), ROWS)
def test_who_flees_decides_what_it_is(sentence: str, event_type: str | None) -> None:
    claims = read_document(document(BEFORE + sentence, published="2017-03-15"))
    flights = [c.event_type for c in claims if c.trigger.text in ("fled", "flee")]
    assert flights == ([event_type] if event_type else [])
