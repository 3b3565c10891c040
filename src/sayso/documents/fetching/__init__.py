"""The only place that goes to the network. Everything that comes from there is hostile until it is shown not to be.

address ─▶ target (taken apart) ─▶ resolving (every IP checked) ─▶ robots, pacing ─▶ connection (to that very IP)
        ◀─ redirect: all of that again                                                     │
follow: page ─▶ input ─▶ its adapter; the pages that a feed names ─▶ fetched in turn ◀─ body (bounded, decompressed)
"""

from sayso.documents.fetching.fetcher import Fetched, Fetcher
from sayso.documents.fetching.following import follow
from sayso.documents.fetching.manners import Manners
from sayso.documents.fetching.polling import Poll, new_feed

__all__ = ["Fetched", "Fetcher", "Manners", "Poll", "follow", "new_feed"]
