"""One document heard as a whole: repeats put together, and what one sentence leaves unsaid taken over from another.

A claim is made once by one source: a later sentence that tells of the same event without a new source, place, date or figure adds to
the earlier claim. A different source makes a claim of its own about the same event (annotation guide, rule 1). Place, date and doer
are taken over only from an event of the same kind told before, and the claim's `why` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from math import cos, hypot, radians

from sayso.claims.draft import Draft
from sayso.claims.happenings import CONSEQUENCES, top
from sayso.claims.tallying import total_of
from sayso.claims.typing import is_violent
from sayso.schema import Count, DateSpan, Party, Place, Sentence, Why

FAR = 12  # sentences; beyond this an event is no longer in the reader's mind


def _same_type(a: Draft, b: Draft) -> bool:
    return top(a.event_type) == top(b.event_type)


_PRONOUNS = frozenset({"they", "he", "she", "them", "him", "who"})


def _is_pronoun(party: Party) -> bool:
    return party.text.casefold() in _PRONOUNS


def _resolved(drafts: Sequence[Draft]) -> list[Draft]:
    """Put for "they" and "he" the doer named last before, in the same sentence or the one told before; drop it where none is."""
    done: list[Draft] = []
    for draft in drafts:
        if not any(_is_pronoun(a) for a in draft.actors):
            done.append(draft)
            continue
        at = next(a.start for a in draft.actors if _is_pronoun(a))
        named = [
            a
            for d in done
            for a in d.actors
            if not _is_pronoun(a) and a.start < at and draft.sentence - d.sentence <= PRONOUN_REACH
        ]
        kept = tuple(a for a in draft.actors if not _is_pronoun(a))
        taken = max(named, key=lambda a: a.start, default=None)
        why = Why("actors", "the doer named last before the pronoun", taken.text if taken else "")
        done.append(replace(draft, actors=kept or ((taken,) if taken else ()), why=(*draft.why, why)))
    return done


PRONOUN_REACH = 2  # sentences


def _dates_agree(a: DateSpan | None, b: DateSpan | None) -> bool:
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


SAME_AREA_KM = 15.0  # two places nearer than this can be one place told twice


def _near(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if a.kind == b.kind == "settlement" and a.gazetteer_id != b.gazetteer_id:  # two towns, however close
        return False
    north = (a.lat - b.lat) * 111.2
    east = (a.lon - b.lon) * 111.2 * cos(radians((a.lat + b.lat) / 2))
    reach = SAME_AREA_KM + ((a.radius_m or 0) + (b.radius_m or 0)) / 1000
    return hypot(north, east) <= reach


def _is_within(draft: Draft, wide: Draft) -> bool:
    """Tell whether an event's place can lie in the wide place of another: same country, the other no more than a region."""
    if not draft.places or not wide.places:
        return False
    return all(_is_wide(p) for p in wide.places) and draft.places[0].country == wide.places[0].country


def _places_agree(a: Draft, b: Draft) -> bool:
    """Tell whether two drafts can be of one place: a name shared, places close by, or nothing said."""
    if not a.places or not b.places:
        return True
    names = {p.name.casefold() for p in a.places}
    if any(p.name.casefold() in names for p in b.places):
        return True
    return any(_near(x, y) for x in a.places for y in b.places if not (_is_wide(x) or _is_wide(y)))


def _figures_agree(a: Sequence[Count], b: Sequence[Count]) -> bool:
    for outcome in ("killed", "injured"):
        x, y = total_of(a, outcome), total_of(b, outcome)  # type: ignore[arg-type]
        if x and y and (x.low, x.high) != (y.low, y.high):
            return False
    return True


def _is_share(whole: Sequence[Count], share: Sequence[Count]) -> bool:
    """Tell whether later figures can be a share of earlier ones: "31 civilians were identified among those killed"."""
    for outcome in ("killed", "injured"):
        x, y = total_of(whole, outcome), total_of(share, outcome)  # type: ignore[arg-type]
        if y and (x is None or x.low is None or y.low is None or y.low > x.low):
            return False
    return True


def _elsewhere(earlier: Draft, later: Draft) -> bool:
    """Tell whether a later draft names a place that the earlier did not: its figure is another's, not a share."""
    names = {p.name.casefold() for p in earlier.places}
    return any(not _is_wide(p) and p.name.casefold() not in names for p in later.places[:1])


_MORE = ("more", "other", "another", "further", "additional", "separate")


def _counts_others(draft: Draft) -> bool:
    """Tell whether the words count other people than before: "five more", "six others"."""
    words = {w for c in draft.counts for w in c.text.casefold().split()}
    return any(w.rstrip("s") in _MORE for w in words)


_TAKES_PLACE = ("happened", "ongoing")


def _status_agrees(a: Draft, b: Draft) -> bool:
    return a.status == b.status or (a.status in _TAKES_PLACE and b.status in _TAKES_PLACE)


def _same_speaker(a: Draft, b: Draft) -> bool:
    """Tell whether one source speaks in both: by name, or as two people of one organisation."""
    if a.speaker == b.speaker:
        return True
    if not a.attribution or not b.attribution:
        return False
    if a.speaker in b.speaker or b.speaker in a.speaker:
        return True
    return a.attribution[0].actor_id is not None and a.attribution[0].actor_id == b.attribution[0].actor_id


def repeats(earlier: Draft, later: Draft) -> bool:
    """Tell whether a draft only tells again what an earlier one told, by the same source."""
    return (
        _same_type(earlier, later)
        and _same_speaker(earlier, later)
        and _status_agrees(earlier, later)
        and _dates_agree(earlier.date, later.date)
        and (_places_agree(earlier, later) or _is_within(later, earlier) or _telling_figure(earlier, later))
        and (
            _figures_agree(earlier.counts, later.counts)
            or (
                _is_share(earlier.counts, later.counts) and not _elsewhere(earlier, later) and not _counts_others(later)
            )
        )
        and not _new_parties(earlier, later)
        and not _other_reason(earlier, later)
    )


def _other_reason(earlier: Draft, later: Draft) -> bool:
    """Tell whether two drafts give different causes: then they are two claims, for the causes may be contested."""
    if earlier.reason is None or later.reason is None:
        return False
    a, b = set(earlier.reason.text.casefold().split()), set(later.reason.text.casefold().split())
    return len(a & b) < min(len(a), len(b)) / 2


def _new_parties(earlier: Draft, later: Draft) -> bool:
    """Tell whether a later draft names a doer that the earlier did not, where it named another."""
    if not earlier.actors or not later.actors:
        return False
    known = {w for a in earlier.actors for w in a.name.casefold().split()}
    return not any(w in known for a in later.actors for w in a.name.casefold().split())


def _fullness(draft: Draft) -> int:
    """How much a draft says: the figures before all, then who, to whom, when and where."""
    casualties = total_of(draft.counts, "killed") is not None or total_of(draft.counts, "injured") is not None
    return (
        4 * casualties
        + 2 * bool(draft.attribution)
        + bool(draft.actors)
        + bool(draft.recipients)
        + bool(draft.date)
        + bool(draft.places)
    )


def _united(first: Draft, second: Draft) -> Draft:
    """Return one draft for two tellings: the fuller one, with what the other adds (annotation guide, rule 1)."""
    base, other = (second, first) if _fullness(second) > _fullness(first) else (first, second)
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
        places=base.places or other.places,
        date=base.date or other.date,
        told_on=base.told_on or other.told_on,
        counts=base.counts + moved,
        attribution=base.attribution or other.attribution,
        reason=base.reason or other.reason,
        qualifiers=tuple(dict.fromkeys((*base.qualifiers, *other.qualifiers))),
    )


def _moved(part_of: int, rows: Sequence[Count], added: Sequence[Count], shift: int) -> int | None:
    whole = rows[part_of]
    return shift + added.index(whole) if whole in added else None


def _mentions_again(earlier: Draft, later: Draft) -> bool:
    """Tell whether the publisher's own words only point back to an event told before: "where the attack took place"."""
    return (
        _same_type(earlier, later)
        and ((later.aside and later.date is None) or (later.definite and not later.speaker))
        and not later.counts
        and _dates_agree(earlier.date, later.date)
        and _places_agree(earlier, later)
    )


def _same_figure(a: Draft, b: Draft) -> bool:
    x, y = total_of(a.counts, "killed"), total_of(b.counts, "killed")
    return x is not None and y is not None and x.low is not None and (x.low, x.high) == (y.low, y.high)


TELLING = 5  # the same figure from here up is hardly another event's


def _telling_figure(a: Draft, b: Draft) -> bool:
    x = total_of(a.counts, "killed")
    return _same_figure(a, b) and x is not None and (x.low or 0) >= TELLING


LEAD_REACH = 4  # sentences between a lead and the sentence that gives its source
LEAD_SENTENCES = 2  # headline and lead


def _leads_to(lead: Draft, later: Draft) -> bool:
    """Tell whether a lead without a source is told again with one: the sourced claim stands."""
    if (
        not _same_type(lead, later)
        or lead.speaker
        or not later.speaker
        or not 0 <= later.sentence - lead.sentence <= LEAD_REACH
    ):
        return False
    if _same_figure(lead, later):
        return True
    at_top = lead.sentence <= LEAD_SENTENCES
    return (
        at_top
        and _places_agree(lead, later)
        and _dates_agree(lead.date, later.date)
        and _figures_agree(lead.counts, later.counts)
    )


def _without_leads(drafts: Sequence[Draft]) -> list[Draft]:
    """Put a lead that names no source together with the claim that tells the same figure and names one."""
    done = list(drafts)
    for lead in drafts:
        later = next((d for d in done if d is not lead and _leads_to(lead, d)), None)
        if later is not None:
            done[done.index(later)] = _united(later, lead)
            done.remove(lead)
    return done


def _says_nothing_more(draft: Draft) -> bool:
    """Tell whether only a consequence is named, of nobody and no number: "those killed were mostly residents"."""
    only = all(t.label in CONSEQUENCES for t in draft.happening.triggers)
    return only and not draft.counts and not draft.recipients


def _without_echoes(drafts: Sequence[Draft]) -> list[Draft]:
    return [d for d in drafts if not _says_nothing_more(d)]


BACKDROP = frozenset({"protest_riot", "armed_clash", "operation", "strength", "attack_on_civilians"})


def _without_backdrops(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what a sentence on the war's whole toll says of how the war began."""
    tolls = {d.sentence: n for n, d in enumerate(drafts) if d.is_total}
    kept: list[Draft] = list(drafts)
    for draft in drafts:
        at = tolls.get(draft.sentence)
        if at is None or draft.is_total:
            continue
        if top(draft.event_type) == "displacement":  # "killed 200,000 people and displaced millions" is one toll
            kept[at] = _united(kept[at], draft)
            kept[drafts.index(draft)] = replace(draft, counts=(), event_type="")
        elif top(draft.event_type) in BACKDROP and not draft.counts:
            kept[drafts.index(draft)] = replace(draft, event_type="")
    return [d for d in kept if d.event_type]


def _unite(drafts: Sequence[Draft]) -> list[Draft]:
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
            kept[at] = _united(kept[at], draft)
    return kept


def _adds(later: Draft, earlier: Draft) -> bool:
    """Tell whether a later draft points back or stands close enough to be the same telling."""
    return (
        later.definite
        or later.borrowed
        or later.sentence - earlier.sentence <= 2
        or later.happening.label in CONSEQUENCES
    )  # noqa: PLR2004


def _lender(drafts: Sequence[Draft], at: int) -> Draft | None:
    """Return the event that a draft can take over from: the nearest before it of its type, else the nearest after it."""
    draft = drafts[at]
    before = [d for d in drafts[:at] if _same_type(d, draft) and draft.sentence - d.sentence <= FAR]
    after = [d for d in drafts[at + 1 :] if _same_type(d, draft) and d.sentence - draft.sentence <= 2]  # noqa: PLR2004
    return before[-1] if before else after[0] if after else None


def _taken_over(draft: Draft, lender: Draft) -> Draft:
    why = list(draft.why)
    if not draft.places and lender.places and not draft.is_total:
        why.append(Why("places", "taken over from an event of the same kind told before", lender.places[0].text))
        draft = replace(draft, places=lender.places)
    if (
        draft.date is None
        and lender.date is not None
        and is_violent(draft.event_type)
        and draft.status == lender.status
    ):
        why.append(Why("date", "taken over from an event of the same kind told before", lender.date.text))
        draft = replace(draft, date=replace(lender.date, basis="event"))
    same = draft.borrowed or (
        (_places_agree(draft, lender) or _is_within(draft, lender)) and _dates_agree(draft.date, lender.date)
    )
    if not draft.actors and lender.actors and is_violent(draft.event_type) and same:
        why.append(Why("actors", "taken over from an event of the same kind told before", lender.actors[0].text))
        draft = replace(draft, actors=lender.actors)
    shared = draft.borrowed or top(draft.event_type) == "armed_clash" or total_of(draft.counts, "killed") is not None
    if not draft.recipients and lender.recipients and shared and same:
        why.append(
            Why("recipients", "taken over from an event of the same kind told before", lender.recipients[0].text)
        )
        draft = replace(draft, recipients=lender.recipients)
    return replace(draft, why=tuple(why))


def _carried(drafts: Sequence[Draft]) -> list[Draft]:
    done: list[Draft] = []
    for at, draft in enumerate(drafts):
        lender = _lender([*done, *drafts[at:]], at)
        done.append(_taken_over(draft, lender) if lender else draft)
    return _placed(_dated(done))


DATE_REACH = 5  # sentences over which an event without a time shares the day of another


def _dated(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a violent event without a time the day of the event told next to it, else the days up to its telling."""
    done: list[Draft] = []
    for at, draft in enumerate(drafts):
        if draft.date is not None or not _wants_date(draft):
            done.append(draft)
            continue
        near = [
            d
            for d in (*reversed(done), *drafts[at + 1 :])
            if d.date and _wants_date(d) and abs(d.sentence - draft.sentence) <= DATE_REACH
        ]
        if near and near[0].date:
            why = Why("date", "day of the event told beside it", near[0].date.text)
            done.append(replace(draft, date=replace(near[0].date, basis="event"), why=(*draft.why, why)))
        elif draft.told_on:
            done.append(_by_telling(draft, draft.told_on))
        else:
            done.append(draft)
    return done


def _wants_date(draft: Draft) -> bool:
    return (
        (is_violent(draft.event_type) or top(draft.event_type) in ("other", "arrest", "abduction"))
        and draft.status in ("happened", "suspected")
        and not draft.is_total
    )


def _by_telling(draft: Draft, told_on: DateSpan) -> Draft:
    """Date an event by the day on which it was told: that day or the day before."""
    eve = (Day.fromisoformat(told_on.start) - timedelta(days=1)).isoformat()
    why = Why("date", "no later than the day on which it was told", told_on.text)
    return replace(draft, date=replace(told_on, start=eve, precision="days"), why=(*draft.why, why))


WIDE = frozenset({"country", "region", "governorate", "desert"})
NEAR_RETELLING = 4  # sentences between a lead and the sentence that names the place


def _is_wide(place: Place) -> bool:
    """Tell whether a place is no more than a region, or a place without a name: "an opposition-held town"."""
    return place.kind in WIDE or (place.gazetteer_id is None and place.text.split()[-1][:1].islower())


def _sharpened(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a draft that names only a wide place the narrower one of the sentence that tells the event again."""
    done: list[Draft] = []
    for draft in drafts:
        narrower = None
        if (
            draft.places
            and not draft.is_total
            and all(_is_wide(p) for p in draft.places)
            and is_violent(draft.event_type)
        ):
            narrower = next((d for d in drafts if _tells_again(draft, d)), None)
        if narrower is None:
            done.append(draft)
            continue
        place = next(p for p in narrower.places if not _is_wide(p))
        why = Why("places", "named in the sentence that tells the event again", place.text, place.start, place.end)
        done.append(replace(draft, places=(place, *draft.places), why=(*draft.why, why)))
    return done


def _tells_again(draft: Draft, other: Draft) -> bool:
    return (
        other is not draft
        and _same_type(draft, other)
        and 0 < other.sentence - draft.sentence <= NEAR_RETELLING
        and (other.definite or other.borrowed or draft.sentence <= LEAD_SENTENCES)
        and _dates_agree(draft.date, other.date)
        and any(not _is_wide(p) for p in other.places)
        and (_same_figure(draft, other) or not (total_of(draft.counts, "killed") and total_of(other.counts, "killed")))
    )


_PLACELESS = frozenset({"support", "accusation"})


def _placed(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a draft without any place the place of the event told before it, else the document's first."""
    done: list[Draft] = []
    for draft in drafts:
        earlier = next((d for d in reversed(done) if d.places), None) or next((d for d in drafts if d.places), None)
        if draft.places or earlier is None or draft.is_total or top(draft.event_type) in _PLACELESS:
            done.append(draft)
            continue
        why = Why("places", "taken over from the event told before", earlier.places[0].text)
        done.append(replace(draft, places=earlier.places, why=(*draft.why, why)))
    return done


def _without_headlines(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what only the headline's words say again in the body."""
    body = [d for d in drafts if not d.headline]
    told = any(is_violent(d.event_type) for d in body)
    return body if told else body + [d for d in drafts if d.headline and not any(_same_type(d, b) for b in body)]


def settle(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> list[Draft]:
    """Return the drafts that stand as claims, in text order, with what they take over from one another."""
    kept = _unite(_resolved(_without_leads(_without_echoes(_without_backdrops(_without_headlines(drafts))))))
    return sorted(_carried(_sharpened(kept)), key=lambda d: (d.happening.main.start, d.part))
