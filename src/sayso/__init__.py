"""sayso: who says what happened, where, when, to whom, and who disagrees."""

from __future__ import annotations

__version__ = "0.1.0"
