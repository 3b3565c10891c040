"""Who is said to say what. Source in [[…]], content in {…}; a sentence without {…} is the publisher's own voice.

Each sentence carries its answer; the twin under it looks alike and must not match.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotation.attribution import KnownSpeaker, SpeakerNames, attributions_at, find_attributions
from sayso.annotation.parse import parse
from sayso.annotation.speakers import source_words
from sayso.schema import Attribution, Document, Published, Segment

pytestmark = pytest.mark.model


def document(text: str) -> Document:
    segments = (Segment("body", 0, len(text)),)
    published = Published(None, "unknown")
    return Document("d", None, None, None, None, None, published, "en", text, segments, None, None, "")


def read(text: str, names: SpeakerNames | None = None) -> tuple[Attribution, ...]:
    return find_attributions(parse(document(text)), text, names=names)


def marked(sentence: str) -> tuple[str, str | None, str | None]:
    """Return the plain text, the source and the content that the marks name."""
    source = re.search(r"\[\[(.*?)\]\]", sentence)
    content = re.search(r"\{(.*?)\}", sentence)
    plain = re.sub(r"\[\[|\]\]|[{}]", "", sentence)
    return plain, source and source.group(1), content and re.sub(r"\[\[|\]\]", "", content.group(1))


SAID = [
    "[[The governor]] said that {two shells hit the grain market}.",
    "[[The governor]] said {two shells hit the grain market}.",
    "{Two shells hit the grain market}, [[the governor]] said.",
    "{Two shells hit the grain market}, said [[the governor]].",
    "[[The governor]] said on Tuesday that {two shells hit the grain market}.",
    "[[The governor]] said in a statement posted online that {two shells hit the grain market}.",
    "{Two shells hit the grain market}, [[the governor]] said on Tuesday.",
    "{Two shells hit the grain market}, [[the governor]] said last week.",
    "{The raids, [[residents]] said, hit the grain market}.",
    "According to [[the governor]], {two shells hit the grain market}.",
    "{Two shells hit the grain market}, according to [[the governor]].",
    "[[The ministry]] confirmed {the strike on the grain market}.",
    "{The strike} was confirmed by [[the ministry]].",
    "[[The ministry]] denied that {its planes had bombed the grain market}.",
    "[[The ministry]] warned of {an attack on the grain market}.",
    "[[The ministry]] accused {the rebels of shelling the grain market}.",
    "[[The ministry]] blamed {the rebels for the shelling of the grain market}.",
    "[[The Red Falcons]] claimed {responsibility for the attack on the grain market}.",
    "[[The ministry]] put {the toll at 16}.",
    "[[The health office in Homs, which is run by the rebels]], gave {a toll of 13, among them four children}.",
    "[[The health office in Homs which is run by the rebels]] gave {a toll of 13 among them four children}.",
    "[[An army officer]] gave {a smaller toll}.",
    "[[The clinic]] gave {a figure of 13 dead}.",
    "[[The clinic]] listed {13 dead}.",
    "[[The clinic]] recorded {a toll of 13}.",
    "There were unconfirmed reports among [[activists]] of {gas falling on the town}.",
    "[[Doctors Without Frontiers]] said {two shells hit the grain market}.",
    "[[Rights groups including Doctors Without Frontiers]] said {two shells hit the grain market}.",
    "[[The ministry]] last week confirmed {the strike on the grain market}.",
    "{A raid was reported by [[residents]] after the truce}.",
    "It was quiet. {Is it over in Homs?} [[he]] asked.",
    "[[The clinic]] documented {air raids on the grain market}.",
    "[[Residents]] said {two shells hit the grain market}.",
    "[[A security source who asked not to be named]] said {two shells hit the grain market}.",
    "[[Sources loyal to the governor]] said {two shells hit the grain market}.",
    "[[The mayor]] was quoted as saying {two shells hit the grain market}.",
    "[[An AFP correspondent]] saw {planes over the grain market}.",
    "Residents left the town, with [[activists]] saying {two shells hit the grain market}.",
    "The governor walks the ruins in a film: {“Two shells hit the grain market,”} [[he]] says.",
    "[[The governor]] went on to say that {two shells hit the grain market}.",
]

STRIPPED = [  # the same with commas and apostrophes lost on the way
    "{Two shells hit the grain market} [[the governor]] said.",
    "{Two shells hit the grain market} said [[Omar Tarim]].",
    "{Two shells hit the grain market} [[the Tarim Monitor for Human Rights]] said on Tuesday.",
    "{At least 14 people were killed in the shelling} [[activists]] said.",
    "{At least 14 people were killed in Homs on Monday} [[activists]] said.",
    "{At least 14 people were killed when a shell hit a bus in the town} [[residents]] said.",
    "{Troops backed by jets took the town on Sunday} [[state media]] said.",
    "{The army had taken the hill} [[state TV]] said.",
    "{The bridge fell on the day of the election} [[Tarim]] said.",
    "{The wounded were spared} [[people familiar with the talks]] said.",
    "{Two shells hit the grain market} according to [[the governor]].",
    "{Two shells hit the grain market} according to [[a local doctor]].",
    "{All the clinics are closed to the people in the camp} [[the WHO]] said in a statement.",
    "{Ten men died in the town} [[the rescuers known as the Red Caps]] have said.",
    "{Ten men died in a raid near the town of Adra} said [[the Coast Observatory for Justice]].",
    "{Fighters took the hill} [[the Tarim center for relief of the towns in Homs]] said in its bulletin.",
    "Thus according to [[the bulletin]] {Falcon Brigade fighters killed 40 men}.",
    "Explosion in Homs [[A Coast correspondent]] said that {ten men died}.",
    "Explosion in Homs [[Reuters]] reported that {ten men died}.",
    "[[Falcon Brigade spokesman Omar Tarim]] said on Friday that {two shells hit the grain market}.",
    "[[Rebel commander Omar Tarim speaking from Homs]] said {two shells hit the grain market}.",
]

HEADLINES = [
    "[[Army]]: {12 killed in raid on Homs}",
    "{12 killed in raid on Homs}: [[army]]",
    "[[Army]] says {12 killed in raid on Homs}",
]

OWN_VOICE = [
    "Two shells reportedly hit the grain market.",
    "Two shells hit the grain market.",
    "The so-called safe zone was shelled on Monday.",
    "The shells, that is to say four of them, hit the grain market.",
    "The convoy is believed to have been shelled on Monday.",
    "It was reported that two shells hit the grain market.",
    "The governor told nobody and left the town.",
    "The governor was arrested and accused of shelling the market.",
    "The army added two tanks to the column.",
    "The army reported to its base on Monday.",
    "The army did not say how many people were killed.",
    "The army neither confirmed nor denied the raid.",
    "The militants were paid according to their rank.",
    "The clinic did not give a toll.",
    "The clinic gave no toll.",
    "Reports by residents of the town were read out.",
    "The governor left the town to say goodbye to his sons.",
    "The army gave the number of the house to the police.",
    "The mayor gave a speech on Monday.",
    "A raid that claimed the lives of ten men was over by noon.",
    "The raid claimed 40 lives.",
    "A relative told the Hauran Post a tale.",
    "A spokesman for the army declined to comment.",
    "The letter is one of two on the raid written in the style of an order.",
]


@pytest.mark.parametrize("sentence", SAID + STRIPPED + HEADLINES)
def test_the_source_and_what_it_says(sentence: str) -> None:
    text, source, content = marked(sentence)
    found = read(text)
    assert [(a.source, text[a.content_start : a.content_end]) for a in found] == [(source, content)]


@pytest.mark.parametrize("sentence", OWN_VOICE)
def test_the_publishers_own_voice(sentence: str) -> None:
    assert read(sentence) == ()


def chain(text: str, words: str) -> list[str | None]:
    """Return the names of the chain that holds for the words, innermost first."""
    start = text.index(words)
    return [a.name for a in attributions_at(read(text), start, start + len(words))]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The mayor told Reuters that two shells hit the bridge.", "shells", ["mayor", "Reuters"]),
        ("The mayor told the council that two shells hit the bridge.", "shells", ["mayor"]),
        (
            "The mayor said in a statement carried by state media that two shells hit the bridge.",
            "shells",
            ["mayor", "state media"],
        ),
        ("State TV reported that two shells hit the bridge, citing a medic.", "shells", ["medic", "State TV"]),
        ("A medic told AFP that ten died. He said two shells hit the bridge.", "shells", ["medic", "AFP"]),
        ("The army said ten died, but residents said two shells hit the bridge.", "shells", ["residents"]),
        ("The army said ten died, adding that two shells hit the bridge.", "shells", ["army"]),
        ("Ten died, police said, while two shells hit the bridge, the army said.", "shells", ["army"]),
        ("The opposition accused the army of shelling the bridge.", "accused", ["opposition"]),
        ("According to AFP, citing a medic, two shells hit the bridge.", "shells", ["medic", "AFP"]),
        (
            "The Coast Network citing residents said two shells hit the bridge.",
            "shells",
            ["residents", "Coast Network"],
        ),
        ("The mayor said two shells hit the bridge, according to AFP.", "shells", ["mayor", "AFP"]),
        ("Two shells hit the bridge, a medic said, Reuters reported.", "shells", ["medic", "Reuters"]),
        ("Two shells hit the bridge a medic was quoted by Reuters as saying.", "shells", ["medic", "Reuters"]),
        ("The mayor said in an interview with AFP that two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("Speaking to AFP the mayor said two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("AFP reported, citing activists, that two shells hit the bridge.", "shells", ["activists", "AFP"]),
        ("AFP quoted the mayor as saying that two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("The mayor was quoted by AFP as saying that two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("The ministry said residents had said two shells hit the bridge.", "shells", ["residents", "ministry"]),
        (
            "The Capital Ledger quotes a medic as saying that two shells hit the bridge.",
            "shells",
            ["medic", "Capital Ledger"],
        ),
        ("The mayor quoted a medic as saying that two shells hit the bridge.", "shells", ["medic", "mayor"]),
        (
            "The army's spokesman was quoted by the Capital Ledger as saying two shells hit the bridge.",
            "shells",
            ["army's spokesman", "Capital Ledger"],
        ),
        ("Two shells hit the bridge, a medic was quoted as saying by state media.", "shells", ["medic", "state media"]),
        ("The mayor, quoted by AFP, said two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("The mayor quoted by AFP said two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("In remarks carried by AFP, the mayor said two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("In remarks carried by AFP the mayor said two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("Two shells hit the bridge, the mayor said in remarks carried by AFP.", "shells", ["mayor", "AFP"]),
        ("In an interview with AFP, the mayor said two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("The video carried by AFP was cut, the mayor said.", "cut", ["mayor"]),
        ("A relative told the Hauran Post that two shells hit the bridge.", "shells", ["relative", "Hauran Post"]),
        ("A relative told the guards at the post that two shells hit the bridge.", "shells", ["relative"]),
        (
            "Reuters reported that two shells hit the bridge, according to residents.",
            "shells",
            ["residents", "Reuters"],
        ),
        (
            "The Coast Network reported that two shells hit the bridge according to AFP citing a medic.",
            "shells",
            ["medic", "AFP", "Coast Network"],
        ),
        (
            "AFP reported that two shells hit the bridge according to AFP citing a medic.",
            "shells",
            ["medic", "AFP"],
        ),
        (
            "Ten deaths were reported by the rescuers after shells hit the bridge, Reuters reported.",
            "shells",
            ["rescuers", "Reuters"],
        ),
        (
            "Ten deaths were reported by the rescuers after shells hit the bridge in rebel-held Homs Reuters reported.",
            "shells",
            ["rescuers", "Reuters"],
        ),
        (
            "Ten died, said Omar Tarim. He said two shells hit the bridge. Tarim told AFP he fled.",
            "shells",
            ["Omar Tarim", "AFP"],
        ),
        ("Ten died, said the army. It said two shells hit the bridge. A medic told AFP he fled.", "shells", ["army"]),
        ("The envoy who on Monday blamed France for the shelling fled.", "shelling", ["envoy"]),
        ("The army and the rebels traded blame for the raid.", "traded", ["army", "rebels"]),
        ("Two shells hit the bridge.", "shells", []),
    ],
)
def test_chains_run_from_who_says_it_to_who_relays_it(text: str, words: str, expected: list[str]) -> None:
    assert chain(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "The Tarim Observatory for Human Rights said ten died. The Observatory said the bridge fell.",
            "bridge",
            "Tarim Observatory for Human Rights",
        ),
        (
            "Ten people died, a monitor said. The Tarim Observatory for Human Rights said the bridge fell.",
            "died",
            "Tarim Observatory for Human Rights",
        ),
        (
            "The Coastal Relief Committee (CRC) said ten died. The CRC said the bridge fell.",
            "bridge",
            "Coastal Relief Committee",
        ),
        (
            "The Tarim Observatory for Human Rights said ten died. The UK-based group said the bridge fell.",
            "bridge",
            "Tarim Observatory for Human Rights",
        ),
        (
            "The Tarim Observatory for Human Rights, who first told it, said ten died.",
            "died",
            "Tarim Observatory for Human Rights",
        ),
        (
            "Coast Guard head Omar Tarim said ten died. The bridge fell, Tarim said.",
            "fell",
            "Coast Guard head Omar Tarim",
        ),
        ("The Red Falcons spread leaflets on Monday. It said the bridge fell.", "bridge", None),
        ("Mayor Omar Tarim said ten died. He added that the bridge fell.", "bridge", "Mayor Omar Tarim"),
        ("Mayor Omar Tarim said ten died. Tarim said the bridge fell.", "bridge", "Mayor Omar Tarim"),
        ("The defence ministry said ten died. It said the bridge fell.", "bridge", "defence ministry"),
        ("The defence ministry said ten died. The statement said the bridge fell.", "bridge", "defence ministry"),
        (
            "The defence ministry said ten died. Thus according to the bulletin the bridge fell.",
            "bridge",
            "defence ministry",
        ),
        ("The ministry's statement said the bridge fell.", "bridge", "ministry"),
        ("A statement issued by the ministry said the bridge fell.", "bridge", "ministry"),
        ("The TOHRs report said the bridge fell.", "bridge", "TOHR"),
        ("The rescuers known as the Red Caps said the bridge fell.", "bridge", "Red Caps"),
        (
            "The army said ten died. The website al-Tarim News reported a raid. It said the bridge fell.",
            "bridge",
            "website al-Tarim News",
        ),
        (
            "The Coast Observatory for Justice a group run by Omar Tarim said the bridge fell.",
            "bridge",
            "Coast Observatory for Justice",
        ),
        (
            "The health office in Homs gave a toll of 13. It said that the bridge fell.",
            "bridge",
            "health office in Homs",
        ),
        (
            "The Coast Media Centre an online office showed a film that it said was of the bridge.",
            "bridge",
            "Coast Media Centre",
        ),
    ],
)
def test_one_speaker_under_several_names(text: str, words: str, expected: str) -> None:
    assert chain(text, words) == [expected]


TOLD_A_PAPER = [
    "Two gunmen on a motorcycle shot dead a former opposition commander in the town of Dael on Saturday, a relative "
    "told the Hauran Post.",
    "Two gunmen on a motorcycle shot dead a former opposition commander in the town of Dael on Saturday a relative "
    "told the Hauran Post.",
]


@pytest.mark.parametrize("text", TOLD_A_PAPER)
def test_a_clause_whose_verb_the_parse_takes_for_a_noun(text: str) -> None:
    assert chain(text, "shot dead") == ["relative", "Hauran Post"]


@pytest.mark.parametrize("colon", [", ", " "])
def test_who_is_quoted_may_have_given_a_toll_before(colon: str) -> None:
    text = f"An army officer gave a smaller toll. The Capital Ledger quoted him as saying{colon}five men had died."
    assert chain(text, "died") == ["army officer", "Capital Ledger"]


def test_who_is_quoted_may_be_the_subject_of_the_sentence_before() -> None:
    text = "An army officer stood by the bridge. The Capital Ledger quoted him as saying that five men had died."
    assert chain(text, "died") == ["army officer", "Capital Ledger"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The Tarim Observatory and the LCC said two shells hit the bridge.", ["Tarim Observatory", "LCC"]),
        (
            "A monitor and a doctor in the town said two shells hit the bridge.",
            ["monitor", "doctor in the town"],
        ),
        ("Two shells hit the bridge, rebels and a monitor said.", ["rebels", "monitor"]),
        ("Two shells hit the bridge rebels and a monitor said.", ["rebels", "monitor"]),
        ("Two shells hit the bridge according to activists and a local doctor.", ["activists", "local doctor"]),
        ("The mayor and a medic told AFP that two shells hit the bridge.", ["mayor", "medic", "AFP"]),
        ("The Ministry of Health and Trade said two shells hit the bridge.", ["Ministry of Health and Trade"]),
        ("Army and police sources said two shells hit the bridge.", ["Army and police sources"]),
        ("The army and the rebels have traded accusations over shells.", ["army", "rebels"]),
        ("The army and the rebels have traded goods for shells.", []),
        ("A group of rebels and soldiers said two shells hit the bridge.", ["group of rebels and soldiers"]),
    ],
)
def test_two_sources_of_one_statement_stand_side_by_side(text: str, sources: list[str]) -> None:
    assert chain(text, "shells") == sources


def test_neither_of_two_sources_relays_the_other() -> None:
    mayor, afp, medic = read("The mayor and a medic told AFP that two shells hit the bridge.")
    assert (mayor.via, afp.via, medic.via) == (1, None, 1)
    assert (mayor.rule, medic.rule) == ("that-clause; name", "that-clause; name; beside another")
    assert (mayor.content_start, mayor.content_end) == (medic.content_start, medic.content_end)


def test_two_monitors_are_not_one() -> None:
    text = (
        "Ten died, a monitor said. The Tarim Observatory for Human Rights said the bridge fell. "
        "The Coast Observatory for Justice said it stood."
    )
    assert chain(text, "died") == ["monitor"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("rebels", "belligerent"),
        ("a Falcon Brigade spokesman", "belligerent"),
        ("the defence ministry", "official"),
        ("a Pentagon spokesman", "official"),
        ("the war monitor", "monitor"),
        ("Reuters", "agency"),
        ("the state news agency", "agency"),
        ("state television", "outlet"),
        ("residents", "witness"),
        ("activists", "witness"),
        ("a defence analyst", "expert"),
        ("a military source", "anonymous"),
        ("two officials who asked not to be named", "anonymous"),
        ("Omar Tarim", "other"),
    ],
)
def test_the_kind_of_source(source: str, kind: str) -> None:
    assert source_words().kind(source) == kind


class Register:
    """Knows one group under two names."""

    def speaker(self, phrase: str) -> KnownSpeaker | None:
        known = phrase in ("Red Falcons", "the Falcons", "Falcons")
        return KnownSpeaker("Red Falcons of the Coast", "belligerent") if known else None


def test_a_register_names_the_speaker() -> None:
    found = read("The Falcons said two shells hit the bridge.", Register())
    assert [(a.source, a.name, a.kind) for a in found] == [("The Falcons", "Red Falcons of the Coast", "belligerent")]


def test_a_pronoun_without_anyone_before_it_stays_unresolved() -> None:
    (found,) = read("He said two shells hit the bridge.")
    assert (found.source, found.name) == ("He", None)
    assert "unresolved" in found.rule


QUOTED = """“Ten people died on the bridge,” Omar Tarim said. “The bridge fell.”

The army advanced on Monday."""

STRIPPED_QUOTE = (
    '"Ten people died on the bridge. It fell at noon" baker Omar Tarim told Reuters. The army advanced on Monday.'
)

DOUBLED = '""Ten people died on the bridge,"" Omar Tarim said. ""The bridge fell.""'

STATEMENT = """The Foreign Secretary Ann Tarim said:

Ten people died on the bridge. It fell at noon.

The army advanced on Monday."""


def test_a_quotation_goes_on_behind_its_cue() -> None:
    assert chain(QUOTED, "died") == ["Omar Tarim"]
    assert chain(QUOTED, "fell") == ["Omar Tarim"]
    assert chain(QUOTED, "advanced") == []
    assert chain(DOUBLED, "died") == chain(DOUBLED, "fell") == ["Omar Tarim"]


def test_a_quotation_opened_again_before_it_is_closed_goes_on() -> None:
    text = '"Ten people died," Omar Tarim said. "I looked and the bridge fell. "It fell at noon."'
    assert chain(text, "bridge") == ["Omar Tarim"]


def test_a_quotation_over_two_sentences_belongs_to_the_cue_behind_it() -> None:
    assert chain(STRIPPED_QUOTE, "died") == ["baker Omar Tarim", "Reuters"]
    assert chain(STRIPPED_QUOTE, "fell") == ["baker Omar Tarim", "Reuters"]
    assert chain(STRIPPED_QUOTE, "advanced") == []


def test_a_colon_opens_the_next_paragraph() -> None:
    assert chain(STATEMENT, "died") == ["Foreign Secretary Ann Tarim"]
    assert chain(STATEMENT, "fell") == ["Foreign Secretary Ann Tarim"]
    assert chain(STATEMENT, "advanced") == []


def test_what_a_quoted_person_reports_stays_inside_the_quotation() -> None:
    text = "“The army said ten died,” Omar Tarim said on Monday after the raid."
    assert chain(text, "died") == ["army", "Omar Tarim"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The army, the police and residents said ten men died.", ["army", "police", "residents"]),
        ("The army, police and residents said ten men died.", ["army", "police", "residents"]),
        (
            "Activists, rebels and the Coast Observatory said ten men died.",
            ["activists", "rebels", "coast observatory"],
        ),
        ("Omar Tarim, the mayor of Homs, and Ann Bolt said ten men died.", ["omar tarim"]),
        ("The Ministry of Health, Trade and Roads said ten men died.", ["ministry of health"]),
    ],
)
def test_three_sources_of_one_statement_stand_side_by_side(text: str, sources: list[str]) -> None:
    assert [(a.name or "").lower() for a in read(text)] == sources


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An official told AFP on condition of anonymity that ten men died.", "anonymous"),
        ("Ten men died, an official told AFP on condition of anonymity.", "anonymous"),
        ("Speaking on condition of anonymity, an official said ten men died.", "anonymous"),
        ("An official said the deal was signed on condition of anonymity.", "official"),
        ("An official told AFP on Monday that ten men died.", "official"),
        ("Omar Tarim told AFP on condition of anonymity that ten men died.", "other"),
    ],
)
def test_who_will_not_be_named_is_anonymous(text: str, kind: str) -> None:
    assert read(text)[0].kind == kind


def test_a_monitoring_group_beside_two_known_monitors_is_neither() -> None:
    known = "The Tarim Observatory said ten men died. The Coast Observatory said twelve men died. "
    assert chain(known + "A monitoring group said the raid was over.", "over") == ["monitoring group"]
    assert chain(known + "The monitoring group said the raid was over.", "over") == ["Coast Observatory"]


STANCE = "The governor wants the army to leave."


def test_stances_are_read_on_request_only() -> None:
    assert read(STANCE) == ()
    assert [a.cue for a in find_attributions(parse(document(STANCE)), STANCE, stances=True)] == ["wants"]


WORDS = st.sampled_from([
    "the", "army", "said", "that", "rebels", "told", "AFP", ",", "according", "to", "residents", "“", "”", '"', ".",
    "he", "added", "which", "claimed", ":", "hit", "quoted", "as", "saying", "by", "it", "and",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_any_text_gives_spans_inside_it_and_chains_that_end(words: list[str]) -> None:
    text = " ".join(words)
    found = find_attributions(parse(document(text)), text)
    for a in found:
        assert 0 <= a.content_start < a.content_end <= len(text)
        assert text[a.cue_start : a.cue_end] == a.cue
        assert a.source == text[a.source_start or 0 : a.source_end or 0]
        assert a.via is None or 0 <= a.via < len(found)
    for n in range(len(text)):
        assert len(attributions_at(found, n, n + 1)) <= len(found)


AUTHORS = [
    ("Ninety soldiers died, according to a count by the Desert Monitor.", "Desert Monitor"),
    ("Ninety soldiers died, according to data compiled by the Desert Monitor.", "Desert Monitor"),
    ("Ninety soldiers died, according to the Desert Monitor's figures.", "Desert Monitor"),
    ("According to a statement by the ministry, ninety soldiers died.", "ministry"),
    # twins: nobody wrote it, or somebody who is no party
    ("Ninety soldiers died, according to the report.", "report"),
    ("Ninety soldiers died, according to a report author.", "report author"),
]


@pytest.mark.parametrize(("sentence", "author"), AUTHORS)
def test_a_tally_that_is_cited_speaks_for_whose_it_is(sentence: str, author: str) -> None:
    (said,) = read(sentence)
    assert (said.name or said.source).removeprefix("the ").removeprefix("a ") == author
