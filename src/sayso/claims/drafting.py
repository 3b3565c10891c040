"""From marks to drafts: each happening of each sentence typed and given its roles, figures, time, places, chain and
status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims import cause, flight, parties, placing, roles, status, tallying, timing, typing
from sayso.claims.draft import Draft
from sayso.claims.happenings import Happening, happenings
from sayso.claims.place_roles import without_motion
from sayso.claims.reading import Reading
from sayso.claims.responsibility import claimed_or_denied
from sayso.claims.sources import chain_at
from sayso.claims.tallying import Stretch
from sayso.claims.telling import Telling
from sayso.claims.timing import Timing
from sayso.claims.worth import is_told
from sayso.schema import ClaimQualifier, Count, Place, Qualifier, Why

Told = list[tuple[int, str]]
"""The events told so far: sentence and type."""


def drafts_of(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for every happening that is told as an event, in text order."""
    told: Told = []
    for group in _groups(reading):
        for telling, part, stretch in _tellings(reading, group):
            draft = claimed_or_denied(reading, _draft(telling, told, part, stretch))
            told.append((draft.sentence, draft.event_type))
            yield draft


def _groups(reading: Reading) -> Iterator[list[Happening]]:
    """Yield the happenings of each sentence that are told as events."""
    by_sentence: dict[int, list[Happening]] = {}
    triggers = [m for m in reading.annotation.mentions if m.kind == "trigger"]
    for happening in happenings(reading.annotation.sentences, triggers):
        by_sentence.setdefault(happening.sentence, []).append(happening)
    for number, group in sorted(by_sentence.items()):
        sentence = reading.annotation.sentences[number]
        yield [h for h in group if is_told(sentence, h, group)]


def _tellings(reading: Reading, group: Sequence[Happening]) -> Iterator[tuple[Telling, int, Stretch | None]]:
    """Yield the tellings of a sentence: one for each happening, or for each place where every figure has its own."""
    if not group:
        return
    number = group[0].sentence
    sentence = reading.annotation.sentences[number]
    counts = [m for _, m in reading.marks("count", number)]
    places = [m for _, m in reading.marks("place", number)]
    for which, share in enumerate(tallying.share_out(sentence, counts, group)):
        found = roles.merged([roles.roles_in(sentence, t.head, t.label) for t in group[which].triggers])
        for part, (own, stretch) in enumerate(tallying.by_place(share, places)):
            yield Telling(reading, group, which, own, found), part, stretch


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a telling is coded as."""

    event_type: str
    typed: typing.Typed
    standing: status.Standing
    bearing: Sequence[Qualifier]
    is_toll: bool


def _kind(telling: Telling, told: Told, rows: Sequence[Count], times: Timing) -> _Kind:
    sentence, happening = telling.sentence, telling.happening
    killed = tallying.total_of(rows, "killed")
    around = typing.Surroundings(
        told, killed.who if killed else None, parties.people_acted(telling), telling.points_back()
    )
    typed = typing.resolve_type(sentence, happening, around)
    bearing = status.bearing(sentence, happening, telling.reading.annotation.qualifiers)
    if typing.is_toll(sentence, happening, (killed.low or killed.high) if killed else None, times.days):
        return _Kind("toll", typed, status.Standing("happened", "a running figure"), bearing, True)
    event_type = typed.event_type
    if typing.can_take_people(happening, event_type) and parties.people_befallen(telling):
        event_type = typing.TAKEN
    if flight.is_withdrawal(sentence, happening):
        event_type = flight.WITHDRAWAL
    dated = times.is_over(telling.reading.document.published.date)
    standing = status.status_of(sentence, happening, event_type, bearing, dated)
    return _Kind(event_type, typed, standing, bearing, False)


def _draft(telling: Telling, told: Told, part: int, stretch: Stretch | None) -> Draft:
    reading = telling.reading
    rows = tallying.tally(telling.counts)
    times = timing.timing_of(telling)
    kind = _kind(telling, told, rows, times)
    if kind.is_toll:
        times = timing.since(reading, times)
    places = without_motion(reading, telling.number, kind.event_type, _places(telling, kind.is_toll, stretch))
    start, end = telling.span()
    return Draft(
        happening=telling.happening,
        start=start,
        end=end,
        event_type=kind.event_type,
        status=kind.standing.status,
        actors=() if kind.is_toll else parties.actors_of(telling),
        recipients=() if kind.is_toll else parties.recipients_of(telling),
        places=places,
        date=times.when,
        counts=() if kind.standing.status == "planned" else rows,  # a plan has killed nobody
        attribution=chain_at(reading.annotation.attributions, telling.happening.main, reading.document, reading.names),
        reason=cause.reason_of(telling),
        qualifiers=tuple(ClaimQualifier(q.kind, q.cue, q.start, q.end) for q in kind.bearing),
        why=_why(telling, kind, times),
        part=part,
        borrowed=kind.typed.borrowed,
        definite=telling.is_definite(),
        aside=telling.stands_aside(),
        headline=telling.sentence.segment == "headline",
        is_total=kind.is_toll,
        told_on=times.told_on,
    )


def _places(telling: Telling, is_toll: bool, stretch: Stretch | None) -> tuple[Place, ...]:
    """Return where it happened: a war as a whole, or its toll, in the country unless the words say where."""
    if is_toll and placing.is_of_the_war(telling):
        return placing.country_of(telling.reading)
    places = (placing.places_of(telling, stretch) if stretch else ()) or placing.places_of(telling)
    if places or not (is_toll or placing.is_countrywide(telling)):
        return places
    return placing.country_of(telling.reading)


def _why(telling: Telling, kind: _Kind, times: Timing) -> tuple[Why, ...]:
    main, tokens = telling.happening.main, telling.sentence.tokens
    rows = [
        Why("trigger", main.rule, main.text, main.start, main.end),
        Why("event_type", "a running figure" if kind.is_toll else kind.typed.rule, kind.typed.text),
        Why("status", kind.standing.rule, kind.standing.text),
    ]
    for field, phrases in (("actors", telling.roles.actors), ("recipients", telling.roles.recipients)):
        for p in phrases:
            start, end = tokens[p.first].start, tokens[p.last].end
            rows.append(Why(field, p.rule, telling.reading.document.text[start:end], start, end))
    rows += [Why("counts", c.rule, c.text, c.start, c.end) for c in telling.counts]
    if times.words:
        rows.append(Why("date", times.words.rule, times.words.text, times.words.start, times.words.end))
    return tuple(rows)
