"""What: the type of event, plan or fact, the words, the cause; and how a report comes back to what it told."""

from __future__ import annotations

from functools import cache

from sayso.incidents.compare.when import LASTING_DAYS, gap, lasting
from sayso.incidents.compare.where import PARTING, places
from sayso.incidents.facts import Facts
from sayso.incidents.names import name_words
from sayso.schema import knowledge

COPIED, ALIKE, SOME = 0.8, 0.3, 0.12
"""Likeness of two sentences (cosine over rare words) from which they are a copy, alike, or share a rare word."""
NO_GROUND = PARTING | {"place.unknown", "place.same_country"}
"""Findings about places that tie no plan to what happened."""


@cache
def _near() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in knowledge.packaged("linking")["near_families"])


def find_type(left: Facts, right: Facts) -> str:
    """Compare what happened, by code, family and families that reports mix up."""
    if left.kind != right.kind:
        return "type.figures"
    if left.top == right.top:
        detailed = left.claim.event_type == right.claim.event_type != left.top
        return "type.same_detail" if detailed else "type.same"
    if "other" in (left.top, right.top):
        return "type.open"
    if left.family == right.family:
        return "type.family"
    return "type.near" if frozenset((left.family, right.family)) in _near() else "type.differ"


def say_type(facts: Facts) -> str:
    """Return the claim's type."""
    return facts.claim.event_type


def _soon_after(plan: Facts, fact: Facts) -> bool:
    """Tell whether what happened lies at the planned place within the weeks of the plan."""
    when = fact.days or ((fact.published, fact.published) if fact.published else None)
    planned = plan.days or ((plan.published, plan.published) if plan.published else None)
    if when is None or planned is None or gap(when, planned) > LASTING_DAYS or when[1] < planned[0] - 1:
        return False
    return places(plan.where, fact.where) not in NO_GROUND


def find_status(left: Facts, right: Facts) -> str:
    """Compare plan and fact: a plan is not what happened elsewhere or at another time. A shared end tells more."""
    if left.claim.status == right.claim.status == "ended":
        return "status.both_ended"
    plans = [f.claim.status == "planned" for f in (left, right)]
    if plans[0] == plans[1]:
        return "status.agree"
    plan, fact = (left, right) if plans[0] else (right, left)
    if not _soon_after(plan, fact):
        return "status.planned_elsewhere"
    carried_out = plan.top == fact.top and plan.top in lasting()
    return "status.planned_operation" if carried_out else "status.planned_before"


def say_status(facts: Facts) -> str:
    """Return the claim's status."""
    return facts.claim.status


def likeness(left: Facts, right: Facts) -> float:
    """Return the cosine of two quotes' words, each weighed by its rarity: 0 nothing shared, 1 the same words."""
    a, b = (left.words, right.words) if len(left.words) <= len(right.words) else (right.words, left.words)
    return sum(x * b[w] for w, x in a.items() if w in b)


def find_words(left: Facts, right: Facts) -> str:
    """Compare the sentences by the rare words that they share; one sentence with itself says nothing."""
    a, b = left.claim, right.claim
    if a.document_id == b.document_id and a.start < b.end and b.start < a.end:
        return "words.one_sentence"
    shared = likeness(left, right)
    return (
        f"words.{'copied' if shared >= COPIED else 'alike' if shared >= ALIKE else 'some' if shared >= SOME else 'few'}"
    )


def find_taken_up(left: Facts, right: Facts) -> str:
    """Tell whether one report comes back to a happening that it has told of: "the blast"."""
    if left.claim.document_id != right.claim.document_id:
        return "taken_up.none"
    first, later = (left, right) if left.claim.start <= right.claim.start else (right, left)
    if not first.nouns & later.taken_up:
        return "taken_up.none"
    return "taken_up.same_type" if first.top == later.top else "taken_up.other_type"


def say_trigger(facts: Facts) -> str:
    """Return the words that name the event."""
    return facts.claim.trigger.text


def find_reason(left: Facts, right: Facts) -> str:
    """Compare the causes given; different causes for one act are a dispute, no evidence of two acts."""
    a, b = left.claim.reason, right.claim.reason
    shared = a and b and name_words(a.text, "sentence") & name_words(b.text, "sentence")
    return "reason.same" if shared else "reason.other"


def say_reason(facts: Facts) -> str:
    """Return the cause that the claim gives."""
    return facts.claim.reason.text if facts.claim.reason else ""
