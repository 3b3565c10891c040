"""The reports of a made-up world as documents, and their tellings as claims read without a fault."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.evaluation.world import wording
from sayso.evaluation.world.land import GOVERNORATES, circle, countryside
from sayso.evaluation.world.tellings import Figure, Report, Telling
from sayso.schema import Claim, Count, DateSpan, Document, Link, Party, Place, Published, Segment, Trigger
from sayso.schema.identity import claim_id, document_id
from sayso.schema.vocabulary import Outcome

NAME_OF_DAY_DAYS = 5
"""How far back a report names a day by the day of the week."""


@dataclass(frozen=True, slots=True)
class Made:
    """The records of a world: documents, claims, and which telling each claim is, by its id."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    tellings: dict[str, tuple[Report, Telling]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A telling in words; `trigger` and `end` are offsets into `text`."""

    text: str
    trigger: int
    end: int


def as_records(reports: Sequence[Report]) -> Made:
    """Return documents and claims; every field of a claim is what its sentence says."""
    documents: list[Document] = []
    claims: list[Claim] = []
    tellings: dict[str, tuple[Report, Telling]] = {}
    ids: dict[int, str] = {}
    for report in reports:
        sentences = [sentence(t, report.published) for t in report.tellings]
        document = _document(
            report, [s.text for s in sentences], ids.get(-1 if report.copy_of is None else report.copy_of)
        )
        ids[report.key] = document.id
        documents.append(document)
        start = len(document.title or "") + 2
        for told, words in zip(report.tellings, sentences, strict=True):
            claims.append(_claim(document.id, start, told, words, report.published))
            tellings[claims[-1].id] = report, told
            start += len(words.text) + 2
    return Made(tuple(documents), tuple(claims), tellings)


def _document(report: Report, sentences: Sequence[str], reprint_of: str | None) -> Document:
    title = f"{report.publisher}: from the countryside"
    text = "\n\n".join([title, *sentences])
    name = f"report {report.key}"
    return Document(
        id=document_id(name, None, report.publisher, text),
        external_id=name,
        url=None,
        publisher=report.publisher,
        title=title,
        author=None,
        published=Published(report.published.isoformat(), "record"),
        language="en",
        text=text,
        segments=(Segment("headline", 0, len(title)), Segment("body", len(title) + 2, len(text))),
        agency=None,
        reprint_of=reprint_of,
        raw_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


# ---- words


def sentence(told: Telling, published: date) -> Sentence:
    """Return what a report of that day writes."""
    clause = told.clause.format(
        who=told.actor or "", whom=told.happening.enemy, what=told.target or "an area", where=_where_words(told)
    )
    if told.status == "denied":
        clause = f"the {told.actor} denied {clause}"
    before, trigger, after = clause.split("*")
    after += _when_words(told, published) + wording.toll(told.killed, told.injured) + _said_words(told) + "."
    text = wording.capital(before + trigger + after)
    return Sentence(text, len(before), len(before) + len(trigger))


def _where_words(told: Telling) -> str:
    village = told.happening.village
    if told.where == "village":
        return village.name
    if told.where == "countryside":
        return f"the {countryside(village)} countryside of {village.governorate}"
    return f"{village.governorate} province" if told.where == "governorate" else "the countryside"


def _when_words(told: Telling, published: date) -> str:
    day = told.happening.day
    if told.when is None:
        return ""
    if told.when == "week":
        return " earlier this week" if day.isocalendar()[1] == published.isocalendar()[1] else " in the past days"
    if day == published:
        return " today"
    return f" on {day:%A}" if (published - day).days <= NAME_OF_DAY_DAYS else f" on {day.day} {day:%B}"


def _said_words(told: Telling) -> str:
    if told.source is None or told.status == "denied":
        return f", {told.relay} reported" if told.relay else ""
    source = told.source[0] if told.source[1] == "witness" else f"the {told.source[0]}"
    by_way = f", as {told.relay} reported" if told.relay else ""
    return wording.said(source, "said") + by_way


# ---- fields


def _claim(document: str, start: int, told: Telling, words: Sentence, published: date) -> Claim:
    links = _links(told)
    at = start + words.trigger
    return Claim(
        id=claim_id(document, at, start + words.end, tuple(x.name for x in links)),
        document_id=document,
        codebook="sayso-1",
        event_type=told.code,
        status=told.status,
        quote=words.text,
        start=start,
        end=start + len(words.text),
        trigger=Trigger(words.text[words.trigger : words.end], at, start + words.end),
        actors=_party(told.actor),
        recipients=_party(told.happening.enemy if "{whom}" in told.clause else None),
        places=_places(told),
        date=_date(told, published),
        counts=(*_count("killed", told.killed), *_count("injured", told.injured)),
        attribution=links,
    )


def _links(told: Telling) -> tuple[Link, ...]:
    source = (Link(told.source[0], told.source[0], told.source[1], "said", 0, 0),) if told.source else ()
    return source + ((Link(told.relay, told.relay, "agency", "reported", 0, 0),) if told.relay else ())


def _party(name: str | None) -> tuple[Party, ...]:
    return (Party(name, None, name, 0, 0),) if name else ()


def _places(told: Telling) -> tuple[Place, ...]:
    v = told.happening.village
    g = GOVERNORATES[v.governorate]
    whole = Place(
        g.name, g.name, 0, 0, g.lat, g.lon, g.radius_m, "governorate", "SY", g.name, None, g.gazetteer_id, "governorate"
    )
    if told.where == "village":
        return (
            Place(
                v.name, v.name, 0, 0, v.lat, v.lon, v.radius_m, "settlement", "SY", v.governorate, v.district,
                v.gazetteer_id, "exact",
            ),
        )  # fmt: skip
    if told.where == "countryside":
        return (_countryside(told), whole)
    return (whole,) if told.where == "governorate" else ()


def _countryside(told: Telling) -> Place:
    """Return half a governorate as the circle that holds its villages."""
    v = told.happening.village
    half = countryside(v)
    name = f"the {half} countryside of {v.governorate}"
    lat, lon, radius_m = circle(v.governorate, half)
    return Place(name, name, 0, 0, lat, lon, radius_m, "area", "SY", v.governorate, None, None, "part")


def _date(told: Telling, published: date) -> DateSpan | None:
    if told.when is None:
        return None
    day = told.happening.day
    if told.when == "day":
        return DateSpan(day.isoformat(), day.isoformat(), "day", "relative", "")
    first = min(day, published - timedelta(days=6))
    return DateSpan(first.isoformat(), published.isoformat(), "week", "relative", "")


def _count(outcome: Outcome, figure: Figure | None) -> tuple[Count, ...]:
    if figure is None:
        return ()
    words, number = figure
    if words:
        return (Count(outcome, "unknown", number, None, None, "at_least", f"{words}{number}", 0, 0),)
    return (Count(outcome, "unknown", number, number, number, "exact", str(number), 0, 0),)
