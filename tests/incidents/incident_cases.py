"""Claims in one line each, for tables that a conflict coder can read and extend.

Places are real, everything else is invented for the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.incidents import link
from sayso.schema import (
    Claim,
    ClaimQualifier,
    Count,
    DateSpan,
    Document,
    Incident,
    Link,
    Party,
    Place,
    Published,
    Reason,
    Trigger,
    codebook,
)
from sayso.schema.identity import claim_id
from sayso.schema.vocabulary import (
    PlaceKind,
    PlacePrecision,
    PublishedBasis,
    QualifierKind,
    Quantifier,
    SourceKind,
    Status,
    Who,
)

CODEBOOK = codebook.native()


def _place(name: str, lat: float, lon: float, radius_m: int, kind: PlaceKind, admin1: str | None = None) -> Place:
    precision: PlacePrecision = "exact" if kind == "settlement" else "region"
    return Place(name, name, 0, 0, lat, lon, radius_m, kind, "SY", admin1, None, f"g-{name}", precision)


PLACES = {
    p.name: p
    for p in (
        _place("Saraqib", 35.864, 36.803, 3_000, "settlement", "Idlib"),
        _place("Maarat Misrin", 36.011, 36.672, 3_000, "settlement", "Idlib"),
        _place("Binnish", 35.956, 36.713, 2_500, "settlement", "Idlib"),
        _place("Idlib", 35.85, 36.6, 60_000, "governorate", "Idlib"),
        _place("al-Sukhna", 34.887, 38.874, 5_000, "settlement", "Homs"),
        _place("Palmyra", 34.556, 38.284, 5_000, "settlement", "Homs"),
        _place("Syrian Desert", 34.5, 39.0, 150_000, "desert"),
        _place("Qamishli", 37.052, 41.231, 6_000, "settlement", "Hasakah"),
        _place("Syria", 35.0, 38.0, 400_000, "country"),
    )
}

KINDS: dict[str, SourceKind] = {
    "Border Monitor": "monitor",
    "Highland Monitor": "monitor",
    "Health Office": "official",
    "Syrian army": "belligerent",
    "Islamic State": "belligerent",
    "Valley Brigade": "belligerent",
    "Gulf Wire": "agency",
    "witnesses": "witness",
    "a source": "anonymous",
}


@dataclass(frozen=True)
class Report:
    """A report and its claims."""

    document: Document
    claims: tuple[Claim, ...]


def figure(
    text: str, outcome: str = "killed", who: Who = "unknown", of: str | None = None, part_of: int | None = None
) -> Count:
    """Read "7", "7+", "<20", "~40" or "24-99"."""
    low: int | None
    high: int | None
    quantifier: Quantifier = "exact"
    if text.endswith("+"):
        low, high, quantifier = int(text[:-1]), None, "at_least"
    elif text.startswith("<"):
        low, high, quantifier = None, int(text[1:]), "up_to"
    elif "-" in text:
        first, _, last = text.partition("-")
        low, high, quantifier = int(first), int(last), "range"
    else:
        quantifier = "about" if text.startswith("~") else "exact"
        low = high = int(text.removeprefix("~"))
    best = low if low == high else None
    return Count(outcome, who, low, best, high, quantifier, text, 0, 0, part_of, of)  # type: ignore[arg-type]


def _parties(names: str | None) -> tuple[Party, ...]:
    return tuple(Party(n, None, n, 0, 0) for n in (names or "").split(", ") if n)


def _date(days: str | None) -> DateSpan | None:
    if not days:
        return None
    start, _, end = days.partition("/")
    end = end or start
    return DateSpan(start, end, "day" if start == end else "range", "explicit", days)


def _qualifier(kind: QualifierKind) -> ClaimQualifier:
    return ClaimQualifier(kind, kind, 0, 0)


def claim(
    what: str,
    where: str | Sequence[str] = (),
    when: str | None = None,
    *,
    says: str = "",
    by: str | None = None,
    to: str | None = None,
    killed: str | Sequence[Count] | None = None,
    injured: str | None = None,
    status: Status = "happened",
    why: str | None = None,
    quote: str = "",
    qualifiers: Iterable[QualifierKind] = (),
    is_total: bool = False,
    ungrounded: bool = False,
) -> Claim:
    """Return a claim without a home; `report` gives it one. `says` is the chain, innermost first: "mayor < Gulf Wire".

    One keyword for each column of the tables.
    """
    names = [where] if isinstance(where, str) else list(where)
    places = tuple(PLACES[n] if n in PLACES and not ungrounded else _unknown_place(n) for n in names if n)
    rows = [figure(killed)] if isinstance(killed, str) else list(killed or ())
    rows += [figure(injured, "injured")] if injured else []
    return Claim(
        id="",
        document_id="",
        codebook=CODEBOOK.name,
        event_type=what,
        status=status,
        quote=quote,
        start=0,
        end=0,
        trigger=Trigger(what, 0, 0),
        actors=_parties(by),
        recipients=_parties(to),
        places=places,
        date=_date(when),
        counts=tuple(rows),
        attribution=tuple(Link(n, n, KINDS.get(n, "other"), "said", 0, 0) for n in says.split(" < ") if n),
        reason=Reason(why, 0, 0) if why else None,
        qualifiers=tuple(_qualifier(k) for k in qualifiers),
        is_total=is_total,
    )


def _unknown_place(name: str) -> Place:
    return Place(name, name, 0, 0, None, None, None, "unknown", None, None, None, None, "unknown")


def report(
    name: str, published: str | None, *claims: Claim, publisher: str | None = None, reprint_of: str | None = None
) -> Report:
    """Return a report with its claims placed one after the other."""
    basis: PublishedBasis = "record" if published else "unknown"
    document = Document(
        id=name,
        external_id=name,
        url=None,
        publisher=publisher or f"{name} Post",
        title=None,
        author=None,
        published=Published(published, basis),
        language="en",
        text="",
        segments=(),
        agency=None,
        reprint_of=reprint_of,
        raw_sha256="",
    )
    return Report(document, tuple(_placed(c, name, n) for n, c in enumerate(claims)))


def _placed(one: Claim, document: str, n: int) -> Claim:
    start = 100 * n
    ident = claim_id(document, start, start + 90, tuple(x.name for x in one.attribution))
    return replace(one, id=ident, document_id=document, start=start, end=start + 90)


def incidents_of(*reports: Report, profile: str = "conservative") -> tuple[Incident, ...]:
    """Link the claims of some reports."""
    documents = {r.document.id: r.document for r in reports}
    return link([c for r in reports for c in r.claims], documents, codebook=CODEBOOK, profile=profile)


def only(*reports: Report, profile: str = "conservative") -> Incident:
    """Link the claims of some reports, which must be one incident."""
    found = incidents_of(*reports, profile=profile)
    assert len(found) == 1, [i.claims for i in found]
    return found[0]


def letters(*reports: Report) -> str:
    """Return one letter a claim, in the order given: claims of one incident share a letter."""
    found = incidents_of(*reports)
    home = {c: i.id for i in found for c in i.claims}
    named: dict[str, str] = {}
    return "".join(named.setdefault(home[c.id], chr(ord("a") + len(named))) for r in reports for c in r.claims)
