"""Phrases that the parser is known to misread, set right: "gunmen on a motorcycle shot dead a guard".

The small model takes this "shot" for a noun and leaves its subject and object hanging. Only what a fixed phrase makes
certain is changed; the words and their offsets stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.schema import Token
from sayso.schema.tree import SUBJECTS


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return a sentence's tokens with "shot dead" read as a verb and its complement."""
    found = list(tokens)
    for at in range(1, len(found) - 1):
        if _misread(found, at):
            _make_verb(found, at)
    return tuple(found)


def _misread(tokens: Sequence[Token], at: int) -> bool:
    noun = tokens[at].text.casefold() == "shot" and tokens[at].pos in ("NOUN", "PROPN")
    return noun and tokens[at + 1].text.casefold() == "dead" and tokens[at - 1].pos in ("NOUN", "PROPN", "PRON", "NUM")


def _make_verb(tokens: list[Token], at: int) -> None:
    shot, dead, before = tokens[at], at + 1, at - 1
    own = tokens[dead].head == at
    head, dep = (shot.head, shot.dep) if own else (tokens[dead].head, tokens[dead].dep)
    subject = next((n for n in range(before, -1, -1) if tokens[n].dep in SUBJECTS), before)
    for n, token in enumerate(tokens):
        if token.head == at and n < at and n not in (before, subject):
            tokens[n] = replace(token, head=before)
        elif token.head == dead and n > dead:
            tokens[n] = replace(token, head=at)
    if before != subject:
        tokens[before] = replace(tokens[before], head=shot.head, dep=shot.dep)
    tokens[subject] = replace(tokens[subject], head=at, dep="nsubj")
    root = head in (at, dead)
    tokens[at] = replace(
        shot, lemma="shoot", pos="VERB", tag="VBD", dep="ROOT" if root else dep, head=at if root else head
    )
    tokens[dead] = replace(tokens[dead], head=at, dep="acomp")
