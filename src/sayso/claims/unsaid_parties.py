"""Who did it and to whom, where a sentence leaves it unsaid and an event told before says it.

Only what the same source told of the event before is taken over, and the doer by words that point back to it ("the
raids"): another source that names nobody has not said who it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.agreement import dates_agree, is_within, places_agree, same_speaker, same_type
from sayso.claims.draft import Draft
from sayso.claims.responsibility import speaks_for_itself
from sayso.claims.tallying import total_of
from sayso.claims.typing import is_violent
from sayso.schema import Why
from sayso.schema.codebook import top

FAR = 12  # sentences; beyond this an event is no longer in the reader's mind
CLAIMED_WITHIN = 2  # sentences between an event and a claim of responsibility for it
_RULE = "taken over from an event of the same kind told before"


def with_parties_taken_over(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each with the doers, and those it befell, that an event told before lends it."""
    done: list[Draft] = []
    for draft in drafts:
        lenders = [d for d in reversed(done) if _can_lend(d, draft)]
        lenders += [d for d in drafts if _claims_it(d, draft)]
        done.append(_with_recipients(_with_actors(draft, lenders), lenders))
    return done


def _can_lend(lender: Draft, draft: Draft) -> bool:
    near = draft.sentence - lender.sentence <= FAR
    return near and same_type(lender, draft) and (draft.borrowed or _agree(draft, lender))


def _claims_it(claimant: Draft, draft: Draft) -> bool:
    """Tell whether a draft is somebody's claim of responsibility for an event told shortly before."""
    after = 0 < claimant.sentence - draft.sentence <= CLAIMED_WITHIN
    return after and speaks_for_itself(claimant) and claimant.status == draft.status and _can_lend(claimant, draft)


def _with_actors(draft: Draft, lenders: Sequence[Draft]) -> Draft:
    if draft.actors or not (is_violent(draft.event_type) or top(draft.event_type) == "agreement"):
        return draft
    lender = next((d for d in lenders if d.actors and _takes_up(draft, d)), None)
    if lender is None:
        return draft
    return replace(draft, actors=lender.actors, why=(*draft.why, Why("actors", _RULE, lender.actors[0].text)))


def _takes_up(draft: Draft, lender: Draft) -> bool:
    """Tell whether a draft speaks of an event with its doer known: one source tells both, its words point back, it only
    says what an event did that the publisher told in its own voice, or the doer claims it."""
    if same_speaker(draft, lender):
        return True
    if speaks_for_itself(lender):  # a claimant's word is not that of another source
        return not draft.speaker
    return draft.definite or (draft.borrowed and not lender.speaker)


def _with_recipients(draft: Draft, lenders: Sequence[Draft]) -> Draft:
    if draft.recipients or not _shares_recipients(draft):
        return draft
    lender = next((d for d in lenders if d.recipients and (same_speaker(draft, d) or speaks_for_itself(draft))), None)
    if lender is None:
        return draft
    why = Why("recipients", _RULE, lender.recipients[0].text)
    return replace(draft, recipients=lender.recipients, why=(*draft.why, why))


def _agree(draft: Draft, lender: Draft) -> bool:
    """Tell whether two drafts can be of one place and day."""
    here = places_agree(draft, lender) or is_within(draft, lender)
    return here and dates_agree(draft.date, lender.date)


def _shares_recipients(draft: Draft) -> bool:
    """Tell whether an event can have befallen those whom the one told before befell."""
    if speaks_for_itself(draft):
        return True
    killed = total_of(draft.counts, "killed") is not None
    return draft.borrowed or killed or top(draft.event_type) == "armed_clash"
