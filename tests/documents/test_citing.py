"""Which outlets a report names as sources. Marked: cited. Unmarked names and all twins: only spoken of."""

from __future__ import annotations

import pytest

from marked import answers, cases, plain
from sayso.documents.metadata.citing import cited_outlets
from sayso.documents.metadata.outlet_names import names_of
from sayso.schema import outlets
from sayso.schema.document import Segment

REGISTER = outlets.packaged()

CITED = [
    "[Reuters|reuters] reported that the bridge had been hit twice.",
    "Two villages were retaken on Sunday, [Reuters|reuters] reported.",
    "Shells fell on the market, [the Associated Press|ap] said, killing nine.",
    "A deputy governor told [Al Jazeera|al-jazeera] that the road was closed.",
    "The road is closed, a deputy governor told Qatar's [Al Jazeera|al-jazeera] television.",
    "According to the state news agency [SANA|sana], two mortars hit the square.",
    "The convoy left at dawn, according to [AFP|afp].",
    "The ministry denied it, [Interfax|interfax] reported, citing a spokesman.",
    "The channel, citing [Interfax|interfax], put the toll at nine.",
    "[AFP|afp] quoted a medic as saying that nine bodies had been brought in.",
    "In an interview with the [BBC|bbc], the mayor spoke of forty dead.",
    "The newspaper [Haaretz|haaretz] said the army would leave the outpost.",
    "[SANA|sana], the state news agency, said two mortars hit the square.",
    "The [Syrian Observatory for Human Rights|sohr], a monitor based in Britain, said the jets were Russian.",
    "The [Syrian Observatory for Human Rights|sohr] ([SOHR|sohr]) said the jets were Russian.",
    "The jets were Russian, said the [Syrian Observatory for Human Rights|sohr].",
    "[SOHR|sohr] head Samir Haddad said three fighters had died.",
    "Samir Haddad, head of the [SOHR|sohr], told [AFP|afp] that three fighters had died.",
    "An [AFP|afp] correspondent in the town saw smoke over the barracks.",
    "A [Reuters|reuters] witness said the shooting went on until noon.",
    "[Reuters|reuters] and [AFP|afp] reported that the ceasefire had held.",
    "He told [Reuters|reuters] and the [BBC|bbc] that the ceasefire had held.",
    "Footage from [Al Arabiya|al-arabiya] showed burning lorries.",
    "[Al Jazeera|al-jazeera] footage showed burning lorries.",
    "An [AFP|afp] tally puts the dead at more than sixty.",
    "A report by [Airwars|airwars] lists eleven strikes in the district.",
    "The statement was carried by the Houthi-run [Al-Masirah|al-masirah] channel.",
    "In a statement published by [Amaq|amaq], the group claimed the bombing.",
    "The group's news agency [Amaq|amaq] claimed the bombing.",
    "Speaking to [CNN|cnn] on Friday, the general gave no figure.",
    "In remarks to [Rudaw|rudaw], the commander blamed the militia.",
    "“We lost the hill,” a fighter told [The New York Times|new-york-times] by telephone.",
    "[The Kyiv Independent|kyiv-independent] wrote that the plant had been shelled.",
    "The plant was shelled, [Ukrinform|ukrinform] writes.",
    "[RIA Novosti|ria-novosti] on Monday reported the loss of a helicopter.",
    "[TASS|tass] has reported the loss of a helicopter.",
    "The loss was first reported by Russia's [TASS|tass] news agency.",
    "A security source told [Shafaq News|shafaq] two policemen had been shot.",
    "[Radio Dabanga|dabanga] reports that eleven villages were burnt.",
    "[Sudan Tribune|sudan-tribune] learned that the garrison had surrendered.",
    "The newspaper [Dawn|dawn] reported an ambush near the pass.",
    "The [Fars|fars] news agency said three advisers had been killed.",
    "Lebanon's [Al Mayadeen|al-mayadeen] broadcast pictures of the border post.",
    "[Press TV|press-tv] aired an interview with the pilot.",
    "As quoted by [Anadolu Agency|anadolu], the minister ruled out talks.",
    "The commander wrote in [the Guardian|guardian] that his men were hungry.",
    "A video posted on [Amaq|amaq] shows the car before the blast.",
    "[ACLED|acled] recorded forty such attacks last year.",
    "[Human Rights Watch|human-rights-watch] documented nine strikes on clinics.",
    "[Radio Okapi|radio-okapi] reported that the militia had left the mine.",
    "The [BBC|bbc]'s Jane Doe, in the capital, said gunfire could be heard.",
    "[Al Jazeera|al-jazeera]'s correspondent reported gunfire near the port.",
    "Residents told [AFP|afp] they had fled on foot.",
    "Police sources told [the Associated Press|ap] under condition of anonymity that the cell was known.",
    "Local media, among them [Addis Standard|addis-standard], reported clashes.",
    "A spokesman said on [Al Arabiya|al-arabiya] that the siege was over.",
    "The dead were civilians, according to a list compiled by [Airwars|airwars].",
    "Three sources confirmed to [Reuters|reuters] that the base had been handed over.",
    "Citing military sources, [Ynet|ynet] said the drone had been shot down.",
    "The jets came back at noon, said Samir Haddad, head of the [SOHR|sohr], adding that nobody was hurt.",
    "The jets came back at noon said the [Syrian Observatory for Human Rights|sohr] a monitoring group.",
    "A medic confirmed the death toll to an [AFP|afp] correspondent.",
    "Firing went on after dark, an [AFP|afp] correspondent there said.",
    "[Meduza|meduza], quoting relatives, named four of the crew.",
]

TWINS = [
    "An attack on Al Jazeera's office left a guard wounded.",
    "The shell killed a Reuters cameraman and his driver.",
    "The court banned Al Jazeera for six months.",
    "Police raided the BBC office and took two computers.",
    "The minister told Al Jazeera to leave the country.",
    "He told Reuters' staff to stay away from the bridge.",
    "Gunmen fired at a car of the Associated Press, officials said.",
    "The Reuters journalist was buried on Friday.",
    "Two Al Jazeera journalists were arrested at the checkpoint, residents said.",
    "A rocket landed near the CNN bureau, the army said.",
    "She had worked for AFP before the war.",
    "The minister accused the BBC of lying.",
    "Hackers took over the website of SANA.",
    "The army denied that it had fired at a TRT World crew.",
    "Al Manar was off the air for an hour, the ministry said.",
    "The general said the BBC was biased.",
    "He was on his way to meet a friend from Haaretz when the shell fell.",
    "The agency Reuters was founded in 1851.",
    "Mourners carried the flag-draped body of the Rudaw correspondent.",
    "A drone hit a van of the Suspilne crew.",
    "Rebels seized the building of Radio Mogadishu.",
    "The committee condemned the killing of an AFP photographer.",
    "The BBC licence fee pays for it.",
    "A former editor of Novaya Gazeta was among the dead.",
    "The strike on Al-Masirah television was reported by residents.",
    "Troops took the road at dawn, residents said.",
    "The governor of Fars said the factory was safe.",
    "A time of hunger was reported from the valley.",
    "The guardian reported her missing.",
    "Fighting broke out at dawn, the nation was told.",
    "Petra said that her brother had been taken.",
    "The independent monitors reported a lull.",
    "The Reuters Foundation gave the family a grant, officials said.",
    "The governor cut off the signal of Al Arabiya, residents said.",
    "The sergeant had been a driver for CNN.",
    "The blast damaged the offices of Al Jazeera, said the minister.",
    "Al Jazeera journalists reported missing on Monday have been found.",
    "The army said it would let Reuters and AFP visit the town.",
    "The minister refused to speak about the AFP photographer.",
    "Two men in CNN jackets were stopped at the bridge.",
    "She wore a helmet with the letters AP on it.",
    "The ambassador met the head of TASS.",
    "The BBC has cut forty posts in its Arabic service.",
    "The journalist, who had worked for Al Hayat, was shot in his car.",
    "A mine killed the driver of the Sky News team.",
    "They threatened the Hromadske reporter, witnesses said.",
    "The station's frequency had belonged to Orient.",
    "According to a law that bans Al Jazeera, such reports are a crime.",
    "According to residents near the BBC office, the shots came from the roof.",
    "The Standard Bank branch was looted, a teller said.",
    "Soldiers detained a cameraman of Press TV at the airport.",
    "The union named the dead man as a Ukrinform photographer.",
    "The rebels want the BBC to apologise.",
    "Sputnik doses were flown in on Monday.",
    "The militia shelled Saba, a village in the hills.",
    "The owner of Al Jadeed fled the capital.",
    "A crowd burned copies of Charlie and of Le Monde.",
    "The attack on Radio Shabelle was blamed on the insurgents.",
    "The shell fell a street away from where CNN had parked.",
    "He said the BBC, which has no office there, had not called.",
    "Residents carried water to the AFP reporter.",
    "The mayor said Haaretz readers should know better.",
    "The captive, a BBC reporter, was let go on Sunday.",
    "Her uncle sells Haaretz at the station.",
]

HEADLINES = [
    "Nine killed in raid on market: [SOHR|sohr]",
    "Iran to send advisers - [Tasnim|tasnim]",
    "[Reuters|reuters]: nine killed in raid",
    "Army kills nine, [Al Jazeera|al-jazeera] reports",
    "Shell hits Al Jazeera bureau",
    "Reuters cameraman killed in raid",
]


def _cited(text: str, kind: str = "body", publisher: str | None = None) -> list[tuple[str, str]]:
    segments = (Segment(kind, 0, len(text)),)  # type: ignore[arg-type]
    return [(text[c.start : c.end], c.outlet) for c in cited_outlets(text, segments, publisher, REGISTER)]


@pytest.mark.parametrize("marked", [*CITED, *TWINS])
def test_outlets_named_as_sources(marked: str) -> None:
    assert _cited(plain(marked)) == answers(marked)


@pytest.mark.parametrize("marked", HEADLINES)
def test_headlines_name_their_source_at_either_end(marked: str) -> None:
    assert _cited(plain(marked), "headline") == answers(marked)


def test_the_publisher_is_no_citation() -> None:
    text = "A medic told Reuters that nine had died, AFP reported."
    assert _cited(text, publisher="Reuters") == [("AFP", "afp")]
    assert _cited(text, publisher="The Associated Press") == [("Reuters", "reuters"), ("AFP", "afp")]


def test_only_headline_and_body_cite() -> None:
    assert _cited("A medic told Reuters that nine had died.", "comment") == []


def _figures() -> tuple[float, float, int]:
    wanted, got = [], []
    for n, marked in enumerate(plain_cases()):
        wanted += [(n, *a) for a in answers(marked)]
        got += [(n, *a) for a in _cited(plain(marked))]
    right = len(set(wanted) & set(got))
    return right / len(got), right / len(wanted), len(wanted)


def plain_cases() -> list[str]:
    return [str(row[0]) for row in cases([*CITED, *TWINS])]


def test_rules_of_context_do_better_than_names_alone() -> None:
    precision, recall, wanted = _figures()
    named = sum(len(list(names_of(REGISTER.outlets).find(plain(m)))) for m in plain_cases())
    assert wanted / named < 0.6 < 0.95 <= min(precision, recall)
