"""Language knowledge as data: YAML files in `schema/data`, each checked against a JSON Schema beside it.

A coder adds a line to a YAML file; no code changes. A project's own files can stand in for the packaged ones: a
reader takes a path wherever it takes a name.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from sayso.errors import KnowledgeError

_DATA = files("sayso.schema") / "data"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _read_yaml(text: str, where: str) -> Any:
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, by its C name where there is one
    except yaml.YAMLError as e:
        raise KnowledgeError(f"not valid YAML ({e})", where=where, do="mend the file and run again") from e


def check(content: Any, schema: dict[str, Any], where: str) -> None:
    """Raise KnowledgeError with every place where `content` does not fit `schema`."""
    from jsonschema import Draft202012Validator

    faults = [
        f"{'/'.join(map(str, e.absolute_path)) or '(top)'}: {e.message}"
        for e in Draft202012Validator(schema).iter_errors(content)
    ]
    if faults:
        raise KnowledgeError("; ".join(faults[:20]), where=where, do="mend the lines named")


@cache
def schema_of(name: str) -> dict[str, Any]:
    """Return the packaged JSON Schema of a kind of file (`codebook`, `actors`, …)."""
    schema: dict[str, Any] = json.loads((_DATA / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


@cache
def packaged(name: str) -> Any:
    """Return a packaged YAML file's content. Packaged files are checked by the tests, not on every start."""
    return _read_yaml((_DATA / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")


def own(path: Path, kind: str) -> Any:
    """Return a user's own YAML file of a kind, checked against its schema."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as e:
        raise KnowledgeError(f"cannot be read ({e.strerror})", where=str(path)) from e
    content = _read_yaml(text, str(path))
    check(content, schema_of(kind), str(path))
    return content
