"""Proposes which claims speak of one happening, why, and what is contested.

claims ─ facts ─▶ block ─▶ compare (weights) ─▶ cluster ─▶ incident: represent · reconcile · contest ·
                                                                     independence · grade
sources: who cites whom
"""

from sayso.incidents.link import link
from sayso.incidents.profiles import PROFILES, reconcile, under_profile
from sayso.incidents.sources import Citation, citations

__all__ = ["PROFILES", "Citation", "citations", "link", "reconcile", "under_profile"]
