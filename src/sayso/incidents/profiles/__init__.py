"""Many figures to one: named rules, switchable afterwards, each with its reason in words.

    profile       low                     best                                         high
    conservative  lowest credible         the same                                     highest given
    ucdp          lowest credible         the best supported, of equals the lower      highest given
    range         lowest of onlookers     none                                         highest of onlookers
    majority      lowest credible         what more than half of the sources give      highest given
    hierarchy     lowest credible         that of the most trusted kind (`TRUST`)      highest given
    latest        that of the latest      that of the latest report                    that of the latest

Under every profile: a figure that sums other events is left out; parts are never added to their whole; of one source
only the latest word counts; a party's claim of enemy losses alone never moves `best` or `low`, only `high`. An end
that no claim bounds stays None: unknown is not zero. Low <= best <= high wherever they are known.

figures (rows of claims to one figure a source) ─▶ rules (figures to a choice) ─▶ tally (ends, sides, kinds of people)
"""

from sayso.incidents.profiles.rules import PROFILES, TRUST, profile_named
from sayso.incidents.profiles.tally import OUTCOMES, reconcile, tallies, under_profile

__all__ = ["OUTCOMES", "PROFILES", "TRUST", "profile_named", "reconcile", "tallies", "under_profile"]
