"""From claims to the templates of MUC-4, by the rules of its task: what is an incident, and how slots are filled.

Slots come from the claims; where MUC-4 asks for words that no claim holds (titles of victims, things that were hit),
the parse around the claim's spans gives them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sayso.evaluation.reading import TOLD
from sayso.evaluation.wordlists import any_of
from sayso.schema import Claim, Count, Document, Party, Place, Sentence, Token
from sayso.schema.tree import children, subtree

Template = dict[str, Any]

SLOTS = (
    "type",
    "stage",
    "date",
    "location",
    "perp_individual",
    "perp_org",
    "perp_org_confidence",
    "hum_name",
    "hum_desc",
    "hum_number",
    "hum_effect",
    "phys_id",
)

TYPE_OF = {
    "attack_on_civilians": "ATTACK",
    "armed_clash": "ATTACK",
    "shelling": "ATTACK",
    "sexual_violence": "ATTACK",
    "explosion": "BOMBING",
    "air_strike": "BOMBING",
    "abduction": "KIDNAPPING",
}
"""Arson and robbery are property_destruction, told by the trigger."""
FIRE = any_of("burn*, fire, ablaze, arson*, torch*")
ROBBERY = any_of("loot*, rob, robbed, robbery, steal*, stole*, ransack*")
TWO_SIDED = any_of(
    """clash*, fight*, fought, battl*, combat*, confront*, skirmish*, exchang*, firefight*, repel*, storm*,
    counter*, hostilit*, engag*"""
)
"""Fighting between armed sides is no incident in MUC-4; an attack by one side is."""
FIGHTERS = any_of(
    """soldier*, troop*, guerrilla*, rebel*, terrorist*, battalion*, brigade*, unit, units, subversive*, combatant*,
    forces, army, position*, extremist*, insurgent*, contra, contras, militant*, fighter*"""
)
VAGUE = timedelta(days=31)  # a longer stretch says no more than "before the report"
OLD = timedelta(days=62)
"""What happened more than two months before the report is background by MUC-4's rules."""

CONFIDENCE_OF = {
    "responsibility_claimed": "CLAIMED OR ADMITTED",
    "responsibility_ascribed": "SUSPECTED OR ACCUSED",
    "doubt": "POSSIBLE",
}
EFFECT_OF = {"killed": "DEATH", "injured": "INJURY"}
DEADLY = any_of(
    """kill*, murder*, assassinat*, dead, death, deaths, die, died, massacr*, slay*, slain, execut*, gunned*,
    lynch*, behead*, life, lives"""
)
HARMFUL = any_of("wound*, injur*, hurt, maim*")
ATTEMPT = any_of("attempt*, tried, try, fail*, foil*, defus*, deactivat*, unsuccessful*, escap*")
COUNTRIES = {
    "AR": "ARGENTINA",
    "BO": "BOLIVIA",
    "BR": "BRAZIL",
    "CL": "CHILE",
    "CO": "COLOMBIA",
    "CR": "COSTA RICA",
    "CU": "CUBA",
    "EC": "ECUADOR",
    "GT": "GUATEMALA",
    "HN": "HONDURAS",
    "MX": "MEXICO",
    "NI": "NICARAGUA",
    "PA": "PANAMA",
    "PE": "PERU",
    "PY": "PARAGUAY",
    "SV": "EL SALVADOR",
    "US": "UNITED STATES",
    "UY": "URUGUAY",
    "VE": "VENEZUELA",
}
NEITHER = frozenset(("km", "area", "position", "target", "damage", "injury", "casualty", "zone", "district"))
THINGS = frozenset(
    [
        *("airport", "ambulance", "aircraft", "aqueduct", "barracks", "bank", "bar", "base", "bridge", "brothel"),
        *("building", "bus", "cabin", "camp", "car", "cathedral", "center", "church", "clinic", "club", "company"),
        *("complex", "consulate", "convoy", "crop", "embassy", "establishment", "exchange", "facility", "factory"),
        *("farm", "garrison", "grid", "headquarters", "helicopter", "highway", "hospital", "hotel", "house", "home"),
        *("installation", "institute", "jeep", "line", "market", "mill", "mine", "ministry", "motorcycle", "museum"),
        *("network", "newspaper", "office", "oilfield", "palace", "patrol", "pipeline", "plane", "plant", "plantation"),
        *("plaza", "pole", "police", "post", "prison", "property", "pylon", "railroad", "ranch", "refinery"),
        *("residence", "restaurant", "road", "room", "school", "shop", "station", "store", "structure", "substation"),
        *("supermarket", "synagogue", "system", "table", "tank", "taxi", "temple", "terminal", "theater", "tower"),
        *("town", "train", "transformer", "truck", "university", "vehicle", "village", "warehouse"),
    ]
)


def template_type(claim: Claim) -> str | None:
    """Return the kind of incident, None for what MUC-4 does not code."""
    top = claim.event_type.partition(".")[0]
    words = claim.trigger.text
    if top == "property_destruction":
        return "ARSON" if FIRE.search(words) else "ROBBERY" if ROBBERY.search(words) else None
    if top == "armed_clash" and TWO_SIDED.search(words):
        return None
    return TYPE_OF.get(top)


# --- words around a claim's spans


@dataclass(frozen=True, slots=True)
class Words:
    """A document's text and parse, asked by offset."""

    text: str
    sentences: Sequence[Sentence]

    def at(self, start: int, end: int) -> tuple[Sentence, list[int]] | None:
        """Return the sentence of a span and the tokens in it, None where no token stands."""
        for sentence in self.sentences:
            if sentence.start <= start < sentence.end:
                held = [n for n, t in enumerate(sentence.tokens) if t.start < end and t.end > start]
                return (sentence, held) if held else None
        return None

    def written(self, sentence: Sentence, tokens: Sequence[int]) -> str:
        """Return the text from the first token to the last, in one line."""
        stretch = self.text[sentence.tokens[tokens[0]].start : sentence.tokens[tokens[-1]].end]
        return " ".join(stretch.split())


def _head(sentence: Sentence, tokens: Sequence[int]) -> int:
    held = set(tokens)
    return next((n for n in tokens if sentence.tokens[n].head not in held or sentence.tokens[n].head == n), tokens[-1])


def _phrase(sentence: Sentence, head: int) -> list[int]:
    """The head with what stands before it: compounds, adjectives, determiners."""
    before = [n for n in subtree(sentence, head) if n <= head]
    run = [head]
    for n in range(head - 1, -1, -1):
        if n not in before or (
            sentence.tokens[n].pos in ("PUNCT", "VERB", "ADP", "CCONJ") and sentence.tokens[n].text != "-"
        ):
            break
        run.insert(0, n)
    return run


def _fill(words: str) -> str:
    return '"' + words.upper().replace('"', "") + '"'


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper()


# --- people


@dataclass(frozen=True, slots=True)
class Person:
    """A victim: `name` "" where none is given; `number` "1", "PLURAL" or a figure."""

    name: str
    description: str
    number: str

    @property
    def reference(self) -> str:
        """The fill by which the other slots name the victim."""
        return self.name or self.description


TITLES = any_of(
    """president, vice, minister, general, gen, colonel, col, lieutenant, lt, captain, capt, major, maj, sergeant,
    sgt, dr, doctor, father, bishop, archbishop, msgr, monsignor, senator, governor, mayor, judge, ambassador,
    deputy, commander, magistrate, priest, attorney, engineer, rector, leader, journalist, congressman, councilman,
    chief, secretary, director, police, officer, businessman, lawyer, candidate, reverend, sister, mr, mrs, justice,
    inspector, corporal, private, foreign, defense, interior"""
)


def _split_name(phrase: str) -> tuple[str, str]:
    """Return the name at the end of a phrase and what stands before it: "Colonel", "Ana Ruiz"."""
    words = phrase.split()
    at = len(words)
    while at and words[at - 1][:1].isupper() and not TITLES.fullmatch(words[at - 1].rstrip(".")):
        at -= 1
    return " ".join(words[at:]), " ".join(words[:at])


def person(party: Party, words: Words, counts: Sequence[Count]) -> Person | None:
    """Return a recipient as MUC-4 names a victim, None for what is no person."""
    found = words.at(party.start, party.end)
    if found is None:
        return _from_text(party.text)
    sentence, held = found
    head = _head(sentence, held)
    token = sentence.tokens[head]
    if token.lemma in THINGS or token.lemma in NEITHER or token.entity in ("LOC", "FAC"):
        return None
    phrase = words.written(sentence, _phrase(sentence, head))
    if not _is_name(token):
        return Person("", _without_number(phrase), _number(token, party, counts, sentence, head))
    name, title = _split_name(phrase)
    if not name or token.tag == "NNPS" or token.entity == "NORP" or _ORGANISATION.search(phrase):
        return Person("", _without_number(phrase), _number(token, party, counts, sentence, head))
    appositive = next((n for n in children(sentence, head) if sentence.tokens[n].dep == "appos"), None)
    apposed = words.written(sentence, _phrase(sentence, appositive)) if appositive is not None else ""
    if apposed and sentence.tokens[appositive or 0].pos == "PROPN":
        apposed = ""
    return Person(name, _without_number(title or apposed), "1")


def _from_text(text: str) -> Person:
    return Person("", _without_number(text), "1")


DETERMINERS = any_of(
    """the, a, an, some, about, at, least, over, more, than, several, many, another, other, two, three, four, five,
    six, seven, eight, nine, ten, eleven, twelve, dozens, of, his, her, their, one, this, that, all, approximately,
    both, these, those"""
)


def _without_number(phrase: str) -> str:
    words = phrase.split()
    at = 0
    while at < len(words) - 1 and (DETERMINERS.fullmatch(words[at]) or words[at].replace(",", "").isdigit()):
        at += 1
    return " ".join(words[at:])


def _number(token: Token, party: Party, counts: Sequence[Count], sentence: Sentence, head: int) -> str:
    """The figure that stands with the people, else what their grammatical number says."""
    beside = [c for c in counts if c.start < party.end and party.start < c.end + 2 and c.best]
    if beside:
        return _figure(min(beside, key=lambda c: c.end - c.start))
    numeral = next((n for n in children(sentence, head) if sentence.tokens[n].dep == "nummod"), None)
    if numeral is not None:
        from_words = next((c for c in counts if c.start <= sentence.tokens[numeral].start < c.end), None)
        if from_words and from_words.best:
            return _figure(from_words)
    return "PLURAL" if token.tag in ("NNS", "NNPS") else "1"


def _figure(count: Count) -> str:
    return "PLURAL" if count.quantifier == "vague" or count.best is None else str(count.best)


def _parts_or_wholes(counts: Sequence[Count]) -> list[Count]:
    """The figures of people killed or hurt; where a whole is made of parts in other words, the parts."""
    harmed = [c for c in counts if c.outcome in EFFECT_OF]
    summed = [c for c in harmed if " + " in c.text]
    return [c for c in harmed if c not in summed and (c.part_of is None or summed)]


def _victims(claim: Claim, words: Words) -> Iterator[tuple[Person, str | None]]:
    """Each victim with the effect on them."""
    outcomes = _parts_or_wholes(claim.counts)
    told: set[str] = set()
    for party in claim.recipients:
        found = person(party, words, claim.counts)
        if found is None or not found.reference or found.reference in told:
            continue
        told.add(found.reference)
        beside = [c for c in outcomes if c.start < party.end and party.start < c.end + 2]
        chosen = beside or (outcomes if len({c.outcome for c in outcomes}) == 1 else [])
        yield found, EFFECT_OF[chosen[0].outcome] if chosen and chosen[0].best != 0 else _told(claim)
    for c in outcomes:
        if any(c.start < p.end and p.start < c.end + 2 for p in claim.recipients) or c.best == 0:
            continue
        described = _without_number(c.text)
        if described and described.lower() not in told and any(map(str.isalpha, described)) and described != c.text:
            told.add(described.lower())
            yield Person("", " ".join(described.split()), _figure(c)), EFFECT_OF[c.outcome]


def _told(claim: Claim) -> str | None:
    """The effect that the trigger itself tells, where the attempt did not fail."""
    if claim.status not in ("happened", "ended") or ATTEMPT.search(claim.trigger.text) or claim.counts:
        return None
    return "DEATH" if DEADLY.search(claim.trigger.text) else "INJURY" if HARMFUL.search(claim.trigger.text) else None


def _people(claim: Claim, words: Words) -> Template:
    slots: Template = {"hum_name": [], "hum_desc": [], "hum_number": [], "hum_effect": []}
    for found, effect in _victims(claim, words):
        reference = _fill(found.reference)
        if found.name:
            slots["hum_name"].append(_fill(found.name))
        if found.description:
            slots["hum_desc"].append(_fill(found.description) + (f": {reference}" if found.name else ""))
        slots["hum_number"].append(f"{found.number}: {reference}")
        if effect:
            slots["hum_effect"].append(f"{effect}: {reference}")
    return slots


# --- things


def _things(claim: Claim, words: Words) -> Template:
    """What was hit, where it is a building, a vehicle, a line: the object of the trigger, or what the attack was on."""
    found: dict[str, str] = {}
    for party in claim.recipients:
        held = words.at(party.start, party.end)
        if held and held[0].tokens[_head(*held)].lemma in THINGS:
            phrase = _without_number(words.written(held[0], _phrase(held[0], _head(*held))))
            found[phrase.upper()] = _fill(phrase)
    at = words.at(claim.trigger.start, claim.trigger.end)
    if at:
        sentence, held_tokens = at
        for n in _objects(sentence, _head(sentence, held_tokens)):
            if sentence.tokens[n].lemma in THINGS:
                phrase = _without_number(words.written(sentence, _phrase(sentence, n)))
                found[phrase.upper()] = _fill(phrase)
    return {"phys_id": list(found.values())}


def _objects(sentence: Sentence, trigger: int) -> Iterator[int]:
    for n in children(sentence, trigger):
        token = sentence.tokens[n]
        if token.dep in ("dobj", "nsubjpass", "attr"):
            yield from _with_conjuncts(sentence, n)
        if token.dep == "prep" and token.lemma in ("on", "against", "at", "of", "in", "near", "outside", "inside"):
            for m in children(sentence, n):
                if sentence.tokens[m].dep == "pobj":
                    yield from _with_conjuncts(sentence, m)


def _with_conjuncts(sentence: Sentence, at: int) -> Iterator[int]:
    yield at
    for n in children(sentence, at):
        if sentence.tokens[n].dep == "conj":
            yield from _with_conjuncts(sentence, n)


# --- who did it


MEMBERS = any_of(
    """member, members, guerrilla*, rebel*, terrorist*, men, man, individual*, person, persons, people, gunmen,
    soldier*, troop*, commando*, militant*, subversive*, unit, units, assassin*, trafficker*, kidnapper*, attacker*,
    squad*, element, elements, leader, subject, subjects"""
)
_ORGANISATION = re.compile(
    r"(?:[A-Z]\w*(?:'s)?\s+)*"
    r"(?:Front|Army|Movement|Path|Forces?|Cartel|Guard|Union|Party|Alliance|Unity|Extraditables|Police|Battalion|Brigade|"
    r"Command|Mafia|Squads?)\b|"
    r"\b[A-Z]{2,}(?:-\d+)?\b|\bM-19\b"
)


def _organisation(party: Party) -> str | None:
    """The organisation inside an actor's words, None where they name none."""
    text = " ".join(party.text.split())
    found = _ORGANISATION.search(text)
    if found:
        return found[0]
    if re.fullmatch(
        r"(?:the )?(?:\w+ )?(?:army|armed forces|air force|government|military|police|navy)", text, re.IGNORECASE
    ):
        return re.sub(r"^the ", "", text)
    return party.name if party.actor_id else None


REBELS = any_of(
    """guerrilla, guerrillas, rebel, rebels, terrorist, terrorists, subversive, subversives, insurgent, insurgents,
    urban commando, urban commandos, extremist, extremists, drug trafficker, drug traffickers"""
)


def _perpetrators(claim: Claim, group: str | None) -> Template:
    kind = next((CONFIDENCE_OF[q.kind] for q in claim.qualifiers if q.kind in CONFIDENCE_OF), None)
    if kind is None:
        kind = "SUSPECTED OR ACCUSED" if claim.status == "suspected" else "REPORTED AS FACT"
    individuals, organisations = [], []
    for actor in claim.actors:
        name = _organisation(actor)
        if name and name not in organisations:
            organisations.append(name)
        if name is None or MEMBERS.search(actor.text):
            individuals.append(_fill(_without_number(" ".join(actor.text.split()))))
    if group and not organisations and any(REBELS.search(a.text) for a in claim.actors):
        organisations.append(group)  # "the guerrillas" of a report that names one group are that group's
    fills = [_fill(o) for o in organisations]
    return {
        "perp_individual": individuals,
        "perp_org": fills,
        "perp_org_confidence": [f"{kind}: {o}" for o in fills],
    }


# --- when and where


def _dates(claim: Claim, published: str | None) -> list[str]:
    """The day or days; where the text gives none, MUC-4's "on or before the day of the report"."""
    if claim.date is None or claim.date.precision in ("year", "season"):
        return [f"- {_day(published)}"] if published else []
    first, last = claim.date.start, claim.date.end
    if published and last > published:
        last = published
    if published and date.fromisoformat(last) - date.fromisoformat(first) > VAGUE:
        return [f"- {_day(published)}"]
    return [_day(first) if first >= last else f"{_day(first)} - {_day(last)}"]


def _day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d %b %y").upper()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report as a whole says: its day, its country, and the one armed group that it names, if it is one."""

    published: str | None
    country: str | None
    group: str | None = None


def setting(document: Document, claims: Sequence[Claim], dateline_country: str | None) -> Setting:
    """Return the report's setting; the dateline's country stands where no claim has one."""
    held = [p.country for c in claims for p in c.places if p.country in COUNTRIES]
    country = max(sorted(set(held)), key=held.count) if held else dateline_country
    return Setting(document.published.date, country, armed_group(document.text))


_HEADS = r"(?:Front|Movement|Army|Liberation|Unity|Forces|Commandos?)"
_GROUP = re.compile(
    rf"(?P<name>[A-Z][\w']+\s+(?:(?:[A-Z][\w']+|of|for)\s+)*{_HEADS})\s*[\[(](?P<acronym>[A-Z][A-Z-]{{1,6}})[\])]|"
    rf"(?P<other>[A-Z][A-Z-]{{1,6}}) [\[(](?P<long>[A-Z][\w' ]+{_HEADS})[\])]|"
    r"(?P<known>[Ss]hining [Pp]ath|Extraditables|Medellin [Cc]artel|M-19)"
)


def armed_group(text: str) -> str | None:
    """Return the armed group that a report names, None where it names none or several."""
    flat = " ".join(text.split())
    found = {m["name"] or m["long"] or m["known"].title(): m["acronym"] or m["other"] for m in _GROUP.finditer(flat)}
    rebels = {n: a for n, a in found.items() if not n.startswith(("Salvadoran", "Armed Forces", "National Police"))}
    return next(iter(rebels)) if len(rebels) == 1 else None


def _location(places: Sequence[Place], where: Setting) -> list[str]:
    """Country, then from large to small; places that the gazetteer puts on other continents are left out."""
    near = [
        p
        for p in places
        if p.role == "event"
        and p.country in COUNTRIES
        and p.kind in ("settlement", "governorate", "country", "neighbourhood")
    ]
    chosen = [p for p in near if p.country == where.country] or near
    country = chosen[0].country if chosen else where.country
    if country is None:
        return []
    held = [p for p in chosen if p.kind != "country" and p.country == country]
    larger = [p for p in held[1:] if p.kind == "governorate" and held[0].kind != "governorate"]
    names = dict.fromkeys(_bare_name(p.name) for p in [*larger[:1], *held[:1]])
    return [": ".join([COUNTRIES[country], *names])]


_PART = re.compile(
    r"^(?:.*\bof\s+(?:the\s+)?|"
    r"(?:(?:north|south|east|west)\w*|central|downtown|greater|upper|lower|middle)\s+)+(?=[A-Z])|"
    r"\s+(?:department|province|district|city|neighborhood|town|region|area|municipality|state)$",
    re.IGNORECASE,
)


def _bare_name(name: str) -> str:
    """The name in capitals, without accents, directions and the kind of place."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", " ".join(name.split())) if not unicodedata.combining(c))
    return (_PART.sub("", plain) or plain).upper()


# --- templates


def _stage(claim: Claim) -> str:
    if claim.status == "planned" or any(q.kind == "threat" for q in claim.qualifiers):
        return "THREATENED"
    return "ATTEMPTED" if ATTEMPT.search(claim.trigger.text) else "ACCOMPLISHED"


def _template(claim: Claim, kind: str, words: Words, where: Setting) -> Template:
    return {
        "type": [kind],
        "stage": [_stage(claim)],
        "date": _dates(claim, where.published),
        "location": _location(claim.places, where),
        **_perpetrators(claim, where.group),
        **_people(claim, words),
        **_things(claim, words),
    }


def _is_dated(template: Template) -> bool:
    return bool(template["date"]) and not template["date"][0].startswith("-")


def _placed(template: Template) -> str:
    return template["location"][0].partition(": ")[2] if template["location"] else ""


def _same(a: Template, b: Template) -> bool:
    """Two claims of one kind are one incident unless their days, places or named victims differ."""
    if a["type"] != b["type"]:
        return False
    if a["hum_name"] and b["hum_name"]:
        return bool({n.split()[-1] for n in a["hum_name"]} & {n.split()[-1] for n in b["hum_name"]})
    days = not (_is_dated(a) and _is_dated(b)) or _is_near(a["date"][0], b["date"][0])
    return days and (not _placed(a) or not _placed(b) or _placed(a) == _placed(b))


def _is_near(a: str, b: str) -> bool:
    """Whether two days are one or neighbours: "last night" and "today" can be one incident."""
    last = [datetime.strptime(d.rpartition(" - ")[2], "%d %b %y") for d in (a, b)]
    return abs((last[0] - last[1]).days) <= 1


def _joined(a: Template, b: Template) -> Template:
    joined = {slot: [*a[slot], *(x for x in b[slot] if not _held(x, a[slot]))] for slot in a}
    joined["type"], joined["stage"] = a["type"], a["stage"]
    joined["date"] = a["date"] if _is_dated(a) or not _is_dated(b) else b["date"]
    joined["location"] = a["location"] if _placed(a) or not _placed(b) else b["location"]
    return joined


def _held(fill: str, fills: Sequence[str]) -> bool:
    last = fill.rstrip('"').split()[-1:]
    return any(f.rstrip('"').split()[-1:] == last for f in fills)


def _counts_as_incident(claim: Claim, published: str | None) -> bool:
    if claim.is_total or claim.status not in (*TOLD, "planned"):
        return False
    if claim.date is None or published is None:
        return True
    return date.fromisoformat(claim.date.end) >= date.fromisoformat(published) - OLD


def templates(claims: Iterable[Claim], words: Words, where: Setting) -> list[Template]:
    """Return a report's templates: its claims, those of one incident joined."""
    found: list[Template] = []
    for claim in claims:
        kind = template_type(claim)
        if kind is None or not _counts_as_incident(claim, where.published):
            continue
        new = _template(claim, kind, words, where)
        at = next((i for i, t in enumerate(found) if _same(t, new)), None)
        if at is None:
            found.append(new)
        else:
            found[at] = _joined(found[at], new)
    return [t for t in found if _is_told(t)]


def _is_told(template: Template) -> bool:
    """Whether somebody who did it or suffered it, or what was hit, is told; losses of the armed sides alone are no
    incident in MUC-4."""
    if not any(template[slot] for slot in ("hum_name", "hum_desc", "phys_id", "perp_individual", "perp_org")):
        return False
    described = template["hum_desc"]
    only_fighters = bool(described) and all(map(FIGHTERS.search, described))
    return not only_fighters or bool(template["hum_name"] or template["phys_id"])
