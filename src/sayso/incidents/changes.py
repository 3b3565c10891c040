"""What differs between two states of the incidents: field by field, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sayso.incidents.regrouping import Regrouped, regroup
from sayso.schema.claim import Claim
from sayso.schema.contract import to_dict
from sayso.schema.document import Document
from sayso.schema.incident import Incident
from sayso.schema.judgement import Judgement

Kind = Literal["added", "gone", "changed", "merged", "split", "regrouped", "unchanged"]
KINDS: tuple[Kind, ...] = ("added", "changed", "merged", "split", "regrouped", "gone", "unchanged")
Cause = Literal[
    "new_document", "new_claim", "gone_document", "gone_claim", "moved_claim", "restated_claim",
    "judgement", "reprint", "codebook", "profile", "version", "linking",
]  # fmt: skip
"""Why an incident differs: a report came or went, a claim did in a report that stayed, a claim stands elsewhere or
reads otherwise; somebody judged; a report turned out to be a copy, or not; another codebook, rule for figures or
version of sayso; none of these: the claims were linked otherwise, by what else there is."""

_UNSAID = frozenset({"id", "claims", "links", "run", "origin", "text", "reason"})
"""Keys that do not make an incident another one: where it was read, by whom, and the words for it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the incidents, with what they rest on.

    `codebooks`, `profiles` and `versions` (of sayso) are those that made it, none where that is not known.
    """

    name: str
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...] = ()
    codebooks: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, with both values as in the export; `counts.killed` is the figure for one outcome."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Why:
    """One cause, the claims by which it acts (as named after; before, when gone), and more in words."""

    cause: Cause
    claims: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """Incidents of before and after that belong together.

    Of a merger or a split the fields are those of the two that share most claims, of what was added or is gone all
    that it says. `gained` and `lost` are claims that the incidents have only after, and only before.
    """

    kind: Kind
    before: tuple[str, ...]
    after: tuple[str, ...]
    fields: tuple[FieldChange, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All incidents of two states, each in exactly one row: first what was added, last what is unchanged."""

    rows: tuple[Changed, ...]

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each kind."""
        return {kind: sum(row.kind == kind for row in self.rows) for kind in KINDS}

    def __bool__(self) -> bool:
        return any(row.kind != "unchanged" for row in self.rows)


def compare_states(before: Snapshot, after: Snapshot) -> Difference:
    """Return what differs between two states, whatever the incidents are called: they are matched by their claims,
    and claims by their ids, or where those changed by their place or words in one report."""
    comparison = _Comparison(before, after, _same_claims(before, after))
    rows = [comparison.row(group) for group in comparison.groups()]
    return Difference(tuple(sorted(rows, key=lambda r: (KINDS.index(r.kind), r.after or r.before, r.before))))


# ---- which claim is which


def _same_claims(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """Return for claims of before the claim of after that is the same, each one once."""
    same = {c: c for c in before.claims if c in after.claims}
    for key in (_by_place, _by_words):
        old = _alone(before, set(before.claims) - set(same), key)
        new = _alone(after, set(after.claims) - set(same.values()), key)
        same |= {claim: new[k] for k, claim in old.items() if k in new}
    return same


_Key = tuple[object, ...]


def _alone(state: Snapshot, claims: Iterable[str], key: Any) -> dict[_Key, str]:
    """Return the claims by a key that none of the others has."""
    found: dict[_Key, list[str]] = {}
    for claim in claims:
        found.setdefault(key(state, state.claims[claim]), []).append(claim)
    return {k: ids[0] for k, ids in found.items() if len(ids) == 1}


def _by_place(_state: Snapshot, claim: Claim) -> _Key:
    return claim.document_id, claim.trigger.start, claim.trigger.end


def _by_words(state: Snapshot, claim: Claim) -> _Key:
    return report_of(state.documents.get(claim.document_id), claim.document_id), claim.quote, claim.trigger.text


def report_of(document: Document | None, document_id: str) -> str:
    """Return what stays the same over versions of one report: its own id, its address, or who put it out as what."""
    if document is None:
        return document_id
    return document.external_id or document.url or f"{document.publisher}: {document.title}"


# ---- the comparison


@dataclass(slots=True)
class _Comparison:
    before: Snapshot
    after: Snapshot
    same: dict[str, str]
    old: dict[str, Incident] = field(default_factory=dict)
    new: dict[str, Incident] = field(default_factory=dict)
    new_home: dict[str, str] = field(default_factory=dict)
    old_home: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.old = {i.id: i for i in self.before.incidents}
        self.new = {i.id: i for i in self.after.incidents}
        self.old_home = {c: i.id for i in self.before.incidents for c in self._now(i)}
        self.new_home = {c: i.id for i in self.after.incidents for c in i.claims}

    def _now(self, incident: Incident) -> list[str]:
        """Return an old incident's claims by what they are called after; those that are gone by their old ids."""
        return [self.same.get(c, c) for c in incident.claims]

    def groups(self) -> tuple[Regrouped, ...]:
        """Return which incidents belong together; keep in mind which old one goes on as which new one."""
        found = regroup({i: self._now(x) for i, x in self.old.items()}, {i: x.claims for i, x in self.new.items()})
        for group in found:
            for old in group.before:
                self.renamed[old] = self._main(old, group.after)
        return found

    def _main(self, old: str, after: Sequence[str]) -> str:
        return min(((old, new) for new in after), key=self._nearness, default=(old, old))[1]

    def row(self, group: Regrouped) -> Changed:
        """Return the row of incidents that belong together."""
        had = [c for i in group.before for c in self._now(self.old[i])]
        has = [c for i in group.after for c in self.new[i].claims]
        gained, lost = _without(has, had), _without(had, has)
        fields = self._fields(group)
        kind: Kind = "changed" if group.kind == "same" else group.kind
        if kind == "changed" and not (fields or gained or lost):
            return Changed("unchanged", group.before, group.after)
        why = tuple(self._why(group, gained, lost, fields))
        return Changed(kind, group.before, group.after, fields, gained, lost, why)

    # ---- fields

    def _fields(self, group: Regrouped) -> tuple[FieldChange, ...]:
        pairs = [(a, b) for a in group.before for b in group.after]
        if not pairs:
            gone = [_said(self.old[a], self.renamed) for a in group.before]
            come = [_said(self.new[b], {}) for b in group.after]
            return tuple(_changed_fields(*((gone[0], {}) if gone else ({}, come[0]))))
        a, b = min(pairs, key=self._nearness)
        return tuple(_changed_fields(_said(self.old[a], self.renamed), _said(self.new[b], {})))

    def _nearness(self, pair: tuple[str, str]) -> tuple[int, bool, str]:
        """Return a key by which the two that share most come first, whichever way round they are compared."""
        shared = {*self._now(self.old[pair[0]])} & {*self.new[pair[1]].claims}
        return -len(shared), pair[0] != pair[1], min(shared, default="")

    # ---- why

    def _why(
        self, group: Regrouped, gained: Sequence[str], lost: Sequence[str], fields: Sequence[FieldChange]
    ) -> Iterator[Why]:
        found = [*self._arrived(gained), *self._left(lost), *self._stayed(group)]
        yield from found
        if group.kind in ("added", "gone") and found:
            return
        judged = tuple(self._judged(group))
        yield from judged
        made = list(self._made_otherwise(fields))
        yield from made
        if not (found or judged or made):
            yield Why("linking")

    def _arrived(self, gained: Sequence[str]) -> Iterator[Why]:
        there = {*self.same.values()}
        yield from _sorted_out(
            [(c, self._came_from(c) if c in there else self._came_by(c)) for c in gained],
            {"moved_claim": "from", "new_document": "", "new_claim": "in a report that was there"},
        )

    def _came_from(self, claim: str) -> tuple[Cause, str]:
        return "moved_claim", self.old_home.get(claim, "")

    def _came_by(self, claim: str) -> tuple[Cause, str]:
        document = self.after.claims[claim].document_id if claim in self.after.claims else ""
        return ("new_claim", "") if document in self.before.documents else ("new_document", document)

    def _left(self, lost: Sequence[str]) -> Iterator[Why]:
        rows: list[tuple[str, tuple[Cause, str]]] = []
        for claim in lost:
            if claim in self.after.claims:
                rows.append((claim, ("moved_claim", self.new_home.get(claim, ""))))
                continue
            document = self.before.claims[claim].document_id if claim in self.before.claims else ""
            there = document in self.after.documents
            rows.append((claim, ("gone_claim", "") if there else ("gone_document", document)))
        yield from _sorted_out(rows, {"moved_claim": "to", "gone_document": "", "gone_claim": "of a report that stays"})

    def _stayed(self, group: Regrouped) -> Iterator[Why]:
        """Claims on both sides that read otherwise now, or whose report turned out to be a copy."""
        called = {new: old for old, new in self.same.items()}
        both = [c for i in group.after for c in self.new[i].claims if c in called]
        restated = [c for c in both if _content(self.before.claims[called[c]]) != _content(self.after.claims[c])]
        if restated:
            changed = sorted(
                {f for c in restated for f in _differing(self.before.claims[called[c]], self.after.claims[c])}
            )
            yield Why("restated_claim", tuple(restated), ", ".join(changed))
        copies = [c for c in both if self._copied(called[c], c)]
        if copies:
            yield Why("reprint", tuple(copies))

    def _copied(self, old: str, new: str) -> bool:
        a = self.before.documents.get(self.before.claims[old].document_id)
        b = self.after.documents.get(self.after.claims[new].document_id)
        return a is not None and b is not None and (a.reprint_of is None) != (b.reprint_of is None)

    def _judged(self, group: Regrouped) -> Iterator[Why]:
        concerned = {c for i in group.before for c in self.old[i].claims} | {
            c for i in group.after for c in self.new[i].claims
        }
        known = {j.id for j in self.before.judgements}
        for j in self.after.judgements:
            if j.id not in known and {j.left, j.right} <= concerned:
                yield Why("judgement", j.pair, f"{j.kind}, by {j.by}" + (f": {j.why}" if j.why else ""))

    def _made_otherwise(self, fields: Sequence[FieldChange]) -> Iterator[Why]:
        a, b = self.before, self.after
        if a.codebooks and b.codebooks and a.codebooks != b.codebooks:
            yield Why("codebook", (), f"{', '.join(a.codebooks)} → {', '.join(b.codebooks)}")
        if a.profiles and b.profiles and a.profiles != b.profiles and any(f.field.startswith("counts") for f in fields):
            yield Why("profile", (), f"{', '.join(a.profiles)} → {', '.join(b.profiles)}")
        if a.versions and b.versions and a.versions != b.versions:
            yield Why("version", (), f"{', '.join(a.versions)} → {', '.join(b.versions)}")


def _without(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    out = {*others}
    return tuple(c for c in some if c not in out)


def _sorted_out(rows: Sequence[tuple[str, tuple[Cause, str]]], words: Mapping[str, str]) -> Iterator[Why]:
    """Put the claims of one cause, and of one report or incident where that is told, together."""
    found: dict[tuple[Cause, str], list[str]] = {}
    for claim, key in rows:
        found.setdefault(key, []).append(claim)
    for (cause, detail), claims in found.items():
        yield Why(cause, tuple(claims), " ".join(w for w in (words[cause], detail) if w))


# ---- what an incident says


def _said(incident: Incident, renamed: Mapping[str, str]) -> dict[str, Any]:
    """Return what an incident says, by field, without what does not make it another one."""
    row = to_dict(incident)
    row["related"] = [r | {"incident_id": renamed.get(r["incident_id"], r["incident_id"])} for r in row["related"]]
    counts = row.pop("counts")
    return {k: _plain(v) for k, v in row.items() if k not in _UNSAID} | {
        f"counts.{outcome}": _plain(tally) for outcome, tally in counts.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if k not in _UNSAID and not _is_offset(k, v)}
    return [_plain(v) for v in value] if isinstance(value, list) else value


def _is_offset(key: str, value: Any) -> bool:
    return key in ("start", "end") and isinstance(value, int)


def _changed_fields(old: dict[str, Any], new: dict[str, Any]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*old, *new)):
        a, b = old.get(name) or None, new.get(name) or None
        if _in_order(a) != _in_order(b):
            yield FieldChange(name, a, b)


def _in_order(value: Any) -> str:
    """Return a value for comparison: the order of a list says nothing."""
    if isinstance(value, list):
        return json.dumps(sorted(map(_in_order, value)))
    if isinstance(value, dict):
        return json.dumps({k: _in_order(v) for k, v in sorted(value.items())})
    return json.dumps(value)


_NOT_CONTENT = frozenset({"id", "document_id", "run", "origin", "why", "sum_of"})


def _content(claim: Claim) -> dict[str, Any]:
    return {k: v for k, v in to_dict(claim).items() if k not in _NOT_CONTENT}


def _differing(old: Claim, new: Claim) -> list[str]:
    a, b = _content(old), _content(new)
    return [k for k in a if a[k] != b[k]]
