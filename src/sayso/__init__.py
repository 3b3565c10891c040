"""sayso: who says what happened, where, when, to whom, and who disagrees.

    import sayso

    case = sayso.read(["reports/"])
    for incident in case.incidents:
        print(incident.event_type, incident.counts)

The names below are the Python API; everything else may move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.pipeline import Case, diff
    from sayso.pipeline import read_case as read
    from sayso.schema import Claim, Document, Incident
    from sayso.schema.contract import from_dict, json_schema, to_dict
    from sayso.schema.way_back import raw_span
    from sayso.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Case",
    "Claim",
    "Document",
    "Incident",
    "SaysoError",
    "Settings",
    "__version__",
    "diff",
    "from_dict",
    "json_schema",
    "raw_span",
    "read",
    "to_dict",
]

_HOMES = {
    "Case": ("sayso.pipeline", "Case"),
    "Claim": ("sayso.schema", "Claim"),
    "Document": ("sayso.schema", "Document"),
    "Incident": ("sayso.schema", "Incident"),
    "SaysoError": ("sayso.errors", "SaysoError"),
    "Settings": ("sayso.settings", "Settings"),
    "diff": ("sayso.pipeline", "diff"),
    "from_dict": ("sayso.schema.contract", "from_dict"),
    "json_schema": ("sayso.schema.contract", "json_schema"),
    "raw_span": ("sayso.schema.way_back", "raw_span"),
    "read": ("sayso.pipeline", "read_case"),
    "to_dict": ("sayso.schema.contract", "to_dict"),
}


def __getattr__(name: str) -> Any:
    """Bring a name of the API in when it is first used, so that `sayso --help` loads nothing heavy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
