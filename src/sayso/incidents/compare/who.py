"""Who: actor, recipient, and who says so. By register entry, else by the words that name rather than describe."""

from __future__ import annotations

from sayso.incidents.compare.level import ELSE, Field, Level, either_way, shared
from sayso.incidents.facts import Facts


def say_actor(facts: Facts) -> str:
    """Return the claim's actors."""
    return ", ".join(p.name for p in facts.claim.actors)


def say_recipient(facts: Facts) -> str:
    """Return the claim's recipients."""
    return ", ".join(p.name for p in facts.claim.recipients)


def say_source(facts: Facts) -> str:
    """Return who says it, as written; "" for the publisher's own voice."""
    return facts.claim.attribution[0].name if facts.claim.attribution else ""


_SWAPPED = either_way(f"{shared('actor', 'recipient')} > 0")
ONE_VOICE = "original_l = original_r and source_l is not distinct from source_r"
"""One source says both in one report, or in a report and its copy."""

ACTOR = Field(
    "actor",
    (
        Level("unknown", "not actor_known_l or not actor_known_r", "one names no actor", silent=True),
        Level("same", f"{shared('actor')} > 0", "the same actor"),
        Level("part", f"{shared('actor_line')} > 0", "one actor is part of the other, or both of a third"),
        Level("described", f"{shared('actor_words')} > 0", "actors described in the same words"),
        Level(
            "both_sides",
            f"family_l = 'clash' and family_r = 'clash' and {_SWAPPED}",
            "the two sides of a fight",
        ),
        Level("swapped", _SWAPPED, "the actor of one is the recipient of the other"),
        Level(
            "two_known",
            "doc_l = doc_r and array_length(actor_line_l) > 0 and array_length(actor_line_r) > 0",
            "one report names two known actors",
        ),
        Level("differ", ELSE, "different actors"),
    ),
    say_actor,
)
RECIPIENT = Field(
    "recipient",
    (
        Level("unknown", "not recipient_known_l or not recipient_known_r", "one names no recipient", silent=True),
        Level("same", f"{shared('recipient')} > 0", "the same recipient"),
        Level("part", f"{shared('recipient_line')} > 0", "one recipient is part of the other, or both of a third"),
        Level("described", f"{shared('recipient_words')} > 0", "recipients described in the same words"),
        Level("differ", ELSE, "different recipients"),
    ),
    say_recipient,
)
_TWO_MOMENTS = "(status_l = 'ended') <> (status_r = 'ended')"
SOURCE = Field(
    "source",
    (
        Level("other", f"doc_l <> doc_r or {_TWO_MOMENTS}", "two reports, or two moments", silent=True),
        Level(
            "own_voice",
            "source_l is null and source_r is null",
            "a report rarely tells the same twice in its own voice",
        ),
        Level("same", "source_l = source_r", "one source in one report rarely says the same twice"),
        Level("two", ELSE, "two sources in one report"),
    ),
    say_source,
)
"""What one voice tells twice in one report is mostly two things, save a launch and an end."""
