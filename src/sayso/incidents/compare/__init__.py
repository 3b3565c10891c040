"""Two claims compared field by field: each comparison gives its weight in bits, a sentence and the two values.

A field finds something about two claims (`when`, `where`, `what`, `who`, `how_many`); what a finding is worth and how
it reads stands in `weights.FINDINGS`. What is missing counts neither way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.incidents.compare.how_many import find_injured, find_killed, say_injured, say_killed
from sayso.incidents.compare.what import (
    find_reason,
    find_status,
    find_taken_up,
    find_type,
    find_words,
    say_reason,
    say_status,
    say_trigger,
    say_type,
)
from sayso.incidents.compare.when import find_date, say_date
from sayso.incidents.compare.where import find_place, say_place
from sayso.incidents.compare.who import (
    find_actor,
    find_recipient,
    find_source,
    say_actor,
    say_recipient,
    say_source,
)
from sayso.incidents.facts import Facts
from sayso.incidents.weights import FINDINGS
from sayso.schema.incident import Comparison


def _find_prior(left: Facts, right: Facts) -> str:
    """Start from how rarely two claims that come up for comparison are about one happening."""
    if left.claim.document_id == right.claim.document_id:
        return "prior.one_report"
    return "prior.reprint" if left.original == right.original else "prior.two_reports"


def _say_report(facts: Facts) -> str:
    return facts.claim.document_id


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the comparison: what it finds about two claims, and how each claim's value reads."""

    name: str
    find: Callable[[Facts, Facts], str]
    say: Callable[[Facts], str]

    def __call__(self, left: Facts, right: Facts) -> Comparison:
        """Return the comparison of this field."""
        finding = FINDINGS[self.find(left, right)]
        return Comparison(self.name, finding.bits, finding.sentence, self.say(left), self.say(right))


FIELDS = (
    Field("prior", _find_prior, _say_report),
    Field("type", find_type, say_type),
    Field("date", find_date, say_date),
    Field("place", find_place, say_place),
    Field("status", find_status, say_status),
    Field("actor", find_actor, say_actor),
    Field("recipient", find_recipient, say_recipient),
    Field("killed", find_killed, say_killed),
    Field("injured", find_injured, say_injured),
    Field("words", find_words, say_trigger),
    Field("taken_up", find_taken_up, say_trigger),
    Field("source", find_source, say_source),
    Field("reason", find_reason, say_reason),
)


def compare(left: Facts, right: Facts) -> tuple[Comparison, ...]:
    """Return one comparison a field; their weights sum to the pair's score in bits."""
    return tuple(field(left, right) for field in FIELDS)


@dataclass(frozen=True, slots=True)
class Score:
    """A pair's score in bits; `apart`: a finding rules out one happening, and the rest was not looked at."""

    bits: float
    apart: bool


def weigh(left: Facts, right: Facts) -> Score:
    """Return the pair's score without its sentences; quick, for the many pairs that come to nothing."""
    bits = 0.0
    for field in FIELDS:
        finding = FINDINGS[field.find(left, right)]
        bits += finding.bits
        if finding.apart:
            return Score(bits, True)
    return Score(bits, False)


__all__ = ["FIELDS", "Field", "Score", "compare", "weigh"]
