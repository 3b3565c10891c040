"""Which of a sentence's times is the event's, and which only says when somebody spoke.

"Twenty died on Friday, the monitor said on Sunday": the event's is Friday. ACLED and UCDP code the day of the event;
the day of the statement is offered apart, for a coder has nothing better where the text gives no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.schema import Mention, Sentence
from sayso.schema.time_words import packaged_time_words
from sayso.schema.tree import path_up, subjects

Span = tuple[int, int]

# Clauses of their own: a time inside one seldom dates a word outside it.
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "conj", "csubj"})
_SMALL = frozenset({"ADP", "DET", "PRON", "NUM", "PROPN", "PART", "PUNCT"})
_OUT_OF_CLAUSE = 3.0  # what leaving the time's own clause costs, in steps of the parse
_INTO_CLAUSE = (
    0.5  # what entering the trigger's clause from above costs: a time on the main verb covers what hangs on it
)
_FARTHEST = 10.0  # beyond this a time is held to belong to something else


def _distance(sentence: Sentence, time: int, trigger: int, others: frozenset[int]) -> float:
    """Steps in the parse between a time and a trigger, dearer across the bounds of clauses."""
    up, down = path_up(sentence, time), path_up(sentence, trigger)
    shared = next((n for n in up if n in down), None)
    if shared is None:
        return _FARTHEST + 1
    leaving, entering = up[: up.index(shared)], down[: down.index(shared)]
    if any(_tells_of_another(sentence, n, others) for n in leaving):
        return _FARTHEST + 1
    out = sum(
        _is_clause(sentence, n) and not _meanwhile(sentence, n) for n in leaving if not _tells_of(sentence, n, trigger)
    )
    into = sum(_is_clause(sentence, n) for n in entering)
    # a long row of prepositions ("in the north of the city near the border on Monday") leads no farther away
    steps = sum(sentence.tokens[n].pos != "ADP" for n in leaving) + len(entering)
    return steps + _OUT_OF_CLAUSE * out + _INTO_CLAUSE * into


def _is_clause(sentence: Sentence, n: int) -> bool:
    token = sentence.tokens[n]
    return token.dep in _CLAUSES and token.pos != "ADP"


def _tells_of_another(sentence: Sentence, clause: int, others: frozenset[int]) -> bool:
    """Whether a clause dates another event: "raids in breach of the truce signed in May", "gas was used after the
    offensive began in May"."""
    token = sentence.tokens[clause]
    if token.dep in ("relcl", "acl"):
        return any(token.head <= n < clause for n in others)
    began = token.lemma in packaged_time_words().beginnings
    return began and not others.isdisjoint(subjects(sentence, clause))


def _tells_of(sentence: Sentence, clause: int, trigger: int) -> bool:
    """Whether a clause tells of the event that it hangs on: "the siege that began in May"."""
    token = sentence.tokens[clause]
    return token.dep in ("relcl", "acl") and token.head == trigger


def _meanwhile(sentence: Sentence, clause: int) -> bool:
    """Whether a clause tells what went on at the same time, or just before: "as troops withdrew on Friday"."""
    words = packaged_time_words()
    return sentence.tokens[clause].dep == "advcl" and any(
        t.head == clause and t.dep in ("mark", "advmod") and t.lemma in words.meanwhile for t in sentence.tokens
    )


def _tokens(sentence: Sentence, span: Span) -> list[int]:
    return [n for n, t in enumerate(sentence.tokens) if t.start < span[1] and t.end > span[0]]


def _modifies_next(sentence: Sentence, time: Mention) -> bool:
    """Whether the time names what follows: "Saturday's blast", "the 4 December attack"."""
    token = sentence.tokens[time.head]
    possessive = time.text.endswith(("'s", "’s", "s'", "s’")) or time.text.lower().endswith("days")
    later = sentence.tokens[token.head].start >= time.end
    return later and (possessive or token.dep in ("poss", "compound", "nmod", "amod"))


def _right_after(sentence: Sentence, time: Mention, cue: Span) -> bool:
    """Whether only small words stand between the cue and the time: "said in a statement on Sunday"."""
    nouns = packaged_time_words().statement_nouns
    between = [t for t in sentence.tokens if t.start >= cue[1] and t.end <= time.start]
    return cue[1] <= time.start and len(between) <= 6 and all(t.pos in _SMALL or t.lemma in nouns for t in between)


def _governed(sentence: Sentence, time: Mention, cue: Span, trigger: int) -> bool:
    """Whether the parse hangs the time on the cue, with the trigger not between the two."""
    words = _tokens(sentence, cue)
    verb = next((n for n in path_up(sentence, time.head)[1:] if sentence.tokens[n].pos in ("VERB", "AUX")), None)
    if verb not in words or trigger in words:
        return False
    at = sentence.tokens[trigger].start
    between = min(cue[0], time.start) < at < max(cue[1], time.start)
    return not between and not at < time.start < cue[0]


def _of_the_statement(sentence: Sentence, time: Mention, cues: Sequence[Span], trigger: int) -> bool:
    if _modifies_next(sentence, time):
        return False
    return any(_right_after(sentence, time, c) or _governed(sentence, time, c, trigger) for c in cues)


_RANKED = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})


def _ranks(sentence: Sentence, time: Mention) -> bool:
    """Whether the time only says among which events this one is ranked: "the worst attack since last autumn"."""
    tokens = sentence.tokens
    first = next((n for n, t in enumerate(tokens) if t.end > time.start), 0)
    opened = {tokens[n].text.casefold() for n in (first - 1, first) if n >= 0}
    return "since" in opened and any(
        t.tag in ("JJS", "RBS") or t.text.casefold() in _RANKED for t in tokens[max(0, first - 9) : first]
    )


def choose_time(
    times: Sequence[Mention],
    *,
    sentence: Sentence,
    trigger_head: int,
    cues: Sequence[Span],
    others: frozenset[int] = frozenset(),
) -> Mention | None:
    """Return the sentence's time that dates the event, None when it has none of its own.

    `times` are the time mentions of `sentence`, `trigger_head` the index of the trigger's head token, `cues` the
    offsets of the reporting words, `others` the head tokens of other events' triggers. A time that hangs on a reporting
    cue is not the event's, nor one in a clause that tells of another event; of the others the nearest in the parse is
    taken, the nearest in the text where two are equal.
    """
    at = sentence.tokens[trigger_head].start
    ranked = sorted(
        (_distance(sentence, t.head, trigger_head, others), abs(t.start - at), n)
        for n, t in enumerate(times)
        if t.rule != "offset_event"
        and not _ranks(sentence, t)
        and not _of_the_statement(sentence, t, cues, trigger_head)
    )
    return times[ranked[0][2]] if ranked and ranked[0][0] <= _FARTHEST else None


def statement_time(
    times: Sequence[Mention], *, sentence: Sentence, trigger_head: int, cues: Sequence[Span]
) -> Mention | None:
    """Return the first time that says when the statement was made, None when there is none."""
    return next((t for t in times if _of_the_statement(sentence, t, cues, trigger_head)), None)


def times_ahead(times: Sequence[Mention], sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the starts of the times that stand in plans and forecasts: "will meet on Friday", "is due in May"."""
    return frozenset(t.start for t in times if _is_ahead(sentences[t.sentence], t))


def times_over(
    times: Sequence[Mention], sentences: Sequence[Sentence], cue_starts: frozenset[int] = frozenset()
) -> frozenset[int]:
    """Return the starts of the times that a verb in the past tense governs: "fell on 20 July".

    `cue_starts` are the offsets of reporting words, whose tense says nothing of what is reported.
    """
    return frozenset(t.start for t in times if _is_over(sentences[t.sentence], t, cue_starts))


def _is_over(sentence: Sentence, time: Mention, cue_starts: frozenset[int]) -> bool:
    above = [sentence.tokens[n] for n in path_up(sentence, time.head)[:5]]
    verb = next((t for t in above if t.pos == "VERB"), None)
    if verb is None or verb.start in cue_starts or verb.lemma in packaged_time_words().ahead_verbs:
        return False
    return verb.tag in ("VBD", "VBN") and not _is_ahead(sentence, time)


def _is_ahead(sentence: Sentence, time: Mention) -> bool:
    words = packaged_time_words()
    above = path_up(sentence, time.head)[:5]
    if any(sentence.tokens[n].lemma in words.ahead_verbs for n in above):
        return True
    verb = next((n for n in above if sentence.tokens[n].pos == "VERB"), None)
    return any(
        t.head == verb and t.dep in ("aux", "auxpass") and t.lemma in words.ahead_helpers for t in sentence.tokens
    )
