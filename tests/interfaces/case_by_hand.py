"""A small case, written by hand: two outlets and a wire on one strike, and a vague clash. Everything is invented."""

from __future__ import annotations

from pathlib import Path

from sayso.interfaces.export.holdings import Holdings, Refused
from sayso.schema import (
    Claim,
    ClaimLink,
    ClaimQualifier,
    Comparison,
    Contested,
    Count,
    DateSpan,
    Document,
    Graded,
    Incident,
    Link,
    Party,
    Place,
    Position,
    Published,
    Reason,
    Related,
    Run,
    Segment,
    SideTally,
    Tally,
    Trigger,
    Why,
)
from sayso.schema.vocabulary import PlacePrecision, Quantifier
from sayso.store import Store

RUN = Run("r1", "2023-12-05T10:00:00+00:00", "0.1.0", "sayso-1")


def report(name: str, publisher: str | None, title: str, body: str, published: str | None = "2023-12-04") -> Document:
    """A report whose text is title, blank line, body."""
    text = f"{title}\n\n{body}"
    segments = (Segment("headline", 0, len(title)), Segment("body", len(title) + 2, len(text)))
    when = Published(published, "record" if published else "unknown")
    return Document(
        id=f"d{name}",
        external_id=name,
        url=f"https://example.org/{name}",
        publisher=publisher,
        title=title,
        author=None,
        published=when,
        language="en",
        text=text,
        segments=segments,
        agency=None,
        reprint_of=None,
        raw_sha256="0" * 64,
        key=name,
        run="r1",
    )


def claim(document: Document, sentence: str, trigger: str, **fields: object) -> Claim:
    """A claim made by `sentence` of the document, which must hold both texts."""
    start = document.text.index(sentence)
    at = document.text.index(trigger, start)
    values: dict[str, object] = {"event_type": "air_strike", "status": "happened", **fields}
    return Claim(
        id=f"c{document.external_id}{start:03d}",
        document_id=document.id,
        codebook="sayso-1",
        quote=sentence,
        start=start,
        end=start + len(sentence),
        trigger=Trigger(trigger, at, at + len(trigger)),
        run="r1",
        **values,  # type: ignore[arg-type]
    )


def party(name: str, actor_id: str | None = None) -> Party:
    return Party(name, actor_id, name, 0, len(name))


def place(name: str, lat: float | None, lon: float | None, radius_m: int | None, precision: PlacePrecision) -> Place:
    kind = "settlement" if precision in ("exact", "near") else "area"
    return Place(name, name, 0, len(name), lat, lon, radius_m, kind, "SY", "Homs", None, None, precision)  # type: ignore[arg-type]


def killed(low: int | None, best: int | None, high: int | None, quantifier: Quantifier, text: str) -> Count:
    return Count("killed", "unknown", low, best, high, quantifier, text, 0, len(text))


def link(name: str, cue: str, kind: str = "official") -> Link:
    return Link(name, name, kind, cue, 0, len(name))  # type: ignore[arg-type]


DAY = DateSpan("2023-12-03", "2023-12-03", "day", "relative", "on Sunday")

HARBOUR = report(
    "harbour",
    "Harbour Post",
    "Strike on market town",
    "Warplanes bombed the market of Sukhna on Sunday, killing at least seven people, a medic told Blue Wire. "
    "No soldier was hurt.",
)
LEDGER = report(
    "ledger",
    "Capital Ledger",
    "Army says base hit",
    "The army said its aircraft reportedly struck a militant base in Sukhna and killed 12 fighters.",
    "2023-12-05",
)
VALLEY = report("valley", None, "Fighting in the steppe", "Clashes broke out somewhere in the Badia.", None)

MARKET = claim(
    HARBOUR,
    "Warplanes bombed the market of Sukhna on Sunday, killing at least seven people, a medic told Blue Wire.",
    "bombed",
    places=(place("Sukhna", 34.8867, 38.8722, 2500, "exact"),),
    date=DAY,
    counts=(killed(7, 7, None, "at_least", "at least seven people"),),
    attribution=(link("a medic", "told", "witness"), link("Blue Wire", "", "agency")),
    why=(Why("event_type", "trigger:bomb", "bombed"),),
)
UNHURT = claim(
    HARBOUR,
    "No soldier was hurt.",
    "hurt",
    date=DAY,
    places=(place("Sukhna", 34.8867, 38.8722, 2500, "exact"),),
    counts=(Count("injured", "soldiers", 0, 0, 0, "none", "No soldier", 0, 10),),
)
BASE = claim(
    LEDGER,
    "The army said its aircraft reportedly struck a militant base in Sukhna and killed 12 fighters.",
    "struck",
    actors=(party("the army", "syrian_army"),),
    recipients=(party("fighters"),),
    places=(place("Sukhna", 34.8867, 38.8722, 2500, "exact"),),
    date=DAY,
    counts=(killed(12, 12, 12, "exact", "12 fighters"),),
    attribution=(link("the army", "said", "belligerent"),),
    qualifiers=(
        ClaimQualifier("hedge", "reportedly", LEDGER.text.index("reportedly"), LEDGER.text.index("reportedly") + 10),
    ),
    reason=Reason("a militant base", LEDGER.text.index("a militant base"), LEDGER.text.index("a militant base") + 15),
)
CLASH = claim(
    VALLEY,
    "Clashes broke out somewhere in the Badia.",
    "Clashes",
    event_type="armed_clash",
    status="ongoing",
    places=(place("Badia", 34.5, 38.9, 120_000, "part"),),
)

STRIKE = Incident(
    id="i0001",
    event_type="air_strike",
    status="happened",
    date=DAY,
    place=MARKET.places[0],
    actors=BASE.actors,
    recipients=BASE.recipients,
    claims=(MARKET.id, UNHURT.id, BASE.id),
    counts={
        "killed": Tally(7, 7, 12, "conservative", "lowest figure of two sources", (SideTally("fighters", 12, 12, 12),)),
        "injured": Tally(0, 0, 0, "conservative", "the only figure"),
    },
    publishers=("Harbour Post", "Capital Ledger"),
    independent_sources=("a medic", "the army"),
    grade=Graded("contested", "two sources disagree on who was hit"),
    contested=(
        Contested(
            "killed",
            "dispute",
            (Position("at least 7", (MARKET.id,), ("a medic",)), Position("12", (BASE.id,), ("the army",))),
        ),
    ),
    related=(Related("i0002", "follows"),),
    links=(
        ClaimLink(
            MARKET.id,
            BASE.id,
            9.5,
            (
                Comparison("place", 6.0, "the same place, Sukhna", "Sukhna", "Sukhna"),
                Comparison("date", 3.5, "the same day", "2023-12-03", "2023-12-03"),
            ),
        ),
    ),
    run="r1",
)
STEPPE = Incident(
    id="i0002",
    event_type="armed_clash",
    status="ongoing",
    date=None,
    place=CLASH.places[0],
    actors=(),
    recipients=(),
    claims=(CLASH.id,),
    counts={},
    publishers=(),
    independent_sources=("publisher unknown",),
    grade=None,
    run="r1",
)

DOCUMENTS = (HARBOUR, LEDGER, VALLEY)
CLAIMS = (MARKET, UNHURT, BASE, CLASH)
INCIDENTS = (STRIKE, STEPPE)


def case() -> Holdings:
    """The whole case as an export takes it."""
    membership = {c: i.id for i in INCIDENTS for c in i.claims}
    return Holdings(DOCUMENTS, CLAIMS, INCIDENTS, membership, (Refused("empty.txt", "there is no text in it"),))


def stored(folder: Path) -> Path:
    """The whole case in a real store; its path."""
    path = folder / "case.db"
    with Store.open(str(path)) as store:
        store.add_run(RUN)
        for document in DOCUMENTS:
            store.put_document(document)
            store.put_claims(document.id, [c for c in CLAIMS if c.document_id == document.id])
        store.put_incidents(INCIDENTS, RUN.id)
        for _ in range(2):
            store.put_rejection(RUN.id, "empty.txt", "empty.txt: there is no text in it")
    return path
