"""The evidence table: what each finding about two claims is worth, in bits.

Meaning: a weight is the base-two logarithm of how much more often a finding is made between two claims about one
happening than between two about different ones (Fellegi and Sunter's match weight): +3 bits, eight times as often.
The weights of a pair add up, the prior included; above `LINK_AT` two claims are held to speak of one happening.
`apart` marks findings that no other evidence outweighs: two clusters with such a pair are never joined.

How set: counted on the pairs of annotated claims that share a block, in one half of 64 annotated news reports,
once with the annotators' fields and once with those that sayso found in them; then rounded to half bits between the
two and evened out where a finding was rare. The priors were then moved within the plateau that both halves showed.
Findings that the reports hardly hold (copies, launches and ends) were set by analogy.

What to re-run after a change: the tests of this room, `make eval` (linking, B-cubed and pairs), both halves. Tune
them together: date, place and type are not independent, and the prior takes up the slack.
"""

from __future__ import annotations

from dataclasses import dataclass

LINK_AT = 0.0
"""Bits above which a pair is a link, and the bond of two clusters joins them (`cluster`)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison can find: its weight in bits, and the sentence a reviewer reads."""

    bits: float
    sentence: str
    apart: bool = False


FINDINGS: dict[str, Finding] = {
    # before anything is compared
    "prior.two_reports": Finding(-6.5, "two claims of two reports are rarely about one happening"),
    "prior.one_report": Finding(-7.5, "a report tells of several happenings"),
    "prior.reprint": Finding(-4.0, "one report is a copy of the other"),
    # date
    "date.same_day": Finding(3.5, "the same day"),
    "date.same_day_taken_over": Finding(2.0, "the same day, which one has from the claim that it adds to"),
    "date.same_days": Finding(1.5, "the days overlap"),
    "date.same_week": Finding(2.5, "within the same week or so"),
    "date.same_month": Finding(0.0, "the dates overlap, one of them vague"),
    "date.same_season": Finding(-1.0, "the dates overlap, one of them very vague"),
    "date.next_day": Finding(-0.5, "a day apart"),
    "date.days_apart": Finding(-2.0, "a few days apart"),
    "date.phases": Finding(1.0, "days apart, but the event lasts"),
    "date.launch_and_end": Finding(3.5, "one tells of an end, the other of what went before it"),
    "date.apart": Finding(-12.0, "too far apart in time", apart=True),
    "date.not_yet": Finding(-12.0, "it happened after the other report was out", apart=True),
    "date.fresh": Finding(-0.5, "one is undated, and its report is fresh"),
    "date.stale": Finding(-3.0, "one is undated, and its report is much later"),
    "date.undated_together": Finding(-0.5, "both undated, in reports of the same days"),
    "date.undated_apart": Finding(-5.0, "both undated, in reports weeks apart"),
    "date.unknown": Finding(0.0, "the dates cannot be compared"),
    # place
    "place.same_spot": Finding(3.5, "the same village, site or quarter"),
    "place.same_town": Finding(3.0, "the same town"),
    "place.same_name": Finding(3.0, "the same place by name"),
    "place.same_area": Finding(2.5, "the same area"),
    "place.same_region": Finding(2.0, "the same region"),
    "place.same_country": Finding(-1.0, "the same country"),
    "place.within": Finding(1.0, "one place lies within the other"),
    "place.near": Finding(0.5, "a place and the surroundings of another"),
    "place.neighbours": Finding(-2.5, "two places next to each other"),
    "place.siblings": Finding(-2.0, "two places of one larger area"),
    "place.other_name": Finding(-4.0, "places with different names"),
    "place.far": Finding(-3.0, "places some way apart"),
    "place.apart": Finding(-12.0, "places far apart", apart=True),
    "place.two_towns": Finding(-12.0, "one report names two towns", apart=True),
    "place.unknown": Finding(0.0, "one does not say where"),
    # type
    "type.same": Finding(3.0, "the same type of event"),
    "type.same_detail": Finding(4.0, "the same type of event, in detail"),
    "type.family": Finding(0.0, "types of one family"),
    "type.near": Finding(-2.0, "types that reports mix up"),
    "type.open": Finding(-2.5, "one type is left open"),
    "type.differ": Finding(-5.0, "different types of event"),
    "type.figures": Finding(-12.0, "a cumulative figure is no happening", apart=True),
    # actor and recipient
    "actor.same": Finding(0.5, "the same actor"),
    "actor.described": Finding(2.0, "actors described in the same words"),
    "actor.swapped": Finding(-2.0, "the actor of one is the recipient of the other"),
    "actor.both_sides": Finding(0.0, "the two sides of a fight"),
    "actor.differ": Finding(-0.5, "different actors"),
    "actor.two_known": Finding(-3.0, "one report names two known actors"),
    "actor.unknown": Finding(0.0, "one names no actor"),
    "recipient.same": Finding(1.5, "the same recipient"),
    "recipient.described": Finding(1.0, "recipients described in the same words"),
    "recipient.differ": Finding(-0.5, "different recipients"),
    "recipient.unknown": Finding(0.0, "one names no recipient"),
    # figures
    "killed.same_high": Finding(5.0, "the same large figure"),
    "killed.same": Finding(4.0, "the same figure"),
    "killed.same_low": Finding(3.0, "the same small figure"),
    "killed.agree": Finding(2.5, "figures that can both be true"),
    "killed.risen": Finding(2.5, "figures that differ as early and late ones do"),
    "killed.differ": Finding(0.0, "figures far from each other"),
    "killed.two_tolls": Finding(-4.0, "one source gives two tolls in one report"),
    "killed.unknown": Finding(0.0, "one gives no figure"),
    "injured.same": Finding(4.0, "the same figure"),
    "injured.agree": Finding(2.5, "figures that can both be true"),
    "injured.differ": Finding(0.0, "figures that differ"),
    "injured.unknown": Finding(0.0, "one gives no figure"),
    # words
    "words.copied": Finding(5.5, "nearly the same words"),
    "words.alike": Finding(3.5, "several rare words shared"),
    "words.some": Finding(1.5, "a rare word shared"),
    "words.one_sentence": Finding(0.0, "one sentence holds both"),
    "words.few": Finding(-0.5, "few words shared"),
    # one report coming back to what it told
    "taken_up.same_type": Finding(1.5, "the report comes back to it by the same noun"),
    "taken_up.other_type": Finding(2.0, "the report comes back to it by the same noun, told as another type"),
    "taken_up.none": Finding(0.0, "neither is taken up by a noun of the other"),
    # status
    "status.agree": Finding(0.0, "both told as fact, or both as plan"),
    "status.both_ended": Finding(2.0, "both tell of an end"),
    "status.planned_before": Finding(-1.5, "a plan, and what happened there soon after"),
    "status.planned_operation": Finding(1.0, "a plan, and its like carried out there soon after"),
    "status.planned_elsewhere": Finding(-12.0, "nothing ties the plan to what happened", apart=True),
    # who says it
    "source.same": Finding(-1.0, "one source in one report rarely says the same twice"),
    "source.own_voice": Finding(-2.5, "a report rarely tells the same twice in its own voice"),
    "source.other": Finding(0.0, "different sources or reports"),
    # reason
    "reason.same": Finding(1.5, "the same reason given"),
    "reason.other": Finding(0.0, "no reason shared"),
}
