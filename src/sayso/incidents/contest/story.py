"""Whether it happened, how far it has come, and why."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.incidents.contest.views import View, between_sources, in_order, one_voice, parting, view
from sayso.incidents.facts import Facts
from sayso.incidents.independence import Sources
from sayso.incidents.names import name_words, within
from sayso.schema.incident import Contested
from sayso.schema.vocabulary import ContestKind, Status

DENIED, TOLD = "denied", "told as fact"


# ---- whether it happened


def _held(status: Status) -> str:
    return status if status in (DENIED, "suspected") else TOLD


def _denial_differs(left: View, right: View) -> ContestKind | None:
    """A denial contests what anybody tells; who takes its own word back has updated it."""
    if DENIED not in (left.key, right.key):
        return None
    if one_voice(left, right) and left.facts.claim.document_id == right.facts.claim.document_id:
        return None
    return between_sources(left, right)


def event(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return who denies that it happened at all, and who tells it; None where nobody denies it."""
    views = [view(f, sources, k := _held(f.claim.status), k) for f in facts if f.claim.status != "planned"]
    return parting("event", views, _denial_differs)


# ---- how far it has come


def _statuses_differ(left: View, right: View) -> ContestKind | None:
    if one_voice(left, right) and left.facts.claim.document_id == right.facts.claim.document_id:
        return None  # one report tells of the plan, the launch and the end
    statuses = {left.facts.claim.status, right.facts.claim.status}
    if "suspected" in statuses:
        return "difference"
    if statuses == {"happened", "ongoing"}:
        return None
    if statuses == {"ongoing", "ended"} and not one_voice(left, right):
        return _ended_or_going_on(left, right)
    return _moved_on(left, right)


def _moved_on(left: View, right: View) -> ContestKind:
    """A plan that was carried out and an event that ended are updates; told out of order they are a difference."""
    order: tuple[Status, ...] = ("planned", "ongoing", "happened", "ended")
    ordered = in_order(left, right)
    if ordered is None:
        return "difference"
    earlier, later = (order.index(v.facts.claim.status) for v in ordered)
    return "update" if earlier < later else "difference"


def _ended_or_going_on(left: View, right: View) -> ContestKind:
    """Two sources: an end leaves room for what went on before it, and for nothing from then on."""
    ended, going_on = (left, right) if left.facts.claim.status == "ended" else (right, left)
    end, last = _day(ended.facts), _day(going_on.facts)
    if end is None or last is None:
        return "difference"
    return "update" if last < end else "dispute"


def _day(facts: Facts) -> int | None:
    return facts.days[1] if facts.days else facts.published


def status(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return where the claims part on how far it has come; that it happened and goes on is no contradiction."""
    views = [view(f, sources, f.claim.status, f.claim.status) for f in facts if f.claim.status != DENIED]
    return parting("status", views, _statuses_differ)


# ---- why


def _one_reason(left: str, right: str) -> bool:
    a, b = name_words(left, "sentence"), name_words(right, "sentence")
    shared = sum(1 for w in a if within(frozenset((w,)), b))
    return bool(a and b) and shared * 2 >= min(len(a), len(b))


def _phase(status: Status) -> str:
    """Return which moment of an event a status speaks of: a launch and an end have causes of their own."""
    return status if status in ("planned", "ended") else "event"


def _reasons_differ(left: View, right: View) -> ContestKind | None:
    if _phase(left.facts.claim.status) != _phase(right.facts.claim.status):
        return None
    return "dispute" if not one_voice(left, right) else "update" if in_order(left, right) else "difference"


def reason(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return the causes that different sources give for one moment of it: its launch, or its end."""
    views: list[View] = []
    for f in facts:
        if f.claim.reason and f.claim.status != DENIED:
            text = f.claim.reason.text
            known = next((v for v in views if _one_reason(v.value, text)), None)
            views.append(view(f, sources, known.key if known else text, known.value if known else text))
    return parting("reason", views, _reasons_differ)
