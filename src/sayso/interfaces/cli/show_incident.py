"""How `sayso show` lays out an incident."""

from __future__ import annotations

from sayso.interfaces.cli.page import Page
from sayso.interfaces.cli.show_claim import claim_block
from sayso.interfaces.cli.waterfall import waterfall
from sayso.interfaces.export import grounds, wording
from sayso.interfaces.export.holdings import Holdings
from sayso.schema.incident import ClaimLink, Contested, Incident


def page(incident: Incident, held: Holdings, *, why: bool) -> Page:
    """Return the incident in full; `why` adds each link's score as a waterfall, and the claims' rules."""
    p = Page()
    claims = held.claims_of(incident)
    numbers = {c.id: str(n) for n, c in enumerate(claims, 1)}
    p.heading(incident.id, f"  {wording.kind_of_event(incident.event_type)}, {incident.status}")
    _summary(p, incident)
    _contested(p, incident.contested, numbers)
    p.heading(f"Claims ({len(claims)})")
    speaking = {c: source for source in incident.party_sources for c in source.claims}
    for claim in claims:
        claim_block(p, claim, held, numbers[claim.id], why=why)
        if source := speaking.get(claim.id):
            p.value("party", f"said by a party to it: {grounds.party(source)}", indent=5)
    _links(p, incident.links, numbers, why=why)
    return p


def _summary(p: Page, incident: Incident) -> None:
    p.value("when", _when(incident))
    p.value("where", wording.place(incident.place))
    p.value("who", wording.parties(incident.actors))
    p.value("to whom", wording.parties(incident.recipients))
    for outcome in wording.OUTCOMES:
        tally = incident.counts.get(outcome)
        if tally:
            p.value(outcome, f"{wording.tally(tally)}  ({tally.profile}: {wording.in_words(tally.reason)})")
            for whose, figure in grounds.shares(tally):
                p.value("", f"{whose}: {figure}", indent=4)
    p.value("publishers", f"{len(incident.publishers)}: {', '.join(incident.publishers)}")
    p.value(
        "sources", f"{len(incident.independent_sources)} independent: {wording.bodies(incident.independent_sources)}"
    )
    if incident.grade:
        p.value("grade", f"{incident.grade.value}: {wording.in_words(incident.grade.reason)}")
    p.value("parties", grounds.parties(incident))
    for warned in incident.warnings:
        p.value("warning", warned.text)
    for related in incident.related:
        p.value("related", grounds.related(related, related.incident_id))


def _when(incident: Incident) -> str:
    d = incident.date
    return wording.span(d) + (f" ({d.precision}, {d.basis})" if d else "")


def _contested(p: Page, contested: tuple[Contested, ...], numbers: dict[str, str]) -> None:
    if not contested:
        return
    p.heading("Contested")
    for field in contested:
        p.text((wording.contested_field(field.field), "bold"), (f" ({field.kind})", ""))
        for position in field.positions:
            holders = wording.bodies(position.sources) or "nobody named"
            where = ", ".join(numbers.get(c, c) for c in position.claims)
            p.text((wording.held_value(field.field, position.value), ""), (f"  {holders}  [{where}]", "dim"), indent=4)


def _links(p: Page, links: tuple[ClaimLink, ...], numbers: dict[str, str], *, why: bool) -> None:
    if not links:
        return
    p.heading("Why linked")
    for link in links:
        pair = f"{numbers.get(link.left, link.left)} and {numbers.get(link.right, link.right)}"
        if not why:
            p.text((f"{pair}: ", "bold"), (_in_short(link), ""))
            continue
        p.text((pair, "bold"), (f"  {link.score:+.1f} bits", "dim"))
        weighed = [c for c in link.comparisons if c.weight]
        for c, bar in zip(weighed, waterfall([c.weight for c in weighed]), strict=True):
            values = f"  [{c.left} | {c.right}]"
            p.text((bar, "dim"), (f" {c.weight:+5.1f}  ", "dim"), (c.sentence, ""), (values, "dim"), indent=4)


def _in_short(link: ClaimLink) -> str:
    """Return what speaks for the link and what against it, each the strongest first; what weighs nothing is left out.

    How rare links are at all (`prior`) is the same for every pair, so it says nothing of this one.
    """
    weighed = sorted((c for c in link.comparisons if c.field != "prior"), key=lambda c: -abs(c.weight))
    speaking_for = "; ".join(c.sentence for c in weighed if c.weight > 0)
    against = "; ".join(c.sentence for c in weighed if c.weight < 0)
    return speaking_for + (f" (against it: {against})" if against else "")
