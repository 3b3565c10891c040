"""One run of the machine over some input: what made a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """`started` is an ISO instant in UTC; `version` sayso's; `codebook` the codebook's name and version."""

    id: str
    started: str
    version: str
    codebook: str
