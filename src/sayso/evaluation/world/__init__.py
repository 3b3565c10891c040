"""A made-up world with known truth: happenings, what reports tell of them, and what that should come to.

land ─▶ happenings (look-alikes among them) ─▶ tellings in reports ─▶ records, or texts ─▶ truth

The same seed gives the same world on every machine. What it cannot tell stands in docs/evaluation.md.
"""

from sayso.evaluation.world.happenings import Happening, happen
from sayso.evaluation.world.records import Made, as_records
from sayso.evaluation.world.tellings import Report, Telling, tell
from sayso.evaluation.world.truth import Expected, is_open, planted

__all__ = [
    "Expected",
    "Happening",
    "Made",
    "Report",
    "Telling",
    "as_records",
    "happen",
    "is_open",
    "planted",
    "tell",
]
