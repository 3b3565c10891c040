"""Comment threads that stuck to a report without markup. All threads and reports are invented."""

from __future__ import annotations

import pytest
from marked_reports import divided

REPORT = """The army said on Monday that it had begun to clear mines from the road between Qara and the border.
A spokesman told reporters that the work would take three weeks and that the road would stay closed until then.
Two soldiers were killed on the road last week when a mine went off under their lorry, according to the brigade.
The governor said on Tuesday that food would be brought to the villages by air as long as the road was closed."""

THREADS = {
    "opinions, questions, a cheer": """I wonder who laid these mines, because it is never a good idea to trust them.
Has anybody asked where the money for this comes from?
Hooray! About time, I hope they finish before the winter.""",
    "names and replies": """tom_k says:
You have no idea what you are talking about. I was there in 2014 and the road was fine.
Nadia wrote:
@tom_k lol, sure you were.""",
    "one after another with their times": """HillWalker 3 hours ago
What a shame on all of them!!!
Old Soldier 2 hours ago
I agree, my brother drove that road every day and I hope he never has to again.""",
    "thanks and anger": """Thank you for this report, I have been waiting for news from my village!
Liars! They never cleared a single mine in Qara and you know it.
Why should we believe the army now? I don't.""",
}

NO_THREADS = {
    "quoted speech in the first person": """"I saw the lorry go up and I ran," a farmer said. "My son was with me."
"We do not know who laid it, and I do not care," he added.""",
    "a question put in the report": """Who laid the mines? The brigade said it did not know.
The army said in a statement that the search for those responsible went on.""",
    "a last paragraph that quotes a cheer": '"Hooray!" children shouted when the first lorry came, a teacher said.',
    "speech that goes on from paragraph to paragraph": """“I was at the bridge when it happened. I ran.
“What should I have done? I hope they come back, you know,” the farmer said.""",
    "a statement after a colon": """The minister said in his answer to the governor:
I welcome the work on the road, and I hope that you will go on with it.
I have no doubt that the villages will be glad of it, and I wish you well.""",
    "an open question at the end": "It was not clear whether the road would be opened in time for the harvest.",
}


@pytest.mark.parametrize("thread", THREADS.values(), ids=THREADS.keys())
def test_all_from_the_first_comment_on_is_comment(thread: str) -> None:
    text = f"{REPORT}\n{thread}"
    comments = [s for s in divided(text) if s.kind == "comment"]
    assert comments, "no thread found"
    assert text[comments[0].start :].strip() == thread.strip()
    assert all(s.kind == "body" for s in divided(text) if s.end <= comments[0].start)


@pytest.mark.parametrize("ending", NO_THREADS.values(), ids=NO_THREADS.keys())
def test_the_reports_own_ending_is_no_thread(ending: str) -> None:
    assert {s.kind for s in divided(f"{REPORT}\n{ending}")} == {"body"}


def test_a_report_in_the_first_person_has_no_seam() -> None:
    diary = """I came to Qara on Monday, and I could not believe what I saw there.
My driver refused to go on, so I walked the last mile on my own.
I met a woman who had lost her house, and I had nothing to give her.
What would you have done? I still wonder."""
    assert "comment" not in {s.kind for s in divided(diary)}


def test_a_heading_begins_the_comments_and_furniture_stays_furniture() -> None:
    text = f"{REPORT}\n\n2 Comments\nThe road was mined by their own men.\nShare this on Facebook"
    kinds = [(s.kind, text[s.start : s.end]) for s in divided(text) if s.kind != "body"]
    assert kinds[-2:] == [("comment", "The road was mined by their own men."), ("share", "Share this on Facebook")]


def test_a_link_to_the_comments_above_the_report_is_not_their_beginning() -> None:
    text = f"Comments (12)\n{REPORT}"
    assert [s.kind for s in divided(text)].count("comment") == 1
    assert [s.kind for s in divided(text)].count("body") == 4
