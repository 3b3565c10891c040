"""Agencies credited, places of datelines and writers, as reports show them."""

from __future__ import annotations

import pytest
from marked_reports import divided
from taken_in import intake

from sayso.documents import Input, read_input
from sayso.documents.metadata.origin import agencies_credited, dateline_of
from sayso.schema import outlets
from sayso.schema.document import Document

REGISTER = outlets.packaged()
BODY = (
    "The army took the village of Qara on Tuesday after two days of shelling, residents said. "
    "Eleven people were hurt when a rocket hit the bakery, a medic added. No other figures were given."
)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("BEIRUT (Reuters) - " + BODY, ("Reuters",)),
        ("Damascus, SANA – " + BODY, ("SANA",)),
        ("AMMAN (Petra) — " + BODY, ("Jordan News Agency",)),
        (BODY + " (AFP)", ("AFP",)),
        (BODY + " --Reuters", ("Reuters",)),
        (BODY + " Source: AFP", ("AFP",)),
        (BODY + " (AFP, Reuters)", ("AFP", "Reuters")),
        (BODY + "\n\nWith reporting by AP", ("AP",)),
        (BODY + "\n\nSource: AFP and Reuters", ("AFP", "Reuters")),
        ("By The Associated Press\n\n" + BODY, ("AP",)),
        (BODY, ()),
        ("Reuters reported that the army had left. " + BODY, ()),
        (BODY + " An attack on the AFP office followed.", ()),
        ("By Petra Novak\n\n" + BODY, ()),
    ],
)
def test_agencies_credited(text: str, agencies: tuple[str, ...]) -> None:
    text = "Army takes Qara\n\n" + text
    assert agencies_credited(text, divided(text, title="Army takes Qara"), REGISTER) == agencies


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("ALEPPO, Syria (AP) — ", "ALEPPO, Syria"),
        ("BEIRUT (Reuters) - ", "BEIRUT"),
        ("Damascus, SANA – ", "Damascus"),
        ("GENEVA/BEIRUT (Reuters) - ", "GENEVA/BEIRUT"),
        ("BEIRUT: ", "BEIRUT"),
        ("", None),
    ],
)
def test_the_place_of_a_dateline(opening: str, place: str | None) -> None:
    text = f"Army takes Qara\n\n{opening}{BODY}"
    found = dateline_of(text, divided(text, title="Army takes Qara"), REGISTER)
    assert (found.place if found else None) == place
    assert found is None or text[found.start : found.end] == found.place


def test_a_document_carries_its_origin() -> None:
    text = f"Army takes Qara\n\nALEPPO, Syria (AP) — {BODY} A medic told Reuters the same. (AP, AFP)"
    (document,) = read_input(Input("given", "text", data=text.encode()), intake())
    assert isinstance(document, Document), document
    assert document.agency == "AP"
    assert document.agencies == ("AP", "AFP")
    assert document.dateline is not None
    assert document.dateline.place == "ALEPPO, Syria"
    assert [(c.outlet, c.kind, document.text[c.start : c.end]) for c in document.cites] == [
        ("reuters", "agency", "Reuters")
    ]
