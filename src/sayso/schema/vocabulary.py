"""The closed word lists of the records. Each is an enum in the generated JSON Schema.

The values are a contract with users of the exports: add with care, never rename.
"""

from __future__ import annotations

from typing import Literal

Origin = Literal["machine", "person"]

SegmentKind = Literal[
    "headline", "dateline", "body", "byline", "caption", "comment", "related", "share", "sign_off", "boilerplate"
]
READ_SEGMENTS: tuple[SegmentKind, ...] = ("headline", "dateline", "body")
"""Only these yield claims."""

PublishedBasis = Literal["record", "metadata", "text", "url", "unknown"]
"""Where a publication date was found. `record`: given by the input; `unknown`: date is null."""

EventType = str
"""A code of a codebook, `armed_clash` or `explosion.ied`; checked against the codebook, not here."""

Status = Literal["happened", "ongoing", "planned", "ended", "denied", "suspected"]

Outcome = Literal["killed", "injured", "abducted", "detained", "displaced", "captured", "destroyed"]
Who = Literal["civilians", "soldiers", "militants", "police", "mixed", "unknown"]
Quantifier = Literal["exact", "at_least", "more_than", "up_to", "fewer_than", "about", "range", "vague", "none"]
"""`none` is an explicit zero ("no casualties"); `vague` a word without a figure ("dozens")."""

SourceKind = Literal[
    "belligerent", "official", "monitor", "agency", "outlet", "witness", "expert", "anonymous", "other"
]

QualifierKind = Literal[
    "negation",
    "denial",
    "plan",
    "threat",
    "condition",
    "hedge",
    "doubt",
    "background",
    "ongoing",
    "ended",
    "responsibility_claimed",
    "responsibility_denied",
    "responsibility_ascribed",
]

MentionKind = Literal["trigger", "actor", "place", "time", "count"]

DatePrecision = Literal["day", "days", "week", "month", "season", "year", "range"]
DateBasis = Literal["explicit", "relative", "document", "event"]
"""`explicit`: written out; `relative`: resolved against the publication date; `document`: anchored to another date in
the text; `event`: taken over from the claim that this one adds to."""

PlaceKind = Literal[
    "settlement", "neighbourhood", "site", "base", "road", "area", "desert", "mountain", "water", "district",
    "governorate", "region", "country", "unknown",
]  # fmt: skip
PlacePrecision = Literal["exact", "near", "part", "district", "governorate", "region", "country", "unknown"]
"""`exact`: the named place itself; `near`: around it or a direction from it; `part`: a named or unnamed part of a
larger place; the others: no better than that unit; `unknown`: the name is not in the gazetteer."""

PlaceAnswer = Literal["found", "not_found", "cannot_tell"]
"""`not_found`: the gazetteer holds no such name, or none of its places fits the text; `cannot_tell`: two fit alike, or
the text names no place that the words go back to."""

PlaceRole = Literal["event", "origin", "destination", "reporting"]
"""`event`: where it happened; `origin`, `destination`: where somebody came from, was going to; `reporting`: where it
was said or written."""

ContestedField = Literal[
    "event", "status", "actor", "type", "place", "date", "end", "reason",
    "killed", "injured", "abducted", "detained", "displaced", "captured", "destroyed",
]  # fmt: skip
"""`event`: whether it happened at all; `end`: the day on which something that lasts ended; `reason`: its cause."""
ContestKind = Literal["dispute", "update", "difference"]
Relation = Literal["part_of", "follows", "retaliates_for", "total_over"]
JudgementKind = Literal["same", "different"]
"""What a person decides about two claims."""
SuccessionKind = Literal["merged", "split"]
"""How the claims of one incident came to stand in another."""
RelationBasis = Literal["text", "containment", "sum"]
PartySide = Literal["actor", "recipient", "both"]
WarningKind = Literal["single_source", "parties_only", "circular_citation"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
"""Airwars' five words."""
