"""Whether two drafts can be of one event: by type, day, place, figure, status and speaker. Nothing said agrees with
anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import cos, hypot, radians

from sayso.claims.draft import Draft
from sayso.claims.tallying import CASUALTIES, total_of
from sayso.schema import Count, DateSpan, Place
from sayso.schema.codebook import top
from sayso.schema.vocabulary import Outcome

SAME_AREA_KM = 15.0  # two places nearer than this can be one place told twice
WIDE = frozenset({"country", "region", "governorate", "desert"})
PEOPLE: tuple[Outcome, ...] = (*CASUALTIES, "abducted", "detained", "captured", "displaced")
TELLING = 5  # the same figure from here up is hardly another event's
_MORE = ("more", "other", "another", "further", "additional", "separate")
_TAKES_PLACE = ("happened", "ongoing")


def same_type(a: Draft, b: Draft) -> bool:
    """Tell whether two drafts are of one top-level type."""
    return top(a.event_type) == top(b.event_type)


def dates_agree(a: DateSpan | None, b: DateSpan | None) -> bool:
    """Tell whether two times can be one: they overlap, or one is not said."""
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def days_apart(span: DateSpan | None) -> int:
    """Return how many days lie between the first and the last day; 0 for one day and for none."""
    return (date.fromisoformat(span.end) - date.fromisoformat(span.start)).days if span else 0


def is_wide(place: Place) -> bool:
    """Tell whether a place is no more than a region, or a place without a name: "an opposition-held town"."""
    return place.kind in WIDE or (place.gazetteer_id is None and place.text.split()[-1][:1].islower())


def _near(a: Place, b: Place) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if a.kind == b.kind == "settlement" and a.gazetteer_id != b.gazetteer_id:  # two towns, however close
        return False
    north = (a.lat - b.lat) * 111.2
    east = (a.lon - b.lon) * 111.2 * cos(radians((a.lat + b.lat) / 2))
    reach = SAME_AREA_KM + ((a.radius_m or 0) + (b.radius_m or 0)) / 1000
    return hypot(north, east) <= reach


_UNITS = frozenset({"governorate", "district"})


def is_within(draft: Draft, wide: Draft) -> bool:
    """Tell whether an event's place can lie in the wide place of another: same country, the other no more than a
    region, and not another governorate."""
    if not draft.places or not wide.places:
        return False
    place, around = draft.places[0], wide.places[0]
    elsewhere = around.kind in _UNITS and place.admin1 and around.admin1 and place.admin1 != around.admin1
    return all(is_wide(p) for p in wide.places) and place.country == around.country and not elsewhere


_NO_NAME = frozenset(
    {
        "the",
        "of",
        "in",
        "town",
        "city",
        "village",
        "district",
        "area",
        "province",
        "region",
        "governorate",
        "neighbourhood",
    }
    | {"northern", "southern", "eastern", "western", "northwestern", "northeastern", "southwestern", "southeastern"}
)


def _name_words(place: Place) -> frozenset[str]:
    return frozenset(place.name.casefold().replace("-", " ").split()) - _NO_NAME


def _one_name(a: Place, b: Place) -> bool:
    """Tell whether two places go by one name: "Homs", "Homs district"."""
    x, y = _name_words(a), _name_words(b)
    return bool(x and y) and (x <= y or y <= x)


def places_agree(a: Draft, b: Draft) -> bool:
    """Tell whether two drafts can be of one place: a name shared, places close by, or nothing said."""
    if not a.places or not b.places:
        return True
    if any(_one_name(x, y) for x in a.places for y in b.places):
        return True
    return any(_near(x, y) for x in a.places for y in b.places if not (is_wide(x) or is_wide(y)))


def _one_figure(x: Count | None, y: Count | None) -> bool:
    """Tell whether two rows give one figure: "at least six", "six"."""
    if x is None or y is None:
        return False
    return (x.low, x.high) == (y.low, y.high) or (x.low is not None and x.low == y.low)


def figures_agree(a: Sequence[Count], b: Sequence[Count]) -> bool:
    """Tell whether no figure of people differs: dead, injured, abducted, detained, displaced."""
    pairs = [(total_of(a, outcome), total_of(b, outcome)) for outcome in PEOPLE]
    return all(x is None or y is None or _one_figure(x, y) for x, y in pairs)


def same_figure(a: Draft, b: Draft) -> bool:
    """Tell whether both give the same figure of the dead."""
    return _one_figure(total_of(a.counts, "killed"), total_of(b.counts, "killed"))


def telling_figure(a: Draft, b: Draft) -> bool:
    """Tell whether both give the same figure of the dead, and one large enough to tell events apart."""
    x = total_of(a.counts, "killed")
    return same_figure(a, b) and x is not None and (x.low or 0) >= TELLING


def is_share(whole: Sequence[Count], share: Sequence[Count]) -> bool:
    """Tell whether later figures can be a share of earlier ones: "31 civilians were identified among those killed"."""
    for outcome in PEOPLE:
        x, y = total_of(whole, outcome), total_of(share, outcome)
        if x and y and (x.low is None or y.low is None or y.low > x.low):
            return False
    return True


def elsewhere(earlier: Draft, later: Draft) -> bool:
    """Tell whether a later draft names a place that the earlier did not: its figure is another's, not a share."""
    names = {p.name.casefold() for p in earlier.places}
    return any(not is_wide(p) and p.name.casefold() not in names for p in later.places[:1])


def counts_others(draft: Draft) -> bool:
    """Tell whether the words count other people than before: "five more", "six others"."""
    words = {w for c in draft.counts for w in c.text.casefold().split()}
    return any(w.rstrip("s") in _MORE for w in words)


def status_agrees(a: Draft, b: Draft) -> bool:
    """Tell whether two drafts stand alike: what happened may be going on."""
    return a.status == b.status or (a.status in _TAKES_PLACE and b.status in _TAKES_PLACE)


def same_speaker(a: Draft, b: Draft) -> bool:
    """Tell whether one source speaks in both: by name, or as two people of one organisation."""
    if a.speaker == b.speaker:
        return True
    if not a.attribution or not b.attribution:
        return False
    if a.speaker in b.speaker or b.speaker in a.speaker:
        return True
    return a.attribution[0].actor_id is not None and a.attribution[0].actor_id == b.attribution[0].actor_id


def other_reason(earlier: Draft, later: Draft) -> bool:
    """Tell whether two drafts give different causes: then they are two claims, for the causes may be contested."""
    if earlier.reason is None or later.reason is None:
        return False
    a, b = set(earlier.reason.text.casefold().split()), set(later.reason.text.casefold().split())
    return len(a & b) < min(len(a), len(b)) / 2


def new_parties(earlier: Draft, later: Draft) -> bool:
    """Tell whether a later draft names a doer that the earlier did not, where it named another."""
    if not earlier.actors or not later.actors:
        return False
    known = {w for a in earlier.actors for w in a.name.casefold().split()}
    return not any(w in known for a in later.actors for w in a.name.casefold().split())
