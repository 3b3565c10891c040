"""What people decided about claims: judgements come in, are checked against those that hold, and are never edited."""

from sayso.review.intake import Taken, take
from sayso.review.rows import Row, Wrong, read_rows

__all__ = ["Row", "Taken", "Wrong", "read_rows", "take"]
