"""Reports with everything around them that pages leave behind, each in a file with its answers marked.

`junk/NAME.txt` is a report as plain text; "{related|Read also: …}" marks what is no body, and the marks are taken out
before it is read. `junk/NAME.html` is a page; `NAME.answers.txt` lists lines that its document must hold, marked
likewise. All reports are invented. `python tests/documents/junk_cases.py` prints the share that comes out right.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marked_reports import plain
from taken_in import intake

from sayso.documents import Input, read_input
from sayso.schema.document import Document

FOLDER = Path(__file__).parent / "junk"
_MARK = re.compile(r"\{(?P<kind>[a-z_]+)\|(?P<text>[^{}]*)\}|(?P<body>[^{}]+)")
READ = ("headline", "dateline", "body")
"""Claims come from these only."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a case: the kind it has by the answers, and the kinds found on its characters (none: it is lost)."""

    text: str
    kind: str
    found: frozenset[str]

    @property
    def right(self) -> bool:
        return self.found == {self.kind}

    @property
    def kept_apart(self) -> bool:
        """Whether what is to be read is read, and what is not is not."""
        return bool(self.found) and all((kind in READ) == (self.kind in READ) for kind in self.found)


def names() -> list[str]:
    """Every case, a text or a page."""
    return sorted(p.name for p in FOLDER.iterdir() if p.suffix == ".html" or not p.name.endswith(".answers.txt"))


def _marked_lines(marked: str) -> Iterator[tuple[str, str]]:
    for piece in _MARK.finditer(marked):
        for line in (piece["text"] or piece["body"] or "").splitlines():
            if line.strip():
                yield piece["kind"] or "body", line.strip()


def _document(name: str, content: str) -> Document:
    (got,) = read_input(Input(name, "html" if name.endswith(".html") else "text", data=content.encode()), intake())
    assert isinstance(got, Document), got
    return got


def _kinds(document: Document, start: int, end: int) -> frozenset[str]:
    return frozenset(s.kind for s in document.segments if s.start < end and start < s.end)


def lines(name: str) -> list[Line]:
    """Read one case and return its lines in their order."""
    path = FOLDER / name
    page = path.suffix == ".html"
    marked = (path.with_suffix(".answers.txt") if page else path).read_text(encoding="utf-8")
    got = _document(name, path.read_text(encoding="utf-8") if page else plain(marked))
    asked = sorted(_marked_lines(marked), key=lambda line: line[0] != "headline")  # the text begins with the headline
    out, at = [], 0
    for kind, text in asked:
        found = re.compile(r"\s+".join(map(re.escape, text.split())))
        there = found.search(got.text, at) or found.search(got.text)
        at = there.end() if there else at
        out.append(Line(text, kind, _kinds(got, *there.span()) if there else frozenset()))
    return out


def main() -> None:
    """Print the figures, and with "-v" every line that came out wrong."""
    cases = {name: lines(name) for name in names()}
    junk = [line for case in cases.values() for line in case if line.kind not in READ]
    own = [line for case in cases.values() for line in case if line.kind in READ]
    whole = sum(all(line.right for line in case) for case in cases.values())
    out = [
        f"cases wholly right       {whole} of {len(cases)}",
        f"junk lines, right kind   {sum(x.right for x in junk)} of {len(junk)}",
        f"junk lines, not read     {sum(x.kept_apart for x in junk)} of {len(junk)}",
        f"report's lines read      {sum(x.kept_apart for x in own)} of {len(own)}",
    ]
    if "-v" in sys.argv:
        wrong = [(name, x) for name, case in cases.items() for x in case if not x.right]
        out += [f"{name}: {x.kind} came out as {'+'.join(sorted(x.found)) or 'lost'}: {x.text}" for name, x in wrong]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
