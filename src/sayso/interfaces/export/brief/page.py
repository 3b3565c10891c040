"""The brief as a page: views and pictures put into the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso import __version__
from sayso.incidents import citations
from sayso.interfaces.export import grounds, wording
from sayso.interfaces.export.brief import toll, view
from sayso.interfaces.export.brief.atlas import Town, draw_map
from sayso.interfaces.export.files import whole
from sayso.interfaces.export.holdings import Holdings
from sayso.schema import codebook

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")


def render_brief(holdings: Holdings, *, title: str | None = None, towns: Sequence[Town] = ()) -> str:
    """Return the page as HTML; `towns` are drawn on its map for orientation, where there is room."""
    incidents = view.incident_views(holdings)
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            toll_size=(toll.LEFT, toll.WIDTH, toll.FOOT),
            title=title or "Who says what happened",
            holdings=holdings,
            read=_read(holdings),
            incidents=incidents,
            map=draw_map(
                [(v.number, v.on_the_map) for v in incidents],
                towns or _towns(holdings),
                {v.number for v in incidents if v.is_told_once},
            ),
            apart=view.told_once(incidents),
            citations=citations(holdings.claims, {d.id: d for d in holdings.documents}),
            unplaced=view.unplaced(holdings),
            claims_of=Counter(c.document_id for c in holdings.claims),
            codebooks=sorted({c.codebook for c in holdings.claims}),
            profiles=sorted({t.profile for i in holdings.incidents for t in i.counts.values()}),
            version=__version__,
            made=wording.day(datetime.now(UTC).date().isoformat()),
        )
    )


def write_brief(path: Path, holdings: Holdings, *, title: str | None = None, towns: Sequence[Town] = ()) -> Path:
    """Write the page to a file and return where it lies."""
    with whole(path) as out:
        out.write(render_brief(holdings, title=title, towns=towns))
    return path


def _read(holdings: Holdings) -> dict[str, Any]:
    """Return what was read, in figures: documents, publishers, first and last day of publication."""
    days = sorted(d.published.date for d in holdings.documents if d.published.date)
    return {
        "documents": len(holdings.documents),
        "unread": [d for d in holdings.documents if d.unread],
        "reprints": sum(d.reprint_of is not None for d in holdings.documents),
        "publishers": len({d.publisher for d in holdings.documents if d.publisher}),
        "undated": sum(d.published.date is None for d in holdings.documents),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }


def _towns(holdings: Holdings) -> list[Town]:
    """Return the settlements that the claims name, the most often named first: they help to find one's way."""
    named = Counter(
        Town(p.name, p.lat, p.lon)
        for claim in holdings.claims
        for p in claim.places
        if p.kind == "settlement" and p.lat is not None and p.lon is not None
    )
    return [town for town, _ in named.most_common()]


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        span=wording.span,
        day=wording.day,
        place=wording.place,
        where=wording.where,
        body=wording.body,
        in_words=wording.in_words,
        fieldname=wording.contested_field,
        bodies=wording.bodies,
        whereabouts=wording.whereabouts,
        tally=wording.tally,
        tallies=wording.tallies,
        figure=wording.figure,
        figures=wording.figures,
        parties=wording.parties,
        publisher=wording.publisher,
        shares=lambda tally: list(grounds.shares(tally)),
        parties_speaking=grounds.parties,
        side=grounds.side,
        type_label=type_label,
        plain=lambda code: code.replace("_", " "),
        web_address=web_address,
    )
    environment.tests["vague"] = wording.is_vague
    return environment


def type_label(code: str) -> str:
    """Return the native codebook's label of a type; another codebook's code as words."""
    row = codebook.native().types.get(code)
    return row.label if row else wording.kind_of_event(code).capitalize()


def web_address(url: str | None) -> str | None:
    """Return the address if a link may lead there (http, https), else None: no other scheme is made clickable."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
