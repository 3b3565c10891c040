"""What the tests of this room hand to adapters: the packaged registers on a fixed day of reading."""

from __future__ import annotations

import datetime

from sayso.documents import Intake, Limits, furniture_for
from sayso.schema import outlets

TODAY = datetime.date(2024, 6, 1)


def intake(limits: Limits | None = None, **changed: object) -> Intake:
    """Return what adapters are given, with the packaged register of outlets."""
    known = outlets.packaged()
    return Intake(limits or Limits(), known, furniture_for(known), TODAY, **changed)  # type: ignore[arg-type]
