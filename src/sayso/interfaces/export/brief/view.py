"""What the brief shows, worked out from the records before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.incidents.independence import Sources
from sayso.interfaces.export import wording
from sayso.interfaces.export.brief.sentence import Piece, pieces
from sayso.interfaces.export.brief.toll import TollPicture, toll_picture
from sayso.interfaces.export.holdings import Holdings
from sayso.schema.claim import Claim, Place
from sayso.schema.document import Document
from sayso.schema.incident import ClaimLink, Contested, Incident, PartySource, Related


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its number in the brief ("3.1"), its report and its sentence in pieces."""

    number: str
    claim: Claim
    document: Document
    sentence: tuple[Piece, ...]

    @property
    def said_by(self) -> str:
        """Name who says it: the innermost source, or the publisher in its own voice."""
        links = self.claim.attribution
        return links[0].name if links else wording.publisher(self.document.publisher)


@dataclass(frozen=True, slots=True)
class Held:
    """What one source holds of one field: the value and the numbers of its claims."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources by contested fields; a cell is empty where the source says nothing of the field."""

    fields: tuple[Contested, ...]
    rows: tuple[tuple[str, tuple[tuple[Held, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """Why two claims were linked, by their numbers."""

    left: str
    right: str
    link: ClaimLink


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with its number and everything that is drawn of it.

    `reprints` are its claims in reports that copy another one: shown apart, and not drawn again.
    """

    number: int
    incident: Incident
    claims: tuple[ClaimView, ...]
    reprints: tuple[ClaimView, ...]
    pictures: tuple[TollPicture, ...]
    matrix: Matrix | None
    links: tuple[LinkView, ...]
    related: tuple[tuple[Related, int | None], ...]
    """Relation, and the other incident's number (None: it is not in this brief)."""
    parties: dict[str, PartySource]
    """The claims that a party to the incident makes, by id."""

    @property
    def is_told_once(self) -> bool:
        """Tell whether a single claim is all there is."""
        return len(self.incident.claims) == 1

    @property
    def where(self) -> tuple[Place, ...]:
        """Return the incident's place, and further out those with which a claim tells it."""
        place = self.incident.place
        if place is None:
            return ()
        wider = (p for v in self.claims if place in v.claim.places for p in v.claim.places)
        return (place, *(p for p in wider if p != place))

    @property
    def on_the_map(self) -> Place | None:
        """Return the closest place that the gazetteer holds; None where it holds none."""
        return next((p for p in self.where if p.precision != "unknown"), None)


@dataclass(frozen=True, slots=True)
class Group:
    """Incidents that a single claim tells, under one heading."""

    title: str
    note: str
    incidents: tuple[IncidentView, ...]


def told_once(views: Sequence[IncidentView]) -> tuple[Group, ...]:
    """Return the incidents that a single claim tells, in groups: what happened when and where, and what less can be
    said of. A group without incidents is left out."""
    found: dict[str, list[IncidentView]] = {title: [] for title in _GROUPS}
    for v in views:
        if v.is_told_once:
            found[_group(v.incident)].append(v)
    return tuple(Group(title, note, tuple(found[title])) for title, note in _GROUPS.items() if found[title])


_PLACED, _LOOSE = "Dated and placed", "Without a day or a place"
_OTHER, _TOTALS = "Not told as having happened", "Running totals"
_GROUPS = {
    _PLACED: "",
    _LOOSE: "Told as happened, but the text does not say when, or names no place that the gazetteer holds.",
    _OTHER: "Planned, denied, suspected, under way or ended.",
    _TOTALS: "Figures over many events. They are kept out of every incident’s count.",
}


def _group(incident: Incident) -> str:
    if incident.event_type == "toll":
        return _TOTALS
    if incident.status != "happened":
        return _OTHER
    placed = incident.place is not None and incident.place.precision != "unknown"
    return _PLACED if placed and incident.date is not None else _LOOSE


def claim_view(number: str, claim: Claim, held: Holdings) -> ClaimView:
    """Return the claim as it is shown."""
    return ClaimView(number, claim, held.document_of(claim), pieces(claim))


def incident_views(held: Holdings) -> list[IncidentView]:
    """Return all incidents as they are shown: those with several claims first, each part in the store's order.

    They are numbered from 1 in that order.
    """
    ordered = sorted(held.incidents, key=lambda i: len(i.claims) == 1)
    numbers = {incident.id: n for n, incident in enumerate(ordered, 1)}
    return [_incident(incident, held, numbers) for incident in ordered]


def _incident(incident: Incident, held: Holdings, numbers: dict[str, int]) -> IncidentView:
    number = numbers[incident.id]
    claims, copies = _apart(held.claims_of(incident), held)
    views = [claim_view(f"{number}.{n}", c, held) for n, c in enumerate((*claims, *copies), 1)]
    shown, reprints = views[: len(claims)], views[len(claims) :]
    named = {v.claim.id: v.number for v in views}
    labelled = [(f"{v.number} {v.said_by}", v.claim) for v in shown]
    return IncidentView(
        number=number,
        incident=incident,
        claims=tuple(shown),
        reprints=tuple(reprints),
        pictures=tuple(toll_picture(o, incident.counts[o], labelled) for o in wording.OUTCOMES if o in incident.counts),
        matrix=matrix(incident.contested, named, _bodies(held, incident)),
        links=tuple(LinkView(named.get(x.left, x.left), named.get(x.right, x.right), x) for x in incident.links),
        related=tuple((r, numbers.get(r.incident_id)) for r in incident.related),
        parties={c: source for source in incident.party_sources for c in source.claims},
    )


def _apart(claims: Sequence[Claim], held: Holdings) -> tuple[list[Claim], list[Claim]]:
    """Return the claims of reports that copy nobody, and those of reprints; all in the first when all are reprints."""
    own: list[Claim] = []
    copies: list[Claim] = []
    for claim in claims:
        (copies if held.document_of(claim).reprint_of else own).append(claim)
    return (own, copies) if own else (copies, [])


def _bodies(held: Holdings, incident: Incident) -> dict[str, str]:
    """Return the body behind each claim, as the incident's positions name it."""
    claims = held.claims_of(incident)
    sources = Sources(claims, {c.document_id: held.document_of(c) for c in claims})
    return {c.id: sources.label(c) for c in claims}


_GRAVITY = ("dispute", "update", "difference")


def matrix(contested: Sequence[Contested], numbers: dict[str, str], bodies: dict[str, str]) -> Matrix | None:
    """Return who holds which value of each contested field, the gravest first; None when nothing is contested."""
    if not contested:
        return None
    by_gravity = tuple(sorted(contested, key=lambda c: _GRAVITY.index(c.kind)))
    sources = dict.fromkeys(s for field in by_gravity for position in field.positions for s in position.sources)
    rows = tuple(
        (source, tuple(_held_by(source, field, numbers, bodies) for field in by_gravity)) for source in sources
    )
    return Matrix(by_gravity, rows)


def _held_by(source: str, field: Contested, numbers: dict[str, str], bodies: dict[str, str]) -> tuple[Held, ...]:
    held = []
    for position in field.positions:
        if source in position.sources:
            own = [c for c in position.claims if bodies.get(c) == source] or position.claims
            held.append(Held(wording.held_value(field.field, position.value), tuple(numbers.get(c, c) for c in own)))
    return tuple(held)


def unplaced(held: Holdings) -> list[ClaimView]:
    """Return the claims that stand in no incident, in text order of each report."""
    alone = [c for c in held.claims if c.id not in held.membership]
    return [claim_view(f"0.{n}", c, held) for n, c in enumerate(alone, 1)]
