"""How a happening is put into words: a few ways for each kind, with and without its doer.

In a clause `*` stands around the trigger, `{who}` for the doer, `{whom}` for the other side, `{what}` for what was
hit, `{where}` for the place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of happening: its code, the clauses that name who did it, those that do not, and how it is denied.

    `coarse` is the code that a report gives which tells of it in the `vague` words.
    """

    code: str
    named: tuple[str, ...]
    unnamed: tuple[str, ...]
    denied: str
    coarse: str = ""
    vague: str = ""

    @property
    def is_fight(self) -> bool:
        """Whether two sides take part."""
        return any("{whom}" in clause for clause in self.named)


TARGETS = (
    "a market", "a bakery", "a school", "a clinic", "a checkpoint", "an olive press", "a bus", "a mosque", "a bridge",
    "a farm", "a water tank", "a fuel depot",
)  # fmt: skip

FORMS = (
    Form(
        "air_strike",
        ("an *air strike* by the {who} hit {what} in {where}", "the {who} *bombed* {what} in {where}"),
        ("an *air strike* hit {what} in {where}", "warplanes *bombed* {what} in {where}"),
        "carrying out an *air strike* on {what} in {where}",
    ),
    Form(
        "shelling",
        ("the {who} *shelled* {what} in {where}", "*shelling* by the {who} hit {what} in {where}"),
        ("shells *fell* on {what} in {where}", "*shelling* hit {what} in {where}"),
        "*shelling* {what} in {where}",
    ),
    Form(
        "explosion.ied",
        ("a *roadside bomb* planted by the {who} exploded near {what} in {where}",),
        ("a *roadside bomb* exploded near {what} in {where}", "a *landmine* went off near {what} in {where}"),
        "planting a *roadside bomb* near {what} in {where}",
        coarse="explosion",
        vague="an *explosion* was heard near {what} in {where}",
    ),
    Form(
        "explosion.car_bomb",
        ("a *car bomb* sent by the {who} exploded near {what} in {where}",),
        ("a *car bomb* exploded near {what} in {where}", "a booby-trapped *car* blew up near {what} in {where}"),
        "sending a *car bomb* to {what} in {where}",
        coarse="explosion",
        vague="a *blast* shook {what} in {where}",
    ),
    Form(
        "armed_clash",
        ("the {who} *clashed* with the {whom} near {what} in {where}", "the {who} *attacked* the {whom} in {where}"),
        ("*clashes* broke out near {what} in {where}",),
        "*clashing* with the {whom} near {what} in {where}",
    ),
    Form(
        "attack_on_civilians",
        ("fighters of the {who} *opened fire* on civilians near {what} in {where}",),
        ("gunmen *opened fire* on civilians near {what} in {where}", "gunmen *shot* at people near {what} in {where}"),
        "having *opened fire* on civilians near {what} in {where}",
    ),
)  # fmt: skip


def toll(killed: tuple[str, int] | None, injured: tuple[str, int] | None) -> str:
    """Return the figures as a phrase after a clause: ", killing at least 3 people and injuring 5"; "" without any.

    A figure comes with the words before it: "", "at least " or "more than ".
    """
    parts = [
        f"{verb} {words}{number} {'person' if number == 1 else 'people'}"
        for verb, figure in (("killing", killed), ("injuring", injured))
        if figure
        for words, number in [figure]
    ]
    return ", " + " and ".join(parts) if parts else ""


def said(source: str | None, verb: str) -> str:
    """Return the attribution after a sentence; "" in the report's own voice."""
    return f", {source} {verb}" if source else ""


def capital(text: str) -> str:
    """Return the text with its first letter large."""
    return text[:1].upper() + text[1:]
