"""Proposes which claims speak of one happening, why, and what is contested.

claims ─ facts ─▶ block ─▶ compare (weights) ─▶ cluster ─▶ incident: represent · reconcile · contest ·
                                                                     independence · grade
sources: who cites whom · stories: which reports tell of the same
"""

from sayso.incidents.link import link
from sayso.incidents.profiles import PROFILES, reconcile, under_profile
from sayso.incidents.sources import Citation, citations
from sayso.incidents.stories import Story, stories

__all__ = ["PROFILES", "Citation", "Story", "citations", "link", "reconcile", "stories", "under_profile"]
