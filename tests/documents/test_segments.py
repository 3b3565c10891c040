"""What is the report and what stands around it. Marked: everything that is not body. All reports are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_reports import answers, divided, found, plain

BODY = (
    "Two soldiers were killed on Monday when a mine went off under their lorry near the village of Tel Abyad. "
    "A spokesman for the brigade said the road had been closed since the morning."
)

OPENINGS = {
    "a bare date before the first sentence": "{headline|Mine kills two near Tel Abyad}\n\n{boilerplate|Tue 3 May 2016} "
    + BODY,
    "the headline once more": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|Mine kills two near Tel Abyad.} " + BODY,
    "date, writer and headline once more, in one line": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|Posted on May 3 2016} {byline|by Rana Haddad} {boilerplate|Mine kills two near Tel Abyad} " + BODY,
    "headline, agency and date": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|Mine kills two near Tel Abyad} {byline|AFP} {boilerplate|Tuesday 3 May 2016} " + BODY,
    "a standfirst, an agency and a date": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|Mine kills two near Tel Abyad} State television gave no names {byline|Reuters} "
    "{boilerplate|Tuesday 3 May 2016} " + BODY,
    "a date in figures with an update": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|03.05.2016 (updated 1412 03.05.2016)} {share|Get short URL 27} " + BODY,
    "the writers behind the headline": "{headline|Mine kills two near Tel Abyad}\n\n{boilerplate|May 3 2016} "
    "{boilerplate|Mine kills two near Tel Abyad.} {byline|Rana Haddad and Omar Saleh.} " + BODY,
    "a standfirst and a byline on lines of their own": "{headline|Mine kills two near Tel Abyad}\n\n"
    "The road to the border has been closed since morning\n{byline|By Rana Haddad - May 03 2016}\n\n" + BODY,
    "date, headline and agency": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|Tuesday 3 May 2016 Mine kills two near Tel Abyad} {byline|AFP} " + BODY,
    "an agency and an outlet": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|Mine kills two near Tel Abyad} {byline|AFP and Ahram Online} {boilerplate|Tuesday 3 May 2016} "
    + BODY,
    "two dates with their words": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|Published time: 3 May, 2016 12:30 Edited time: 4 May, 2016 08:42} {share|Get short URL} " + BODY,
    "a date, its time and the age of the page": "{headline|Mine kills two near Tel Abyad}\n\n"
    "{boilerplate|May 3, 2016 / 6:30 PM / 2 years ago} " + BODY,
    "an agency as the writer": "{headline|Mine kills two near Tel Abyad}\n\n{byline|By The Associated Press} " + BODY,
    "an outlet behind the headline": "{headline|Mine kills two near Tel Abyad}{boilerplate| | Jordan Times}\n\n" + BODY,
}

DATELINES = {
    "place, country and outlet": "{dateline|TEL ABYAD, Syria (North Press) – }" + BODY,
    "place in capitals and agency": "{dateline|BEIRUT (Reuters) - }" + BODY,
    "place and date": "{dateline|BEIRUT, May 3 (Reuters) - }" + BODY,
    "place and agency": "{dateline|Damascus, SANA – }" + BODY,
    "an outlet in brackets": "{dateline|(CNN)} " + BODY,
    "place in capitals before a sentence": "{dateline|BEIRUT} At least two soldiers were killed on Monday by a mine.",
}

ENDINGS = {
    "an agency behind dashes": BODY + "{sign_off|--AFP}",
    "an agency in brackets": BODY + " {sign_off|(AP)}",
    "a source line in the running text": BODY + " {sign_off|Source Reuters}",
    "a source line of two": BODY + " {sign_off|Source: TRT World and agencies}",
    "who contributed, and a link": BODY + " {sign_off|Agencies contributed to this report} {related|Read Also}",
    "an editor's credit": BODY + " {sign_off|Editing by Ann Miller and Joe Brown}",
    "initials": BODY + " {sign_off|RHS}",
    "who helped": BODY + " {sign_off|Reuters reporter Ann Miller contributed to this report from Beirut.}",
    "where else it stood": BODY + " {sign_off|A version of this article appeared in print on May 4, 2016, on page 8.}",
    "an editor in brackets": BODY + " {sign_off|[Editor: Chen Li]}",
    "initials and a number": BODY + " {sign_off|KL 14}",
    "on lines of their own": BODY
    + "\n\n{related|Read More}\n\n{comment|Leave a Reply}\n\n{boilerplate|Powered By : PressKit}",
    "shares and rights": BODY + "\n{share|Share this on Facebook}\n{share|Follow us on Twitter}\n"
    "{boilerplate|© 2016 The Valley Times. All rights reserved.}",
    "the outlet about itself": BODY + " {boilerplate|Valley Times is an independent newspaper that covers the border.}",
}

AMID = {
    "tags before the second paragraph": BODY + " {related|Tags Syria mines Tel Abyad army} At least two soldiers were "
    "killed on Monday near the border.",
    "tags before a subject": BODY
    + " {related|Tags Syria Mines Tel Abyad} Turkish soldiers on a patrol found the mine.",
    "tags before a subject and its verb": BODY + " {related|Tags Syria Mines Tel Abyad} Turkish soldiers on patrol "
    "crossed into Syria on Monday.",
    "a standfirst that runs into its repetition": "{headline|Mine kills two}\n\n{boilerplate|Two soldiers were shot on "
    "Monday near the village of Tel Abyad} Two soldiers were shot on Monday near the village of Tel Abyad by a sniper.",
    "tags on a line": BODY + "\n{related|Tags: Syria, mines, Tel Abyad}\nThe road was opened again at noon, they said.",
    "a caption with its credit": BODY + " {caption|A man looks at the wreck of a lorry near Tel Abyad. (Reuters)} "
    "The brigade said it had begun to clear the road.",
    "a caption with a source in square brackets": BODY + " {caption|The wreck of the lorry near Tel Abyad [Twitter]} "
    "The brigade said it had begun to clear the road.",
    "a credit on a line": BODY + "\n{caption|(Photo Credit: AFP)}\nThe brigade said it had begun to clear the road.",
    "a caption that speaks of its picture": "{caption|File photo: a lorry of the brigade near the border}\n" + BODY,
    "a link amid the text": BODY
    + "\n{related|Read also: Mines along the border}\nThe road was opened at noon, they said.",
    "an enlarging link": BODY + " {share|[Click to enlarge]} The brigade said it had begun to clear the road.",
    "a sentence once more": "{headline|Mine kills two near Tel Abyad}\n\n" + BODY + "\n{boilerplate|Two soldiers were "
    "killed on Monday when a mine went off under their lorry near the village of Tel Abyad.}\nThe road is open.",
}

UNTOUCHED = {
    "a date that begins a sentence": "5 July 2016 was the day on which the brigade left the town for good, it said.",
    "a date behind a preposition": "On 5 July 2016 the brigade left the town. Its men said that they would not return.",
    "a day that is no writer": "By Monday evening the brigade had left the town. Its men said they would not return.",
    "an agency that speaks behind a date": "{boilerplate|3 May 2016} Reuters Middle East said the men had left.",
    "an agency as a source": "Reuters reported that the brigade had left the town. AFP said the same a day later.",
    "initials in brackets explain a name": "The Syrian Arab News Agency (SANA) said the brigade had left the town.",
    "an abbreviation at the end": "The men were taken over the border by lorry, and are now in a prison in the U.S.",
    "sources that speak": BODY + "\nSources close to the brigade said the mine had been laid a week before.",
    "shares that are none": BODY + "\nShare prices fell in the capital after the news of the mine had come in.",
    "a headline that begins a sentence": "{headline|Mine kills two}\n\nMine kills two soldiers near a village.",
    "people who print": BODY + "\nPrint workers in the town went on strike on Tuesday to protest against the army.",
    "a last sentence without a full stop": BODY + " The road was opened again in the afternoon of the same day",
    "a closing quotation": BODY + ' "We will clear the road by tomorrow" said the spokesman for the brigade.',
    "an organisation in capitals": "UNICEF workers reached the town on Monday. UNICEF said two lorries got through.",
}


@pytest.mark.parametrize("marked", OPENINGS.values(), ids=OPENINGS.keys())
def test_what_stands_before_the_report(marked: str) -> None:
    assert found(marked) == answers(marked)


@pytest.mark.parametrize("marked", DATELINES.values(), ids=DATELINES.keys())
def test_datelines(marked: str) -> None:
    assert found(marked) == answers(marked)


@pytest.mark.parametrize("marked", ENDINGS.values(), ids=ENDINGS.keys())
def test_what_stands_behind_the_report(marked: str) -> None:
    assert found(marked, publisher="Valley Times") == answers(marked)


@pytest.mark.parametrize("marked", AMID.values(), ids=AMID.keys())
def test_what_stands_amid_the_report(marked: str) -> None:
    assert found(marked) == answers(marked)


@pytest.mark.parametrize("marked", UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_the_reports_own_words_stay(marked: str) -> None:
    assert found(marked) == answers(marked)


def test_paragraphs_are_segments_of_their_own() -> None:
    text = "The army left.\n\nThe town was quiet after that.\nA shop was open."
    assert [text[s.start : s.end] for s in divided(text)] == [
        "The army left.",
        "The town was quiet after that.",
        "A shop was open.",
    ]


def test_a_hard_wrapped_paragraph_stays_whole() -> None:
    lines = [
        "The brigade said on Monday that it had left the town and the",
        "three villages around it, and that it would not come back as",
        "long as the truce was kept by the other side of the long and",
        "bitter quarrel over the bridge.",
    ]
    text = "\n".join(lines) + "\n\nThe mayor was glad."
    assert [text[s.start : s.end] for s in divided(text)] == ["\n".join(lines), "The mayor was glad."]


PIECES = st.sampled_from(
    [plain(m) for group in (OPENINGS, DATELINES, ENDINGS, AMID) for m in group.values()]
    + ["Tags", "(Reuters)", "\n", "By", "3 May 2016", " ", ".", "I hope so!", "—", "Leave a Reply", "“", "AFP"]
)


ANY_TEXT = st.one_of(st.lists(PIECES, max_size=6).map(" ".join), st.text(max_size=300))


@given(ANY_TEXT, st.none() | st.text(min_size=1, max_size=30) | st.just("Mine kills two near Tel Abyad"))
def test_every_character_lies_in_exactly_one_segment(body: str, title: str | None) -> None:
    text, at = f"{title}\n\n{body}" if title else body, 0
    for s in divided(text, title=title):
        assert s.start < s.end
        assert not text[at : s.start].strip()
        at = s.end
    assert not text[at:].strip()


@given(st.lists(PIECES, max_size=6).map(" ".join))
def test_the_same_text_is_divided_the_same_way_twice(text: str) -> None:
    assert divided(text) == divided(text)


@pytest.mark.parametrize(
    "piece",
    ["A man. (Reuters) ", ". Tags Syria ", "I hope so! ", "By Ann ", "(", "“a ", "3 May 2016 ", "Share\n"],
)
def test_a_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    started = time.monotonic()
    divided(piece * (20_000 // len(piece)))
    assert time.monotonic() - started < 5
