"""How well sources, cues and contents are found, measured on PolNeAR.

PolNeAR (Newell, Margolin, Ruths 2018): US political news with every attribution marked by hand. It marks opinions,
wishes and praise as well as statements, so it is measured with and without what parties think or want. A corpus is one
JSON object a line: `id`, `text` and `gold.attributions`, each with `source`, `cue` and `content` as character spans.
It marks no attribution inside another's content or inside a quotation, so those that we find there are left out.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.annotation.attribution import find_attributions
from sayso.annotation.parse import parse
from sayso.errors import MeasureError
from sayso.evaluation.polnear_conventions import Conventions
from sayso.schema import Attribution, Document, Published, Segment, Sentence

PARTS = ("source", "cue", "content")
SEED = 0  # of the sample that `limit` draws

Span = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Right, given and wanted, added up over articles."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, given: set[Any], wanted: set[Any]) -> None:
        """Count one article's sets."""
        self.right += len(given & wanted)
        self.given += len(given)
        self.wanted += len(wanted)

    def figures(self) -> dict[str, float | int]:
        """Return precision, recall, F1 and the numbers they rest on."""
        p = self.right / self.given if self.given else 0.0
        r = self.right / self.wanted if self.wanted else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 3), "r": round(r, 3), "f1": round(f1, 3), "n_gold": self.wanted, "n_pred": self.given}


@dataclass(slots=True)
class Overlaps:
    """Cues that share a word with one of the other side, on either side."""

    given_right: int = 0
    given: int = 0
    wanted_right: int = 0
    wanted: int = 0

    def add_overlaps(self, given: Sequence[Span], wanted: Sequence[Span]) -> None:
        """Count one article's cues."""
        self.given += len(given)
        self.wanted += len(wanted)
        self.given_right += sum(any(a < d and c < b for c, d in wanted) for a, b in given)
        self.wanted_right += sum(any(a < d and c < b for c, d in given) for a, b in wanted)

    def figures(self) -> dict[str, float | int]:
        """Return precision, recall, F1 and the numbers they rest on."""
        p = self.given_right / self.given if self.given else 0.0
        r = self.wanted_right / self.wanted if self.wanted else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 3), "r": round(r, 3), "f1": round(f1, 3), "n_gold": self.wanted, "n_pred": self.given}


def measure(path: Path, limit: int | None = None, *, stances: bool = True) -> dict[str, Any]:
    """Return token precision, recall and F1 of source, cue and content, and of sources found exactly, with n.

    `limit` draws that many articles at random, always the same ones. Raises MeasureError when the file cannot be read.
    """
    articles = _articles(path)
    if limit is not None and limit < len(articles):
        articles = random.Random(SEED).sample(articles, limit)  # noqa: S311 - a sample, not a secret
    return score(((a, parse(_document(a))) for a in articles), stances=stances)


def score(parsed: Iterable[tuple[Mapping[str, Any], Sequence[Sentence]]], *, stances: bool = True) -> dict[str, Any]:
    """Return the figures of `measure` for articles that are parsed already."""
    tokens = {part: Tally() for part in PARTS}
    exact, cues = Tally(), Overlaps()
    articles = 0
    for article, sentences in parsed:
        articles += 1
        conventions = Conventions(sentences, article["text"])
        found = conventions.outermost(find_attributions(sentences, article["text"], stances=stances))
        groups = conventions.groups(found)
        for part in PARTS:
            wanted = _tokens(sentences, _gold_spans(article, part))
            given = groups if part == "cue" else _found_spans(found, part)
            tokens[part].add(_tokens(sentences, given), wanted)
        cues.add_overlaps(groups, _gold_cues(article))
        exact.add(set(_found_spans(found, "source")), set(_gold_spans(article, "source")))
    figures: dict[str, Any] = {f"{part} tokens": tally.figures() for part, tally in tokens.items()}
    return {"articles": articles, **figures, "source exact": exact.figures(), "cue found": cues.figures()}


def _articles(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as e:
        raise MeasureError(str(e), where=str(path), expected="PolNeAR as JSON Lines") from e


def _document(article: Mapping[str, Any]) -> Document:
    text = article["text"]
    return Document(
        id=article["id"],
        external_id=article["id"],
        url=None,
        publisher=None,
        title=None,
        author=None,
        published=Published(None, "unknown"),
        language="en",
        text=text,
        segments=(Segment("body", 0, len(text)),),
        agency=None,
        reprint_of=None,
        raw_sha256="",
    )


def _gold_cues(article: Mapping[str, Any]) -> list[Span]:
    """Return one span a cue, from its first to its last word."""
    pieces = [[tuple(s) for c in a["cue"] for s in c["spans"]] for a in article["gold"]["attributions"]]
    return [(min(s for s, _ in spans), max(e for _, e in spans)) for spans in pieces if spans]


def _gold_spans(article: Mapping[str, Any], part: str) -> Iterator[Span]:
    for attribution in article["gold"]["attributions"]:
        for piece in attribution[part]:
            yield from ((start, end) for start, end in piece["spans"])


def _found_spans(found: Iterable[Attribution], part: str) -> Iterator[Span]:
    for a in found:
        start, end = {
            "source": (a.source_start, a.source_end),
            "cue": (a.cue_start, a.cue_end),
            "content": (a.content_start, a.content_end),
        }[part]
        if start is not None and end is not None:
            yield start, end


def _tokens(sentences: Sequence[Sentence], spans: Iterable[Span]) -> set[int]:
    """Return the starts of the words, without punctuation, that lie in a span."""
    inside = bytearray(sentences[-1].end if sentences else 0)
    for start, end in spans:
        inside[start:end] = b"\x01" * max(0, min(end, len(inside)) - start)
    return {
        t.start for s in sentences for t in s.tokens if t.pos != "PUNCT" and t.start < len(inside) and inside[t.start]
    }
