"""Who: actor, recipient, and who says so. By register entry, else by the words that name rather than describe."""

from __future__ import annotations

from sayso.incidents.facts import Facts, Who
from sayso.incidents.names import alike


def parties_meet(left: Who, right: Who) -> bool:
    """Tell whether some party stands on both sides of the comparison."""
    if left.ids & right.ids or left.words & right.words:
        return True
    return any(alike(a, b) for a in left.words for b in right.words)


def _unknown(who: Who) -> bool:
    return not who.described and not who.ids


def find_actor(left: Facts, right: Facts) -> str:
    """Compare who did it."""
    if _unknown(left.actors) or _unknown(right.actors):
        return "actor.unknown"
    if parties_meet(left.actors, right.actors):
        return "actor.same"
    if left.actors.described & right.actors.described:
        return "actor.described"
    if parties_meet(left.actors, right.recipients) or parties_meet(left.recipients, right.actors):
        return "actor.both_sides" if left.family == right.family == "clash" else "actor.swapped"
    in_one_report = left.claim.document_id == right.claim.document_id
    return "actor.two_known" if in_one_report and left.actors.ids and right.actors.ids else "actor.differ"


def find_recipient(left: Facts, right: Facts) -> str:
    """Compare to whom it was done."""
    if _unknown(left.recipients) or _unknown(right.recipients):
        return "recipient.unknown"
    if parties_meet(left.recipients, right.recipients):
        return "recipient.same"
    return "recipient.described" if left.recipients.described & right.recipients.described else "recipient.differ"


def one_voice(left: Facts, right: Facts) -> bool:
    """Tell whether one source says both in one report, or in a report and its copy."""
    return left.original == right.original and left.source == right.source


def find_source(left: Facts, right: Facts) -> str:
    """Compare who says it: what one voice tells twice in one report is mostly two things, save a launch and an end."""
    in_one_report = left.claim.document_id == right.claim.document_id
    two_moments = (left.claim.status == "ended") != (right.claim.status == "ended")
    if not in_one_report or two_moments or left.source != right.source:
        return "source.other"
    return "source.same" if left.source else "source.own_voice"


def say_actor(facts: Facts) -> str:
    """Return the claim's actors."""
    return ", ".join(p.name for p in facts.claim.actors)


def say_recipient(facts: Facts) -> str:
    """Return the claim's recipients."""
    return ", ".join(p.name for p in facts.claim.recipients)


def say_source(facts: Facts) -> str:
    """Return who says it, as written; "" for the publisher's own voice."""
    return facts.claim.attribution[0].name if facts.claim.attribution else ""
