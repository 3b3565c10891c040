"""The register of actors: who fights, governs, monitors and reports, under which names, and since when.

`data/actors.yaml` is the packaged one; a project's own file of the same shape stands beside it, or instead of it. A
name that two actors share is found only where the country or the day decides between them.
"""

from sayso.schema.actors.merging import Merging
from sayso.schema.actors.names import fold_name, is_acronym
from sayso.schema.actors.records import (
    GROUP_KINDS,
    Actor,
    ActorKind,
    Change,
    Days,
    Generic,
    Membership,
    Period,
    State,
    Succession,
)
from sayso.schema.actors.register import ActorRegister, merging_of
from sayso.schema.actors.unknown import UNKNOWN, is_proper_name, unknown_id

__all__ = [
    "GROUP_KINDS",
    "UNKNOWN",
    "Actor",
    "ActorKind",
    "ActorRegister",
    "Change",
    "Days",
    "Generic",
    "Membership",
    "Merging",
    "Period",
    "State",
    "Succession",
    "fold_name",
    "is_acronym",
    "is_proper_name",
    "merging_of",
    "unknown_id",
]
