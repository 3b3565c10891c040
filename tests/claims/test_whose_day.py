"""Which event of a sentence a time dates, in reports of Friday 19 August 2016."""

from __future__ import annotations

import pytest

from marked import document
from sayso.pipeline import read_document

SENTENCES: dict[str, dict[str, str | None]] = {
    "The air strikes on Homs are another breach of the truce agreed in February.": {
        "air_strike": None,
        "agreement": "2016-02-01/2016-02-29",
    },
    "The shelling of Idlib on Thursday came after the siege that began in late June.": {
        "shelling": "2016-08-18/2016-08-18",
        "operation": "2016-06-21/2016-06-30",
    },
    "Five people were killed after shells hit a bakery in Homs on Monday.": {"shelling": "2016-08-15/2016-08-15"},
    "An air raid killed nine people in Saraqib overnight.": {"air_strike": "2016-08-18/2016-08-19"},
    "An air raid killed nine people in Saraqib overnight, a medic said on Thursday.": {
        "air_strike": "2016-08-17/2016-08-18"
    },
    "The army shelled Nawa earlier this week, killing four people, a medic said on Wednesday.": {
        "shelling": "2016-08-15/2016-08-17"
    },
}


@pytest.mark.model
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_time_dates_its_own_event(sentence: str) -> None:
    claims = read_document(document(sentence, publisher="Gulf Wire", published="2016-08-19"))
    told = {c.event_type: f"{c.date.start}/{c.date.end}" if c.date else None for c in claims}
    assert {kind: told[kind] for kind in SENTENCES[sentence]} == SENTENCES[sentence]
