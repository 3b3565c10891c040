"""Claims to incidents: compare what shares a block, put together what holds, and say what each incident's claims hold.

All at once: `link(claims, documents, …)`. Bit by bit: keep for every claim the `blocks` it stands in; when reports come
in, call `link` with the new claims, those that share a block with one of them, and all claims of these ones'
incidents, and say by `standing` where they stand. Then only links to a new claim are made, and what stood together
stays together, unless a person judged otherwise. Under which ids incidents go on is settled in `standing`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from sayso.incidents import weights
from sayso.incidents.assemble import assemble
from sayso.incidents.block import keys
from sayso.incidents.cluster import Pair
from sayso.incidents.compare import FIELDS
from sayso.incidents.facts import Facts, read
from sayso.incidents.linkage import JUDGED, Given, Linkage, PairFound
from sayso.incidents.profiles import profile_named
from sayso.incidents.relations import related
from sayso.incidents.rows import Reading
from sayso.incidents.scoring import OnSpark, scorer
from sayso.incidents.weights import PRIOR, Weights
from sayso.schema.claim import Claim
from sayso.schema.codebook import Codebook
from sayso.schema.document import Document
from sayso.schema.incident import ClaimLink, Comparison, Incident
from sayso.schema.judgement import Judged

UNDATED = "9999"
NOT_JUDGED = Judged()
NOWHERE: Mapping[str, str] = {}


def _in_order(claims: Iterable[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    """Return each claim once, those of the earliest report first, then by place in the report."""

    def key(claim: Claim) -> tuple[str, str, int, str]:
        document = documents.get(claim.document_id)
        published = document.published.date if document else None
        return published or UNDATED, claim.document_id, claim.start, claim.id

    return sorted({c.id: c for c in claims}.values(), key=key)


@lru_cache(maxsize=100_000)
def _compared(at: int, n: int, by: Weights, left: str, right: str) -> Comparison:
    """Return what a field found of two values; one record for all the links that show the same."""
    compared, level = FIELDS[at], FIELDS[at].levels[n]
    return Comparison(compared.name, round(by.bits(compared, level), 3), level.sentence, left, right)


def explained(left: Facts, right: Facts, pair: PairFound, by: Weights, *, judged: bool = False) -> ClaimLink:
    """Return why two claims are held to speak of one happening: what each field found, and what that is worth."""
    return _Explaining(by, {0: left, 1: right}).link(0, 1, pair, judged=judged)


@dataclass(slots=True)
class _Explaining:
    """Explains the links between some claims, each claim's values put into words once."""

    by: Weights
    facts: Mapping[int, Facts] | Sequence[Facts]
    _values: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def _said(self, at: int) -> tuple[str, ...]:
        if at not in self._values:
            facts = self.facts[at]
            self._values[at] = tuple([one.say(facts) for one in FIELDS])
        return self._values[at]

    def link(self, left: int, right: int, pair: PairFound, *, judged: bool) -> ClaimLink:
        """Return why two claims, by their positions, are held to speak of one happening."""
        one, other = self.facts[left].claim, self.facts[right].claim
        said = [Comparison("prior", round(self.by.prior, 3), PRIOR, one.document_id, other.document_id)]
        values = zip(pair.found, self._said(left), self._said(right), strict=True)
        said += [_compared(at, n, self.by, *two) for at, (n, *two) in enumerate(values)]
        if judged:
            said.append(Comparison("judgement", JUDGED, "a person held the two for one", one.id, other.id))
        return ClaimLink(one.id, other.id, round(sum([c.weight for c in said]), 3), tuple(said))


def _given(facts: Sequence[Facts], judged: Judged, standing: Mapping[str, str]) -> Given:
    """Return what linking starts from, by the positions of the claims."""
    if not (judged or standing):
        return Given()
    at = {f.claim.id: n for n, f in enumerate(facts)}

    def pairs(some: Iterable[tuple[str, str]]) -> frozenset[Pair]:
        known = ((at[a], at[b]) for a, b in some if a in at and b in at)
        return frozenset((min(p), max(p)) for p in known)

    different = pairs(judged.different)
    stood: set[Pair] = set()
    for members in _stood(at, standing):
        group = set(members)
        if not any(a in group and b in group for a, b in different):
            stood.update(pairwise(members))
    new = frozenset(n for claim, n in at.items() if claim not in standing) if standing else None
    return Given(pairs(judged.same), different, frozenset(stood), new)


def _stood(at: Mapping[str, int], standing: Mapping[str, str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for claim, incident in standing.items():
        if claim in at:
            groups.setdefault(incident, []).append(at[claim])
    return [sorted(g) for g in groups.values()]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles: there are none among the millions of small records that linking makes, and
    looking through them again and again takes a sixth of the time. What was made counts as old afterwards: else the
    next look goes through all of it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if not gc.get_freeze_count():  # whoever has frozen something keeps it so
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def link(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    *,
    codebook: Codebook,
    profile: str = "conservative",
    judged: Judged = NOT_JUDGED,
    standing: Mapping[str, str] = NOWHERE,
    by: Weights | None = None,
    spark: object | None = None,
) -> tuple[Incident, ...]:
    """Return the incidents that the claims describe: every claim in exactly one, whatever the order of the input.

    `documents` by id; a claim whose document is missing counts as undated and of an unknown publisher. `profile` names
    the rule for figures (`profiles.PROFILES`); SettingError for one that does not exist. `judged` always holds.
    `standing` maps claims to the incidents that they stand in: what stood together stays so, and no link is made
    between two that both stand somewhere. An incident's id comes from its first claim. `by` are the weights, None for
    the packaged ones. `spark` is a session of Spark that scores the pairs; None: DuckDB does, here. Incidents come in
    the order of their first claims.
    """
    profile_named(profile)
    by = by or weights.packaged()
    ordered = _in_order(claims, documents)
    if not ordered:
        return ()
    with _uncollected():
        facts = [read(c, documents, codebook) for c in ordered]
        given = _given(facts, judged, standing)
        incidents = []
        scoring = scorer(by) if spark is None else OnSpark(by, spark)
        together = Linkage(scoring, *Reading(documents).table(facts), given).together()
        together.reverse()
        while together:  # each is let go as its incident is made
            group = together.pop()
            explaining = _Explaining(by, facts)
            links = [explaining.link(a, b, found, judged=(a, b) in given.same) for (a, b), found in group.links]
            incidents.append(assemble([facts[n] for n in group.members], tuple(links), documents, profile))
        return related(incidents, facts, documents)


def blocks(
    claims: Iterable[Claim], documents: Mapping[str, Document], *, codebook: Codebook
) -> dict[str, tuple[int, ...]]:
    """Return for each claim, by its id, the blocks that it stands in: claims that share none are never compared.

    The blocks hang on the claim and its report alone, so they can be kept. Whole numbers of 63 bits, in order.
    """
    reading = Reading(documents)
    return {c.id: keys(reading.looks(read(c, documents, codebook))) for c in claims}
