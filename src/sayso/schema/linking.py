"""What linking leaves behind beside the incidents: that it was done and how, and what became of incidents it ended."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.schema.vocabulary import SuccessionKind


@dataclass(frozen=True, slots=True)
class Linking:
    """That a run linked what a store held at `recorded_at` (ISO instant in UTC).

    `profile` is the rule for figures that it went by, `anew` whether it looked at every claim again, and not only at
    what was new.
    """

    run_id: str
    recorded_at: str
    profile: str
    anew: bool


@dataclass(frozen=True, slots=True)
class Succession:
    """Where the claims of an incident went when it was `merged` into another that was there before, or `split`:
    `incident_id` lost claims to `into`, which was founded by them or had others already."""

    incident_id: str
    into: str
    kind: SuccessionKind
    recorded_at: str
    run_id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An incident as it stands: when it was first recorded, and its claims, the founding one first."""

    id: str
    recorded_at: str
    claims: tuple[str, ...]
