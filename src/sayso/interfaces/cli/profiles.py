"""`--profile`: the figures of incidents under another named rule than the one they were linked with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer

from sayso.interfaces.export.holdings import Holdings
from sayso.schema.incident import Incident

ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="Reckon the figures anew: conservative, ucdp, range, majority, hierarchy or latest. Nothing is stored.",
    ),
]


def reckoned(held: Holdings, profile: str | None) -> Holdings:
    """Return the records with their incidents' figures under a profile; None leaves them as they were linked.

    Raises SettingError for a profile that does not exist.
    """
    return replace(held, incidents=incidents_under(held.incidents, held, profile))


def incidents_under(incidents: Iterable[Incident], held: Holdings, profile: str | None) -> tuple[Incident, ...]:
    """Return some incidents with their figures under a profile; `held` has their claims and documents."""
    from sayso.incidents import under_profile

    if profile is None:
        return tuple(incidents)
    return under_profile(incidents, held.claims, {d.id: d for d in held.documents}, profile)
