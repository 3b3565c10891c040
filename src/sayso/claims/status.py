"""Whether an event is said to have happened, to be going on, planned, ended, denied or suspected, and by which cue.

A qualifier counts for an event only where the parse ties its cue to one of the event's triggers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.happenings import CONSEQUENCES, Happening
from sayso.schema import Qualifier, Sentence
from sayso.schema.codebook import top
from sayso.schema.tree import SUBJECTS, children, path_up
from sayso.schema.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with the rule and the words that gave it."""

    status: Status
    rule: str
    text: str = ""


_AT_ONCE = frozenset({"displacement", "territory_change"})
_BEGUN_ONCE = frozenset({"operation", "territory_change"})
_GOES_ON_BY_NATURE = frozenset({"strength"})
_LASTING = frozenset({"operation", "agreement", "support", "armed_clash"})
_REPEATED = frozenset({"armed_clash", "air_strike", "shelling", "operation", "support", "displacement"})
CIRCUMSTANCE = frozenset({"for", "after", "over", "since", "following", "about", "during", "despite"})
ADJUNCTS = ("advcl", "relcl", "acl", "appos")


def _token_at(sentence: Sentence, start: int) -> int | None:
    return next((n for n, t in enumerate(sentence.tokens) if t.start <= start < t.end), None)


def governs(sentence: Sentence, cue: int, trigger: int, through: frozenset[str] = CIRCUMSTANCE) -> bool:
    """Tell whether a cue stands over a trigger in the parse, with no adjunct clause and none of the prepositions
    `through` between, or directly modifies it."""
    up = path_up(sentence, trigger)
    token = sentence.tokens[cue]
    if token.head in up[:2] and token.dep in ("aux", "neg", "advmod", "amod", "det", "compound", "npadvmod", "auxpass"):
        return True
    if cue not in up:
        return False
    between = up[: up.index(cue)]
    if any(_sets_apart(sentence, n) for n in between):
        return False
    if any(sentence.tokens[n].lemma in through and sentence.tokens[n].pos in ("ADP", "SCONJ") for n in between[1:]):
        return False
    return (
        not any(sentence.tokens[n].dep in ADJUNCTS for n in between[:-1] + between[-1:] if n != trigger)
        and len(between) <= 4
    )


_ASIDE_MARKS = frozenset({"after", "since", "while", "as", "when", "despite", "because", "before", "where"})


def _sets_apart(sentence: Sentence, verb: int) -> bool:
    """Tell whether a clause is a circumstance of its own: "plan to leave after an attack killed five"."""
    if sentence.tokens[verb].dep != "advcl":
        return False
    return any(
        sentence.tokens[n].dep in ("mark", "advmod") and sentence.tokens[n].lemma in _ASIDE_MARKS
        for n in children(sentence, verb)
    )


def _negates(sentence: Sentence, cue: int, trigger: int) -> bool:
    """Tell whether "not" or "no" stands right at a trigger; "was not an isolated attack" negates no attack."""
    token = sentence.tokens[cue]
    if token.dep in ("neg", "det"):
        return token.head == trigger
    return governs(sentence, cue, trigger)


def _bears(sentence: Sentence, q: Qualifier, cue: int, trigger: int) -> bool:
    if q.kind == "negation":
        return _negates(sentence, cue, trigger)
    if q.kind == "denial":
        return governs(sentence, cue, trigger, through=frozenset())
    return governs(sentence, cue, trigger)


_SENSED = frozenset({"hear", "see", "feel"})


def _perceived(sentence: Sentence, q: Qualifier, cue: int) -> bool:
    """Tell whether "could" tells what was perceived and doubts nothing: "blasts could be heard"."""
    return q.cue.casefold() == "could" and sentence.tokens[sentence.tokens[cue].head].lemma in _SENSED


def bearing(sentence: Sentence, happening: Happening, qualifiers: Sequence[Qualifier]) -> list[Qualifier]:
    """Return the qualifiers whose cue governs one of the happening's triggers."""
    found = []
    for q in qualifiers:
        if not sentence.start <= q.start < sentence.end:
            continue
        if any(t.start <= q.start < t.end for t in happening.triggers):
            if q.kind == "ended":  # "ended the campaign"
                found.append(q)
            continue
        cue = _token_at(sentence, q.start)
        if cue is None or _perceived(sentence, q, cue):
            continue
        if any(_bears(sentence, q, cue, t.head) for t in happening.triggers):
            found.append(q)
    return found


def _progressive(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is in a progressive tense: "are besieging", "have been shelling", "were near and firing"."""
    token = sentence.tokens[verb]
    if token.tag != "VBG":
        return False
    helpers = [sentence.tokens[n] for n in children(sentence, verb)]
    if any(t.dep in ("aux", "auxpass") and t.lemma == "be" for t in helpers):
        return True
    return token.dep == "conj" and sentence.tokens[token.head].lemma == "be"


def _present(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb stands in the present, passive too: "the suburbs are covered by a truce"."""
    token = sentence.tokens[verb]
    helpers = [n for n in children(sentence, verb) if sentence.tokens[n].dep in ("aux", "auxpass")]
    passive = token.tag == "VBN" and len(helpers) == 1
    return token.tag in ("VBP", "VBZ") or (passive and sentence.tokens[helpers[0]].text.casefold() in ("is", "are"))


def _have(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.tokens[n].lemma == "have" and sentence.tokens[n].tag in ("VBP", "VBZ")
        for n in children(sentence, verb)
    )


_FOILED = frozenset({"foil", "foiled", "foiling", "foils", "thwart", "thwarted", "thwarting", "thwarts"})
_STARTS = frozenset({"begin", "start"})
_COSTS = frozenset({"kill", "wound", "injure", "claim", "cost", "leave", "displace", "destroy"})


def _carried_on(sentence: Sentence, main: int) -> bool:
    """Tell whether the verb over an event says that it goes on: "is helping prop up", "have begun to flee"."""
    over = sentence.tokens[main].head
    if sentence.tokens[main].dep != "xcomp" or sentence.tokens[main].pos != "VERB":
        return False
    return _progressive(sentence, over) or sentence.tokens[over].lemma in _STARTS


def _rocks(sentence: Sentence, main: int) -> bool:
    """Tell whether a clash goes on up to now: "clashes have rocked the city", "amid clashes", "locked in fighting".
    What it has cost so far is a balance: "fighting has killed 30"."""
    token = sentence.tokens[main]
    over = sentence.tokens[token.head]
    if token.lemma == "lock":
        return True
    if token.dep == "nsubj" and over.tag == "VBN" and _have(sentence, token.head):
        return over.lemma not in _COSTS
    return token.dep == "pobj" and over.lemma == "amid"


def _since(sentence: Sentence, verb: int) -> bool:
    """Tell whether something has been so since then: "have rocked the city since Wednesday"."""
    since = any(t.text.casefold() == "since" for t in sentence.tokens)
    return since and _have(sentence, verb)


def _first(found: Sequence[Qualifier], kind: str) -> Qualifier | None:
    return next((q for q in found if q.kind == kind), None)


def _by_cue(event_type: str, found: Sequence[Qualifier], consequence: bool, hurt: bool) -> Standing | None:
    if hurt:  # an attack that was foiled took place if it cost lives
        found = [q for q in found if q.cue.casefold().split()[0] not in _FOILED]
    negated, ended = _first(found, "negation"), _first(found, "ended")
    if negated and ended:
        return Standing("ongoing", "not ended", f"{negated.cue} … {ended.cue}")
    if consequence:  # "which would bring the toll to two" plans nothing
        found = [q for q in found if q.cue.casefold() != "would"]
    for kind, status in (("denial", "denied"), ("negation", "denied"), ("plan", "planned"), ("threat", "planned")):
        q = _first(found, kind)
        if q:
            return Standing(status, q.rule, q.cue)  # type: ignore[arg-type]
    q = _first(found, "ended")
    if q and top(event_type) in ("operation", "agreement", "armed_clash", "air_strike", "support", "shelling"):
        return Standing("ended", q.rule, q.cue)
    q = _first(found, "hedge") or _first(found, "condition")
    if q:
        return Standing("suspected", q.rule, q.cue)
    q = None if consequence else _first(found, "ongoing")
    if q and top(event_type) not in ("toll", "territory_change", "explosion", "attack_on_civilians"):
        return Standing("ongoing", q.rule, q.cue)
    return None


def _goes_on(sentence: Sentence, main: int, verb: int, kind: str) -> bool:
    """Tell whether a verb in a present tense says that what lasts goes on. A clash does so only as its own verb or
    subject: "clashes rage", not "the monitor records the clash"."""
    if not (_progressive(sentence, verb) or _present(sentence, verb)):
        return False
    own = verb == main or (sentence.tokens[main].head == verb and sentence.tokens[main].dep in SUBJECTS)
    return own or kind != "armed_clash"


def _perfect(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb of having or keeping stands in the present perfect: "have had a truce"."""
    token = sentence.tokens[verb]
    return _have(sentence, verb) and token.lemma in ("have", "enjoy", "keep", "hold", "observe", "last")


def _by_its_verb(sentence: Sentence, happening: Happening, kind: str) -> Standing | None:
    main = happening.main.head
    if _progressive(sentence, main) and kind not in _AT_ONCE:
        return Standing("ongoing", "progressive tense", happening.main.text)
    if kind not in _BEGUN_ONCE and _carried_on(sentence, main):
        return Standing("ongoing", "begun or carried on", sentence.tokens[sentence.tokens[main].head].text)
    if kind == "armed_clash" and _rocks(sentence, main):
        return Standing("ongoing", "a clash up to now", happening.main.text)
    return None


def _by_tense(sentence: Sentence, happening: Happening, kind: str) -> Standing | None:
    main = happening.main.head
    own = _by_its_verb(sentence, happening, kind)
    if own:
        return own
    verb = next((n for n in path_up(sentence, main)[:3] if sentence.tokens[n].pos in ("VERB", "AUX")), None)
    if verb is None:
        return None
    if kind in _LASTING and _goes_on(sentence, main, verb, kind):
        return Standing("ongoing", "present tense", sentence.tokens[verb].text)
    if (kind == "agreement" and _perfect(sentence, verb)) or (kind == "support" and _have(sentence, verb)):
        return Standing("ongoing", "present perfect", sentence.tokens[verb].text)
    if kind in _REPEATED and _since(sentence, verb):
        return Standing("ongoing", "present perfect with since", sentence.tokens[verb].text)
    return None


def _was_launched(sentence: Sentence) -> bool:
    return any(t.text.casefold().startswith(("launched", "began")) and t.tag == "VBD" for t in sentence.tokens)


def status_of(
    sentence: Sentence, happening: Happening, event_type: str, qualifiers: Sequence[Qualifier], dated: bool = False
) -> Standing:
    """Return the status of a happening; `happened` where no cue, tense or nature says otherwise.

    `qualifiers` are those that bear on the happening; `dated` says that its time lies wholly before the report.
    """
    kind = top(event_type)
    hurt = any(t.label in CONSEQUENCES for t in happening.triggers)
    cued = _by_cue(event_type, qualifiers, happening.label in CONSEQUENCES, hurt)
    if cued:
        return cued
    if kind in _GOES_ON_BY_NATURE:
        return Standing("ongoing", "strength or control lasts")
    tensed = _by_tense(sentence, happening, kind)
    if tensed:
        return tensed
    if kind == "operation" and not dated and not _was_launched(sentence):
        return Standing("ongoing", "an operation lasts until it is said to end")
    return Standing("happened", "no cue to the contrary")
