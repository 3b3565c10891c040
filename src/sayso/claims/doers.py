"""Who did it: the doers that the parse around an event's trigger names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.noun_phrases import Phrase, is_acronym, is_passive, objects_of, phrases, subject_of, uncut
from sayso.claims.role_words import NAMED, TIMES, actor_words, role_words
from sayso.schema import Sentence
from sayso.schema.tree import children

LEFT_REACH = 4  # words before an event's name that can still name its doer


def is_doer(sentence: Sentence, head: int) -> bool:
    """Tell whether a noun can be the one who acts."""
    token, words = sentence.tokens[head], actor_words()
    lemma = token.lemma
    if token.entity in TIMES:
        return False
    if lemma in words.instruments or (lemma in words.targets and token.pos != "PROPN"):
        vehicle = lemma in words.heads and lemma in words.vehicles
        if not vehicle:
            return False
    named = token.pos == "PROPN" or token.entity in NAMED or is_acronym(sentence, head)
    return lemma in words.heads or named


def is_known_by_deed(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a doer is known only by what it did: "a car bomber", but not "a Sukhoi bomber"."""
    if sentence.tokens[phrase.head].lemma not in actor_words().by_role:
        return False
    return not any(t.pos == "PROPN" for t in sentence.tokens[phrase.first : phrase.head])


def is_pronoun(sentence: Sentence, head: int) -> bool:
    """Tell whether a token is a pronoun that can stand for a doer: "they", "he"; "it" stands too often for the
    event."""
    return sentence.tokens[head].text.casefold() in role_words("pronouns")


def verb_doers(sentence: Sentence, verb: int) -> Iterator[Phrase]:
    """Yield the doers of a verb: who stands behind "by", else its subject; of an instrument ("the army's raid killed")
    the doer that its own phrase names."""
    if sentence.tokens[verb].lemma in role_words("dying_verbs"):
        return
    for n in objects_of(sentence, verb, "by"):
        if is_doer(sentence, n):
            yield from phrases(sentence, n, "agent: by")
    if is_passive(sentence, verb):
        return
    subject = subject_of(sentence, verb)
    if subject is None:
        return
    if is_doer(sentence, subject) or is_pronoun(sentence, subject):
        yield from phrases(sentence, subject, "subject")
    elif sentence.tokens[subject].lemma in actor_words().instruments:
        yield from noun_doers(sentence, subject)


def noun_doers(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield the doers that an event noun's own phrase names: "the army's shelling", "air strikes by the coalition"."""
    yield from _named_after(sentence, noun)
    before: list[Phrase] = []
    for n in children(sentence, noun):
        yield from _carried_out_by(sentence, n)
        if n < noun:
            before.extend(_named_before(sentence, n))
    yield from _run_together(before)
    yield from _doer_of_light_verb(sentence, noun)


def _run_together(modifiers: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield modifiers that stand side by side as one doer: "Syrian" and "air force" before "strikes"."""
    whole: Phrase | None = None
    for phrase in sorted(modifiers, key=lambda p: p.first):
        if whole is not None and phrase.first <= whole.last + 1:
            last = max(whole, phrase, key=lambda p: p.last)
            whole = Phrase(last.head, whole.first, last.last, whole.rule)
            continue
        if whole is not None:
            yield whole
        whole = phrase
    if whole is not None:
        yield whole


def _named_after(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield the doers of "strikes by the army", "air strikes from Russia", "an operation of the army"."""
    tokens = sentence.tokens
    preps = ("by", "of") if tokens[noun].lemma in role_words("of_the_doer") else ("by",)
    for n in (*objects_of(sentence, noun, *preps), *_right_behind(sentence, noun)):
        if is_doer(sentence, n):
            yield from phrases(sentence, n, "by")
    yield from fired_from(sentence, noun)


def _right_behind(sentence: Sentence, noun: int) -> Iterator[int]:
    """Yield the object of a "by" that follows a noun directly, whatever the parse hangs it on."""
    by = noun + 1
    if by < len(sentence.tokens) and sentence.tokens[by].lemma == "by" and sentence.tokens[by].head != noun:
        yield from (n for n in children(sentence, by) if sentence.tokens[n].dep == "pobj")


def fired_from(sentence: Sentence, event: int) -> Iterator[Phrase]:
    """Yield the doers of "air strikes from Russia" and "shelling from army posts"."""
    tokens = sentence.tokens
    for n in objects_of(sentence, event, "from"):
        if is_doer(sentence, n) and tokens[n].entity in ("GPE", "NORP", "ORG"):
            yield from phrases(sentence, n, "from")
        elif tokens[n].lemma in actor_words().targets:
            for m in children(sentence, n):
                yield from _named_before(sentence, m)


def _carried_out_by(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Yield the doers of "an attack carried out by gunmen", `at` being the participle."""
    token = sentence.tokens[at]
    if token.dep == "acl" and token.lemma in role_words("carrying_out"):
        for n in objects_of(sentence, at, "by", "on"):
            if is_doer(sentence, n):
                yield from phrases(sentence, n, "carried out by")


def _named_before(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Yield the doer that a modifier of the event names: "Russian and regime air strikes", "the army's shelling"."""
    tokens = sentence.tokens
    token = tokens[at]
    if token.dep not in ("poss", "amod", "compound", "nmod") or token.entity in TIMES:
        return
    named = token.entity in ("ORG", "GPE", "PERSON") and token.dep in ("poss", "compound", "nmod")
    led = token.text.casefold().endswith(role_words("led"))
    verb = token.text.casefold().endswith("ed") and token.text.casefold() != token.lemma  # "forced", of "force"
    known = (token.lemma in actor_words().doers and not verb) or token.entity == "NORP"
    if named or led or known or (token.dep == "poss" and is_doer(sentence, at)):
        yield Phrase(at, _led_by(sentence, min(uncut(sentence, at))), at, "modifier")
        for n in children(sentence, at):
            if tokens[n].dep == "conj":
                yield Phrase(n, n, n, "modifier, joined")


def _led_by(sentence: Sentence, first: int) -> int:
    """Return where "US-led" begins that stands right before a doer."""
    led = first - 1
    if led >= 0 and sentence.tokens[led].text.casefold() in role_words("led") + role_words("backing"):
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
    if tokens[over].lemma in actor_words().light:
        yield from verb_doers(sentence, over)


def doer_before(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield the doer that stands right before an event's name, where the parse has lost it: "Syrian government
    shelling"."""
    if any(sentence.tokens[n].dep == "dobj" for n in children(sentence, noun)):  # "on the town, injuring three"
        return
    names: list[int] = []
    for n in range(noun - 1, max(-1, noun - 1 - LEFT_REACH), -1):
        token = sentence.tokens[n]
        if token.lemma in actor_words().doers or token.entity in ("NORP", "GPE", "ORG"):
            names.append(n)
        elif names or (token.pos != "ADJ" and token.text not in ("-", "–")):
            break
    if names:
        yield Phrase(names[0], names[-1], names[0], "stands before")
