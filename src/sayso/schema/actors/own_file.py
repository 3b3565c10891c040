"""A project's own register file: read, checked, added to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from sayso.errors import KnowledgeError
from sayso.schema import knowledge
from sayso.schema.actors.building import entries, merged
from sayso.schema.actors.checking import Fault, clashes, faults, schema_faults

SECTIONS = ("states", "actors", "same_as")
"""What can be added to."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file's content and the lines on which its rows stand, by the path that leads to each."""

    content: Mapping[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    @property
    def is_mapping(self) -> bool:
        """Whether it has sections at all."""
        return isinstance(self.content, Mapping)

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return the line on which a row, or what holds it, stands; 1 for the file itself."""
        return next((self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), 1)

    def row(self, name: str) -> tuple[str | int, ...]:
        """Return the path to the entry of an id or, of a state's part, to the row of its country; () for none."""
        for n, row in enumerate(self.content.get("actors", [])):
            if row.get("id") == name:
                return ("actors", n)
        for n, row in enumerate(self.content.get("states", [])):
            if name.startswith(f"{row.get('code', '').lower()}-") or row.get("code") == name:
                return ("states", n)
        return ()


def read_own(path: Path) -> OwnFile:
    """Return a project's own register file, checked against its schema; dates may stand without quotes.

    Raises KnowledgeError for a file that cannot be read, is no YAML or does not fit.
    """
    own = _read(path)
    wrong = list(schema_faults(own.content, knowledge.schema_of("actors")))
    if wrong:
        told = "; ".join(f"{f.row}: {f.what}" for f in wrong[:20])
        raise KnowledgeError(told, where=str(path), do="`sayso actors check FILE` lists them one by one")
    return own


def _read(path: Path) -> OwnFile:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as e:
        raise KnowledgeError(f"cannot be read ({e.strerror})", where=str(path)) from e
    except UnicodeDecodeError as e:
        raise KnowledgeError("is not UTF-8 text", where=str(path), do="save it as UTF-8") from e
    try:
        content = yaml.safe_load(text)
        lines = dict(_lines(yaml.compose(text, Loader=yaml.SafeLoader), ()))
    except (yaml.YAMLError, ValueError) as e:
        raise KnowledgeError(f"not valid YAML ({e})", where=str(path), do="mend the file and run again") from e
    if content is None:
        content = {}
    return OwnFile(_dates_as_text(content), lines)


def _dates_as_text(content: Any) -> Any:
    """The content with its dates as ISO text, which YAML reads as dates or, a year, as a number."""
    if isinstance(content, dict):
        year = {k: str(v) for k, v in content.items() if k in ("from", "to", "date") and isinstance(v, int)}
        return {k: year.get(k) or _dates_as_text(v) for k, v in content.items()}
    if isinstance(content, list):
        return [_dates_as_text(x) for x in content]
    return content.isoformat() if isinstance(content, datetime.date) else content


def _lines(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], int]]:
    if node is None:
        return
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for n, item in enumerate(node.value):
            yield from _lines(item, (*path, n))


def check(path: Path) -> tuple[OwnFile, list[Fault]]:
    """Return a file with everything that is wrong with it, in the order of its lines; rows that do not fit the schema
    come alone, for the rest cannot be judged before they are mended. Raises KnowledgeError for what is no YAML."""
    own = _read(path)
    wrong = list(schema_faults(own.content, knowledge.schema_of("actors")))
    if not wrong:
        content = merged(own.content)
        actors = list(entries(content))
        mine = frozenset(a.id for a in actors if own.row(a.id))
        found = [*faults(actors, content), *clashes(actors, mine), *_twice(own.content)]
        wrong = [f if f.path else replace(f, path=own.row(f.row)) for f in found]
    return own, sorted(wrong, key=lambda f: (own.line(f.path), f.row, f.what))


def _twice(content: Mapping[str, Any]) -> Iterator[Fault]:
    """Ids of the packaged register that the file takes over."""
    packaged = {row["id"] for row in knowledge.packaged("actors")["actors"]}
    for n, row in enumerate(content.get("actors", [])):
        if row["id"] in packaged and not content.get("instead"):
            yield Fault(
                row["id"],
                "the packaged register has this id; this row takes its place",
                "an id of your own, unless that is meant",
                "rename it, or leave it",
                ("actors", n),
                grave=False,
            )


def add(path: Path, rows: Mapping[str, Any]) -> int:
    """Add rows (`actors`, `states`, `same_as`) to a project's own file, made where there is none; return how many.

    What stands in the file stays as it is, comments too. Nothing is written unless the file is right with the new rows:
    KnowledgeError says what is not.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    wanted: dict[str, Any] = dict(_read(path).content) if text.strip() else {}
    new = {name: rows[name] for name in SECTIONS if rows.get(name)}
    for name, more in new.items():
        wanted[name] = {**wanted.get(name, {}), **more} if name == "same_as" else [*wanted.get(name, []), *more]
    _refuse(wanted, path)
    for name, more in new.items():
        text = _with_rows(text, name, more)
    if _dates_as_text(yaml.safe_load(text)) != wanted:  # written in one line, or with anchors: only its owner can add
        raise KnowledgeError(
            "its rows stand in a form that cannot be added to", where=str(path), do="add the rows by hand, one a line"
        )
    path.write_text(text, encoding="utf-8")
    return sum(map(len, new.values()))


def _with_rows(text: str, section: str, rows: Any) -> str:
    """The file's text with more rows at the end of a section, which is put last where there is none."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    held = {key.value: value for key, value in node.value}.get(section) if node else None
    dumped = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110).splitlines()
    lines = text.splitlines()
    if held is None:
        return "\n".join([*lines, f"{section}:", *(f"  {line}" for line in dumped)]) + "\n"
    at = held.end_mark.line
    while at and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
        at -= 1
    indent = " " * held.start_mark.column
    return "\n".join([*lines[:at], *(indent + line for line in dumped), *lines[at:]]) + "\n"


def _refuse(content: Mapping[str, Any], path: Path) -> None:
    wrong = list(schema_faults(content, knowledge.schema_of("actors")))
    if not wrong:
        whole = merged(content)
        wrong = [f for f in faults(entries(whole), whole) if f.grave]
    if wrong:
        first = wrong[0]
        raise KnowledgeError(f"{first.row}: {first.what}", where=str(path), expected=first.expected, do=first.do)
