"""Which words name an event, and which only look like it. The type stands beside the words: "[Air strikes|air_strike]
fell".

Each row is a sentence and its twin: the twin has the same word in another sense, and nothing in it may be marked. A
type with a slash says that the word itself is a consequence: "killing/killed".
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from marked import answers, cases, known_failure, parsed, plain
from sayso.annotation.triggers import find_triggers
from sayso.schema import Mention, Sentence, codebook, knowledge

Parses = Mapping[str, tuple[Sentence, ...]]

SENSE = "the word is marked whatever its object or subject is; the sense is not told apart"

TABLE = [
    # armed clash
    ("Rebels [clashed|armed_clash] with soldiers near the dam.", "The colours of the flags did not match."),
    ("[Heavy fighting|armed_clash] broke out near the dam.", "A fighting cock was sold."),
    ("The [battle|armed_clash] for the dam lasted all night.", "Two battle tanks stood near the dam."),
    ("Rebels [stormed|armed_clash] the base.", "The storm reached the coast."),
    ("Rebels [fought|armed_clash] soldiers near the dam.", "The brothers bought a boat."),
    ("The column [met fierce resistance|armed_clash].", "The column met the mayor."),
    ("A patrol [came under fire|armed_clash] near the dam.", "The stove came with a fire guard."),
    ("Rebels [shot down|armed_clash] a helicopter.", "The helicopter was down for repairs."),
    ("Insurgents [ambushed|armed_clash.ambush] a patrol.", "A patrol passed the ambush memorial."),
    ("Commandos [raided the position|armed_clash.raid] near the dam.", "The position near the dam was filled."),
    # from the air
    ("[Air strikes|air_strike] damaged the market.", "The air force bought new planes."),
    ("Warplanes [dropped barrel bombs|air_strike] on the market.", "The porter dropped a barrel on the market."),
    ("A [drone strike|air_strike.drone] damaged the depot.", "The farmer flew a drone over his field."),
    ("A [helicopter attack|air_strike.helicopter] damaged the depot.", "The attack helicopter stayed on the ground."),
    # from afar
    ("Troops [shelled|shelling] the village.", "Children gathered shells on the beach."),
    ("[Shells fell|shelling] on the village.", "Leaves fell on the village."),
    ("Rebels [used guided missiles|shelling] against the convoy.", "The museum sold a model of a missile."),
    ("[Artillery fire|shelling] damaged the village.", "The artillery museum opened in May."),
    ("Rebels [fired rockets|shelling.rocket] at the airport.", "The rocket carried a satellite into orbit."),
    ("A [rocket hit|shelling.rocket] the school.", "The song was a hit."),
    ("[Mortar rounds hit|shelling.mortar] the school.", "The masons mixed mortar by hand."),
    ("The army [fired a missile|shelling.missile] at the barracks.", "The parade showed a new missile."),
    # explosions
    ("An [explosion|explosion] was heard near the court.", "The bomb squad was called."),
    ("A device [exploded|explosion] outside the court.", "The device was sold in shops."),
    ("Engineers [blew up|explosion] the bridge.", "The wind blew all night."),
    ("A [car bomb|explosion.car_bomb] was found outside the court.", "The car was parked outside the court."),
    ("A militant [blew himself up|explosion.suicide] outside the court.", "He committed suicide in prison."),
    ("A [roadside bomb|explosion.ied] was aimed at the convoy.", "A roadside stall sold tea to the convoy."),
    ("A farmer [stepped on a mine|explosion.landmine].", "The gold mine closed in May."),
    ("Gunmen [threw a grenade|explosion.grenade] at the bar.", "Pomegranate growers sold their fruit."),
    ("A [chlorine attack|chemical_attack] was reported.", "The plant makes chlorine for swimming pools."),
    # people as the aim
    ("Gunmen [opened fire on|attack_on_civilians] worshippers.", "The gallery opened on Sunday."),
    ("Gunmen [massacred|attack_on_civilians/killed] 12 villagers.", "The villagers read about the 19th century."),
    ("Gunmen [shot dead|attack_on_civilians/killed] a teacher.", "The photo shoot lasted all day."),
    ("Gunmen [assassinated|attack_on_civilians.assassination/killed] the mayor.", "The mayor read a crime novel."),
    ("Militants [beheaded|attack_on_civilians.execution/killed] a prisoner.", "The mayor headed the council."),
    ("Soldiers [raped|sexual_violence] two women.", "The farm grows rapeseed."),
    ("Militants [kidnapped|abduction] two engineers.", "The kids took a nap."),
    ("Militants [took a nurse hostage|abduction].", "The nurse took a bus."),
    ("Police [arrested|arrest] three men.", "The officers took the bus."),
    ("Settlers [torched|property_destruction] the olive grove.", "The Olympic torch reached the city."),
    # ground won, troops moved
    ("The army [captured|territory_change] the town.", "The town has a capital letter."),
    ("Rebels [entered|territory_change] Palmyra at noon.", "Rebels entered the palace of the king."),
    ("The army [took|territory_change] Palmyra in May.", "The army took a break in May."),
    ("The town [fell to|territory_change] the rebels.", "Rain fell on the town."),
    ("Rebels [drove the army out of|territory_change] the town.", "She drove her car to the fair."),
    ("The [road was cut|territory_change] at noon.", "The road was new."),
    ("The army [tightened its grip|territory_change] on the town.", "The tyres lost their grip on the ice."),
    ("Soldiers [hoisted the flag|territory_change] over the town.", "The ship flew a flag."),
    ("Rebels [took control|territory_change] of the town.", "The remote control was lost."),
    ("Troops were [deployed|deployment] to the border.", "The border has two gates."),
    ("[Reinforcements|deployment.reinforcement] reached the border.", "The wall was made of reinforced concrete."),
    ("The army [withdrew|deployment.withdrawal] from the border.", "The army drew a new map of the border."),
    ("The militia [recruited|deployment.recruitment] teenagers.", "Teenagers filled the school."),
    ("The army [launched an offensive|operation].", "The remark was called offensive."),
    ("The army [tried to advance|operation] on the town.", "The bank tried an advance payment."),
    ("Troops [set up an observation post|deployment] near the dam.", "The post office set a new price."),
    ("The army [besieged|operation] the town.", "The besieged town was quiet."),
    # words, not arms
    ("The two sides agreed a [ceasefire|agreement].", "The two sides ceased to exist."),
    ("A [humanitarian pause|agreement] began at noon.", "The pause button was broken."),
    ("The sides [struck a deal|agreement].", "The sides wanted a balance."),
    ("The sides agreed on a [prisoner swap|agreement.prisoner_swap].", "The pupils swapped their books."),
    ("The [evacuation|agreement.evacuation] began at noon.", "Residents were seen off by bus."),
    ("The ministry [accused|accusation] the rebels.", "The grammar has an accusative."),
    ("The envoy [demanded|other] that the militia disband.", "Demand for bread rose."),
    ("Soldiers found an [arms cache|other].", "The browser emptied its cache."),
    ("Two generals [defected|other].", "The cup had a defect."),
    ("Rebels [mined|other] the road.", "The miners left the pit."),
    ("The [supply of|support] shells from abroad went on.", "The shop ran out of supplies."),
    ("An [arms shipment|support] reached the rebels.", "She broke both arms."),
    ("About 300 fighters [operate in|strength] the valley.", "The hospital has two surgeons."),
    ("Thousands joined a [protest|protest_riot].", "Thousands joined a Protestant church."),
    ("Thousands [marched|protest_riot] to the palace.", "The fair is held in March."),
    ("An [angry mob|protest_riot] stood outside the court.", "The queen danced in a mob cap."),
    ("Thousands [fled|displacement] the town.", "A fleet of taxis left the town."),
    ("A [plane crashed|other] in the hills.", "The plane landed in the hills."),
    # open classes: the surroundings tell what they are
    ("The army [attacked|attack] the village.", "He was taken ill with a heart attack."),
    ("The army [targeted|strike] the depot.", "The target date was missed."),
    ("The [strike|strike] came at noon.", "The nurses went on strike at noon."),
    ("The [raid|raid] came at noon.", "The radio came on at noon."),
    ("The [bombing|bombing] came at noon.", "The firing range closed at noon."),
    ("The [bombardment|bombardment] went on.", "The fire brigade came."),
    ("[Gunfire|gunfire] was heard.", "A fire alarm was heard."),
    ("Five people were [killed|killing/killed].", "The killing fields are a museum."),
    ("Five people [died|killing/killed].", "The dead man was a baker."),
    ("The [murder|killing/killed] of the judge shocked the town.", "The murderous heat lasted all week."),
    ("Six [wounded children were seen|injury/injured] at the clinic.", "Six children were seen at the clinic."),
    ("Three people were [wounded|injury/injured].", "The wounded man was a baker."),
    ("The house was [destroyed|destruction/destroyed].", "The destroyed house was a bakery."),
    ("The [toll rose|killing/killed] to 12.", "The toll road was closed."),
    ("The court sat all week.", "The court spoke of war crimes."),
    ("The fleet sailed west.", "The strike group sailed west."),
    ("The war ended in 1945.", "World War Two ended in 1945."),
    ("Rebels hold these areas.", "Rebel-held areas were quiet."),
]

NOT_FOUND = [
    "A farmer [stepped on a landmine|explosion.landmine].",
]

OTHER_SENSES = [
    known_failure("The club fired a coach.", why=SENSE),
    known_failure("The striker shot at the goal.", why=SENSE),
    known_failure("The film bombed at the box office.", why=SENSE),
    known_failure("The population exploded after the harvest.", why=SENSE),
    known_failure("The mayor battled a cold all winter.", why=SENSE),
    known_failure("The photographer captured the sunset.", why=SENSE),
    known_failure("He withdrew 50 dollars from the bank.", why=SENSE),
    known_failure("The party launched its election campaign.", why=SENSE),
    known_failure("The club signed a deal with the winger.", why=SENSE),
    known_failure("The chief executive executed the plan.", why=SENSE),
    known_failure("The farm grows rape and wheat.", why=SENSE),
    known_failure("The shooting of the film began.", why=SENSE),
    "He suffered a cardiac arrest.",
    known_failure("He is dead tired.", why=SENSE),
    "Inflation hit a record.",
    "The prisoners began a hunger strike.",
    "The sides struck a balance.",
    "Troops entered the talks.",
]

WITHOUT_TRIGGER = {
    "toll": "told from a death by its size, not by a word",
    "shelling.artillery": "a known gap: no trigger and no sign of a type gives it",
    "agreement.ceasefire": "a known gap: `ceasefire` and `truce` give agreement",
    "support.arms": "a known gap: `arms shipment` gives support",
    "support.training": "a known gap: `train` gives support",
}


def _sentences() -> list[str]:
    return [str(s) for row in cases([*TABLE, *NOT_FOUND, *OTHER_SENSES]) for s in row]


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed(plain(s) for s in _sentences())


def _answer(mention: Mention) -> tuple[str, str]:
    return mention.text, mention.label + (f"/{mention.outcome}" if mention.outcome else "")


@pytest.mark.model
@pytest.mark.parametrize("sentence", [*(s for row in TABLE for s in row), *NOT_FOUND])
def test_an_event_word_is_marked_and_its_twin_is_not(sentence: str, parses: Parses) -> None:
    text = plain(sentence)
    assert [_answer(m) for m in find_triggers(parses[text], text)] == answers(sentence)


@pytest.mark.model
@pytest.mark.parametrize("sentence", OTHER_SENSES)
def test_the_same_word_in_another_sense_names_no_event(sentence: str, parses: Parses) -> None:
    assert find_triggers(parses[sentence], sentence) == ()


@pytest.mark.model
def test_a_mention_says_where_it_stands_and_why(parses: Parses) -> None:
    text = "Militants took a nurse hostage."
    (found,) = find_triggers(parses[text], text)
    assert text[found.start : found.end] == found.text == "took a nurse hostage"
    assert (found.kind, found.sentence, found.rule) == ("trigger", 0, "triggers.yaml: take ~ hostage")
    assert parses[text][0].tokens[found.head].text == "took"


# The lists


TRIGGERS = knowledge.packaged("triggers")["triggers"]
OPEN = knowledge.packaged("open-classes")
TYPES = set(codebook.native().types)


def test_every_type_of_the_codebook_has_a_sentence_here() -> None:
    shown = {answer.partition("/")[0] for s in _sentences() for _, answer in answers(s)}
    assert TYPES - shown == set(WITHOUT_TRIGGER)


def test_every_open_class_has_a_sentence_here() -> None:
    shown = {answer.partition("/")[0] for s in _sentences() for _, answer in answers(s)}
    assert set(OPEN["classes"]) <= shown


@pytest.mark.parametrize("group", TRIGGERS, ids=lambda g: g["type"])
def test_a_trigger_has_a_type_of_the_codebook_an_open_class_or_none(group: dict[str, str]) -> None:
    assert group["type"] in {*TYPES, *OPEN["classes"], "none"}


@pytest.mark.parametrize("name", OPEN["classes"])
def test_an_open_class_becomes_types_of_the_codebook_by_signs_that_are_listed(name: str) -> None:
    rules = OPEN["classes"][name]
    assert set(rules["heeds"]) <= set(OPEN["signs"])
    assert {rules["default"], *rules["lenders"], *(s.partition("/")[0] for s in rules["heeds"])} <= TYPES


@pytest.mark.parametrize(
    "code",
    [
        known_failure(code, why=why) if why.startswith("a known gap") else code
        for code, why in ((c, WITHOUT_TRIGGER.get(c, "")) for c in sorted(TYPES - {"toll"}))
    ],
)
def test_some_word_gives_each_type(code: str) -> None:
    signs = {s.partition("/")[0] for rules in OPEN["classes"].values() for s in rules["heeds"]}
    assert code in {g["type"] for g in TRIGGERS} | signs
