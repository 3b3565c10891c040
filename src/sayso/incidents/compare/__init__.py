"""Two claims compared field by field: for each field the finding that holds, what it is worth, and the two values.

What a field can find stands in `when`, `where`, `what`, `who` and `how_many`, as conditions in SQL; what a finding is
worth stands in the weights. What is missing counts neither way.
"""

from __future__ import annotations

from sayso.incidents.compare.how_many import INJURED, KILLED
from sayso.incidents.compare.level import Field, Level
from sayso.incidents.compare.what import REASON, REPORT, STATUS, TAKEN_UP, TRIGGER, TYPE, WORDS
from sayso.incidents.compare.when import DATE
from sayso.incidents.compare.where import PLACE
from sayso.incidents.compare.who import ACTOR, RECIPIENT, SOURCE

FIELDS: tuple[Field, ...] = (
    REPORT, TYPE, DATE, PLACE, STATUS, ACTOR, RECIPIENT, KILLED, INJURED, WORDS, TRIGGER, TAKEN_UP, SOURCE, REASON,
)  # fmt: skip

__all__ = ["FIELDS", "Field", "Level"]
