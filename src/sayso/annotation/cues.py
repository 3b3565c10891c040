"""The words that report what someone says, as read from `reporting-cues.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.schema import Token, knowledge


@dataclass(frozen=True, slots=True)
class ReportingCues:
    """Lemmas with the kinds of content they take, and the phrases around them.

    `plain` verbs report even where nothing but their place in the sentence shows it. `objects` report with one of
    these nouns, `numbered` only where a number follows it, and with one of `no_objects` a verb reports nothing.
    """

    verbs: Mapping[str, frozenset[str]]
    plain: frozenset[str]
    addressing: frozenset[str]
    citing: frozenset[str]
    objects: Mapping[str, frozenset[str]]
    numbered: Mapping[str, frozenset[str]]
    no_objects: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    not_reporting: tuple[tuple[tuple[str, ...], int], ...]
    venues: frozenset[str]
    times: frozenset[str]
    yardsticks: frozenset[str]
    carried: frozenset[str]
    records: frozenset[str]

    def takes(self, lemma: str) -> frozenset[str]:
        """Return the kinds of content that the verb takes; none when it does not report."""
        return self.verbs.get(lemma, frozenset())

    def reports(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether the verb at `at` stands in none of the fixed phrases that report nothing."""
        return not any(_matches(tokens, at - mark, words) for words, mark in self.not_reporting)


def _matches(tokens: Sequence[Token], start: int, words: tuple[str, ...]) -> bool:
    if start < 0 or start + len(words) > len(tokens):
        return False
    return all(tokens[start + n].text.lower() == word for n, word in enumerate(words))


def _by_lemma(rows: Sequence[Mapping[str, Any]], lemmas: str, values: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        for lemma in row[lemmas]:
            found[lemma] = found.get(lemma, frozenset()) | frozenset(row[values])
    return found


def _objects(rows: Sequence[Mapping[str, Any]], numbered: bool) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        for verb in row["verbs"] if row.get("numbered", False) == numbered else ():
            found[verb] = found.get(verb, frozenset()) | frozenset(row["nouns"])
    return found


def _fixed(words: Sequence[str]) -> tuple[tuple[str, ...], int]:
    mark = next(n for n, word in enumerate(words) if word.startswith("*"))
    return tuple(word.removeprefix("*") for word in words), mark


@dataclass(frozen=True, slots=True)
class StanceCues:
    """Verbs, nouns and adjectives of thinking, wanting and judging, with what they take.

    `leading` verbs make one cue with the word of stance that they lead to. `light` verbs say something with one of
    these nouns: "made the case for peace".
    """

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    light: Mapping[str, frozenset[str]]
    leading: frozenset[str]


@cache
def stance_cues() -> StanceCues:
    """Return the packaged words of stance."""
    content = knowledge.packaged("stance-cues")
    return StanceCues(
        verbs=_by_lemma(content["verbs"], "lemmas", "takes"),
        nouns=_by_lemma(content["nouns"], "lemmas", "takes"),
        adjectives=_by_lemma(content["adjectives"], "lemmas", "takes"),
        light=_by_lemma(content["light"], "verbs", "nouns"),
        leading=frozenset(content["leading"]),
    )


@cache
def reporting_cues() -> ReportingCues:
    """Return the packaged cues."""
    content = knowledge.packaged("reporting-cues")
    return ReportingCues(
        verbs=_by_lemma(content["verbs"], "lemmas", "takes"),
        plain=frozenset(content["plain"]),
        addressing=frozenset(content["addressing"]),
        citing=frozenset(content["citing"]),
        objects=_objects(content["objects"], numbered=False),
        numbered=_objects(content["objects"], numbered=True),
        no_objects={verb: frozenset(nouns) for verb, nouns in content["no_objects"].items()},
        nouns=frozenset(content["nouns"]),
        not_reporting=tuple(_fixed(p) for p in content["not_reporting"]),
        venues=frozenset(content["venues"]),
        times=frozenset(content["time_words"]),
        yardsticks=frozenset(content["yardsticks"]),
        carried=frozenset(content["carried"]),
        records=frozenset(content["records"]),
    )
