"""What: the type of event, plan or fact, the words, the cause; and how a report comes back to what it told."""

from __future__ import annotations

from functools import cache

from sayso.incidents.compare.level import ELSE, Field, Level, one, shared
from sayso.incidents.compare.when import LASTING_DAYS
from sayso.incidents.compare.where import GROUND
from sayso.incidents.facts import Facts
from sayso.schema import knowledge

MANY, SEVERAL = 5, 3
"""How many of the rarest words of two sentences, or of two reports, must be the same for them to count as alike."""
REPORT_MANY, REPORT_SEVERAL = 5, 3
NEXT = 350
"""Characters between two claims of one report up to which one follows on the other."""


def _families(how: str) -> str:
    """Return, as values for SQL, the pairs of families that are listed under a key, either way round."""
    pairs = knowledge.packaged("linking")[how]
    return ", ".join(f"'{a}+{b}', '{b}+{a}'" for a, b in pairs)


@cache
def _near() -> frozenset[frozenset[str]]:
    lists = knowledge.packaged("linking")
    return frozenset(frozenset(pair) for key in ("near_families", "far_families") for pair in lists[key])


def find_type(left: Facts, right: Facts) -> str:
    """Compare what happened, by code, family and families that reports mix up: the finding of the field `type`."""
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


def say_status(facts: Facts) -> str:
    """Return the claim's status."""
    return facts.claim.status


def say_trigger(facts: Facts) -> str:
    """Return the words that name the event."""
    return facts.claim.trigger.text


def say_reason(facts: Facts) -> str:
    """Return the cause that the claim gives."""
    return facts.claim.reason.text if facts.claim.reason else ""


def say_report(facts: Facts) -> str:
    """Return which report the claim stands in."""
    return facts.claim.document_id


_COPY = "copied_from_l = copied_from_r and doc_l <> doc_r and trigger_at_l = trigger_at_r"
_REPORT_SHARED = shared("report_words")
REPORT = Field(
    "report",
    (
        Level("copy", _COPY, "the same words of one report, and of its copy"),
        Level("reprint", "doc_l <> doc_r and original_l = original_r", "one report is a copy of the other"),
        Level(
            "next_sentence",
            f"doc_l = doc_r and abs(start_l - start_r) <= {NEXT}",
            "a report goes on, mostly to other happenings",
        ),
        Level("one_report", "doc_l = doc_r", "a report tells of several happenings"),
        Level("unknown", one("array_length(report_words_l) = 0"), "one report's words are not known", silent=True),
        Level("other", f"{_REPORT_SHARED} = 0", "two reports on different things"),
        Level("one_word", f"{_REPORT_SHARED} = 1", "two reports that share a telling word"),
        Level("two", f"{_REPORT_SHARED} < {REPORT_SEVERAL}", "two reports that share two telling words"),
        Level("several", f"{_REPORT_SHARED} < {REPORT_MANY}", "two reports that share several telling words"),
        Level("alike", ELSE, "two reports of the same news"),
    ),
    say_report,
)
_FAMILIES = "concat(family_l, '+', family_r)"
_OTHER = one("top_l = 'other'")
TYPE = Field(
    "type",
    (
        Level("figures", "kind_l <> kind_r", "a cumulative figure is no happening", apart=True),
        Level(
            "same_detail", "top_l = top_r and type_l = type_r and type_l <> top_l", "the same type of event, in detail"
        ),
        Level("same", "top_l = top_r", "the same type of event"),
        Level("open", _OTHER, "one type is left open"),
        Level("family", "family_l = family_r", "types of one family"),
        Level("near", f"{_FAMILIES} in ({_families('near_families')})", "types that reports mix up"),
        Level("far", f"{_FAMILIES} in ({_families('far_families')})", "types that reports seldom mix up"),
        Level("differ", ELSE, "different types of event"),
    ),
    say_type,
)
_PLANS = "(status_l = 'planned') <> (status_r = 'planned')"
_WEEKS = f"greatest(earliest_l - latest_r, earliest_r - latest_l, 0) <= {LASTING_DAYS}"
_AFTER = "(case when status_l = 'planned' then latest_r >= earliest_l - 1 else latest_l >= earliest_r - 1 end)"
_SOON_AFTER = f"coalesce({_WEEKS} and {_AFTER}, false) and {GROUND}"
STATUS = Field(
    "status",
    (
        Level("both_ended", "status_l = 'ended' and status_r = 'ended'", "both tell of an end"),
        Level("agree", f"not {_PLANS}", "both told as fact, or both as plan", silent=True),
        Level(
            "planned_operation",
            f"{_SOON_AFTER} and top_l = top_r and lasting_l",
            "a plan, and its like carried out there soon after",
        ),
        Level("planned_before", _SOON_AFTER, "a plan, and what happened there soon after"),
        Level("planned_elsewhere", ELSE, "nothing ties the plan to what happened", apart=True),
    ),
    say_status,
)
"""A plan is not what happened elsewhere or at another time. A shared end tells more."""

_QUOTE_SHARED = shared("quote_words")
WORDS = Field(
    "words",
    (
        Level(
            "one_sentence",
            "doc_l = doc_r and start_l < stop_r and start_r < stop_l",
            "one sentence holds both",
            silent=True,
        ),
        Level("copied", "said_l = said_r", "the same words"),
        Level("few", f"{_QUOTE_SHARED} = 0", "no rare word shared"),
        Level("some", f"{_QUOTE_SHARED} = 1", "a rare word shared"),
        Level("two", f"{_QUOTE_SHARED} < {SEVERAL}", "two rare words shared"),
        Level("alike", f"{_QUOTE_SHARED} < {MANY}", "several rare words shared"),
        Level("many", ELSE, "nearly the same words"),
    ),
    say_trigger,
)
"""The sentences by the rare words that they share, the most frequent case first, for overlaps take long; one sentence
with itself says nothing."""

_TRIGGER_KNOWN = "array_length(trigger_words_l) > 0 and array_length(trigger_words_r) > 0"
TRIGGER = Field(
    "trigger",
    (
        Level("unknown", f"not ({_TRIGGER_KNOWN})", "one is not named by a word", silent=True),
        Level("same", f"{shared('trigger_words')} > 0", "named by the same word"),
        Level("other", ELSE, "named by different words"),
    ),
    say_trigger,
)
_TAKEN_UP = (
    f"doc_l = doc_r and (case when start_l <= start_r then {shared('nouns', 'taken_up')}"
    f" else {shared('taken_up', 'nouns')} end) > 0"
)
TAKEN_UP = Field(
    "taken_up",
    (
        Level("same_type", f"{_TAKEN_UP} and top_l = top_r", "the report comes back to it by the same noun"),
        Level("other_type", _TAKEN_UP, "the report comes back to it by the same noun, told as another type"),
        Level("none", ELSE, "neither is taken up by a noun of the other", silent=True),
    ),
    say_trigger,
)
"""Whether one report comes back to a happening that it has told of: "the blast"."""

REASON = Field(
    "reason",
    (
        Level("same", f"{shared('reason')} > 0", "the same reason given"),
        Level("other", ELSE, "no reason shared", silent=True),
    ),
    say_reason,
)
"""The causes given; different causes for one act are a dispute, no evidence of two acts."""
