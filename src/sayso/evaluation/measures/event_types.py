"""CASE 2021 task 2: the ACLED sub-event type of a short text, reached from our types by the codebook's crosswalk.

Where ACLED asks for more than our type tells (who gained a place, what came of a demonstration, whether what was seized
was weapons), the actors, recipients and figures of the claims and the words of their quotes decide. A text without a
claim is OTHER, so that only what sayso reads is measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.evaluation.corpora import as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, f1, share
from sayso.evaluation.reading import Read, reader
from sayso.evaluation.wordlists import any_of
from sayso.schema import Claim, codebook
from sayso.schema.codebook import top

CORPUS = "corpora/case2021_task2/dev.jsonl"
PUBLISHED = Published(0.839, "best system (TF-IDF .58)", "Haneczok et al. 2021, 25 types, the whole test set")

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


GOVERNMENT = any_of(
    """army, armed forces, government*, troops, military, police*, security forces, security personnel, security
    officers, national guard, regime, officer, officers, forces, rangers, soldiers, authorities, coalition, defence,
    defense"""
)
REBEL = any_of(
    """rebel, rebels, militant, militants, insurgent, insurgents, terrorist, terrorists, fighters, jihadis*,
    islamist, islamists, al shabab, al shabaab, isis, isil, islamic state, daesh, taliban, boko haram, opposition,
    separatist, separatists, armed group, armed groups, militia, militias, gunmen, guerrilla, guerrillas, houthi,
    houthis, ansarullah, kurdish"""
)
TAKEN_BACK = any_of("regain*, retak*, retook, recaptur*, reclaim*, recover*, liberat*, seized back, purg*, secure*")
WEAPONS = any_of(
    """weapon, weapons, arms, firearm, firearms, ammunition, ammunitions, rounds, rifle, rifles, pistol, pistols,
    gun, guns, explosive, explosives, grenade, grenades, mines, bomb, bombs, rockets, missiles, revolver, revolvers,
    cartridges, ied, ieds, drugs, depot, depots, cache, caches, tunnel, tunnels, drone, drones, belt, belts"""
)
FOUND = any_of(
    """seiz*, captur*, confiscat*, recover*, intercept*, found, discover*, defus*, dismantl*, destroy*, disarm*,
    uncover*, hand over, handed over"""
)
BASE = any_of("base, bases, post, posts, camp, camps, headquarters, outpost*, barracks, checkpoint*")
SET_UP = any_of("set up, sets up, setting up, establish*, build*, built, construct*, open*, creat*, install*")
DEMONSTRATION = any_of("protest*, demonstrat*, rally, rallies, rallied, sit in, sit ins, picket*, riot*, unrest")
CROWD = any_of("clash*, throw*, threw, hurl*, stone, stones, bomb, bombs, molotov*, rioted, rioters, rioting")
CROWD_VIOLENCE = any_of(
    """riots, rioted, rioters, rioting, clash*, throw*, threw, hurl*, stone, stones, petrol bomb, petrol bombs,
    molotov*, vandal*, torch*, loot*, set fire, set on fire, burn*, violence, violent*, aggressive, storm*"""
)
DISPERSED = any_of(
    """tear gas*, teargas*, water cannon*, dispers*, arrest*, detain*, rubber bullet*, block*, chase*, halt*,
    pepper, stopped, stopping"""
)
FORCE = any_of(
    """live fire, live rounds, live ammunition, live bullets, killed, shot, dead, die, died, beat*, excessive,
    brutal*, opened fire, gunfire, suppress*, crackdown"""
)
MOB = any_of("mob, mobs, lynch*, vigilante, vigilantes")
TWO_SIDED = any_of(
    """clash*, fight*, battl*, combat*, confront*, skirmish*, exchang*, firefight*, repel*, counter*, hostilit*,
    gunbattle*, engage* in battle"""
)
CHEMICAL = any_of("chemical, chemicals, chemically, chlorine, sarin, mustard, poison* gas*, toxic gas*, nerve agent*")
SEXUAL = any_of("rape, rapes, raped, raping, rapist, rapists, sexual*, molest*")

SILENT = frozenset({"accusation", "strength", "toll", "other", "displacement", "support"})
"""Types without a row of their own in ACLED: they decide only where no other claim stands."""
RANK = (
    "CHEM_WEAP",
    "SUIC_BOMB",
    "SEX_VIOL",
    "GRENADE",
    "AIR_STRIKE",
    "REM_EXPLOS",
    "ART_MISS_ATTACK",
    "GOV_REGAINS_TERIT",
    "NON_STATE_ACTOR_OVERTAKES_TER",
    "ATTACK",
    "DISR_WEAP",
    "HQ_ESTABLISHED",
)
"""ACLED codes the graver or the more telling of two things told together; those not listed go by their order."""


def _names(claim: Claim) -> str:
    return " ".join(a.name for a in claim.actors)


def _is_of_weapons(claim: Claim) -> bool:
    """Whether what was seized, found or destroyed is weapons: they are named beside the word for it."""
    at = claim.trigger.start - claim.start
    beside = claim.quote[max(0, at - 80) : at + 80]
    return bool(FOUND.search(beside) and WEAPONS.search(beside))


def _territory(claim: Claim) -> str:
    """ACLED asks who gained the place: a government takes it back, anybody else takes it."""
    if _is_of_weapons(claim):
        return LABEL_OF["Disrupted weapons use"]
    names = _names(claim)
    if REBEL.search(names):
        return LABEL_OF["Non-state actor overtakes territory"]
    from_rebels = not claim.actors and any(REBEL.search(r.text) for r in claim.recipients)
    by_government = GOVERNMENT.search(names) or TAKEN_BACK.search(claim.trigger.text) or from_rebels
    return LABEL_OF["Government regains territory" if by_government else "Non-state actor overtakes territory"]


def _demonstration(claims: Sequence[Claim]) -> str:
    """ACLED asks what came of a demonstration: violence by the crowd, or by those sent against it, or no more."""
    told = " ".join(dict.fromkeys(c.quote for c in claims))
    tops = {_top(c) for c in claims}
    if MOB.search(told):
        return LABEL_OF["Mob violence"]
    by_forces = GOVERNMENT.search(told) or tops & {"attack_on_civilians", "armed_clash"}
    if by_forces and FORCE.search(told) and not CROWD.search(told):
        return LABEL_OF["Excessive force against protesters"]
    if CROWD_VIOLENCE.search(told):
        return LABEL_OF["Violent demonstration"]
    return LABEL_OF["Protest with intervention" if DISPERSED.search(told) else "Peaceful protest"]


def _clash(claim: Claim) -> str:
    """Gunmen who attack people that are not fighting: "Attack"; anything between armed sides: "Armed clash"."""
    harmed = " ".join(r.text for r in claim.recipients)
    on_civilians = any(c.who == "civilians" for c in claim.counts)
    on_forces = (
        GOVERNMENT.search(harmed)
        or REBEL.search(harmed)
        or BASE.search(harmed)
        or any(c.who in ("soldiers", "police", "militants") for c in claim.counts)
    )
    one_sided = not TWO_SIDED.search(claim.trigger.text) and not on_forces
    return LABEL_OF["Attack" if one_sided and (on_civilians or bool(harmed)) else "Armed clash"]


def _deployment(claim: Claim) -> str:
    if BASE.search(claim.quote) and SET_UP.search(claim.quote):
        return LABEL_OF["Headquarters or base established"]
    if claim.event_type == "deployment.withdrawal":
        return LABEL_OF["Non-violent transfer of territory"]
    return LABEL_OF["Change to group/activity"]


def _top(claim: Claim) -> str:
    return top(claim.event_type)


def _label(claim: Claim) -> str:
    """The label of one claim, by the crosswalk and what ACLED asks beyond the type."""
    top = _top(claim)
    if CHEMICAL.search(claim.quote) and top in ("air_strike", "shelling", "armed_clash", "chemical_attack"):
        return LABEL_OF["Chemical weapon"]
    if SEXUAL.search(claim.quote) and top in ("sexual_violence", "attack_on_civilians", "operation", "armed_clash"):
        return LABEL_OF["Sexual violence"]
    if top in ("operation", "property_destruction", "arrest") and _is_of_weapons(claim):
        return LABEL_OF["Disrupted weapons use"]
    if top == "attack_on_civilians" and any(REBEL.search(r.text) for r in claim.recipients):
        return LABEL_OF["Armed clash"]
    asked = {"territory_change": _territory, "armed_clash": _clash, "deployment": _deployment}.get(top)
    if asked:
        return asked(claim)
    return LABEL_OF[codebook.native().types[claim.event_type].crosswalk.acled_sub_event]


def label(claims: Sequence[Claim]) -> str:
    """Return the label of a text: the gravest of its claims' labels, else the first; OTHER where there is no claim."""
    types = codebook.native().types
    known = [c for c in sorted(claims, key=lambda c: c.trigger.start) if c.event_type in types]
    telling = [c for c in known if _top(c) not in SILENT and c.status != "denied"] or known
    if not telling:
        return "OTHER"
    if any(_top(c) == "protest_riot" or DEMONSTRATION.search(c.quote) for c in telling):
        return _demonstration(telling)
    labels = [_label(c) for c in telling]
    return min(labels, key=lambda found: RANK.index(found) if found in RANK else len(RANK))


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
