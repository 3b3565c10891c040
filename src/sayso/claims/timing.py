"""When a happening is said to have taken place, from its own sentence, and when that was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sayso.claims.agreement import days_apart
from sayso.claims.dates import resolve
from sayso.claims.event_time import choose_time, statement_time
from sayso.claims.reading import Reading
from sayso.claims.telling import Telling
from sayso.claims.typing import war_words
from sayso.schema import DateSpan, Mention

COUNTED_BACK = ("within", "past", "word_day", "ago", "unit")  # forms of time that count from the day of speaking
LONG_AGO = 14  # days before the report from which a time is over and done


@dataclass(frozen=True, slots=True)
class Timing:
    """The event's own time with the words that gave it, and the day on which its source is said to have spoken."""

    when: DateSpan | None
    words: Mention | None
    told_on: DateSpan | None

    @property
    def days(self) -> int:
        """How many days lie between the first and the last day; 0 for one day and for none."""
        return days_apart(self.when)

    def is_over(self, published: str | None) -> bool:
        """Tell whether the time lies wholly in the past, well before the report."""
        if self.when is None or published is None or self.when.precision == "range":
            return False
        return (_day(published) - _day(self.when.end)).days >= LONG_AGO


def _day(text: str) -> date:
    return date.fromisoformat(text)


def timing_of(telling: Telling) -> Timing:
    """Return the times that a happening's sentence gives it."""
    reading, sentence = telling.reading, telling.sentence
    marks = reading.marks("time", telling.number)
    times = [m for _, m in marks]
    spoken = [a for a in reading.annotation.attributions if sentence.start <= a.cue_start < sentence.end]
    cues = [(a.cue_start, a.cue_end) for a in spoken]
    head = telling.happening.main.head
    own = choose_time(times, sentence=sentence, trigger_head=head, cues=cues, others=_others(telling))
    told = statement_time(times, sentence=sentence, trigger_head=head, cues=cues)
    spans = {m.start: reading.dates.get(n) for n, m in marks}
    told_on = spans[told.start] if told else None
    return Timing(_as_told(own, spans[own.start], told_on) if own else None, own, told_on)


def _as_told(words: Mention, span: DateSpan | None, told_on: DateSpan | None) -> DateSpan | None:
    """Return the span counted from the day on which the source spoke, where its words count back from then: "in 24
    hours, the monitor said on Thursday", in a report of Friday."""
    if span is None or told_on is None or words.rule not in COUNTED_BACK or told_on.start != told_on.end:
        return span
    if span.basis != "relative" or told_on.start >= span.end:
        return span
    counted = resolve(words.text, published=_day(told_on.start))
    return counted if isinstance(counted, DateSpan) else span


def _others(telling: Telling) -> frozenset[int]:
    """Return the head tokens of the triggers in the sentence that name other events."""
    heads = {m.head for _, m in telling.reading.marks("trigger", telling.number)}
    return frozenset(heads.difference(m.head for m in telling.happening.triggers))


def since(reading: Reading, own: Timing) -> Timing:
    """Return the time of a running figure: from the start that the text names to the report.

    The start is the sentence's own time, else the earliest time in a sentence that speaks of the war; without either
    there is none.
    """
    mentions = reading.annotation.mentions
    spans = [(d, mentions[n]) for n, d in reading.dates.items() if _of_war(reading, mentions[n])]
    if own.when and own.words:
        spans = [(own.when, own.words)]
    if not spans:
        return replace(own, when=None, words=None)
    first, words = min(spans, key=lambda s: s[0].start)
    end = reading.document.published.date or first.end
    return replace(own, when=replace(first, end=max(end, first.end), precision="range"), words=words)


def _of_war(reading: Reading, time: Mention) -> bool:
    return any(t.lemma in war_words() for t in reading.annotation.sentences[time.sentence].tokens)
