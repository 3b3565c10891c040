# ruff: noqa: E501 - one sentence pattern a line
"""Invented reports on invented incidents, as many as wanted, and the copies that desks make of them.

A report is drawn from a grammar: an incident (place, parties, figures, day) told in sentences, each of which can be
worded in several ways by several desks. Two desks that report one incident by themselves share its facts and names;
a copy shares its sentences. Everything follows from the seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_FIRST_PARTS = (
    "Qara Marj Tal Ain Wadi Deir Bir Kafr Ras Umm Jisr Nahr Burj Hosn Khan Sahl Tulul Zor Bab Jabal Rasm Sabkha Dahr "
    "Mazra Harf Birket Shaab Rujm Ghadir Tell Beit Haql Joub Kherbet Manshi Naqb Qasr Rawda Safa Talla"
).split()
_SECOND_PARTS = (
    "Sultan Hamra Dara Khalid Hafir Ajam Nabl Maqal Zahir Salim Azraq Qadim Maran Arwad Rima Majid Bani Sawda Gharbi "
    "Sharqi Tepe Akrad Yabis Rashid Turkan Mirin Dahab Zayt Sidr Rumman Tin Nakhl Saqr Dib Asad Faras Jamal Ward Milh "
    "Hajar Ramla Tayyib Basha Mansur Sabbah Wali Habib Karim Latif Nasir"
).split()
_PEOPLE = (
    "Adil Basim Dalia Emad Farah Ghassan Hala Imran Jalal Kinan Lamia Majd Nadim Omran Qasim Rana Samer Tarif Wafa Yusra "
    "Zaher Amal Bilal Dima Fadi Hind Iyad Jamila Khaled Lina"
).split()
_FAMILIES = (
    "Haddad Najjar Sabbagh Khoury Darwish Kassab Mardini Shami Barazi Atrash Qabbani Rifai Tahan Zein Asfour Dandashi "
    "Fares Ghazal Hakim Jundi Kanaan Labban Masri Nahas Odeh Rahal Saleh Turk Wahba Yazji"
).split()
_ROLES = (
    "governor|army colonel|rebel commander|hospital director|police officer|aid worker|schoolteacher|shopkeeper|"
    "rescue worker|tribal elder|mayor|prosecutor|monitor|truck driver|nurse"
).split("|")
_COLOURS = "Northern|Eastern|Free|United|Green|Victory|Martyrs'|Desert|River|Mountain|Popular|Black|White|Iron".split(
    "|"
)
_BANDS = "Front|Brigade|Guard|Shield|Division|Legion|Movement|Army|Falcons|Corps|Resistance|Company".split("|")
THINGS = "market|bakery|school|checkpoint|bus|bridge|fuel depot|mosque|clinic|barracks|court house|grain store".split(
    "|"
)
WEAPONS = "two rockets|a car bomb|mortar rounds|a drone|artillery fire|a roadside bomb|an air strike|grenades".split(
    "|"
)
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday".split("|")
TIMES = (
    "shortly after dawn|in the early hours|around noon|after nightfall|during the evening rush|before prayers".split(
        "|"
    )
)

_OPENINGS = (
    "[At least|No fewer than|Some] {n} [people|civilians|persons] [were killed|died|lost their lives] on {day} [when|as|after] {weapon} [struck|hit|destroyed] a [crowded|busy|large] {thing} in {place}, {source} said.",
    "{source^} said {n} [people|men and women|residents] had [died|been killed|perished] in {place} on {day} [after|when] {weapon} [hit|struck|levelled] a {thing} [there|in its centre|near its gates].",
    "{weapon^} [tore through|ripped into|wrecked] a {thing} in {place} on {day} and [left|killed] {n} [dead|of those inside|bystanders], [according to|as told by|by the word of] {source}.",
    "The [death toll|number of dead|count of victims] from {day}'s [attack|strike|assault] on a {thing} in {place} [stood at|reached|came to] {n}, {source} [told reporters|announced|made known].",
)
_TELLINGS: tuple[tuple[str, ...], ...] = (
    (
        "The {thing} was [hit|struck|shattered] {time}, when [it was at its fullest|most people were inside|the crowd was thickest], {source} [said|recalled|told a reporter].",
        "It was {time} that the {thing} [was struck|came under fire|went up in flames], [by the account of|as related by|to go by] {source}.",
        "{source^} [put|placed|dated] the [moment of impact|blow|blast] {time} and [said|insisted|added that] nobody [had been warned|was warned|had expected it].",
    ),
    (
        "[Another|A further|In addition] {m} people [were taken to|reached|filled] [the hospital|two clinics|a field hospital], {k} of them in [critical condition|danger of death|a grave state].",
        "[Doctors|Nurses|Surgeons] [counted|saw|treated] {m} [wounded|injured|patients] and [feared for|had doubts about|could not vouch for] the lives of {k}.",
        "{m^} were [hurt|wounded|maimed]; {k} [may not live|might die|are close to death], the [clinic's director|head physician|chief surgeon] [warned|feared|reckoned].",
    ),
    (
        "{source^} [blamed|accused|named] {actor}, which [holds|controls|occupies] the [hills|ridges|heights] [to the east of|above|beyond] the town.",
        "[No one|Nobody|No group] [claimed|owned up to|took credit for] the attack, [but|though|while] {source} [pointed at|suspected|held to account] {actor}.",
        "[Suspicion|Blame|The finger] [fell on|settled on|was laid upon] {actor}, whose [positions|guns|trenches] [lie|stand|are] within [range|sight|reach], said {source}.",
    ),
    (
        "A [spokesman|speaker|commander] for {actor} [denied|rejected|disowned] any [part|hand|role] in it and [accused|charged|suspected] {actor2} of [staging|arranging|ordering] the attack.",
        "{actor^} [rejected|dismissed|waved away] the charge and [said|held|maintained] that {actor2} had [fired on|shelled|killed] its own [people|side|kin].",
        "The [charge|claim|reproach] was called a [lie|fabrication|slander] by {actor}, which [in turn|for its part|instead] [blamed|accused|pointed to] {actor2}.",
    ),
    (
        "[Rescue workers|Volunteers|Neighbours] [pulled|dug|lifted] {k} [bodies|corpses|dead] from under [a collapsed roof|fallen beams|the rubble], [among them|including] those of [a mother and her sons|an old couple|two sisters].",
        "{k^} of the dead were [found|discovered|recovered] [beneath|below|under] the [roof|debris|stones], [a woman and her children|a teacher and his pupils|a family of five] among them.",
        "Under what [was left|remained|still stood] of the [roof|walls|building] lay {k} of the [victims|dead|slain], [some|many|several] of them from one [family|street|village].",
    ),
    (
        "The [road|highway|route] from {place} to {place2} was [closed|cut|sealed] by {actor} for the [rest of the day|whole evening|coming night].",
        "{actor^} [shut|blocked|barred] the way to {place2} and [let no cars pass|turned back every lorry|held up convoys] until [the next morning|daybreak|the curfew ended].",
        "[Traffic|Trade|Travel] between {place2} and the town [stood still|came to a halt|ceased] [after|once|because] {actor} had [set up barriers|dug ditches|posted guards].",
    ),
    (
        "It was the {k}th [attack|strike|bombing] on a {thing} in the [province|region|district] since the [truce|ceasefire|pause] of last [spring|autumn|winter] [broke down|ended|lapsed].",
        "Since the [spring|autumn|winter] [truce|ceasefire|accord] [collapsed|failed|fell apart] the [province|region|district] has [seen|suffered|lived through] {k} such [attacks|strikes|days].",
        "By the [count|tally|reckoning] of {source}, a {thing} has [now|by now|already] been [struck|hit|shelled] {k} times since the [truce|ceasefire|accord] [failed|ended|broke].",
    ),
    (
        "{place^} has [changed hands|been lost and won|switched sides] [four|five|three] times in the war and [most|the greater part|two thirds] of its {big} people have [fled|moved|gone] to [the coast|the capital|the camps].",
        "Of the {big} who [once|formerly|before the war] lived in {place} [most|many|all but a few] have [gone|left|fled]; the town was [taken|stormed|fought over] [four|five|three] times.",
        "[Fought over|Besieged|Shelled] [again and again|for years|season after season], {place} is [half empty|deserted|a shadow]: of {big} [inhabitants|souls|citizens] the larger part has [left|fled|died].",
    ),
    (
        "In {place2}, {far} kilometres to the [north|south|west], {actor2} said it had [taken|seized|entered] [two|three|four] villages [without a fight|unopposed|by agreement].",
        "{actor2^} [meanwhile|also|then] [claimed|reported|celebrated] [two|three|four] [hamlets|farms|villages] near {place2}, {far} kilometres away, where [nobody resisted|no shot was fired|the elders gave way].",
        "[Two|Three|Four] [villages|hamlets|farms] [outside|beyond|around] {place2} [fell to|went to|surrendered to] {actor2} on the same day, [residents|herders|traders] {far} kilometres off reported.",
    ),
    (
        "{source^} [called|appealed|pressed] for an [inquiry|investigation|explanation] and [asked|begged|urged] both sides to [keep away from|spare|leave alone] [homes and schools|wells and fields|the hospitals].",
        "Both sides [should|must|ought to] [spare|protect|avoid] [homes and schools|wells and fields|the hospitals], said {source}, and [an inquiry|a commission|a judge] should [establish|find out|determine] who [fired|gave the order|was to blame].",
        "An [inquiry|investigation|explanation] was [demanded|requested|asked for] by {source}, who [reminded|told|warned] both sides of the [rules|laws|duties] that protect [homes|the wounded|civilians].",
    ),
    (
        "[Talks|Meetings|Contacts] between {actor} and {actor2} in the [capital|gulf|mountains] were [put off|postponed|suspended] for a [week|month|fortnight] because of the [bloodshed|killing|outrage].",
        "The [bloodshed|killing|strike] also [cost|delayed|endangered] the talks: {actor} and {actor2} will not [meet|sit down|talk] before [next week|the new moon|the month is out].",
        "A [week's|month's|fortnight's] delay was [announced|agreed|imposed] for the [meeting|talks|round] at which {actor} and {actor2} were to [speak of|discuss|sign] a [truce|ceasefire|swap].",
    ),
    (
        "[Shops|Stalls|Schools] stayed [shut|closed|empty], [generators ran dry|lamps went out|pumps fell silent] and {big} people were [without|short of|cut off from] [water|power|bread], {source} said.",
        "{source^} [spoke|told|wrote] of {big} people [without|short of|longing for] [water|power|bread] and of [closed|looted|burnt] [shops|mills|stalls] and [silent|broken|stolen] generators.",
        "Without [fuel|oil|parts] for the [generators|engines|pumps] the [taps|lamps|ovens] [stopped|went cold|failed], which left {big} people [dry|in the dark|hungry], said {source}.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A body of sentences, with the number of the incident it tells."""

    incident: int
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the body as one text, three sentences a paragraph."""
        rows = self.sentences
        return "\n\n".join(" ".join(rows[i : i + 3]) for i in range(0, len(rows), 3))


def place(draw: random.Random) -> str:
    """Return a name for a town."""
    return f"{draw.choice(_FIRST_PARTS)} {draw.choice(_SECOND_PARTS)}"


def band(draw: random.Random) -> str:
    """Return a name for an armed group."""
    return f"the {draw.choice(_COLOURS)} {draw.choice(_BANDS)}"


def source(draw: random.Random) -> str:
    """Return somebody who is quoted, by name and calling."""
    return f"{draw.choice(_PEOPLE)} {draw.choice(_FAMILIES)} a {draw.choice(_ROLES)}".replace(" a a", " an a")


def incident(number: int, seed: int = 0) -> dict[str, str]:
    """Return the facts of one incident."""
    draw = random.Random(f"incident {seed} {number}")
    return {
        "place": place(draw),
        "place2": place(draw),
        "actor": band(draw),
        "actor2": band(draw),
        "source": source(draw),
        "thing": draw.choice(THINGS),
        "weapon": draw.choice(WEAPONS),
        "day": draw.choice(DAYS),
        "time": draw.choice(TIMES),
        "n": str(draw.randint(3, 90)),
        "m": str(draw.randint(5, 200)),
        "k": str(draw.randint(4, 19)),
        "big": f"{draw.randint(2, 90)},{draw.randint(0, 9)}00",
        "far": str(draw.randint(6, 80)),
    }


def _worded(pattern: str, facts: dict[str, str], draw: random.Random) -> str:
    """Return a sentence: one of each "[a|b|c]", and the facts for "{name}", in capitals where "{name^}"."""

    def put(found: re.Match[str]) -> str:
        value = facts[found[1]]
        return value[0].upper() + value[1:] if found[2] else value

    chosen = re.sub(r"\[([^\]]+)\]", lambda m: draw.choice(m[1].split("|")), pattern)
    return re.sub(r"\{(\w+)(\^?)\}", put, chosen)


def report(number: int, desk: int = 0, seed: int = 0) -> Report:
    """Return what one desk writes of one incident by itself: 7 to 11 sentences, in wording and order of its own.

    Desks draw on the same facts; each hears other sources, and of the first three desks no two word a thing alike.
    """
    facts = incident(number, seed)
    draw = random.Random(f"report {seed} {number} {desk}")
    rows = [_worded(_OPENINGS[(number + desk) % len(_OPENINGS)], facts, draw)]
    for which in draw.sample(range(len(_TELLINGS)), draw.randint(6, 10)):
        patterns = _TELLINGS[which]
        told = {**facts, "source": source(draw)}
        rows.append(_worded(patterns[(number + which + desk) % len(patterns)], told, draw))
    return Report(number, tuple(rows))


_SPELLINGS = {
    "Qara": "Karah", "Tepe": "Tappeh", "Marj": "Merj", "Deir": "Dayr", "Ain": "Ayn", "Kafr": "Kafar", "Umm": "Oum",
    "Jisr": "Jisir", "Khan": "Xan", "Front": "front", "kilometres": "km", "rebels": "militants", "dead": "killed",
    "Tal": "Tell", "Wadi": "Ouadi", "Nahr": "Nahar", "Burj": "Borj", "Hosn": "Husn", "Sahl": "Sahel", "Bir": "Beer",
}  # fmt: skip


def new_lead(original: Report, draw: random.Random) -> Report:
    """Another opening, the rest as it was."""
    lead = f"A {draw.choice(THINGS)} became a place of mourning this week as the war came back to {place(draw)}."
    return Report(original.incident, (lead, *original.sentences[1:]))


def cut_tail(original: Report, draw: random.Random) -> Report:
    """The last third or half is gone."""
    kept = max(3, round(len(original.sentences) * draw.uniform(0.5, 0.7)))
    return Report(original.incident, original.sentences[:kept])


def other_spelling(original: Report, draw: random.Random) -> Report:
    """Names and some words spelt otherwise throughout, apostrophes and commas lost now and then."""

    def respelt(sentence: str) -> str:
        out = re.sub(r"\w+", lambda m: _SPELLINGS.get(m[0], m[0]), sentence)
        return out.replace(",", "").replace("'", "") if draw.random() < 0.5 else out

    return Report(original.incident, tuple(map(respelt, original.sentences)))


def swapped(original: Report, draw: random.Random) -> Report:
    """The paragraphs behind the opening in another order."""
    rest = list(original.sentences[1:])
    draw.shuffle(rest)
    return Report(original.incident, (original.sentences[0], *rest))


def with_own_words(original: Report, draw: random.Random) -> Report:
    """Sentences of the desk's own put in between, up to a third of the copy."""
    own = report(original.incident + 1_000_003, desk=draw.randint(0, 2)).sentences
    rows = list(original.sentences)
    for sentence in own[1 : 1 + max(1, len(rows) // 3)]:
        rows.insert(draw.randint(1, len(rows)), sentence)
    return Report(original.incident, tuple(rows))


def word_for_word(original: Report, _draw: random.Random) -> Report:
    """Nothing changed."""
    return original


COPYING: Sequence[Callable[[Report, random.Random], Report]] = (
    word_for_word, new_lead, cut_tail, other_spelling, swapped, with_own_words,
)  # fmt: skip
