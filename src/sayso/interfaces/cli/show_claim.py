"""How `sayso show` lays out a claim, alone or within its incident."""

from __future__ import annotations

from sayso.interfaces.cli.page import Page, sentence
from sayso.interfaces.cli.show_why import grounds
from sayso.interfaces.export import wording
from sayso.interfaces.export.holdings import Holdings
from sayso.schema.claim import Claim, Count
from sayso.schema.document import Document


def page(claim: Claim, held: Holdings, *, why: bool) -> Page:
    """Return the claim in full."""
    p = Page()
    p.heading(claim.id, f"  {wording.kind_of_event(claim.event_type)}, {claim.status}")
    p.text(*sentence(claim))
    _document(p, claim, held)
    p.value("chain", wording.chain(claim.attribution, _publisher(claim, held)))
    for link in claim.attribution:
        p.value("", f"{link.source} = {link.name}, {link.kind}", indent=4)
    _event(p, claim)
    _qualifiers(p, claim)
    p.value("incident", held.membership.get(claim.id, "none"))
    p.value("codebook", f"{claim.codebook}, by {claim.origin}" + (f", run {claim.run}" if claim.run else ""))
    if why:
        _why(p, claim, indent=2)
    return p


def claim_block(p: Page, claim: Claim, held: Holdings, number: str, *, why: bool) -> None:
    """Add the claim to an incident's page: its sentence, its chain, and what it says."""
    document = held.document_of(claim)
    p.blank()
    p.text((f"{number}  ", "bold"), (_report(document), ""), (f"  {claim.id}", "dim"))
    p.text(*sentence(claim), indent=5)
    p.value("chain", wording.chain(claim.attribution, document.publisher), indent=5)
    p.value("says", _says(claim), indent=5)
    _qualifiers(p, claim, indent=5)
    if why:
        _why(p, claim, indent=5)


def _report(document: Document) -> str:
    published = wording.day(document.published.date) if document.published.date else "undated"
    return f"{wording.publisher(document.publisher)}, {published}" + (", a reprint" if document.reprint_of else "")


def _says(claim: Claim) -> str:
    parts = [
        f"{wording.kind_of_event(claim.event_type)}, {claim.status}",
        wording.span(claim.date),
        wording.where(claim.places),
        wording.figures(claim),
        f"because: {claim.reason.text}" if claim.reason else "",
        "a cumulative figure" if claim.is_total else "",
    ]
    return "; ".join(x for x in parts if x)


def _publisher(claim: Claim, held: Holdings) -> str | None:
    return held.document_of(claim).publisher


def _document(p: Page, claim: Claim, held: Holdings) -> None:
    document = held.document_of(claim)
    p.value("document", f"{document.id}  {_report(document)}")
    p.value("", document.title or "", indent=4)
    p.value("characters", f"{claim.start}–{claim.end}, trigger {claim.trigger.start}–{claim.trigger.end}")


def _event(p: Page, claim: Claim) -> None:
    for name, people in (("actor", claim.actors), ("recipient", claim.recipients)):
        for party in people:
            p.value(name, f"{party.name} (“{wording.quote(party.text)}”, {wording.entry(party)})")
    for place in claim.places:
        role = "place" if place.role == "event" else place.role
        p.value(role, f"{wording.place(place)}, {place.kind} (“{wording.quote(place.text)}”)")
    date = claim.date
    p.value("date", wording.span(date) + (f" ({date.precision}, {date.basis}, “{date.text}”)" if date else ""))
    told = claim.said_on
    p.value("said on", f"{wording.span(told)} ({told.precision}, {told.basis}, “{told.text}”)" if told else "")
    for count in claim.counts:
        p.value(count.outcome, _count(count, claim.counts))
    p.value("reason", f"“{claim.reason.text}”" if claim.reason else "")
    p.value("total", "a cumulative figure" if claim.is_total else "")
    p.value("sums", ", ".join(claim.sum_of))


def _count(count: Count, counts: tuple[Count, ...]) -> str:
    words = f"{wording.figure(count)}, {count.who} (“{wording.quote(count.text)}”)"
    if count.of_actor:
        words += f", of {count.of_actor}"
    if count.part_of is not None and count.part_of < len(counts):
        words += f", part of “{wording.quote(counts[count.part_of].text)}”"
    return words


def _qualifiers(p: Page, claim: Claim, indent: int = 2) -> None:
    p.value("qualified", ", ".join(f"{q.kind.replace('_', ' ')} “{q.cue}”" for q in claim.qualifiers), indent)


def _why(p: Page, claim: Claim, indent: int) -> None:
    """Add a line a value: the value, the rule that gave it, the words it rests on."""
    p.text(("why", "dim"), indent=indent)
    for ground in grounds(claim):
        words = f"  “{wording.quote(ground.words)}”" if ground.words else ""
        p.text(
            (f"{ground.name:<11}", "dim"),
            (wording.quote(ground.value), ""),
            (f"  ← {ground.rule}{words}", "dim"),
            indent=indent + 2,
        )
