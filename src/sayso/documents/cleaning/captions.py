"""Pictures without their pictures: captions and credits that stayed in the text."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.documents.cleaning.canvas import Canvas, ends_sentence, sentences
from sayso.documents.cleaning.furniture import NAME, Furniture

_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]")
_COMPOUND = re.compile(r"[a-z]+[A-Z]")
""" "(ePA)" is short for something."""
_PHOTOGRAPHER = re.compile(rf"^{NAME}\s*/\s*(?=\w)|(?<=\w)\s*/\s*{NAME}$")
_REPORTS = re.compile(r"\b(?:said|says|told|reported|added|according to|announced|claimed|confirmed)\b", re.I)
_FILM = re.compile(r"\s[-–—|]\s(?:YouTube|Vimeo|Dailymotion|Rumble)\b")
_DATELINE_DASH = re.compile(r"\s*(?:[–—-]|:)")
_LONGEST = 350
"""A longer sentence before a credit is no caption; then only the credit is."""
_MOST_SENTENCES = 3


def mark_captions(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """Mark credits in brackets with the sentences they belong to, lines that open as captions, and credits that name
    an outlet and a photographer."""
    for found in _BRACKET.finditer(canvas.text, start):
        if canvas.is_free(*found.span()) and is_credit(found, furniture):
            _mark_credited(canvas, start, found, furniture)
    _mark_films(canvas, start)
    _mark_caption_lines(canvas, start, furniture)
    _mark_photographers(canvas, start, furniture)


def is_credit(found: re.Match[str], furniture: Furniture) -> bool:
    """Whether a bracket holds nothing but outlets and words for pictures, and explains no name before it."""
    content = found[1]
    if furniture.photo_words.match(content) and re.search(r":|\bby\b|\bfrom\b", content):
        return True
    if _COMPOUND.match(content):
        return False
    left = furniture.credit_words.sub("", furniture.outlet.sub("", _PHOTOGRAPHER.sub("", content)))
    if re.search(r"\w", left) or not re.search(r"\w", content) or _DATELINE_DASH.match(found.string, found.end()):
        return False
    return not _explains(found)


def _explains(found: re.Match[str]) -> bool:
    """ "Syrian Arab News Agency (SANA)": the initials of the words before, or a bracket amid a sentence."""
    before, after = (
        found.string[max(0, found.start() - 120) : found.start()],
        found.string[found.end() : found.end() + 2],
    )
    if re.match(r"\s[a-z]|[,;]|['’]", after):
        return True
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z][\w-]*", before)[-6:]).upper()
    return found[1].isupper() and initials.endswith(found[1])


def _mark_credited(canvas: Canvas, start: int, found: re.Match[str], furniture: Furniture) -> None:
    text = canvas.text
    line_start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - _MOST_SENTENCES * _LONGEST)
    before = [s for s in sentences(text, max(start, line_start), found.start()) if s[0] < s[1]]
    taken = _caption_sentences(text, before, found, furniture)
    begin = taken if taken is not None else found.start()
    at_end = not text[found.end() :].strip(" .\n") and taken is None
    canvas.mark("sign_off" if at_end else "caption", begin, found.end())


def _caption_sentences(
    text: str, before: list[tuple[int, int]], found: re.Match[str], furniture: Furniture
) -> int | None:
    """Return where the caption begins: the last of the sentences before the credit that looks at a picture, else the
    last one. None when that is the report's own."""
    if not before or found.start() - before[-1][0] > _LONGEST:
        return None
    for a, b in reversed(before[-_MOST_SENTENCES:]):
        if _looks_at_picture(text[a:b], furniture):
            return a
    own = _REPORTS.search(text, *before[-1]) or not text[found.end() :].strip(" .\n")
    sure = found[0].startswith("[") or furniture.photo_words.search(found[1])
    return before[-1][0] if sure or not own else None


def _looks_at_picture(sentence: str, furniture: Furniture) -> bool:
    if len(sentence) > _LONGEST or _REPORTS.search(sentence):
        return False
    return bool(furniture.caption_openings.match(sentence) or furniture.caption_words.search(sentence[:120]))


def _mark_films(canvas: Canvas, start: int) -> None:
    """ "Title of a film - YouTube": the frame of a film that was shown here."""
    for found in _FILM.finditer(canvas.text, start):
        line = canvas.text.rfind("\n", 0, found.start()) + 1
        spans = list(sentences(canvas.text, max(start, line), found.end()))
        if spans and found.end() - spans[-1][0] <= _LONGEST and spans[-1][1] == found.end():
            canvas.mark("caption", *spans[-1])


def _mark_caption_lines(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """A whole line that begins with "File photo:", "Photo by …" and the like."""
    for line in re.compile(r"[^\n]+").finditer(canvas.text, start):
        words = furniture.caption_words.match(line[0].lstrip(" (["))
        label = furniture.photo_words.match(line[0].lstrip(" (["))
        labelled = label and re.match(r"\s*(?::|by\b|/)", line[0].lstrip(" ([")[label.end() :])
        if len(line[0]) <= _LONGEST and (labelled or (words and "\n" in canvas.text.strip())):
            canvas.mark("caption", line.start(), line.end())


@lru_cache(maxsize=8)
def _photographers(outlet: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?=[A-Z©])(?:©\s*)?(?:{outlet})(?:\s+20\d\d)?\s*/?\s+(?:[A-Z][a-z'’-]+\s+){{2}}(?=[A-Z])"
    )


def _mark_photographers(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """ "Outlet Given Surname" between two sentences: a credit whose signs were lost. What it shows runs on behind it
    without an end, so only the credit is marked."""
    for found in _photographers(furniture.outlet.pattern).finditer(canvas.text, start):
        words = found[0].split()
        plain = not any(w.casefold() in furniture.function_words for w in words)
        if plain and ends_sentence(canvas.text, found.start()) and not _title_of_office(found[0]):
            canvas.mark("caption", found.start(), found.end())


def _title_of_office(words: str) -> bool:
    return bool(re.search(r"\b(?:Middle|East|News|Agency|Bureau|Chief|President|Minister|General|World|Arab)\b", words))
