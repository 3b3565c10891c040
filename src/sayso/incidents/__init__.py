"""Proposes which claims speak of one happening, why, and what is contested.

claims ─ facts ─▶ rows ─▶ block ─▶ scoring (compare, weights) ─▶ cluster ─▶ assemble: represent · profiles · contest ·
                                                               independence · grade · cautions
relations: between incidents · standing: ids that stay · changes: what differs between two states
sources: who cites whom · stories: which reports tell of the same
"""

from sayso.incidents.link import link
from sayso.incidents.profiles import PROFILES, reconcile, under_profile
from sayso.incidents.sources import Citation, citations
from sayso.incidents.stories import Story, stories

__all__ = ["PROFILES", "Citation", "Story", "citations", "link", "reconcile", "stories", "under_profile"]
