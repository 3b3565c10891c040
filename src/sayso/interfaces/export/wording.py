"""How values are put in words, in tables, in `show` and in the brief alike.

Nothing is made surer here than it is: open ends stay open, rough places stay rough, and what is not told reads
"unknown".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sayso.schema.claim import Claim, Count, DateSpan, Link, Party, Place
from sayso.schema.incident import Incident, Tally
from sayso.schema.shape import Corridor
from sayso.schema.vocabulary import Outcome

UNKNOWN = "unknown"
OWN_VOICE = "in its own voice"
UNNAMED_PUBLISHER = "publisher unknown"

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "abducted", "detained", "displaced", "captured", "destroyed")

_PLACE_WORDS = {
    "exact": "{name}",
    "near": "near {name}",
    "part": "somewhere in {name}",
    "district": "{name} district, no closer",
    "governorate": "{name}, governorate only",
    "region": "{name}, region only",
    "country": "{name}, country only",
}
_SHORT_PLACE_WORDS = {
    "near": "near {name}",
    "part": "somewhere in {name}",
    "district": "{name} district",
    "governorate": "{name} governorate",
    "unknown": "“{name}”",
}
_QUANTIFIERS = {
    "at_least": "at least {low}",
    "more_than": "more than {low}",
    "up_to": "up to {high}",
    "fewer_than": "fewer than {high}",
    "about": "about {best}",
}


def number(value: int) -> str:
    """Return the number with thousands set apart by a narrow no-break space."""
    return f"{value:,}".replace(",", "\u202f")


def interval(low: int | None, best: int | None, high: int | None) -> str:
    """Return low, best and high in words: "7", "5–9, best 7", "at least 5", "up to 9", "unknown"."""
    if low is not None and high is not None:
        return _closed(low, best, high)
    if low is not None:
        return f"at least {number(low)}" + _best(best, low)
    if high is not None:
        return f"up to {number(high)}" + _best(best, high)
    return UNKNOWN if best is None else number(best)


def _closed(low: int, best: int | None, high: int) -> str:
    if low == high:
        return number(low)
    return f"{number(low)}–{number(high)}" + _best(best, None)


def _best(best: int | None, shown: int | None) -> str:
    return "" if best is None or best == shown else f", best {number(best)}"


def figure(count: Count) -> str:
    """Return one claim's figure with its quantifier: "at least 7", "up to 20", "24–99 (“dozens”)", "none"."""
    if count.quantifier == "none":
        return "none"
    ends = {"low": count.low, "best": count.best, "high": count.high}
    pattern = _QUANTIFIERS.get(count.quantifier)
    if pattern and ends[_slot(pattern)] is not None:
        return pattern.format(**{k: "" if v is None else number(v) for k, v in ends.items()})
    shown = interval(count.low, count.best, count.high)
    return f"{shown} (“{count.text}”)" if count.quantifier == "vague" else shown


def _slot(pattern: str) -> str:
    return pattern[pattern.index("{") + 1 : pattern.index("}")]


def figures(claim: Claim) -> str:
    """Return the claim's figures without their breakdowns: "killed at least 7; injured 12"; "" when it gives none."""
    return "; ".join(f"{c.outcome} {figure(c)}" for c in claim.counts if c.part_of is None)


def tally(t: Tally) -> str:
    """Return an incident's figure: its interval, and the best value in it."""
    return interval(t.low, t.best, t.high)


def tallies(incident: Incident, between: str = "; ") -> str:
    """Return all figures of the incident, in the fixed order of outcomes."""
    return between.join(f"{o} {tally(incident.counts[o])}" for o in OUTCOMES if o in incident.counts)


def day(iso: str) -> str:
    """Return an ISO day as "3 Dec 2023"; what is no ISO day comes back as it is."""
    try:
        d = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{d.day} {d:%b} {d.year}"


def span(d: DateSpan | None) -> str:
    """Return when it happened, as roughly as it was said: "3 Dec 2023", "Dec 2023", "1–7 Dec 2023"."""
    if d is None:
        return "date unknown"
    try:
        start, end = dt.date.fromisoformat(d.start), dt.date.fromisoformat(d.end)
    except ValueError:
        return f"{d.start}–{d.end}"
    if start == end:
        return day(d.start)
    if d.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%b} {start.year}"
    if d.precision == "year" and start.year == end.year:
        return str(start.year)
    return _from_to(start, end)


def _from_to(start: dt.date, end: dt.date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b} {end.year}"
    if start.year == end.year:
        return f"{start.day} {start:%b} – {end.day} {end:%b} {end.year}"
    return f"{day(start.isoformat())} – {day(end.isoformat())}"


def distance(metres: int) -> str:
    """Return a radius: "800 m", "2.5 km", "40 km"."""
    if metres < 1000:
        return f"{metres}\u00a0m"
    return f"{metres / 1000:.2g}\u00a0km" if metres < 10_000 else f"{round(metres / 1000)}\u00a0km"


def whereabouts(p: Place) -> str:
    """Return where in few words, for headings: "near Sabha", "somewhere in the delta", "Daraa governorate"."""
    return _SHORT_PLACE_WORDS.get(p.precision, "{name}").format(name=p.name)


def place(p: Place | None) -> str:
    """Return where, with how roughly: "near Sabha, ±15 km (Libya)"; "place unknown" when nothing is told."""
    if p is None:
        return "place unknown"
    return _rough(p, _unknown(p) if p.precision == "unknown" else _in_words(p))


def _in_words(p: Place) -> str:
    if isinstance(p.shape, Corridor):
        return f"on the way to or from {p.name}"
    return _PLACE_WORDS[p.precision].format(name=p.name)


def _rough(p: Place, words: str) -> str:
    """Return the words with how far they reach, and the country."""
    if p.radius_m is not None and p.precision != "country":
        words += f", ±{distance(p.radius_m)}"
    return words if not p.country or p.country == p.name else f"{words} ({p.country})"


def _unknown(p: Place) -> str:
    """Return why a place has no point: "“Sukhna”, which of 2 is not told", "“the town”, where is not told"."""
    if p.answer != "cannot_tell":
        return f"“{p.name}”, not in the gazetteer"
    return f"“{p.name}”, " + (f"which of {len(p.alternatives)} is not told" if p.alternatives else "where is not told")


def where(places: Sequence[Place]) -> str:
    """Return where, from places that go from the most specific outward: "“highway”, near Sabha, ±15 km (Libya)".

    Two places that share one stretch are told as "between Nawa and Jasim". A first place that no gazetteer holds keeps
    its words, and the next one that is held says whereabouts it lies.
    """
    first = places[0] if places else None
    held = next((p for p in places if p.precision != "unknown"), None)
    if first is None or held is None:
        return place(first)
    if isinstance(held.shape, Corridor):
        ends = [p.name for p in places if p.shape == held.shape]
        return _rough(held, f"between {ends[0]} and {ends[1]}") if len(ends) > 1 else place(held)
    if held is first:
        return place(first)
    return f"“{first.name}”, {place(held)}"


_NARROW_M = {"exact": 15_000, "near": 5_000}
"""The widest circle in metres that still reads as a place: a large city; the surroundings of a village."""


def is_vague(p: Place | None) -> bool:
    """Tell whether the place is no better than a stretch of land."""
    return p is None or (p.radius_m or 0) > _NARROW_M.get(p.precision, -1)


def parties(people: tuple[Party, ...]) -> str:
    """Return the names, in order, each once; "" when nobody is named."""
    return ", ".join(dict.fromkeys(p.name for p in people))


def entry(party: Party) -> str:
    """Return which actor a party is: the register's id and neutral name, or the stable id of one that it does not
    hold."""
    if party.actor_id is None:
        return f"not in the register: {party.unknown_id}" if party.unknown_id else "not in the register"
    if party.canonical and party.canonical != party.name:
        return f"{party.actor_id}: {party.canonical}"
    return party.actor_id


def publisher(name: str | None) -> str:
    """Return the publisher's name, or that it is not known."""
    return name or UNNAMED_PUBLISHER


_OWN_VOICE_LABEL = "publisher: "


def body(label: str) -> str:
    """Return the label of an independent source as words: "publisher: Port Post" is "Port Post, in its own voice"."""
    name = label.removeprefix(_OWN_VOICE_LABEL)
    return label if name == label else f"{name}, {OWN_VOICE}"


def in_words(reason: str) -> str:
    """Return the reason of a grade or figure with publishers by their bare names."""
    return reason.replace(_OWN_VOICE_LABEL, "")


def bodies(labels: Iterable[str]) -> str:
    """Return the independent sources, set apart by semicolons where a name holds a comma."""
    names = [body(label) for label in labels]
    return ("; " if any("," in n for n in names) else ", ").join(names)


_FIELD_WORDS = {"event": "whether it happened", "type": "kind of event"}


def contested_field(field: str) -> str:
    """Return what is contested, in words: "whether it happened", "killed"."""
    return _FIELD_WORDS.get(field, field)


def held_value(field: str, value: str) -> str:
    """Return the value of a position on a contested field; days as words, anything else as it is."""
    if field != "date":
        return value
    start, _, end = value.partition(" to ")
    return span(DateSpan(start, end or start, "range", "explicit", "")) if _is_day(start) else value


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def chain(links: tuple[Link, ...], published_by: str | None) -> str:
    """Return the chain from the one who says it to the one who prints it: "the mayor (told) → AFP → Port Post".

    Who speaks beside another is joined to it: "the mayor + a medic (told) → AFP → Port Post".
    """
    if not links:
        return f"{publisher(published_by)}, {OWN_VOICE}"
    steps: list[str] = []
    for n, link in enumerate(links):
        joined = n + 1 < len(links) and links[n + 1].beside
        step = f"{link.name} ({link.cue})" if link.cue and not joined else link.name
        steps[-1:] = [f"{steps[-1]} + {step}"] if link.beside and steps else [*steps[-1:], step]
    return " → ".join([*steps, publisher(published_by)])


def kind_of_event(code: str) -> str:
    """Return an event type's code as words: "air strike, drone"."""
    return code.replace("_", " ").replace(".", ", ")


def quote(text: str) -> str:
    """Return the words on one line, runs of white space as one blank."""
    return " ".join(text.split())
