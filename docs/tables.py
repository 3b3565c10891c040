"""Write the tables of the docs anew from the code: `make docs`. Tests fail when they are out of date.

With a file that `sayso eval --json` wrote, the README's figures are written anew too:
python docs/tables.py figures.json
"""

from __future__ import annotations

import inspect
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import get_args

import sayso
from sayso import errors, sample, settings
from sayso.interfaces.export import wording
from sayso.schema import codebook, knowledge
from sayso.schema.vocabulary import QualifierKind

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"

SHOWN_FIGURES = {
    "reports-dev/claims found F1": "claims found (F1)",
    "reports-dev/claims found, right type F1": "claims found, with the right type of event (F1)",
    "reports-dev/claim score F1": "claims, by the share of their fields that are right (F1)",
    "reports-dev/claims wholly right F1": "claims with every field right (F1)",
    "reports-dev/field: source": "who says it, in claims found",
    "reports-dev/field: place": "where, in claims found",
    "reports-dev/field: date": "when, in claims found",
    "reports-dev/field: killed": "how many killed, in claims found",
    "reports-dev/field: actor": "who did it, in claims found",
    "reports-dev/field: recipient": "to whom, in claims found",
    "reports-dev/field: status, not 'happened'": "planned, denied, ongoing …, in claims found",
    "reports-dev/linking B3 F1": "claims put together into incidents (B³ F1)",
    "reports-dev/linking pairs F1": "the same, by pairs of claims (F1)",
    "world/B3 F1": "a made-up world's look-alikes kept apart (B³ F1)",
    "world/contested fields found": "planted disputes found in it",
    "longtail/document pairs F1": "reports of one shooting among thousands of shootings (F1 of pairs)",
    "actors/held, linked right": "actors that the register holds, linked to it",
    "places-looked-up/right, or rightly vague": "places looked up by hand, put within 15 km or rightly vague",
    "no-claims-dev/relevance": "reports on other matters left alone",
    "article_extraction/sayso: F1": "bodies of web pages (F1 of runs of four words)",
    "page-dates/publication date right": "days of publication that pages show",
    "way-back/body with a place": "characters of bodies led back into their page",
    "attribution/source tokens F1": "sources in political news (F1 of tokens)",
    "attribution/cue tokens F1": "words that attribute in political news (F1 of tokens)",
    "aid-workers/killed exact": "aid workers killed, the exact number",
    "aid-workers/wounded exact": "aid workers wounded, the exact number",
    "police/KILL F1": "stories in which police killed somebody (F1)",
    "event-types/weighted F1, 25 types": "25 ACLED types of event (weighted F1)",
    "dates/value accuracy, spans given": "days that words of time stand for",
    "places/trnews: right within 161 km, spans given": "world news places put within 161 km",
    "places/lgl: right within 161 km, spans given": "local news places put within 161 km",
    "muc4/ALL F1": "templates of MUC-4 (F1)",
}
"""The figures that the README shows, in words."""


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(c) for c in cells) + " |"


def _table(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    return "\n".join([_row(*header), "|" + "---|" * len(header), *(_row(*r) for r in rows)])


def codebook_table() -> str:
    """Return every event type with its definition and its codes in other schemes."""
    raw = knowledge.packaged(f"codebook-{codebook.NATIVE}")["types"]

    def rows() -> Iterator[tuple[object, ...]]:
        for t in raw:
            plover = t["plover"] or {}
            definition = f"**{t['label']}.** {t['definition']}" + (f" *{t['note']}*" if "note" in t else "")
            acled = f"{t['acled']['event']} / {t['acled']['sub_event']}"
            codes = " ".join(x for x in (plover.get("type"), plover.get("mode")) if x)
            yield f"`{t['code']}`", definition, t["family"], acled, t["ucdp"] or "", codes

    return _table(("code", "what it is", "family", "ACLED", "UCDP", "PLOVER"), rows())


def settings_table() -> str:
    """Return every setting with its default, its variable and its line of help."""
    rows = (
        (f"`{name}`", f"`{row.default}`", f"`{settings.variable(name)}`", row.metadata["help"])
        for name, row in settings.table().items()
    )
    return _table(("setting", "default", "environment", "what it is"), rows)


def qualifier_page(kind: str) -> str:
    """Return the page on which a kind of qualifier is explained: "responsibility_denied" stands with its like."""
    return kind.partition("_")[0]


def cues_table(page: str) -> str:
    """Return the cues that a page on qualifiers explains, and how far they reach."""
    rows = (
        (f"`{group['kind']}`", group["reach"], ", ".join(group["cues"]))
        for group in knowledge.packaged("qualifiers")["qualifiers"]
        if qualifier_page(group["kind"]) == page
    )
    return _table(("kind", "reach", "cues"), rows)


def errors_table() -> str:
    """Return the tree of errors."""
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")[1]
    return f"```\n{inspect.cleandoc(tree)}\n```"


def claims_table() -> str:
    """Return the claims that the sentences quoted at the top of the README yield, as the packaged sample is read."""
    quoted = re.findall(r"^> (.+)$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    case = sayso.read([sample.folder()])
    publisher = {d.id: d.publisher for d in case.documents}

    def rows() -> Iterator[tuple[object, ...]]:
        for c in sorted(case.claims, key=lambda c: next((i for i, q in enumerate(quoted) if c.quote in q), -1)):
            if any(c.quote in q for q in quoted):
                where = wording.where(c.places)
                said = wording.chain(c.attribution, publisher[c.document_id])
                yield f"`{c.event_type}`", c.status, wording.span(c.date), where, wording.figures(c), said

    return _table(("type", "status", "when", "where", "figures", "on whose say-so"), rows())


def python_page() -> str:
    """Return the worked examples of the page on Python, each followed by what it prints."""
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    examples = page.partition("<!-- python -->\n")[2].partition("\n<!-- /python -->")[0]
    names: dict[str, object] = {}
    return re.sub(
        r"```python\n(.*?)```\n(?:\n```text\n.*?```\n?)?",
        lambda m: f"```python\n{m[1]}```\n\n```text\n{_printed(m[1], names)}```\n",
        examples + "\n",
        flags=re.DOTALL,
    ).rstrip("\n")


def _printed(code: str, names: dict[str, object]) -> str:
    with redirect_stdout(io.StringIO()) as out:
        exec(code, names)  # noqa: S102 - the examples of our own page
    return out.getvalue()


def _shown(value: float) -> str:
    """Return a figure with two digits; what is nearly 1 is not made 1."""
    return f"{value:.3f}" if 0.995 <= value < 1 else f"{value:.2f}"


def figures_table(path: Path) -> str:
    """Return the README's figures from what `sayso eval --json` wrote."""
    found = {f"{f['measure']}/{f['figure']}": f for f in json.loads(path.read_text(encoding="utf-8"))["figures"]}

    def rows() -> Iterator[tuple[object, ...]]:
        for name, words in SHOWN_FIGURES.items():
            if f := found.get(name):
                other = f"{f['published']:.2f} ({f['published_by']})" if f["published"] is not None else ""
                yield words, f"`{f['measure']}`", _shown(f["value"]), f["n"], other

    return _table(("what", "measure", "figure", "n", "for comparison"), rows())


TABLES: dict[str, tuple[Path, Callable[[], str]]] = {
    "codebook": (DOCS / "codebook.md", codebook_table),
    "settings": (DOCS / "settings.md", settings_table),
    "errors": (DOCS / "errors.md", errors_table),
    "claims": (README, claims_table),
    "python": (DOCS / "python.md", python_page),
    **{
        f"qualifiers/{page}": (DOCS / "qualifiers" / f"{page}.md", partial(cues_table, page))
        for page in sorted({qualifier_page(kind) for kind in get_args(QualifierKind)})
    },
}


def with_table(page: str, name: str, table: str) -> str:
    """Return a page with what stands between a table's marks replaced."""
    marks = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
    return re.sub(marks, lambda m: f"{m[1]}{table}\n{m[2]}", page, flags=re.DOTALL)


def _write(path: Path, name: str, table: str) -> None:
    path.write_text(with_table(path.read_text(encoding="utf-8"), name, table), encoding="utf-8")


def main() -> None:
    """Write every table anew."""
    for name, (path, make) in TABLES.items():
        _write(path, name, make())
    if sys.argv[1:]:
        _write(README, "figures", figures_table(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
