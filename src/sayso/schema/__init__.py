"""The words that the rooms share: records, codebooks, cue lists and registers."""

from sayso.schema.claim import (
    Claim,
    ClaimQualifier,
    Count,
    DateSpan,
    Link,
    Party,
    Place,
    Reason,
    Trigger,
    Why,
)
from sayso.schema.codebook import Codebook, CodebookType
from sayso.schema.document import Document, Published, Segment
from sayso.schema.incident import (
    ClaimLink,
    Comparison,
    Contested,
    Graded,
    Incident,
    Membership,
    Position,
    Related,
    SideTally,
    Tally,
)
from sayso.schema.mark import Annotation, Attribution, Mention, Qualifier, Quantity, Sentence, Token
from sayso.schema.run import Run

__all__ = [
    "Annotation",
    "Attribution",
    "Claim",
    "ClaimLink",
    "ClaimQualifier",
    "Codebook",
    "CodebookType",
    "Comparison",
    "Contested",
    "Count",
    "DateSpan",
    "Document",
    "Graded",
    "Incident",
    "Link",
    "Membership",
    "Mention",
    "Party",
    "Place",
    "Position",
    "Published",
    "Qualifier",
    "Quantity",
    "Reason",
    "Related",
    "Run",
    "Segment",
    "Sentence",
    "SideTally",
    "Tally",
    "Token",
    "Trigger",
    "Why",
]
