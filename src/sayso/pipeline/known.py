"""What is known before a report is read: codebook, gazetteer, actors and outlets, as the settings name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.pipeline.linking import PACKAGED, codebook_named
from sayso.schema import outlets
from sayso.schema.codebook import NATIVE
from sayso.schema.outlets import OutletRegister
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.annotation.speakers import KnownSpeaker
    from sayso.claims.reading import Knowledge
    from sayso.schema.actors import ActorRegister


@cache
def outlets_named(name: str) -> OutletRegister:
    """Return the packaged register of outlets, or the one in a file; loaded once."""
    return outlets.packaged() if name == PACKAGED else outlets.read_outlets(Path(name))


@cache
def knowledge(
    codebook: str = NATIVE, gazetteer: str = PACKAGED, actors: str = PACKAGED, chosen: bool = False
) -> Knowledge:
    """Return what coding looks things up in, as the settings name it; loaded once.

    With `chosen` no report is left out as off the subject.
    """
    from sayso.claims.gazetteer import Gazetteer
    from sayso.claims.reading import Knowledge
    from sayso.schema.actors import ActorRegister

    return Knowledge(
        codebook=codebook_named(codebook),
        gazetteer=Gazetteer.packaged() if gazetteer == PACKAGED else Gazetteer.open(Path(gazetteer)),
        actors=ActorRegister.packaged() if actors == PACKAGED else ActorRegister.open(Path(actors)),
        chosen=chosen,
    )


def knowledge_of(settings: Settings) -> Knowledge:
    """Return what the settings have coding look things up in; loaded once."""
    return knowledge(settings.codebook, settings.gazetteer, settings.actors, settings.relevance == "all")


@dataclass(frozen=True, slots=True)
class Speakers:
    """The register of actors as `annotation/` asks it: which known source a phrase names."""

    actors: ActorRegister

    def speaker(self, phrase: str) -> KnownSpeaker | None:
        """Return the known source that the phrase names, None when the register does not know it as one."""
        from sayso.annotation.speakers import KnownSpeaker

        actor = self.actors.find(phrase)
        return KnownSpeaker(actor.name, actor.speaks) if actor else None
