"""What stands twice: runs of tags, repeated sentences, and furniture met again."""

from __future__ import annotations

import re
from itertools import islice

from sayso.documents.cleaning.canvas import Canvas, ends_sentence, sentences
from sayso.documents.cleaning.furniture import Furniture
from sayso.schema.vocabulary import SegmentKind

_TAGS = re.compile(r"\b(?:Tags|Topics|Keywords|TAGS|Filed under)\b:?\s+(?=[A-Z])")
_WORD = re.compile(r"\S+")
_MOST_TAG_WORDS = 40
_MOST_PHRASES = 50
"""A page with more captions than this is a gallery; looking for each again would cost the square of its length."""
_LONGEST_STANDFIRST = 160
"""In words, both copies together."""
_FEWEST_WORDS = 8
"""Shorter sentences may be said twice in earnest."""
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ian|ish|ese|i|an)s?$")


def mark_tags(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """Mark a run of tags amid the text, up to where a sentence begins."""
    for found in _TAGS.finditer(canvas.text, start):
        if ends_sentence(canvas.text, found.start()):
            canvas.mark("related", found.start(), _end_of_tags(canvas.text, found.end(), furniture))


def _end_of_tags(text: str, at: int, furniture: Furniture) -> int:
    """The tags end at a line end; else where the first sentence begins: at a word that opens sentences, or at the
    capital before its first function word. Tags that cannot be told from the sentence stay with the sentence."""
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    words = list(islice(_WORD.finditer(text, at, line_end), _MOST_TAG_WORDS))
    for number, word in enumerate(words):
        low = word[0].casefold().strip(",.")
        if number and word[0][:1].isupper() and low in furniture.sentence_openers:
            return word.start()
        if low in furniture.function_words and word[0][:1].islower():
            return _subject_start(words, number, at)
    return line_end


def _subject_start(words: list[re.Match[str]], verb: int, at: int) -> int:
    """Go back from a function word to the capital that begins the sentence: over the last name ("… forces took Qara
    on"), then over the small words before it, then over demonyms. Better a tag too much than a subject lost."""
    number = _last_capital(words, verb - 1)
    if number > 1 and words[number - 1][0][:1].islower():
        number = _last_capital(words, number - 1)
    while number > 1 and _DEMONYM.match(words[number - 1][0]) and words[number][0][:1].isupper():
        number -= 1
    return words[number].start() if number > 0 else at


def _last_capital(words: list[re.Match[str]], number: int) -> int:
    while number > 0 and not words[number][0][:1].isupper():
        number -= 1
    return number


def _folded(sentence: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", sentence.casefold()))


def mark_repeated_sentences(canvas: Canvas, start: int) -> None:
    """Mark every sentence that already stood in the text word for word; the first one stays. Of a standfirst that runs
    into its own repetition the second stays, which is the one that goes on."""
    _mark_doubled(canvas, start)
    _mark_begun_twice(canvas, start)
    seen: set[str] = set()
    for free in list(canvas.free(start)):
        for span in list(sentences(canvas.text, *free)):
            words = _folded(canvas.text[span[0] : span[1]])
            if words.count(" ") + 1 >= _FEWEST_WORDS and words in seen:
                canvas.mark("boilerplate", *span)
            seen.add(words)


def _mark_begun_twice(canvas: Canvas, start: int) -> None:
    """Mark a sentence that a later one says again and goes on from: a standfirst, and the report's first sentence."""
    spans = [span for free in canvas.free(start) for span in sentences(canvas.text, *free)]
    folded = [_folded(canvas.text[a:b]) for a, b in spans]
    beginnings = {" ".join(words.split()[:_FEWEST_WORDS]): number for number, words in enumerate(folded)}
    for number, (span, words) in enumerate(zip(spans, folded, strict=True)):
        later = beginnings.get(" ".join(words.split()[:_FEWEST_WORDS]), number)
        if later > number and words.count(" ") + 1 >= _FEWEST_WORDS and folded[later].startswith(f"{words} "):
            canvas.mark("boilerplate", *span)


def _mark_doubled(canvas: Canvas, start: int) -> None:
    """The report's first words twice in a row, with no full stop between."""
    free = next(iter(canvas.free(start)), None)
    if free is None:
        return
    words = list(islice(_WORD.finditer(canvas.text, *free), _LONGEST_STANDFIRST))
    plain = [re.sub(r"\W", "", w[0].casefold()) for w in words]
    for length in range(len(plain) // 2, _FEWEST_WORDS - 1, -1):
        if plain[:length] == plain[length : 2 * length]:
            canvas.mark("boilerplate", words[0].start(), words[length - 1].end())
            return


def mark_met_again(canvas: Canvas, start: int) -> None:
    """Give every other occurrence of a caption, byline or sign-off of three words and more the same kind."""
    phrases: dict[str, SegmentKind] = {}
    for segment in canvas.segments():
        phrase = canvas.text[segment.start : segment.end]
        if segment.kind in ("caption", "byline", "sign_off") and segment.start >= start and len(phrase.split()) >= 3:
            phrases.setdefault(phrase, segment.kind)
    for phrase, kind in list(phrases.items())[:_MOST_PHRASES]:
        pattern = r"\s+".join(re.escape(w) for w in phrase.split())
        for found in re.compile(pattern).finditer(canvas.text, start):
            canvas.mark(kind, found.start(), found.end())
