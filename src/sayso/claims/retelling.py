"""Repeats put together: one source tells of one event once (annotation guide, rule 1).

A later sentence that tells of the same event without a new source, place, date or figure adds to the earlier claim;
a different source makes a claim of its own. A lead without a source gives way to the sentence that names one. Of
two tellings the fuller stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.claims.agreement import (
    counts_others,
    dates_agree,
    days_apart,
    elsewhere,
    figures_agree,
    is_share,
    is_within,
    new_parties,
    other_reason,
    places_agree,
    same_figure,
    same_speaker,
    same_type,
    status_agrees,
    telling_figure,
)
from sayso.claims.draft import Draft
from sayso.claims.happenings import CONSEQUENCES
from sayso.claims.responsibility import speaks_for_itself
from sayso.claims.tallying import CASUALTIES, total_of
from sayso.claims.typing import is_violent
from sayso.schema import Count, Why
from sayso.schema.codebook import top

NEWS_DAYS = 7  # a later sentence with a wider time ("since the offensive of June") does not date the news before it
LEAD_REACH = 4  # sentences between a lead and the sentence that gives its source
LEAD_SENTENCES = 2  # headline and lead
NEAR = 4  # sentences over which a telling that does not point back can still be of the event told before
STATES = frozenset({"strength", "support"})
BACKDROP = frozenset({"protest_riot", "armed_clash", "operation", "strength", "attack_on_civilians"})


def _other_state(earlier: Draft, later: Draft) -> bool:
    """Tell whether two drafts of one type, which tells of a state of affairs, do so in other words: "is present in",
    "controls most of"."""
    if top(later.event_type) not in STATES or later.definite:
        return False
    return not {t.rule for t in earlier.happening.triggers} & {t.rule for t in later.happening.triggers}


def repeats(earlier: Draft, later: Draft) -> bool:
    """Tell whether a draft only tells again what an earlier one told, by the same source."""
    return (
        same_type(earlier, later)
        and same_speaker(earlier, later)
        and (status_agrees(earlier, later) or _only_names(later))
        and dates_agree(earlier.date, later.date)
        and (places_agree(earlier, later) or is_within(later, earlier) or telling_figure(earlier, later))
        and (
            figures_agree(earlier.counts, later.counts)
            or (is_share(earlier.counts, later.counts) and not elsewhere(earlier, later) and not counts_others(later))
        )
        and not new_parties(earlier, later)
        and not other_reason(earlier, later)
        and not _other_state(earlier, later)
    )


def _only_names(draft: Draft) -> bool:
    """Tell whether a draft points back and tells no figure: "the raid", whatever is now said of it."""
    return draft.definite and not draft.counts


def _fullness(draft: Draft) -> int:
    """How much a draft says: the figures before all, then who, to whom, when and where."""
    casualties = sum(total_of(draft.counts, outcome) is not None for outcome in CASUALTIES)
    return (
        4 * casualties
        + 2 * bool(draft.attribution)
        + bool(draft.actors)
        + bool(draft.recipients)
        + bool(draft.date)
        + bool(draft.places)
    )


def _is_bare(draft: Draft) -> bool:
    """Tell whether only a consequence is named, of nobody and no number: "those killed were mostly residents"."""
    only = all(t.label in CONSEQUENCES for t in draft.happening.triggers)
    return only and not draft.counts and not draft.recipients


def _is_glimpse(draft: Draft) -> bool:
    """Tell whether only a consequence is named and its number at most as "many": "he saw many wounded people"."""
    only = all(t.label in CONSEQUENCES for t in draft.happening.triggers)
    return only and not draft.recipients and all(c.quantifier == "vague" and c.high is None for c in draft.counts)


def united(first: Draft, second: Draft) -> Draft:
    """Return one draft for two tellings: the fuller one, with what the other adds (annotation guide, rule 1). Headline
    and lead only announce: on a tie they give way."""
    least = _fullness(first) + (first.sentence > LEAD_SENTENCES)
    base, other = (second, first) if _fullness(second) >= least else (first, second)
    if _is_bare(other):
        return base
    lends_day = other is first or days_apart(other.date) <= NEWS_DAYS
    have = {c.outcome for c in base.counts}
    added = [c for c in other.counts if c.outcome not in have]
    shift = len(base.counts)
    moved = tuple(
        replace(c, part_of=None if c.part_of is None else _moved(c.part_of, other.counts, added, shift)) for c in added
    )
    return replace(
        base,
        actors=base.actors or other.actors,
        recipients=base.recipients or other.recipients,
        places=base.places or (other.places if other is first else ()),  # a later place may be where they came from
        date=base.date or (other.date if lends_day else None),
        told_on=base.told_on or other.told_on,
        counts=base.counts + moved,
        attribution=base.attribution or other.attribution,
        reason=base.reason or other.reason,
        qualifiers=tuple(dict.fromkeys((*base.qualifiers, *other.qualifiers))),
        why=(*base.why, *_lent(base, other, lends_day)),
    )


def _lent(base: Draft, other: Draft, lends_day: bool) -> Iterator[Why]:
    """Give the grounds of what one telling takes from the other."""
    empty = {
        name
        for name, value in (
            ("actors", base.actors),
            ("recipients", base.recipients),
            ("date", base.date or not lends_day),
        )
        if not value
    }
    return (why for why in other.why if why.field in empty)


def _moved(part_of: int, rows: Sequence[Count], added: Sequence[Count], shift: int) -> int | None:
    whole = rows[part_of]
    return shift + added.index(whole) if whole in added else None


def _mentions_again(earlier: Draft, later: Draft) -> bool:
    """Tell whether the publisher's own words only point back to an event told before: "where the attack took place"."""
    return (
        same_type(earlier, later)
        and (later.aside or (later.definite and not later.speaker))
        and not later.counts
        and dates_agree(earlier.date, later.date)
        and places_agree(earlier, later)
    )


def _leads_to(lead: Draft, later: Draft) -> bool:
    """Tell whether a lead without a source is told again with one: the sourced claim stands."""
    if (
        not same_type(lead, later)
        or lead.speaker
        or not later.speaker
        or speaks_for_itself(later)
        or _is_glimpse(later)
        or not 0 <= later.sentence - lead.sentence <= LEAD_REACH
    ):
        return False
    if same_figure(lead, later):
        return True
    at_top = lead.sentence <= LEAD_SENTENCES
    return (
        at_top
        and places_agree(lead, later)
        and dates_agree(lead.date, later.date)
        and figures_agree(lead.counts, later.counts)
    )


def without_leads(drafts: Sequence[Draft]) -> list[Draft]:
    """Put a lead that names no source together with the claim that tells the same figure and names one."""
    done = list(drafts)
    for lead in drafts:
        later = next((d for d in done if d is not lead and _leads_to(lead, d)), None)
        if later is not None:
            done[done.index(later)] = united(later, lead)
            done.remove(lead)
    return done


def without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that say more than that somebody of no number came to harm. A source that says no more stands:
    a witness who saw wounded people tells of an event."""
    return [d for d in drafts if d.attribution or not _is_bare(d)]


def without_backdrops(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what a sentence on the war's whole toll says of how the war began."""
    tolls = {d.sentence: n for n, d in enumerate(drafts) if d.is_total}
    kept: list[Draft] = list(drafts)
    for draft in drafts:
        at = tolls.get(draft.sentence)
        if at is None or draft.is_total:
            continue
        if top(draft.event_type) == "displacement":  # "killed 200,000 people and displaced millions" is one toll
            kept[at] = united(kept[at], draft)
            kept[drafts.index(draft)] = replace(draft, counts=(), event_type="")
        elif top(draft.event_type) in BACKDROP and not draft.counts:
            kept[drafts.index(draft)] = replace(draft, event_type="")
    return [d for d in kept if d.event_type]


def _adds(later: Draft, earlier: Draft) -> bool:
    """Tell whether a later draft points back or stands close enough to be the same telling."""
    return (
        later.definite
        or later.borrowed
        or later.sentence - earlier.sentence <= NEAR
        or later.happening.label in CONSEQUENCES
    )


def unite(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with repeats by one source put together."""
    kept: list[Draft] = []
    for draft in drafts:
        at = next(
            (
                n
                for n in range(len(kept) - 1, -1, -1)
                if _mentions_again(kept[n], draft) or (repeats(kept[n], draft) and _adds(draft, kept[n]))
            ),
            None,
        )
        if at is None:
            kept.append(draft)
        else:
            kept[at] = united(kept[at], draft)
    return kept


def without_headlines(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what only the headline's words say again in the body."""
    body = [d for d in drafts if not d.headline]
    told = any(is_violent(d.event_type) for d in body)
    return body if told else body + [d for d in drafts if d.headline and not any(same_type(d, b) for b in body)]


def put_together(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without echoes and backdrops, each event told once by each source."""
    return unite(without_leads(without_echoes(without_backdrops(drafts))))
