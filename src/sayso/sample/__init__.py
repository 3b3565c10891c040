"""A case to try sayso on: eighteen short reports on five incidents and a few things beside them.

The reports were written for the project. The outlets, agencies, monitors and speakers are invented and so is every
event; the places are real, so that maps and distances make sense. `README.md` beside this file tells what is in it.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def folder() -> Path:
    """Return the folder of the packaged reports: text, HTML and JSON Lines, as `sayso read` takes them."""
    return Path(str(files("sayso.sample") / "reports"))
