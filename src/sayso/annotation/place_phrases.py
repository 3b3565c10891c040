"""From a place's name to the phrase a coder would copy: "eastern countryside of the Homs governorate".

Modifiers that make another place of it belong to the phrase (a part, a side, a distance, a feature word after the
name); those that only introduce it do not ("in the town of X" yields X).
"""

from __future__ import annotations

from sayso.annotation.place_evidence import DETERMINERS, HYPHENS, Name, Surroundings, is_landmark, owned

_MEASURES = frozenset(("CD", "-LRB-", "-RRB-"))  # what stands in a distance beside the unit


def phrase_end(around: Surroundings, name: Name) -> int:
    """Return the index of the phrase's last token: the feature word after the name, or the name's end."""
    feature = around.feature_after(name)
    if not feature:
        return _owned_part(around, name) or name.last
    at, word = feature
    is_front = word in ("front", "fronts") and around.word(at - 1) in around.cues.directions
    if word in ("state", "front", "fronts") and around.tokens[at].pos != "PROPN" and not is_front:
        return name.last
    if is_front and around.word(at + 1) in ("line", "lines"):
        return at + 1
    while around.word(at + 1) in around.cues.features and around.tokens[at + 1].pos in ("NOUN", "PROPN"):
        at += 1
    return at


def _owned_part(around: Surroundings, name: Name) -> int | None:
    """Return the index of the side or part that a possessive name owns: "Aleppo's east", "Homs's western edges"."""
    first = owned(around, name)
    if first is None:
        return None
    at = first
    while around.word(at) in around.cues.directions or around.word(at) in around.cues.between_name_and_feature:
        at += 1
    if around.word(at) in around.cues.compass | around.cues.parts | around.cues.features.keys():
        return at if around.word(at + 1) != "of" else None
    return at - 1 if at > first and around.word(at - 1) in around.cues.compass else None


def phrase_start(around: Surroundings, name: Name) -> int:
    """Return the index of the phrase's first token: the direction, part or distance before the name.

    What only introduces the name is passed over to the part beyond it: "the southern district of the city of X".
    """
    if is_landmark(around, name):
        return _distance(around, name.first - 1)
    start = kept = _directions(around, name.first)
    at = start - 1
    while around.word(at) in ("the", "its") and at > 0:
        at -= 1
    while around.word(at) == "of":
        noun = at - 1
        word = around.word(noun)
        if word in around.cues.compass:
            return _distance(around, noun)
        first = _directions(around, noun)
        if around.word(first) in DETERMINERS:
            first += 1
        if word in around.cues.parts or (first < noun and word in around.cues.features):
            kept = first
        if word not in around.cues.wholes:
            break
        at = first - 1
        while at > 0 and around.is_modifier(at):
            at -= 1
    return kept


def _directions(around: Surroundings, at: int) -> int:
    """Return the index of the first of the direction words (and compounds such as "rebel-held") before `at`."""
    cues = around.cues
    while at > 0:
        word, next_word, last_word = around.word(at - 1), around.word(at), around.word(at - 2)
        is_joint = (word in ("and", "or") or word in HYPHENS) and {last_word, next_word} <= cues.directions
        if word in cues.directions:
            at -= 1
        elif is_joint:
            at -= 2
        elif word in cues.affixes_after and last_word in HYPHENS and at >= 3:
            at -= 3
        else:
            break
    return at


def _distance(around: Surroundings, at: int) -> int:
    """Return the index where "20 km south" or "20 km (12 miles) from" begins, or that of the last word alone."""
    cues, first = around.cues, at
    while first > 0 and (around.word(first - 1) in cues.distances or around.tokens[first - 1].tag in _MEASURES):
        first -= 1
    return first if any(w in cues.distances for w in around.words[first:at]) else at


def phrase_label(around: Surroundings, name: Name, start: int) -> str:
    """Return the cue word that tells how the place relates to the name: "near", "outskirts", "north of", "town of"."""
    cues = around.cues
    before = around.words[start : name.first]
    whole = next((w for w in before if w in cues.wholes), None)
    if whole and "of" in before:
        return f"{whole} of"
    if any(w in cues.surroundings for w in before):
        return "near"
    is_bearing = any(w in cues.compass for w in before) and "of" in before and around.word(start - 1) != "the"
    if is_bearing or is_landmark(around, name):
        return "offset"
    if any(w in cues.parts or w in cues.directions for w in before):
        return "part"
    preposition = around.preposition(name)
    if preposition in cues.near or preposition == "between":
        return preposition
    feature = around.feature_of(name)
    told = feature[1] if feature else around.feature_shared(name)
    return f"{told} of" if told else preposition
