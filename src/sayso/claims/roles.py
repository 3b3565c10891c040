"""Who did it and to whom, read off the parse around an event's triggers.

Gives noun phrases as they stand in the text; which actor of the register they are is told by `claims/actors.py`. A
role that the words do not give is left empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.schema import Sentence
from sayso.schema.knowledge import packaged
from sayso.schema.people import person_class
from sayso.schema.tree import children, subtree

_ON = ("on", "against", "at", "over", "upon", "into", "onto", "through", "targeting", "toward", "towards")
_NAMED = ("PERSON", "ORG", "NORP", "GPE", "PRODUCT", "FAC")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The packaged word lists that tell doers, targets and instruments apart."""

    heads: frozenset[str]
    targets: frozenset[str]
    generic: frozenset[str]
    doers: frozenset[str]
    light: frozenset[str]
    undergo: frozenset[str]
    instruments: frozenset[str]
    geographic: frozenset[str]
    holders: frozenset[str]
    by_role: frozenset[str]
    people_who_act: frozenset[str]


@cache
def role_words() -> RoleWords:
    """Return the packaged word lists."""
    raw: Mapping[str, list[str]] = packaged("actor-words")
    first = {key: frozenset(raw[key]) for key in raw}
    return RoleWords(
        heads=first["heads"],
        targets=first["targets"],
        generic=first["generic"],
        doers=first["doers"],
        light=frozenset(verb.split()[0] for verb in raw["light_verbs"]),
        undergo=frozenset(verb.split()[0] for verb in raw["undergo_verbs"]),
        instruments=first["instruments"],
        geographic=first["geographic"],
        holders=first["holders"],
        by_role=first["by_role"],
        people_who_act=first["people_who_act"],
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in a sentence: its head and its first and last token. `rule` says what gave it its role."""

    head: int
    first: int
    last: int
    rule: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The doers and the undergoers of an event, as noun phrases, nearest first."""

    actors: tuple[Phrase, ...]
    recipients: tuple[Phrase, ...]


_CUT = ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis")
_KEPT_PREPS = ("of", "from")


def _extent(sentence: Sentence, head: int) -> tuple[int, int]:
    """Return a noun phrase's tokens: determiners and numbers off, "of …" kept, clauses and conjuncts cut."""
    tokens = sentence.tokens
    kept = [head]
    for n in children(sentence, head):
        token = tokens[n]
        if (
            _is_cut(sentence, n)
            or (token.dep == "det")
            or (n < head and token.dep in ("nummod", "quantmod", "advmod", "predet"))
        ):
            continue
        if n < head and token.entity in ("DATE", "TIME"):  # "On Monday rebels attacked"
            continue
        if n > head and not (token.dep == "prep" and token.lemma in _KEPT_PREPS and not _of_what(sentence, head)):
            continue
        kept.extend(_uncut(sentence, n))
    left = min(kept)
    # the part to the left must be one stretch: stop at a gap
    first = head
    while first - 1 >= left and first - 1 in kept:
        first -= 1
    last = head
    while last + 1 in kept:
        last += 1
    return first, last


_OF_WHAT = ("accuse", "suspect", "convict", "rid", "strip")


def _of_what(sentence: Sentence, head: int) -> bool:
    """Tell whether an "of" behind a noun belongs to its verb: "accused the rebels of looting"."""
    token = sentence.tokens[head]
    return token.dep in ("dobj", "nsubjpass") and sentence.tokens[token.head].lemma in _OF_WHAT


def _uncut(sentence: Sentence, at: int) -> list[int]:
    found = [at]
    for n in found:
        found.extend(c for c in children(sentence, n) if not _is_cut(sentence, c))
    return found


def _is_cut(sentence: Sentence, at: int) -> bool:
    """Tell whether a token starts what does not belong to the phrase; a hyphen does: "US-led"."""
    token = sentence.tokens[at]
    return token.dep in _CUT and token.text not in ("-", "–")


def _conjuncts(sentence: Sentence, head: int) -> Iterator[int]:
    yield head
    for n in children(sentence, head):
        if sentence.tokens[n].dep == "conj" and sentence.tokens[n].pos in ("NOUN", "PROPN"):
            yield from _conjuncts(sentence, n)


def _phrases(sentence: Sentence, head: int, rule: str) -> Iterator[Phrase]:
    for n in _conjuncts(sentence, head):
        first, last = _extent(sentence, n)
        yield Phrase(n, first, last, rule)


def is_doer(sentence: Sentence, head: int) -> bool:
    """Tell whether a noun can be the one who acts."""
    token, words = sentence.tokens[head], role_words()
    lemma = token.lemma
    if token.entity in ("DATE", "TIME"):
        return False
    if lemma in words.instruments or (lemma in words.targets and token.pos != "PROPN"):
        vehicle = lemma in words.heads and lemma in ("plane", "aircraft", "helicopter", "drone", "warplane", "jet")
        if not vehicle:
            return False
    return lemma in words.heads or token.pos == "PROPN" or token.entity in _NAMED


def is_pronoun(sentence: Sentence, head: int) -> bool:
    """Tell whether a token is a pronoun that can stand for a doer: "they", "he"; "it" stands too often for the
    event."""
    return sentence.tokens[head].text.casefold() in ("they", "he", "she", "who", "them", "him")


def _antecedent(sentence: Sentence, at: int) -> int:
    """Return the noun that a relative pronoun stands for: "fighters who attacked"."""
    token = sentence.tokens[at]
    if token.tag in ("WP", "WDT") or token.text.casefold() in ("that", "which", "who"):
        verb = sentence.tokens[token.head]
        if verb.dep == "relcl":
            return verb.head
    return at


def _objects_of(sentence: Sentence, at: int, *preps: str) -> Iterator[int]:
    """Yield the objects of a token's prepositional phrases."""
    for n in children(sentence, at):
        token = sentence.tokens[n]
        if token.dep in ("prep", "agent", "dative") and token.lemma in preps:
            for m in children(sentence, n):
                if sentence.tokens[m].dep == "pobj" and sentence.tokens[m].entity not in ("DATE", "TIME"):
                    yield m


def _subject(sentence: Sentence, verb: int) -> int | None:
    """Return a verb's subject, its own or the one it shares with the verb it is joined to."""
    here = verb
    for _ in range(4):
        own = next((n for n in children(sentence, here) if sentence.tokens[n].dep == "nsubj"), None)
        if own is not None:
            return _antecedent(sentence, own)
        token = sentence.tokens[here]
        if any(sentence.tokens[n].dep == "nsubjpass" for n in children(sentence, here)):
            return None
        if token.dep == "acl" and token.tag == "VBG":
            return token.head
        if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep") or token.head == here:
            return None
        here = token.head
    return None


_DIES = ("die", "perish")


def _verb_actors(sentence: Sentence, verb: int) -> Iterator[Phrase]:
    if sentence.tokens[verb].lemma in _DIES:
        return
    for n in _objects_of(sentence, verb, "by"):
        if is_doer(sentence, n):
            yield from _phrases(sentence, n, "agent: by")
    if _is_passive(sentence, verb):
        return
    subject = _subject(sentence, verb)
    if subject is None:
        return
    if is_doer(sentence, subject) or is_pronoun(sentence, subject):
        yield from _phrases(sentence, subject, "subject")
    elif sentence.tokens[subject].lemma in role_words().instruments:
        yield from noun_actors(sentence, subject)


def _is_passive(sentence: Sentence, verb: int) -> bool:
    deps = {sentence.tokens[n].dep for n in children(sentence, verb)}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    return sentence.tokens[verb].tag == "VBN" and sentence.tokens[verb].dep in ("acl", "amod") and "dobj" not in deps


def _verb_recipients(sentence: Sentence, verb: int) -> Iterator[Phrase]:
    if sentence.tokens[verb].lemma in _DIES:
        subject = _subject(sentence, verb)
        if subject is not None:
            yield from _phrases(sentence, subject, "who died")
        return
    for n in children(sentence, verb):
        token = sentence.tokens[n]
        if token.dep == "dobj" and token.lemma in role_words().instruments - role_words().targets:
            yield from _noun_recipients(sentence, n)  # "launched an operation against militants"
        elif token.dep in ("dobj", "nsubjpass"):
            yield from _phrases(
                sentence, _antecedent(sentence, n), "object" if token.dep == "dobj" else "passive subject"
            )
    if sentence.tokens[verb].tag == "VBN" and sentence.tokens[verb].dep == "acl" and _is_passive(sentence, verb):
        yield from _phrases(sentence, sentence.tokens[verb].head, "participle")
    if sentence.tokens[verb].dep == "conj" and _is_passive(sentence, verb) is False:
        return
    for n in _objects_of(sentence, verb, *_ON):
        yield from _phrases(sentence, n, "object of on/against")


_OF_THE_DOER = ("operation", "campaign", "offensive", "advance", "withdrawal", "deployment", "retreat", "aim")


def members_of(sentence: Sentence, head: int) -> int:
    """Return the last token of a counted noun with the group it names: "jihadists from the Islamic State"."""
    for n in _objects_of(sentence, head, "from", "of"):
        if sentence.tokens[n].pos == "PROPN" and sentence.tokens[n].entity in ("ORG", "NORP", "GPE", "PERSON"):
            return _extent(sentence, n)[1]
    return head


def noun_actors(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield the doers that an event noun's own phrase names: "the army's shelling", "air strikes by the coalition"."""
    yield from _named_after(sentence, noun)
    for n in children(sentence, noun):
        yield from _carried_out_by(sentence, n)
        if n < noun:
            yield from _named_before(sentence, n)
    yield from _doer_of_light_verb(sentence, noun)


_CARRIED_OUT = ("carry", "conduct", "launch", "claim", "stage", "perpetrate", "mount", "blame")


def _named_after(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield the doers of "strikes by the army", "air strikes from Russia", "an operation of the army"."""
    tokens = sentence.tokens
    preps = ("by", "of") if tokens[noun].lemma in _OF_THE_DOER else ("by",)
    for n in _objects_of(sentence, noun, *preps):
        if is_doer(sentence, n):
            yield from _phrases(sentence, n, "by")
    for n in _objects_of(sentence, noun, "from"):
        if is_doer(sentence, n) and tokens[n].entity in ("GPE", "NORP", "ORG"):
            yield from _phrases(sentence, n, "from")


def _carried_out_by(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Yield the doers of "an attack carried out by gunmen", `at` being the participle."""
    token = sentence.tokens[at]
    if token.dep == "acl" and token.lemma in _CARRIED_OUT:
        for n in _objects_of(sentence, at, "by", "on"):
            if is_doer(sentence, n):
                yield from _phrases(sentence, n, "carried out by")


def _named_before(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Yield the doer that a modifier of the event names: "Russian and regime air strikes", "the army's shelling"."""
    tokens = sentence.tokens
    token = tokens[at]
    if token.dep not in ("poss", "amod", "compound", "nmod") or token.entity in ("DATE", "TIME"):
        return
    named = token.entity in ("ORG", "GPE", "PERSON") and token.dep in ("poss", "compound", "nmod")
    led = token.lemma in ("led", "backed") or token.text.casefold().endswith("-led")
    known = token.lemma in role_words().doers or token.entity == "NORP"
    if named or led or known or (token.dep == "poss" and is_doer(sentence, at)):
        yield Phrase(at, _led_by(sentence, min(_uncut(sentence, at))), at, "modifier")
        for n in children(sentence, at):
            if tokens[n].dep == "conj":
                yield Phrase(n, n, n, "modifier, joined")


def _led_by(sentence: Sentence, first: int) -> int:
    """Return where "US-led" begins that stands right before a doer."""
    led = first - 1
    if led >= 0 and sentence.tokens[led].text.casefold() in ("led", "backed", "allied"):
        while led > 0 and (sentence.tokens[led - 1].text in ("-", "–") or sentence.tokens[led].text in ("-", "–")):
            led -= 1
        return led
    return first


def _doer_of_light_verb(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield the doers of "the army launched an attack", "carried out strikes", "responded with shelling"."""
    tokens = sentence.tokens
    token = tokens[noun]
    over = token.head
    if token.dep == "pobj" and tokens[over].lemma in ("with", "out", "to"):
        over = tokens[over].head
    elif token.dep not in ("dobj", "nsubjpass", "xcomp"):
        return
    if tokens[over].lemma in role_words().light:
        yield from _verb_actors(sentence, over)


LEFT_REACH = 4  # words before an event's name that can still name its doer


def _doer_before(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield the doer that stands right before an event's name, where the parse has lost it: "Syrian government
    shelling"."""
    last: int | None = None
    for n in range(noun - 1, max(-1, noun - 1 - LEFT_REACH), -1):
        token = sentence.tokens[n]
        names = token.lemma in role_words().doers or token.entity in ("NORP", "GPE", "ORG")
        if names and last is None:
            last = n
        elif not names and last is not None:
            yield Phrase(last, n + 1, last, "stands before")
            return
        elif not names and token.pos != "ADJ" and token.text not in ("-", "–"):
            return
    if last is not None:
        yield Phrase(last, last, last, "stands before")


def _parties_between(sentence: Sentence, noun: int) -> list[int]:
    """Return the parties of "clashes between A and B"."""
    found = list(_objects_of(sentence, noun, "between"))
    if not found and sentence.tokens[noun].dep == "nsubj":  # "clashes broke out between A and B"
        found = list(_objects_of(sentence, sentence.tokens[noun].head, "between"))
    return [m for n in found for m in _conjuncts(sentence, n)]


def _noun_recipients(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    tokens, words = sentence.tokens, role_words()
    for n in _objects_of(sentence, noun, *_ON):
        yield from _phrases(sentence, n, "on/against")
    if tokens[noun].lemma not in (
        "clash",
        "fighting",
        "battle",
        "offensive",
        "operation",
        "campaign",
        "deal",
        "agreement",
        "truce",
        "ceasefire",
    ):
        for n in _objects_of(sentence, noun, "of"):
            yield from _phrases(sentence, n, "of")
    for n in children(sentence, noun):
        token = tokens[n]
        if token.dep in ("acl", "relcl") and token.lemma in ("target", "hit", "strike", "kill", "wound"):
            yield from _verb_recipients(sentence, n)
    token = tokens[noun]
    if token.dep == "nsubj" and tokens[token.head].lemma in (
        "hit",
        "target",
        "strike",
        "kill",
        "wound",
        "injure",
        "rock",
        "destroy",
        "rip",
        "pound",
    ):
        yield from _verb_recipients(sentence, token.head)
    if token.dep == "dobj" and tokens[token.head].lemma in words.light:
        for n in _objects_of(sentence, token.head, *_ON, "with"):
            yield from _phrases(sentence, n, "light verb, on/against")
    if token.dep in ("dobj", "pobj"):
        verb = token.head if token.dep == "dobj" else tokens[token.head].head
        if tokens[verb].lemma in words.undergo:
            subject = _subject(sentence, verb)
            if subject is not None:
                yield from _phrases(sentence, subject, "undergoes")


def _sides(sentence: Sentence, trigger: int) -> Roles | None:
    """Return the two sides of "clashes between A and B", "A clashed with B", "A fighting B"."""
    tokens = sentence.tokens
    between = _parties_between(sentence, trigger)
    if len(between) >= 2:
        first, *rest = between
        return Roles(
            tuple(_single(sentence, first, "between")), tuple(p for n in rest for p in _single(sentence, n, "between"))
        )
    against = list(_objects_of(sentence, trigger, "with", "against"))
    if tokens[trigger].pos == "VERB" and against:
        return Roles(
            tuple(_verb_actors(sentence, trigger)),
            tuple(p for n in against for p in _phrases(sentence, n, "with/against")),
        )
    if (
        tokens[trigger].pos != "VERB"
        and against
        and tokens[trigger].lemma in ("clash", "fighting", "battle", "fight", "confrontation", "gunfight")
    ):
        return Roles(
            tuple(noun_actors(sentence, trigger)), tuple(p for n in against for p in _phrases(sentence, n, "with"))
        )
    return None


def _single(sentence: Sentence, head: int, rule: str) -> Iterator[Phrase]:
    first, last = _extent(sentence, head)
    yield Phrase(head, first, last, rule)


def is_held(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a place is called by who holds or lives in it: "a rebel-held town", "residential areas"."""
    beside = sentence.tokens[phrase.first : phrase.head]
    return bool({w for t in beside for w in (t.lemma, t.text.casefold())} & role_words().holders)


def can_undergo(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase names somebody or something that an act can befall, not only a place or an abstract
    noun."""
    token, words = sentence.tokens[phrase.head], role_words()
    if token.pos == "PRON" or token.lemma in words.generic or token.lemma in words.instruments - words.targets:
        return False
    if token.lemma in words.geographic:
        return is_held(sentence, phrase)
    named = token.pos == "PROPN" or token.entity in _NAMED
    return named or token.lemma in words.heads or token.lemma in words.targets or person_class(token) is not None


def holder(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Return who holds what was hit, where the text says so: "positions held by Kurdish forces"."""
    for n in children(sentence, phrase.head):
        if sentence.tokens[n].dep == "acl" and sentence.tokens[n].lemma in ("hold", "control", "run", "man"):
            for m in _objects_of(sentence, n, "by"):
                first, last = _extent(sentence, m)
                return Phrase(m, first, last, "who holds what was hit")
    return phrase


_FROM = ("territory_change",)
_NOTHING_DONE_TO = ("displacement", "strength", "deployment", "other", "toll")


def _lost_by(sentence: Sentence, verb: int) -> tuple[Phrase, ...]:
    """Return from whom a place was taken, or who was pushed back."""
    objects = [n for n in children(sentence, verb) if sentence.tokens[n].dep in ("dobj", "nsubjpass")]
    heads = [m for n in (verb, *objects) for m in _objects_of(sentence, n, "from") if is_doer(sentence, m)]
    if sentence.tokens[verb].lemma in ("push", "drive", "force", "rout"):
        heads += [n for n in objects if is_doer(sentence, n)]
    return tuple(p for n in heads for p in _phrases(sentence, n, "taken from"))


_AIMED_AT = frozenset(
    {
        "target",
        "eliminate",
        "fight",
        "defeat",
        "push",
        "drive",
        "dislodge",
        "oust",
        "clear",
        "kill",
        "expel",
        "hunt",
        "rout",
        "crush",
        "repel",
    }
)
_TAKES_FROM = frozenset({"retake", "recapture", "liberate", "capture", "seize", "reclaim", "free", "clear", "wrest"})


def _aimed_at(sentence: Sentence, head: int) -> tuple[Phrase, ...]:
    """Return against whom an operation is meant, from the aim that its sentence states: "to retake the town from
    rebels"."""
    found: list[Phrase] = []
    for n in subtree(sentence, sentence.tokens[head].head if sentence.tokens[head].dep == "dobj" else head):
        token = sentence.tokens[n]
        if token.pos != "VERB" or n == head:
            continue
        if token.lemma in _AIMED_AT:
            found += [
                p
                for m in children(sentence, n)
                if sentence.tokens[m].dep == "dobj"
                for p in _phrases(sentence, m, "aim")
            ]
        if token.lemma in _TAKES_FROM:
            found += _lost_by(sentence, n)
    return tuple(p for p in found if is_doer(sentence, p.head))


_FLIGHT = ("flee", "evacuate", "leave")


def _in_flight(sentence: Sentence, verb: int) -> Roles:
    """Return those who flee: they are the doers, and nothing is done to them."""
    subject = _subject(sentence, verb)
    forced = sentence.tokens[verb].dep in ("xcomp", "ccomp")
    if forced:
        over = sentence.tokens[verb].head
        moved = next((n for n in children(sentence, over) if sentence.tokens[n].dep == "dobj"), None)
        own = next((n for n in children(sentence, verb) if sentence.tokens[n].dep == "nsubj"), None)
        subject = own if own is not None else moved if moved is not None else subject
    return Roles(tuple(_phrases(sentence, subject, "who flee")) if subject is not None else (), ())


def _parties_to_agreement(sentence: Sentence, noun: int) -> Roles:
    """Return the parties to a deal: "a truce between A and B", "A has had a truce with B", "a deal agreed by A"."""
    heads = [m for n in _objects_of(sentence, noun, "between", "with", "by", "among") for m in _conjuncts(sentence, n)]
    token = sentence.tokens[noun]
    if token.dep == "dobj":
        subject = _subject(sentence, token.head)
        heads = ([*_conjuncts(sentence, subject)] if subject is not None else []) + heads
        heads += [m for n in _objects_of(sentence, token.head, "with") for m in _conjuncts(sentence, n)]
    return Roles(
        tuple(p for n in heads if is_doer(sentence, n) for p in _single(sentence, n, "party to the agreement")), ()
    )


def _taken(sentence: Sentence, verb: int) -> Roles:
    """Return who took a place that "fell to" them or came "under the control of" them."""
    heads = list(_objects_of(sentence, verb, "to"))
    for n in _objects_of(sentence, verb, "under", "into"):
        heads += _objects_of(sentence, n, "of")
    return Roles(tuple(p for n in heads if is_doer(sentence, n) for p in _phrases(sentence, n, "taken by")), ())


def roles_in(sentence: Sentence, head: int, event_type: str) -> Roles:
    """Return the roles that one trigger's surroundings give, for an event of a type."""
    kind = event_type.partition(".")[0]
    own = _of_kind(sentence, head, kind)
    if own.actors:
        return own
    found = roles_of(sentence, head)
    return Roles(found.actors, _befallen(sentence, head, kind, found.recipients))


def _of_kind(sentence: Sentence, head: int, kind: str) -> Roles:
    """Return the roles that only a kind of event has: who flees, who agrees, to whom a place falls."""
    token = sentence.tokens[head]
    if kind == "displacement" and token.lemma in _FLIGHT:
        return _in_flight(sentence, head)
    if kind == "agreement" and token.pos in ("NOUN", "PROPN"):
        return _parties_to_agreement(sentence, head)
    if kind == "territory_change" and token.lemma in ("fall", "bring", "come"):
        return _taken(sentence, head)
    return Roles((), ())


def _befallen(sentence: Sentence, head: int, kind: str, found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    if kind in _FROM:
        return _lost_by(sentence, head)
    if kind in _NOTHING_DONE_TO:
        return ()
    if kind in ("operation", "armed_clash") and not found:
        return _aimed_at(sentence, head)
    return tuple(holder(sentence, p) for p in found)


def roles_of(sentence: Sentence, head: int) -> Roles:
    """Return the roles that one trigger's surroundings give, the trigger named by its head token."""
    sides = _sides(sentence, head)
    if sides and (sides.actors or sides.recipients):
        return sides
    if sentence.tokens[head].lemma == "come" and any(_objects_of(sentence, head, "under")):
        subject = _subject(sentence, head)  # "soldiers came under attack"
        return Roles((), tuple(_phrases(sentence, subject, "undergoes")) if subject is not None else ())
    if sentence.tokens[head].pos == "VERB" or sentence.tokens[head].dep in ("relcl", "advcl", "acl"):
        actors = _distinct(_verb_actors(sentence, head))
        if not actors and sentence.tokens[head].tag == "VBG":
            actors = _distinct(_doer_before(sentence, head))
        return Roles(actors, _distinct(_verb_recipients(sentence, head)))
    actors = _distinct(noun_actors(sentence, head)) or _distinct(_doer_before(sentence, head))
    return Roles(actors, _distinct(_noun_recipients(sentence, head)))


def _distinct(phrases: Iterator[Phrase]) -> tuple[Phrase, ...]:
    seen: dict[int, Phrase] = {}
    for phrase in phrases:
        seen.setdefault(phrase.head, phrase)
    return tuple(seen.values())


def merged(all_roles: Sequence[Roles]) -> Roles:
    """Return the roles of several triggers of one event, without those that are both doer and undergoer."""
    actors = {p.head: p for r in reversed(all_roles) for p in r.actors}
    recipients = {p.head: p for r in reversed(all_roles) for p in r.recipients if p.head not in actors}
    return Roles(
        tuple(sorted(actors.values(), key=lambda p: p.head)), tuple(sorted(recipients.values(), key=lambda p: p.head))
    )


def subtree_span(sentence: Sentence, head: int) -> tuple[int, int]:
    """Return the character offsets of a token with all below it."""
    below = subtree(sentence, head)
    return sentence.tokens[below[0]].start, sentence.tokens[below[-1]].end
