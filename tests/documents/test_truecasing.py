"""Texts in capitals put back into sentence case. All texts are invented; the answer is the text as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.documents.truecasing import is_shouting, truecase
from sayso.schema.place_names import NameHit
from sayso.schema.vocabulary import PlaceKind


@dataclass(frozen=True)
class Places:
    """A gazetteer of a few names in capitals: their kind, and whether the name alone is good evidence."""

    held: dict[str, tuple[PlaceKind, bool]]

    def scan(self, text: str) -> Iterator[NameHit]:
        for name, (kind, is_prominent) in self.held.items():
            at = text.find(name)
            if at >= 0:
                yield NameHit(at, at + len(name), kind, is_prominent)


@dataclass(frozen=True)
class Actor:
    names: tuple[str, ...]


@dataclass(frozen=True)
class Actors:
    held: tuple[Actor, ...]

    def scan(self, text: str) -> Iterator[tuple[int, int, Actor]]:
        for actor in self.held:
            for name in actor.names:
                at = text.find(name.upper())
                if at >= 0:
                    yield at, at + len(name), actor


PLACES = Places(
    {
        "SANTA ROSA": ("settlement", True),
        "RIVER CROSSING": ("settlement", True),
        "HOPE": ("settlement", True),
        "CHAD": ("country", True),
        "UNITED KINGDOM": ("country", True),
    }
)
ACTORS = Actors((Actor(("Shining Path", "SP")), Actor(("army",))))


@pytest.mark.parametrize(
    "right",
    [
        "Two soldiers were killed in Zamora.",
        "The bombs exploded near Pizarro's house.",  # regular forms of listed words are words
        "He didn't say when. It was the mayor's car.",
        "O'Brien and D'Angelo were there.",
        "They left. A man came back.",
        # names of words that the gazetteer or the register holds
        "The men came from Santa Rosa with hope.",
        "They met at River Crossing in Chad.",
        "Fighters of Shining Path attacked the army.",
        "The United Kingdom protested.",
        # acronyms
        "The FMLN and the DEA said that who leads us is not known.",
        "The Popular Hills Front [PHF] attacked. The PHF fled.",
        "He belongs to the Valley Workers Union (VALU). Members of VALU met.",
        "The ZPLK [Zambolo People's Liberation Komando] said so.",
        # organisations
        "The National Liberation Front and the Supreme Court met.",
        "The front of the army was liberated by the court.",
        # titles, surnames that are words
        "President Cristiani met General Bustillo; the president and the general left.",
        "President Bush and Judge Grant met.",
        "They hid in the bush and asked for a grant.",
        "Gen. Bustillo and Col. Rivas resigned. They left.",
        # months that are words
        "On 3 May they may march; on 5 March they did.",
        # datelines and an editor's brackets
        "Guatemala City, 4 Feb 90 (Acan-EFE) -- [Text] Guerrillas attacked a farm.",
        "They fled [words indistinct] and came back.",
        'He said: "We know." They left.',
        "The 1st brigade and the 22nd battalion fired M-16 rifles.",
        "In the 1980s they fired at 10 km.",
    ],
)
def test_a_text_in_capitals_gets_its_case_back(right: str) -> None:
    assert truecase(right.upper(), places=PLACES, actors=ACTORS) == right


def test_what_is_not_in_capitals_stays() -> None:
    text = "eBay and McDonald said so: STOP THE WAR. (ddp)"
    assert truecase(text) == "eBay and McDonald said so: stop the war. (ddp)"


def test_without_knowledge_only_what_is_no_word_is_a_name() -> None:
    assert truecase("THE MEN OF SHINING PATH LEFT ZAMORA.") == "The men of shining path left Zamora."


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(truecase(text)) == len(text)


@given(st.text(alphabet="ABCDEFGHIMNOSTVÁÉŁ .,-'\"[]()0123456789\n", max_size=300))
def test_only_the_case_of_letters_changes(text: str) -> None:
    assert truecase(text).upper() == text.upper()


@given(st.text(alphabet="ABDEINOSTaeiou .,[]\n", max_size=200))
def test_the_same_text_gives_the_same_answer_and_small_words_stay_small(text: str) -> None:
    once = truecase(text)
    assert once == truecase(text)
    words = zip(text, once, strict=True)
    assert all(after == before for before, after in words if before == before.lower() and after == after.lower())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("TWO SOLDIERS WERE KILLED IN LIMA ON MONDAY", True),
        ("TWO SOLDIERS WERE KILLED IN LIMA ON MONDAY (ddp)", True),
        ("Two soldiers were killed in Lima on Monday", False),
        ("SDF AND ISIS", False),  # too short to tell
        ("١٢٣ 123 – 456", False),
        ("", False),
    ],
)
def test_shouting(text: str, answer: bool) -> None:
    assert is_shouting(text) == answer
