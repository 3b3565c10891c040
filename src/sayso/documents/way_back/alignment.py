"""Which words of a text are which words of the page that it was taken from.

Readers of pages keep the words in their order and leave others out; a title or the comments may be moved. So stretches
of words that the text has once are looked up in the page, and of all that agree the longest chain in order is kept;
what lies between is filled in by shorter and shorter stretches. What is left is looked for anywhere in the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

_WORD = re.compile(r"\w+|[^\w\s]")
_SIZES = (8, 4, 2, 1)
"""Words of the stretches that are looked up: at first, then in what lies between those found."""
_MOST_PLACES = 16
"""A stretch that stands in more places of the page than this tells nothing."""
_CLOSE = 16
"""A word alone is looked up only where the page has at most four times the words of the text, and so many more."""
_MOST_TRIES = 100
"""Places on either side that are tried for a line, so that a word repeated without end costs no more."""
_SAYING = 3
"""Words of a part of a line, below which it is not taken from anywhere else in the page."""

_MOST_CROSSED = 32
"""Lines that are paired anew, so that the time grows no faster than the text."""

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their numbers (the same word, the same number) and where each begins and ends."""

    numbers: list[int]
    starts: list[int]
    ends: list[int]


def words_of(text: str, known: dict[str, int]) -> Words:
    """Return the words of a text; those that `known` lacks are added to it."""
    numbers, starts, ends = [], [], []
    for word in _WORD.finditer(text):
        numbers.append(known.setdefault(word[0], len(known)))
        starts.append(word.start())
        ends.append(word.end())
    return Words(numbers, starts, ends)


def lines_of(text: str, words: Words) -> list[tuple[int, int]]:
    """Return the lines of the text that hold words, as stretches of them."""
    breaks = (bisect_left(words.starts, m.start()) for m in re.finditer("\n", text))
    cuts = [0, *breaks, len(words.numbers)]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


class Pairing:
    """Words of the text paired with words of the page. `found` gives for each word of the text its word of the page,
    or NOWHERE."""

    def __init__(self, own: Sequence[int], page: Sequence[int], signs: Iterable[int] = ()) -> None:
        """Set up with the numbers of the words on both sides; `signs` are the numbers that are no words by
        themselves (marks of punctuation)."""
        self.found = [NOWHERE] * len(own)
        self._own = own
        self._page = page
        self._signs = frozenset(signs)
        self._places: dict[int, list[int]] = defaultdict(list)
        for at, number in enumerate(page):
            self._places[number].append(at)

    def in_order(self, start: int, end: int) -> None:
        """Pair a stretch of the text with the page, in the order of both."""
        waiting = [(start, end, 0, len(self._page), 0)]
        while waiting:
            a, b, low, high, step = waiting.pop()
            a, b, low, high = self._grown(a, b, low, high)
            if a >= b or low >= high or step == len(_SIZES):
                continue
            if _SIZES[step] > 1 or high - low <= 4 * (b - a) + _CLOSE:
                self._keep(_longest(self._agreeing(a, b, low, high, _SIZES[step])), _SIZES[step])
            waiting.extend((*gap, step + 1) for gap in self._gaps(a, b, low, high))

    def _grown(self, a: int, b: int, low: int, high: int) -> tuple[int, int, int, int]:
        """Pair what goes on in both alike behind the pair before a gap, and before the pair behind it; return what
        remains of it."""
        after, before = a > 0 < low and self.found[a - 1] == low - 1, b < len(self.found) and self.found[b] == high
        while after and a < b and low < high and self._own[a] == self._page[low]:
            self.found[a] = low
            a, low = a + 1, low + 1
        while before and a < b and low < high and self._own[b - 1] == self._page[high - 1]:
            b, high = b - 1, high - 1
            self.found[b] = high
        return a, b, low, high

    def _agreeing(self, a: int, b: int, low: int, high: int, size: int) -> Iterator[tuple[int, int]]:
        """Give the places of the page where a stretch stands that the text has once, page order reversed in each."""
        own = list(self._stretches(self._own, a, b, size))
        once = {stretch for stretch, n in Counter(own).items() if n == 1 and self._tells(stretch)}
        places = defaultdict(list)
        for at, stretch in enumerate(self._stretches(self._page, low, high, size), low):
            if stretch in once:
                places[stretch].append(at)
        for at, stretch in enumerate(own, a):
            if 0 < len(places.get(stretch, ())) <= _MOST_PLACES:
                yield from ((at, place) for place in reversed(places[stretch]))

    @staticmethod
    def _stretches(words: Sequence[int], start: int, end: int, size: int) -> Iterator[tuple[int, ...]]:
        return zip(*(words[start + n : end] for n in range(size)), strict=False)

    def _tells(self, stretch: tuple[int, ...]) -> bool:
        return not self._signs.issuperset(stretch)

    def _keep(self, chain: Iterable[tuple[int, int]], size: int) -> None:
        last = NOWHERE
        for a, low in chain:
            for n in range(size):
                if self.found[a + n] == NOWHERE and low + n > last:
                    self.found[a + n] = last = low + n

    def _gaps(self, a: int, b: int, low: int, high: int) -> Iterator[tuple[int, int, int, int]]:
        """Give the stretches between the words that are paired, with those of the page between theirs."""
        open_at, open_low = a, low
        for at in range(a, b):
            if self.found[at] != NOWHERE:
                if open_at < at:
                    yield open_at, at, open_low, self.found[at]
                open_at, open_low = at + 1, self.found[at] + 1
        if open_at < b:
            yield open_at, b, open_low, high

    def mend(self, lines: Iterable[tuple[int, int]]) -> None:
        """Pair anew, each by itself, the lines of which one part is paired with what the page has behind the other:
        pages say things twice. What was found stays where a line by itself finds less."""
        crossed = (line for line in lines if self._is_crossed(*line))
        for start, end in islice(crossed, _MOST_CROSSED):
            before = self.found[start:end]
            self.found[start:end] = [NOWHERE] * (end - start)
            self.in_order(start, end)
            if self.found[start:end].count(NOWHERE) > before.count(NOWHERE) + _SAYING:
                self.found[start:end] = before

    def _is_crossed(self, start: int, end: int) -> bool:
        places = [place for place in self.found[start:end] if place != NOWHERE]
        return any(b <= a for a, b in pairwise(places))

    def anywhere(self, lines: Iterable[tuple[int, int]], taken: Sequence[bool]) -> None:
        """Pair what is left of each line with the same words wherever the page has them, if it has them all together.
        `taken` are words of the text that need none.
        """
        before = NOWHERE
        for start, end in lines:
            a, b = self._trimmed(start, end)
            if a == b:
                before = self._signs_alone(start, end, taken, before)
            elif any(self._is_left(n, taken) and self._own[n] not in self._signs for n in range(a, b)):
                before = self._line(start, end, taken, self._nearest_before(a, before))
            else:
                before = max(before, *self.found[a:b], NOWHERE)

    def _signs_alone(self, start: int, end: int, taken: Sequence[bool], before: int) -> int:
        """Pair a line without words where the page has it between the lines around it, and nowhere else: readers put
        signs of their own in. Return the last word of the page paired."""
        before = self._nearest_before(start, before)
        place = self._place(start, end, before) if all(self._is_left(n, taken) for n in range(start, end)) else None
        if place is None or not self._between(place, start, end):
            return max(before, *self.found[start:end])
        self._put(start, end, place, (start, end))
        return place + end - start - 1

    def _line(self, start: int, end: int, taken: Sequence[bool], before: int) -> int:
        """Pair a line as a whole, else the parts of it that are left; return the last word of the page paired."""
        a, b = self._trimmed(start, end)
        place = self._place(a, b, before)
        if place is not None:
            self._put(a, b, place, (start, end))
            return place + b - a - 1
        for a, b in list(self._parts(start, end, taken)):
            before = self._nearest_before(a, before)
            place = self._place(a, b, before)
            if place is not None and self._goes_with(place, a, b, (start, end)):
                self._put(a, b, place, (start, end))
        return self._nearest_before(end, before)

    def _put(self, a: int, b: int, place: int, line: tuple[int, int]) -> None:
        """Pair words with those from a place on, and the signs around them in the line that are the same there."""
        self.found[a:b] = range(place, place + b - a)
        for around in (range(a - 1, line[0] - 1, -1), range(b, line[1])):
            for at in takewhile(lambda n: self._is_same_sign(n, place + n - a), around):
                self.found[at] = place + at - a

    def _is_same_sign(self, at: int, there: int) -> bool:
        return 0 <= there < len(self._page) and self._own[at] == self._page[there] and self._own[at] in self._signs

    def _nearest_before(self, at: int, otherwise: int) -> int:
        """Return the word of the page paired with the word before, if there is one."""
        return self.found[at - 1] if at and self.found[at - 1] != NOWHERE else otherwise

    def _is_left(self, at: int, taken: Sequence[bool]) -> bool:
        return self.found[at] == NOWHERE and not taken[at]

    def _parts(self, start: int, end: int, taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
        """Give the stretches of words without a place that the page may have, signs at both ends cut off."""
        at = start
        while at < end:
            first = at
            while at < end and self._is_left(at, taken) and self._own[at] in self._places:
                at += 1
            a, b = self._trimmed(first, at)
            if a < b:
                yield a, b
            at += 1

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch without the signs at both ends: marks of a list, bars of a table."""
        while start < end and self._own[start] in self._signs:
            start += 1
        while start < end and self._own[end - 1] in self._signs:
            end -= 1
        return start, end

    def _place(self, a: int, b: int, before: int) -> int | None:
        """Return where in the page the words stand, all together and in order: the first place behind the words
        before, else the last one before them; None where they stand nowhere."""
        words = self._own[a:b]
        if not all(number in self._places for number in words):
            return None
        rarest = min(range(b - a), key=lambda n: len(self._places[words[n]]))
        places = self._places[words[rarest]]
        middle = bisect_left(places, before + rarest + 1)
        behind, ahead = places[max(0, middle - _MOST_TRIES) : middle], places[middle : middle + _MOST_TRIES]
        near = (at - rarest for at in [*ahead, *reversed(behind)])
        return next((at for at in near if at >= 0 and self._page[at : at + b - a] == words), None)

    def _goes_with(self, place: int, a: int, b: int, line: tuple[int, int]) -> bool:
        """Whether a place keeps the order of what is paired in the line, and lies there or holds words enough."""
        before = max(self.found[line[0] : a], default=NOWHERE)
        behind = min((n for n in self.found[b : line[1]] if n != NOWHERE), default=len(self._page))
        in_line = before < place and place + b - a <= behind
        return in_line and (b - a >= _SAYING or self._between(place, a, b))

    def _between(self, place: int, a: int, b: int) -> bool:
        """Whether a place lies between those of the words on both sides."""
        low = self.found[a - 1] if a else NOWHERE
        high = self.found[b] if b < len(self.found) else NOWHERE
        return (low != NOWHERE or a == 0) and low < place and (high == NOWHERE or place + b - a <= high)


def _longest(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rise on both sides. The pairs come by their first, and for the same first
    by falling second, so that a chain takes at most one of them."""
    ends: list[int] = []
    chains: list[int] = []
    all_pairs = list(pairs)
    behind = [NOWHERE] * len(all_pairs)
    for number, (_, second) in enumerate(all_pairs):
        at = bisect_left(ends, second)
        behind[number] = chains[at - 1] if at else NOWHERE
        ends[at : at + 1] = [second]
        chains[at : at + 1] = [number]
    chain = []
    number = chains[-1] if chains else NOWHERE
    while number != NOWHERE:
        chain.append(all_pairs[number])
        number = behind[number]
    return chain[::-1]
