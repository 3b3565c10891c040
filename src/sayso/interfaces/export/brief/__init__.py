"""The brief: one HTML page that holds a whole case, for reading, printing and passing on.

It needs no network and no other file. Every word of a report is escaped; nothing in it can act.
"""

from __future__ import annotations

from sayso.interfaces.export.brief.page import render_brief, write_brief

__all__ = ["render_brief", "write_brief"]
