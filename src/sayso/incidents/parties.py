"""Whether a source takes part in what it tells, and on which side."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.incidents.independence import Source
from sayso.incidents.names import name_words, within
from sayso.schema.claim import Claim, Count, Party


def is_party(source: Source, parties: Iterable[Party]) -> bool:
    """Tell whether a source is one of the parties, by register entry or by the words of its name."""
    for party in parties:
        if source.actor_id and party.actor_id:
            if source.actor_id == party.actor_id:
                return True
            continue
        words = name_words(party.name, "party")
        if words and source.words and (within(words, source.words) or within(source.words, words)):
            return True
    return False


def _named(source: Source, name: str | None) -> bool:
    words = name_words(name or "", "party")
    return bool(words and source.words) and (within(words, source.words) or within(source.words, words))


def tells_enemy_losses(source: Source, claim: Claim, rows: Iterable[Count]) -> bool:
    """Tell whether a figure is a belligerent's about others than its own side, and so stands on its word alone.

    What a side concedes of its own losses is not meant: rows `of_actor` itself, or a source that is the recipient.
    """
    party = source.kind == "belligerent" or is_party(source, claim.actors)
    if not party or source.own_voice:
        return False
    sides = [row.of_actor for row in rows]
    if sides and all(_named(source, side) for side in sides):
        return False
    return is_party(source, claim.actors) or not is_party(source, claim.recipients)
