"""CASE 2021 task 2: the ACLED sub-event type of a short text, reached from our types by the codebook's crosswalk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.evaluation.corpora import as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, f1, share
from sayso.evaluation.reading import Read, reader
from sayso.schema import Claim, codebook

CORPUS = "corpora/case2021_task2/dev.jsonl"
PUBLISHED = Published(0.839, "best system, 25 types", "Haneczok et al. 2021, the whole test set")

LABEL_OF = {
    "Armed clash": "ARMED_CLASH",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Chemical weapon": "CHEM_WEAP",
    "Air/drone strike": "AIR_STRIKE",
    "Suicide bomb": "SUIC_BOMB",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Grenade": "GRENADE",
    "Sexual violence": "SEX_VIOL",
    "Attack": "ATTACK",
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Peaceful protest": "PEACE_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Mob violence": "MOB_VIOL",
    "Agreement": "AGREEMENT",
    "Arrests": "ARREST",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Disrupted weapons use": "DISR_WEAP",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Other": "OTHER",
}


GOVERNMENT = re.compile(
    r"\b(army|armed forces|government|troops|military|police|security forces|national guard)\b", re.I
)
TAKEN_BACK = re.compile(r"\b(re(gain|tak|took|captur|claim)|liberat)", re.I)


def _territory(claim: Claim) -> str:
    """ACLED asks who gained the place: a government takes it back, anybody else takes it."""
    by_government = any(GOVERNMENT.search(a.name) for a in claim.actors)
    is_back = TAKEN_BACK.search(claim.trigger.text) is not None
    return LABEL_OF[
        "Government regains territory" if by_government or is_back else "Non-state actor overtakes territory"
    ]


def _demonstration(tops: frozenset[str]) -> str:
    """ACLED asks what came of a demonstration: violence by the crowd, or by those sent against it, or arrests."""
    if tops & {"armed_clash", "property_destruction"}:
        return LABEL_OF["Violent demonstration"]
    if "attack_on_civilians" in tops:
        return LABEL_OF["Excessive force against protesters"]
    return LABEL_OF["Protest with intervention" if "arrest" in tops else "Peaceful protest"]


def label(claims: Sequence[Claim]) -> str:
    """Return the label of the first claim in the text, OTHER where there is none.

    Where the crosswalk needs more than the type (the notes of the codebook), the actors and the other claims decide.
    """
    types = codebook.native().types
    known = [c for c in sorted(claims, key=lambda c: c.trigger.start) if c.event_type in types]
    tops = frozenset(c.event_type.partition(".")[0] for c in known)
    if not known:
        return "OTHER"
    if "protest_riot" in tops:
        return _demonstration(tops)
    if known[0].event_type == "territory_change":
        return _territory(known[0])
    return LABEL_OF[types[known[0].event_type].crosswalk.acled_sub_event]


def weighted_f1(gold: Sequence[str], ours: Sequence[str]) -> float:
    """Return the mean of the labels' F1, each weighted by how often it stands in the gold."""
    in_gold, in_ours = Counter(gold), Counter(ours)
    both = Counter(g for g, o in zip(gold, ours, strict=True) if g == o)
    return share(sum(n * f1(both[g], in_ours[g], n) for g, n in in_gold.items()), len(gold))


def measure(shared: Path, limit: int | None, read: Read | None = None) -> Result:
    """Score event types on the texts whose type is one of ACLED's 25."""
    known = set(LABEL_OF.values())
    examples = [row for row in rows(shared / CORPUS, limit) if row["gold"]["type"] in known]
    read = read or reader()
    ours = [label(read(as_document(row["text"], key=row["id"]))) for row in counted(examples, "event-types")]
    gold = [row["gold"]["type"] for row in examples]
    outcomes = tuple(
        Outcome(row["id"], () if g == o else (g,), row["text"][:120])
        for row, g, o in zip(examples, gold, ours, strict=True)
    )
    return Result((Figure("weighted F1, 25 types", weighted_f1(gold, ours), len(gold), published=PUBLISHED),), outcomes)
