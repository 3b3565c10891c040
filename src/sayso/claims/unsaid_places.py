"""Where it happened, where a sentence leaves it unsaid or says it loosely and another of the document says it.

A lead is vague ("a town in the north") and the next sentences name the place: `with_places_sharpened`. A later sentence
leaves out what was said before: `with_places_taken_over`, from the same sentence first, then from an event of the same
kind, then from the event told before. The claim's `why` says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.claims.agreement import dates_agree, is_share, is_wide, same_figure, same_type
from sayso.claims.draft import Draft
from sayso.claims.retelling import LEAD_SENTENCES
from sayso.claims.sphere import kilometres
from sayso.claims.tallying import total_of
from sayso.claims.typing import is_violent
from sayso.schema import Place, Why
from sayso.schema.codebook import top
from sayso.schema.place_cues import place_cues

FAR = 12  # sentences; beyond this an event is no longer in the reader's mind
NEAR_RETELLING = 6  # sentences between a lead and the sentence that names the place
LOOSE_M = 40_000  # a place with a larger radius is no more than a region
COUNTRY_M = 160_000  # and with a larger one than this, than a country
CITY_M = 8_000  # metres beyond a city's own radius within which a quarter or a crossing is still the city's
COUNTRY, NAMELESS = 3, 4  # how loosely a country's name places an event, and words without any name
_QUARTERS = frozenset({"neighbourhood", "site", "road", "base"})
_PLACELESS = frozenset({"support", "accusation"})


def looseness(place: Place) -> int:
    """Return how loosely a place is told: 0 a spot or settlement by name, 1 only its bearing from one ("near the
    capital"), 2 a region or larger, 3 a country, 4 no name at all ("a rebel-held town")."""
    if place.gazetteer_id is None and place.text.split()[-1][:1].islower():
        return NAMELESS
    if place.kind == "country" or (place.radius_m or 0) > COUNTRY_M:
        return COUNTRY
    if is_wide(place) or (place.radius_m or 0) > LOOSE_M:
        return 2
    words = place.text.casefold().split()
    is_rim = any(w in place_cues().surroundings for w in words)
    return int(place.precision == "near" or is_rim or words[0] in place_cues().compass)


def with_places_sharpened(
    drafts: Sequence[Draft], tellings: Sequence[Draft], named: Mapping[int, Sequence[Place]] | None = None
) -> list[Draft]:
    """Return the drafts; one that places itself only loosely, or in a whole city, gets the place that the sentence
    names which tells it again, a lead also the one that the sentence right after it names.

    `tellings` are all drafts of the document, those included that were put together with others since; `named` the
    places of the document by the index of their sentence.
    """
    return [_sharpened(d, tellings, named or {}) for d in drafts]


def _sharpened(draft: Draft, tellings: Sequence[Draft], named: Mapping[int, Sequence[Place]]) -> Draft:
    if not draft.places or draft.is_total or not is_violent(draft.event_type) or _is_widespread(draft):
        return draft
    told = (_sharper(draft, d) for d in tellings if _tells_again(draft, d))
    place, rule = next((p for p in told if p), None), "named in the sentence that tells the event again"
    if place is None and draft.sentence <= LEAD_SENTENCES:
        free = (p for p in named.get(draft.sentence + 1, ()) if not _is_of_another(p, draft, tellings))
        place, rule = next((p for p in free if _narrows(p, draft)), None), "named in the sentence after the lead"
    if place is None:
        return draft
    why = Why("places", rule, place.text, place.start, place.end)
    return replace(draft, places=(place, *draft.places), why=(*draft.why, why))


def _is_widespread(draft: Draft) -> bool:
    """Tell whether the words spread the event over several sides of a land: "northern and eastern Syria"."""
    sides = ({w.casefold() for w in p.text.split()} & place_cues().directions for p in draft.places)
    return any(len(s) > 1 for s in sides)


def _is_of_another(place: Place, draft: Draft, tellings: Sequence[Draft]) -> bool:
    """Tell whether a place is that of an event of another type."""
    others = (d for d in tellings if not (d.definite or d.borrowed or same_type(d, draft)))
    return any(p.start == place.start for d in others for p in d.places)


def _narrows(place: Place, draft: Draft) -> bool:
    """Tell whether a place is a town inside the region that a draft names, or a quarter of its city."""
    if all(looseness(p) for p in draft.places):
        within = all(p.country in (None, place.country) and p.admin1 in (None, place.admin1) for p in draft.places)
        return within and place.gazetteer_id is not None and looseness(place) == 0
    return _is_inside(place, draft.places[0])


def _tells_again(draft: Draft, other: Draft) -> bool:
    """Tell whether another sentence close by tells of the same event."""
    if not _types_fit(draft, other) or not dates_agree(draft.date, other.date) or not _figures_fit(draft, other):
        return False
    if other.sentence > draft.sentence:
        points = other.definite or other.borrowed or draft.sentence <= LEAD_SENTENCES
        return points and other.sentence - draft.sentence <= NEAR_RETELLING
    points = draft.definite or draft.borrowed or same_figure(draft, other)
    return points and 0 < draft.sentence - other.sentence <= NEAR_RETELLING


def _types_fit(draft: Draft, other: Draft) -> bool:
    """Tell whether both can be of one type: a type that was borrowed from what was told before is no sure one."""
    return same_type(draft, other) or (is_violent(other.event_type) and (draft.borrowed or other.borrowed))


def _figures_fit(draft: Draft, other: Draft) -> bool:
    """Tell whether both can count the same dead: the same figure, a share of it, or one of the two gives none."""
    both = total_of(draft.counts, "killed") and total_of(other.counts, "killed")
    return not both or same_figure(draft, other) or is_share(draft.counts, other.counts)


def _sharper(draft: Draft, other: Draft) -> Place | None:
    """Return the place that another telling names more closely: the narrowest, or the widest where it tells a share of
    the dead only; None where it names none inside the draft's."""
    least = min(looseness(p) for p in draft.places)
    if least:
        sharp = [p for p in other.places if looseness(p) < (least if least == COUNTRY else min(least, 2))]
    else:
        sharp = [p for p in other.places if _is_inside(p, draft.places[0])]
    is_part = total_of(draft.counts, "killed") and total_of(other.counts, "killed") and not same_figure(draft, other)
    return (sharp[-1] if is_part else sharp[0]) if sharp else None


def _is_inside(place: Place, city: Place) -> bool:
    """Tell whether a place is a quarter or spot of a city that is named as a whole."""
    if city.kind != "settlement" or city.precision != "exact" or place.precision not in ("exact", "part", "unknown"):
        return False
    if place.gazetteer_id == city.gazetteer_id:
        return place.gazetteer_id is not None and place.precision == "part"
    if place.kind not in _QUARTERS or city.lat is None:
        return False
    if place.lat is None:  # a quarter's name that the gazetteer does not hold
        return any(c.isupper() for c in place.name)
    here, there = (place.lat or 0.0, place.lon or 0.0), (city.lat or 0.0, city.lon or 0.0)
    return kilometres(here, there) * 1000 <= (city.radius_m or 0) + CITY_M


def with_places_taken_over(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each without a place with that of another event, where one lends it."""
    done: list[Draft] = []
    for at, draft in enumerate(drafts):
        done.append(draft if draft.places or draft.is_total else _with_places(draft, done, drafts[at:]))
    return done


def _with_places(draft: Draft, before: Sequence[Draft], rest: Sequence[Draft]) -> Draft:
    lender, rule = _lender(draft, before, rest)
    if lender is None:
        return draft
    return replace(draft, places=lender.places, why=(*draft.why, Why("places", rule, lender.places[0].text)))


def _can_lend(draft: Draft) -> bool:
    """Tell whether an event has a place to lend: a country is no place for what happened somewhere in it."""
    return any(looseness(p) != COUNTRY for p in draft.places)


def _lender(draft: Draft, before: Sequence[Draft], rest: Sequence[Draft]) -> tuple[Draft | None, str]:
    """Return the draft that lends its place, with the rule's words; None where the event has no place of its own."""
    if top(draft.event_type) == "support":
        return None, ""
    beside = [d for d in (*before, *rest) if _can_lend(d) and d.sentence == draft.sentence]
    if beside:
        return beside[0], "the place of what its sentence tells beside it"
    alike = [d for d in before if same_type(d, draft) and draft.sentence - d.sentence <= FAR]
    alike += [d for d in rest if same_type(d, draft) and d.sentence - draft.sentence <= 2] if not alike else []
    alike = [d for d in alike if _can_lend(d)][-1:]
    if alike:
        return alike[0], "taken over from an event of the same kind told before"
    if top(draft.event_type) in _PLACELESS:
        return None, ""
    placed = [d for d in before if _can_lend(d)][-1:] or [d for d in rest if _can_lend(d)][:1]
    return (placed[0], "taken over from the event told before") if placed else (None, "")
