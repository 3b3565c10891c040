"""What speaks for and against a name being a place where it stands.

A name is judged by its neighbours: the preposition it depends on, the feature word beside it ("town of X", "X
province"), what makes it an organisation, a person, a people or a government instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.schema import Sentence
from sayso.schema.place_cues import PlaceCues
from sayso.schema.vocabulary import PlaceKind

Verdict = Literal["firm", "fair", "weak", "no"]
PLACE_ENTITIES = frozenset(("GPE", "LOC", "FAC"))
OTHER_ENTITIES = frozenset(("DATE", "TIME", "NORP", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL", "PERCENT", "LANGUAGE"))
TITLE_LETTERS = 3  # longer words count when telling whether a sentence is set in Title Case
TITLE_SHARE = 0.7
DETERMINERS = frozenset(("the", "a", "an", "this", "that", "its", "their", "nearby", "neighbouring", "neighboring"))
OWNERS = frozenset(("'s", "’s"))
HYPHENS = frozenset(("-", "–", "‑"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: token indices, `last` inclusive. `kind` None: the gazetteer does not hold it."""

    first: int
    last: int
    kind: PlaceKind | None
    is_prominent: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The verdict with the cue that gave it and the rule's name."""

    verdict: Verdict
    cue: str
    rule: str


class Surroundings:
    """The words around a name, as the rules ask for them."""

    def __init__(self, sentence: Sentence, cues: PlaceCues) -> None:
        self.tokens = sentence.tokens
        self.words = [t.text.lower() for t in sentence.tokens]
        self.cues = cues
        long_words = [t.text for t in sentence.tokens if t.text.isalpha() and len(t.text) > TITLE_LETTERS]
        capitals = sum(w[0].isupper() for w in long_words)
        self.is_title = len(long_words) > 2 and capitals >= TITLE_SHARE * len(long_words)

    def word(self, at: int) -> str:
        """Return the word at an index, "" beyond the edges."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def head(self, name: Name) -> int:
        """Return the token of the name that hangs outside it."""
        outside = (
            n for n in range(name.last, name.first - 1, -1) if not name.first <= self.tokens[n].head <= name.last
        )
        return next(outside, name.last)

    def is_own_s(self, name: Name) -> bool:
        """Tell whether the last s is the name's own ("Damascus", "Cyprus"), not a possessive without apostrophe."""
        return self.word(name.last).endswith(("us", "es", "ands", "ss", "is", "yos"))

    def is_modifier(self, at: int) -> bool:
        """Tell whether the word only narrows the name after it: an article, a direction, an adjective."""
        word = self.word(at)
        if word in DETERMINERS or word in self.cues.directions or word in HYPHENS or self.joins_directions(at):
            return True
        return 0 <= at < len(self.tokens) and self.tokens[at].pos in ("ADJ", "DET") and word != ""

    def joins_directions(self, at: int) -> bool:
        """Tell whether the word only joins two directions: "northern and eastern"."""
        return self.word(at) in ("and", "or") and {self.word(at - 1), self.word(at + 1)} <= self.cues.directions

    def feature_of(self, name: Name) -> tuple[int, str] | None:
        """Return the feature word of "town of X", with its index."""
        at = name.first - 1
        while self.word(at) in DETERMINERS or self.word(at) in self.cues.directions:
            at -= 1
        if self.word(at) == "of" and self.word(at - 1) in self.cues.features:
            return at - 1, self.word(at - 1)
        is_beside = name.kind is not None and at == name.first - 1 and self.tokens[at].pos in ("NOUN", "PROPN")
        if is_beside and self.word(at) in self.cues.features:
            return at, self.word(at)
        return None

    def feature_after(self, name: Name) -> tuple[int, str] | None:
        """Return the feature word of "X province" or "X military airport", with its index."""
        at = name.last + 1
        while self.word(at) in self.cues.between_name_and_feature or (
            self.word(at) in HYPHENS and self.word(at + 1) in self.cues.directions
        ):
            at += 1
        if at > name.last + 3 or self.word(at) not in self.cues.features:
            return None
        return at, self.word(at)

    def feature_shared(self, name: Name) -> str | None:
        """Return the feature word, made singular, of "X and Y provinces"."""
        at = name.last + 1
        if self.word(at) not in ("and", ","):
            return None
        while (
            at + 1 < len(self.tokens) and at < name.last + 6 and self.tokens[at + 1].pos in ("PROPN", "CCONJ", "PUNCT")
        ):
            at += 1
        word = self.word(at + 1)
        is_plural = word.endswith("s") and word in self.cues.features and self.cues.features[word] != "area"
        return word.removesuffix("s") if is_plural and word.removesuffix("s") in self.cues.features else None

    def feature_inside(self, name: Name) -> tuple[int, str] | None:
        """Return the feature word that is part of a known name: "Tabqa airport"."""
        word = self.word(name.last)
        is_inside = name.kind is not None and name.last > name.first and word in self.cues.features
        return (name.last, word) if is_inside else None

    def preposition(self, name: Name) -> str:
        """Return the preposition that governs the name or the phrase it is the core of, "" when none does."""
        at = name.first - 1
        feature = self.feature_of(name)
        if feature:
            at = feature[0] - 1
        while at >= 0 and self.is_modifier(at):
            at -= 1
        if self.word(at) in ("and", "or", ",", "as"):
            return self._shared_preposition(at)
        word = self.word(at)
        return word if word in self.cues.at | self.cues.weakly_at | self.cues.against else ""

    def _shared_preposition(self, at: int) -> str:
        """Return the preposition before the first part of a list: "in Homs and Hama"."""
        while at > 0 and (self.tokens[at].pos in ("PROPN", "CCONJ", "PUNCT", "DET", "ADJ") or self.is_modifier(at)):
            at -= 1
            if self.word(at) in self.cues.at | self.cues.weakly_at | self.cues.against:
                return self.word(at)
        return ""


def head_token(around: Surroundings, first: int, last: int) -> int:
    """Return the token of a span that hangs outside it."""
    outside = (n for n in range(last, first - 1, -1) if not first <= around.tokens[n].head <= last)
    return next(outside, last)


def _proper_run(around: Surroundings, name: Name) -> tuple[int, int]:
    first, last = name.first, name.last
    while first > 0 and around.tokens[first - 1].pos == "PROPN":
        first -= 1
    while last + 1 < len(around.tokens) and around.tokens[last + 1].pos == "PROPN":
        last += 1
    return first, last


def is_organisation(around: Surroundings, name: Name) -> bool:
    """Tell whether the name is an organisation's, or part of it: "Homs Brigade", "Islamic State of Iraq"."""
    cues = around.cues
    if name.kind is None and name.last > name.first and around.word(name.last) in cues.organisations:
        return True
    first, last = _proper_run(around, name)
    after = around.words[name.last + 1 : last + 2]
    if any(w in cues.organisations for w in after[: 3 if last > name.last else 1]):
        return True
    before = around.words[first : name.first]
    if any(w in cues.organisations or w in cues.titles for w in before):
        return True
    at = _over_determiners(around, name.first - 1)
    if around.word(at) == "and":  # "the Islamic State of Iraq and the Levant"
        return _is_state_of(around, at - 1)
    return around.word(at) in ("of", "for", "in", "to") and _ends_organisation(around, at - 1)


def _over_determiners(around: Surroundings, at: int) -> int:
    while around.word(at) in DETERMINERS:
        at -= 1
    return at


def _is_state_of(around: Surroundings, at: int) -> bool:
    """Tell whether the name that ends here is the first of two in a state's own name."""
    while at > 0 and around.tokens[at].pos == "PROPN":
        at -= 1
    at = _over_determiners(around, at)
    return around.word(at) in ("of", "in") and around.word(at - 1) == "state" and around.tokens[at - 1].pos == "PROPN"


def _ends_organisation(around: Surroundings, at: int) -> bool:
    word = around.word(at)
    if around.word(at + 1) in ("in", "to"):
        return at >= 0 and around.tokens[at].pos == "PROPN" and word in ("state", "embassy", "envoy")
    return (
        word in around.cues.organisations
        or word in around.cues.titles
        or (at >= 0 and around.tokens[at].pos == "PROPN" and word in ("state", "republic", "bank", "university"))
    )


def is_affixed(around: Surroundings, name: Name) -> bool:
    """Tell whether the name only tells whose side: "Iran-backed", "pro-Damascus", "Turkey backed"."""
    cues = around.cues
    after = around.word(name.last + 1)
    if after in HYPHENS:
        after = around.word(name.last + 2)
        return after in cues.affixes_after
    before = around.word(name.first - 1)
    if before in HYPHENS and around.word(name.first - 2) in cues.affixes_before:
        return True
    return after in ("backed", "based", "led", "sponsored", "allied") or before in cues.affixes_before


def is_government(around: Surroundings, name: Name) -> bool:
    """Tell whether the name stands for those who govern there: "Moscow said", "talks with Turkey", "by Iran"."""
    tokens, cues = around.tokens, around.cues
    token = tokens[around.head(name)]
    while token.dep == "conj" and tokens[token.head] is not token:
        token = tokens[token.head]
    verb = tokens[token.head]
    is_state = name.kind == "country" or name.is_prominent
    if token.dep == "nsubj" and is_state and verb.lemma in cues.government_verbs:
        return True
    if name.kind == "country":
        return token.dep in ("nsubj", "agent", "appos", "dative") or around.preposition(name) in cues.against
    after = around.word(name.last + 1)
    return is_state and token.dep == "nsubj" and after in ("said", "says", "denied", "denying", "accused", "has", "had")


def is_person(around: Surroundings, name: Name) -> bool:
    """Tell whether the name is a person's: in a longer run of names, or after a title."""
    if around.word(name.first - 1) in around.cues.titles:
        return True
    first, last = _proper_run(around, name)
    extra = [n for n in range(first, last + 1) if not name.first <= n <= name.last]
    strange = [
        n for n in extra if around.word(n) not in around.cues.features and around.word(n) not in around.cues.directions
    ]
    entity = around.tokens[name.last].entity
    return bool(strange) and entity in ("PERSON", "ORG") and not name.is_prominent


def is_people(around: Surroundings, name: Name) -> bool:
    """Tell whether the words name a people, or what a people did: "Syrians", "Syrian Strikes"."""
    words = " ".join(around.words[name.first : name.last + 1])
    if words in around.cues.demonyms or (words.endswith("s") and words[:-1] in around.cues.demonyms):
        return True
    return name.kind is None and around.word(name.first - 1) in around.cues.demonyms


def is_owner(around: Surroundings, name: Name) -> bool:
    """Tell whether a country, or the seat of its government, is named as an owner: "Syria's second city", "Moscow's
    bombing"; its war or conflict is the country's own, and a seat's streets are a place."""
    is_seat = around.word(name.first) in around.cues.seats and name.first == name.last
    is_seat = is_seat or around.word(name.last).removesuffix("s") in around.cues.seats
    after = owned(around, name)
    if after is None or not (name.kind == "country" or is_seat):
        return False
    rest = around.words[after : after + 4]
    if name.kind != "country":
        return any(w in around.cues.deeds for w in rest[:3])
    return not any(w in ("war", "conflict", "civil") for w in rest)


def owned(around: Surroundings, name: Name) -> int | None:
    """Return the index of the first word after a possessive name, None for a plain one; apostrophes are often lost."""
    if around.word(name.last + 1) in OWNERS:
        return name.last + 2
    is_lost = around.word(name.last).endswith("s") and around.tokens[name.last].pos in ("PROPN", "NOUN")
    return name.last + 1 if is_lost and not around.is_own_s(name) else None


def judge(around: Surroundings, name: Name) -> Evidence:
    """Return how well the surroundings speak for a place."""
    if is_people(around, name) or is_affixed(around, name) or is_organisation(around, name):
        return Evidence("no", "", "place.other")
    feature = around.feature_of(name) or around.feature_after(name) or around.feature_inside(name)
    if feature and not is_owner(around, name) and (name.kind or feature[1] not in ("state", "front", "fronts")):
        return Evidence("firm", feature[1], "place.feature")
    preposition = around.preposition(name)
    is_inside = preposition in around.cues.at and name.kind is not None
    if is_owner(around, name) or is_person(around, name) or (not is_inside and is_government(around, name)):
        return Evidence("no", "", "place.other")
    return _by_preposition(around, name, preposition)


def is_affected(around: Surroundings, name: Name) -> bool:
    """Tell whether a verb treats the name as a place: "shelled X", "X was captured", "X lies", "X where"."""
    head = around.head(name)
    token, cues = around.tokens[head], around.cues
    verb = around.tokens[token.head].lemma
    if token.dep in ("dobj", "nsubjpass") and verb in cues.object_verbs:
        return True
    return (token.dep == "nsubj" and verb in cues.place_verbs) or around.word(name.last + 1) == "where"


def is_landmark(around: Surroundings, name: Name) -> bool:
    """Tell whether the name only tells how far off another place is: "60 kilometres (35 miles) from X"."""
    if around.word(name.first - 1) != "from":
        return False
    return any(w in around.cues.distances for w in around.words[max(0, name.first - 6) : name.first - 1])


def _before(around: Surroundings, name: Name) -> int:
    """Return the index of the preposition before the name's own modifiers."""
    at = name.first - 1
    while at > 0 and around.is_modifier(at):
        at -= 1
    return at


def _by_preposition(around: Surroundings, name: Name, preposition: str) -> Evidence:
    entity = around.tokens[name.last].entity
    is_place_like = entity in PLACE_ENTITIES
    words = " ".join(around.words[name.first : name.last + 1])
    is_doubtful = words in around.cues.ambiguous or words.removesuffix("s") in around.cues.ambiguous
    if entity in OTHER_ENTITIES and not name.is_prominent:
        return Evidence("no", "", "place.other")
    if preposition in around.cues.at and (is_place_like or not is_doubtful):
        return _placed(around, name, preposition, is_place_like)
    if name.kind == "country" and preposition in ("of", "from", "to", "for"):
        is_part = around.word(_before(around, name) - 1) in around.cues.parts
        return Evidence("firm" if is_part else "weak", preposition, "place.preposition")
    if preposition in around.cues.weakly_at and not is_doubtful and (name.kind or is_place_like):
        return Evidence("firm" if name.is_prominent and is_place_like else "fair", preposition, "place.preposition")
    return _unplaced(around, name, preposition in around.cues.against or is_doubtful, is_doubtful)


def _placed(around: Surroundings, name: Name, preposition: str, is_place_like: bool) -> Evidence:
    """Judge a name after "in" or "near"; in a title every noun has a capital, so that a strange one proves nothing."""
    if name.kind is None and around.is_title:
        return Evidence("no", "", "place.other")
    return Evidence("firm" if name.kind or is_place_like else "fair", preposition, "place.preposition")


def _unplaced(around: Surroundings, name: Name, is_contrary: bool, is_doubtful: bool) -> Evidence:
    """Judge a name that no preposition puts anywhere."""
    is_place_like = around.tokens[name.last].entity in PLACE_ENTITIES
    if not is_doubtful and name.kind not in (None, "country") and is_affected(around, name):
        return Evidence("fair", "", "place.object")
    if is_contrary:
        return Evidence("weak" if is_place_like else "no", "", "place.entity")
    if name.is_prominent and name.kind != "country":
        return Evidence("fair" if is_place_like else "weak", "", "place.gazetteer")
    return Evidence("weak" if name.kind or is_place_like else "no", "", "place.entity")
