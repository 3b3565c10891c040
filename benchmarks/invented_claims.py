"""Claims of any number, made up: happenings in villages, told by several reports, each in its own way.

Villages grow with the number of claims, days do not: twice the claims are twice the country, as dense as before. A
fifth of the villages sees half of it. Reports differ: names are spelt otherwise, days are a day off or a week wide or
not told, places may be no more than the governorate or have no coordinates, figures are rounded, rise or are missing.
The same number and seed give the same claims.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.schema import Claim, Count, DateSpan, Document, Link, Party, Place, Published, Segment, Trigger
from sayso.schema.identity import claim_id, document_id
from sayso.schema.vocabulary import Outcome

FIRST_DAY = date(2014, 1, 1)
DAYS = 3_000
CLAIMS_A_VILLAGE = 100
VILLAGES_A_GOVERNORATE = 60
VILLAGES_A_ROW = 40
STEP_DEGREES = 0.09
"""From one village to the next: ten kilometres."""

SYLLABLES = (
    "qa mar tal wa dei bir kaf ras jis nah bur hos kha sah zor bab jab ras sab dah maz har sha ruj gha tel bei haq jou "
    "man naq qas raw saf tah sul ham dar haf aja nab zah sal azr qad ria maj ban saw sid rum tin dib war mil"
).split()
ENDINGS = "iya|un|ah|an|in|et|ar|im|ud|oum|ayn|eh|as|or|id".split("|")
OTHER_SPELLINGS = (("q", "k"), ("ou", "u"), ("iya", "iyyah"), ("ah", "a"), ("w", "v"), ("h", ""), ("un", "oun"))

SIDES = tuple(
    f"{first} {second}"
    for first in "Valley Orchard Highland Desert River Mountain Eastern Northern Free United Iron Salt".split()
    for second in "Brigade Guard Front Legion Army".split()
)
PUBLISHERS = tuple(
    f"{first} {second}"
    for first in "Euphrates Orontes Coastal Steppe Border Capital Harbour Plains".split()
    for second in "Wire Post Monitor Herald Observer".split()
)
SPEAKERS = (
    ("a medical source", "other"),
    ("local residents", "witness"),
    ("the civil defence", "official"),
    ("a military spokesman", "belligerent"),
    ("the provincial observatory", "monitor"),
    ("two witnesses", "witness"),
    ("the health directorate", "official"),
)
TARGETS = "market|bakery|school|checkpoint|bus|bridge|fuel depot|clinic|barracks|grain store|farm|convoy".split("|")
DEEDS = (
    ("shelling.artillery", "shelled", "{who} {did} a {what} in {where}"),
    ("air_strike", "bombed", "{who} aircraft {did} a {what} near {where}"),
    ("explosion.ied", "exploded", "a roadside bomb laid by {who} {did} beside a {what} in {where}"),
    ("armed_clash", "clashed", "{who} {did} with {whom} around a {what} outside {where}"),
    ("attack_on_civilians", "shot", "{who} gunmen {did} people at a {what} in {where}"),
    ("abduction", "abducted", "{who} {did} several men from a {what} in {where}"),
    ("arrest", "detained", "{who} {did} residents at a {what} in {where}"),
)
DEED_ODDS = (24, 18, 16, 18, 14, 6, 4)
REPORTS_ODDS = ((1, 58), (2, 22), (3, 11), (4, 5), (6, 3), (9, 1))
"""How many reports tell of a happening, and out of 100 how often."""
NO_FIGURE, NO_ACTOR, NO_PLACE, NO_DATE = 0.25, 0.3, 0.04, 0.08
GOVERNORATE_ONLY, NOT_GROUNDED, MISSPELT = 0.12, 0.12, 0.25
TOLD_TWICE = 0.25


@dataclass(frozen=True, slots=True)
class Village:
    """A village with its governorate, on a grid."""

    name: str
    governorate: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened."""

    deed: int
    day: int
    village: Village
    actor: str
    recipient: str
    target: str
    killed: int
    injured: int


@dataclass(frozen=True, slots=True)
class Invented:
    """Claims with their documents, and which happening each claim tells of."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    truth: tuple[int, ...]


def invent(size: int, seed: int = 0) -> Invented:
    """Return `size` claims."""
    chance = random.Random(f"claims {seed}")
    country = _country(max(VILLAGES_A_GOVERNORATE, size // CLAIMS_A_VILLAGE), seed)
    documents: list[Document] = []
    claims: list[Claim] = []
    truth: list[int] = []
    number = 0
    while len(claims) < size:
        happening = _happening(chance, country)
        for _ in range(_reports(chance)):
            document, told = _report(chance, happening, len(documents))
            documents.append(document)
            claims += told
            truth += [number] * len(told)
        number += 1
    return Invented(tuple(documents), tuple(claims[:size]), tuple(truth[:size]))


def _country(villages: int, seed: int) -> list[Village]:
    chance = random.Random(f"country {seed}")
    governorates = [_name(chance) for _ in range(villages // VILLAGES_A_GOVERNORATE + 1)]
    return [
        Village(
            _name(chance) + (f" {_name(chance)}" if chance.random() < 0.3 else ""),
            governorates[n // VILLAGES_A_GOVERNORATE],
            round(10 + STEP_DEGREES * (n // VILLAGES_A_ROW) + chance.uniform(-0.02, 0.02), 4),
            round(20 + STEP_DEGREES * (n % VILLAGES_A_ROW) + chance.uniform(-0.02, 0.02), 4),
        )
        for n in range(villages)
    ]


def _name(chance: random.Random) -> str:
    return ("".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2)))) + chance.choice(ENDINGS)).capitalize()


def _happening(chance: random.Random, country: list[Village]) -> Happening:
    actor, recipient = chance.sample(SIDES, 2)
    killed = int(chance.paretovariate(1.2)) if chance.random() < 0.7 else 0
    return Happening(
        deed=chance.choices(range(len(DEEDS)), DEED_ODDS)[0],
        day=chance.randrange(DAYS),
        village=country[int(len(country) * _share_of_country(chance))],
        actor=actor,
        recipient=recipient,
        target=chance.choice(TARGETS),
        killed=min(killed, 300),
        injured=int(killed * chance.uniform(0, 3)) if chance.random() < 0.6 else 0,
    )


def _share_of_country(chance: random.Random) -> float:
    """Return a number up to 1, half of the time below a fifth."""
    return chance.uniform(0, 0.2) if chance.random() < 0.375 else chance.random()


def _reports(chance: random.Random) -> int:
    numbers, odds = zip(*REPORTS_ODDS, strict=True)
    return int(chance.choices(numbers, odds)[0])


# --- what one report tells


def _report(chance: random.Random, happening: Happening, number: int) -> tuple[Document, list[Claim]]:
    published = FIRST_DAY + timedelta(happening.day + chance.choice((0, 0, 1, 1, 2, 4)))
    publisher = chance.choice(PUBLISHERS)
    tellings = [_telling(chance, happening) for _ in range(2 if chance.random() < TOLD_TWICE else 1)]
    text = "\n\n".join([f"News from {happening.village.governorate}", *(t.text for t in tellings)])
    document = Document(
        id=document_id(str(number), None, publisher, text),
        external_id=str(number),
        url=None,
        publisher=publisher,
        title=None,
        author=None,
        published=Published(published.isoformat(), "record"),
        language="en",
        text=text,
        segments=(Segment("body", 0, len(text)),),
        agency=None,
        reprint_of=None,
        raw_sha256="",
    )
    claims, start = [], text.index("\n\n") + 2
    for telling in tellings:
        claims.append(telling.claim(document.id, start))
        start += len(telling.text) + 2
    return document, claims


@dataclass(frozen=True, slots=True)
class _Telling:
    """One sentence and what it says."""

    happening: Happening
    text: str
    actor: str | None
    place: Place | None
    date: DateSpan | None
    killed: int | None
    injured: int | None
    speaker: tuple[str, str] | None

    def claim(self, document: str, start: int) -> Claim:
        """Return the sentence as a claim that stands at `start`."""
        code, did, pattern = DEEDS[self.happening.deed]
        at = start + self.text.index(did)
        links = () if self.speaker is None else (_link(*self.speaker, start + len(self.text)),)
        whom = self.happening.recipient if "{whom}" in pattern else None
        return Claim(
            id=claim_id(document, at, at + len(did), tuple(x.name for x in links)),
            document_id=document,
            codebook="sayso-1",
            event_type=code,
            status="happened",
            quote=self.text,
            start=start,
            end=start + len(self.text),
            trigger=Trigger(did, at, at + len(did)),
            actors=_party(self.actor, start),
            recipients=_party(whom, start),
            places=() if self.place is None else (self.place,),
            date=self.date,
            counts=(*_count("killed", self.killed, start), *_count("injured", self.injured, start)),
            attribution=links,
        )


def _telling(chance: random.Random, happening: Happening) -> _Telling:
    actor = None if chance.random() < NO_ACTOR else happening.actor
    place = None if chance.random() < NO_PLACE else _place(chance, happening.village)
    when = None if chance.random() < NO_DATE else _date(chance, happening.day)
    killed, injured = (_figure(chance, n) for n in (happening.killed, happening.injured))
    speaker = None if chance.random() < 0.3 else chance.choice(SPEAKERS)
    _, did, pattern = DEEDS[happening.deed]
    where = place.name if place else "the area"
    text = pattern.format(
        who=actor or "unknown forces", did=did, what=happening.target, where=where, whom=happening.recipient
    )
    if when is not None:
        text += f" on {when.text}"
    if killed is not None:
        text += f", killing {killed} people"
    if injured is not None:
        text += f" and wounding {injured}"
    if speaker is not None:
        text += f", {speaker[0]} said"
    return _Telling(happening, f"{text[0].upper()}{text[1:]}.", actor, place, when, killed, injured, speaker)


def _place(chance: random.Random, village: Village) -> Place:
    if chance.random() < GOVERNORATE_ONLY:
        return Place(
            f"{village.governorate}", village.governorate, 0, 0, round(village.lat, 0), round(village.lon, 0), 40_000,
            "governorate", "XX", village.governorate, None, f"g{village.governorate}", "governorate",
        )  # fmt: skip
    name = _respelt(chance, village.name) if chance.random() < MISSPELT else village.name
    if chance.random() < NOT_GROUNDED:
        return Place(name, name, 0, 0, None, None, None, "unknown", None, None, None, None, "unknown")
    return Place(
        name, name, 0, 0, village.lat, village.lon, 2_000,
        "settlement", "XX", village.governorate, None, f"v{village.lat}{village.lon}", "exact",
    )  # fmt: skip


def _respelt(chance: random.Random, name: str) -> str:
    old, new = chance.choice(OTHER_SPELLINGS)
    return name.replace(old, new, 1)


def _date(chance: random.Random, day: int) -> DateSpan:
    told = FIRST_DAY + timedelta(day + chance.choice((0,) * 8 + (-1, 1)))
    if chance.random() < 0.1:
        first = told - timedelta(told.weekday())
        last = first + timedelta(6)
        return DateSpan(first.isoformat(), last.isoformat(), "week", "relative", f"a day in the week of {first:%d %B}")
    return DateSpan(told.isoformat(), told.isoformat(), "day", "explicit", f"{told:%d %B}")


def _figure(chance: random.Random, number: int) -> int | None:
    """Return the figure as a report gives it: right, a little off, or not at all."""
    if not number or chance.random() < NO_FIGURE:
        return None
    return max(1, number + chance.choice((0, 0, 0, 0, -1, 1, number // 4)))


def _party(name: str | None, start: int) -> tuple[Party, ...]:
    return () if name is None else (Party(name, f"side/{name.casefold().replace(' ', '-')}", name, start, start),)


def _count(outcome: Outcome, number: int | None, start: int) -> Iterator[Count]:
    if number is not None:
        yield Count(outcome, "unknown", number, number, number, "exact", str(number), start, start)


def _link(name: str, kind: str, end: int) -> Link:
    return Link(name, name, kind, "said", end, end)  # type: ignore[arg-type] # the kinds are written above
