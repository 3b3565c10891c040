"""The packaged sample: that it is what it says, and what a careful coder reads from it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from sayso import sample
from sayso.schema import codebook

REPORTS = sample.folder()


def _plain(name: str) -> str:
    """Return the text of one report: a file's name, or the id of a line in wires.jsonl."""
    if (REPORTS / name).suffix in {".txt", ".html"}:
        return re.sub(r"<[^>]+>", " ", (REPORTS / name).read_text(encoding="utf-8"))
    return next(f"{row['title']}\n\n{row['text']}" for row in _wires() if row["id"] == name)


def _wires() -> list[dict[str, str]]:
    lines = (REPORTS / "wires.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _all_reports() -> list[str]:
    files = sorted(p.name for p in REPORTS.iterdir() if p.suffix in {".txt", ".html"})
    return files + [row["id"] for row in _wires()]


@dataclass(frozen=True)
class Toll:
    """The dead as one source has them in one report. `source` None is the outlet's own voice."""

    report: str
    source: str | None
    low: int | None
    high: int | None
    words: str


@dataclass(frozen=True)
class Gold:
    """One incident as a careful coder reads it. `titles` are the starts of the reports' headlines."""

    name: str
    types: tuple[str, ...]
    day: str
    place: str | None
    titles: tuple[str, ...]
    tolls: tuple[Toll, ...]


SUKHNA = Gold(
    "bomb against a bus near al-Sukhna",
    ("explosion",),
    "2024-06-04",
    "Sukhna",
    ("Road bomb kills", "Blast on desert highway", "Seven soldiers die", "Toll of al-Sukhna"),
    (
        Toll("sukhna-bomb.html", "military source", 7, None, "At least seven soldiers were killed"),
        Toll("sukhna-bomb.html", "medic", 9, 9, "Nine bodies reached us"),
        Toll("nd-0604", "Desert Conflict Monitor", 9, 9, "Nine members of the government forces were killed"),
        Toll("nd-0604", "army officer", 5, 5, "five soldiers had died"),
        Toll("sh-0605", "military source", 7, None, "At least seven soldiers were killed"),
        Toll("ew-0605", "military source", 11, 11, "has risen to 11"),
        Toll("ew-0605", "Islamic State", 20, None, "killed more than 20 soldiers"),
    ),
)
ARIHA = Gold(
    "air strike on the market of Ariha",
    ("air_strike",),
    "2024-06-09",
    "Ariha",
    ("Air strike on Ariha", "At least 14 dead in Ariha", "Army denies"),
    (
        Toll("oc-0609", "medic", 12, 12, "killing 12 civilians"),
        Toll("nd-0610", "medic", 14, None, "At least 14 people died"),
        Toll("nd-0610", "health directorate", 13, 13, "gave a toll of 13"),
        Toll("ariha-denial.html", "health directorate", 13, 13, "13 people were killed"),
    ),
)
BADIA = Gold(
    "ambush in the Badia",
    ("armed_clash",),
    "2024-06-10",
    None,
    ("Five killed as cells", "Both sides speak of losses"),
    (
        Toll("dm-0611", "contacts", 5, 5, "killing five soldiers"),
        Toll("sh-0612", "Islamic State", 15, 15, "killed 15 soldiers"),
        Toll("sh-0612", "tribal leader", 8, 8, "five soldiers and three of the attackers had been killed"),
    ),
)
JURIN = Gold(
    "shelling near Jurin",
    ("shelling",),
    "2024-06-13",
    "Jurin",
    ("Shells on Ghab fields", "Opposition fighters deny"),
    (
        Toll("vr-0613", "member of the local council", 1, 1, "A farmer was killed"),
        Toll("oc-0614", "member of the local council", 1, 1, "one farmer was killed"),
    ),
)
YADUDAH = Gold(
    "killing of a former commander in al-Yadudah",
    ("attack_on_civilians",),
    "2024-06-15",
    "Yadudah",
    ("Former commander shot dead", "Killing of ex-commander"),
    (
        Toll("yadudah-killing.txt", "relative", 1, 1, "shot dead a former opposition commander"),
        Toll("nd-0616", "local council member", 2, 2, "bring the toll to two"),
    ),
)
INCIDENTS = [SUKHNA, ARIHA, BADIA, JURIN, YADUDAH]

STATUS = [
    ("cl-0616", "operation", "planned", "will launch an operation"),
    ("ariha-denial.html", "air_strike", "denied", "The army denied on Monday"),
    ("oc-0614", "shelling", "denied", "denied on Friday that they had shelled"),
    ("nd-0616", "arrest", "happened", "arrested three men in Tafas"),
    ("tafas-truce.html", "agreement", "happened", "signed a truce on Monday"),
]

TOTALS = [
    ("ew-0605", 90, "Since January, 90 soldiers"),
    ("dm-0611", 112, "112 soldiers and allied fighters have been killed"),
    ("yadudah-killing.txt", 58, "58 people had been assassinated"),
]

NO_CONFLICT = "Ghab side capture the cup"
UNREAD = "انفجار لغم"
COMMENTS = ("They killed 200 people", "bomb the gangs", "He repaired my car")


def test_there_are_at_least_fourteen_reports_in_three_formats() -> None:
    assert len(_all_reports()) >= 14
    assert {p.suffix for p in REPORTS.iterdir()} == {".txt", ".html", ".jsonl"}


@pytest.mark.parametrize("name", [n for n in _all_reports() if "arabic" not in n])
def test_a_report_has_the_length_of_wire_copy(name: str) -> None:
    assert 120 <= len(_plain(name).split()) <= 350


def test_the_readme_says_that_it_was_written_for_the_project_and_names_every_outlet() -> None:
    readme = (REPORTS.parent / "README.md").read_text(encoding="utf-8")
    assert "written for the sayso project" in readme
    assert all(row["publisher"] in readme for row in _wires())


def test_addresses_are_reserved_ones_that_nobody_owns() -> None:
    addresses = re.findall(r"https?://([^/\s\"]+)", "\n".join(map(_plain, _all_reports())))
    addresses += [row["url"].split("/")[2] for row in _wires()]
    addresses += re.findall(r'"https?://([^/"]+)', (REPORTS / "sukhna-bomb.html").read_text("utf-8"))
    assert addresses
    assert all(a.endswith(".example") for a in addresses)


@pytest.mark.parametrize("gold", INCIDENTS, ids=lambda g: g.name)
def test_the_words_of_every_toll_stand_in_its_report(gold: Gold) -> None:
    assert [t.words for t in gold.tolls if t.words not in _plain(t.report)] == []
    assert set(gold.types) <= set(codebook.native().types)


@pytest.mark.parametrize(("report", "words"), [(r, w) for r, _, _, w in STATUS] + [(r, w) for r, _, w in TOTALS])
def test_the_words_of_every_status_and_total_stand_in_their_report(report: str, words: str) -> None:
    assert words in _plain(report)


def test_the_reprint_repeats_the_first_report_under_a_lead_of_its_own() -> None:
    first = re.findall(r"<p>(.+?)</p>", (REPORTS / "sukhna-bomb.html").read_text("utf-8"))
    reprint = _plain("sh-0605")
    assert sum(p.removeprefix("PALMYRA — ") in reprint for p in first) >= 5
    assert "torn apart" in reprint and "torn apart" not in " ".join(first)


def test_comments_stand_below_the_report_and_name_other_dead() -> None:
    text = _plain("yadudah-killing.txt")
    assert all(text.index(c) > text.index("3 comments") for c in COMMENTS)


# From here on: what the whole pipeline makes of the reports.


@pytest.fixture(scope="module")
def case() -> Any:
    pytest.importorskip("sayso.pipeline")
    import sayso

    return sayso.read([sample.folder()])


def _title(name: str) -> str:
    """Return the headline by which a report of the table is known in the case."""
    for row in _wires():
        if row["id"] == name:
            return row["title"]
    markup = (REPORTS / name).read_text(encoding="utf-8")
    heading = re.search(r"<h1>(.+?)</h1>", markup)
    known = [start for gold in INCIDENTS for start in gold.titles] + ["Clans agree", NO_CONFLICT]
    return heading[1] if heading else next(start for start in known if start in markup)


def _claims(case: Any, name: str) -> list[Any]:
    title = _title(name)
    ids = {d.id for d in case.documents if title in d.text[:300]}
    assert ids, f"no document of the case has the headline {title!r}"
    return [c for c in case.claims if c.document_id in ids]


def _killed(claim: Any) -> list[tuple[int | None, int | None]]:
    return [(c.low, c.high) for c in claim.counts if c.outcome == "killed" and c.part_of is None]


def _said_by(claim: Any, source: str | None) -> bool:
    said = [f"{link.source} {link.name}".lower() for link in claim.attribution]
    return not said if source is None else any(source.lower() in s for s in said)


def _incident_of(case: Any, gold: Gold) -> Any:
    """Return the incident that most of the gold reports' claims of the right type belong to."""
    title_of = {d.id: d.text[:300] for d in case.documents}
    wanted = {
        c.id
        for c in case.claims
        if c.event_type.partition(".")[0] in gold.types
        and any(start in title_of[c.document_id] for start in gold.titles)
        and (gold.place is None or any(gold.place in p.name for p in c.places))
    }
    return max(case.incidents, key=lambda i: len(wanted & set(i.claims)))


@pytest.mark.model
def test_every_report_is_read_and_the_arabic_one_is_kept_unread(case: Any) -> None:
    assert len(case.documents) == len(_all_reports())
    unread = [d for d in case.documents if d.unread]
    assert [UNREAD in d.text for d in unread] == [True]


@pytest.mark.model
def test_the_football_report_yields_nothing(case: Any) -> None:
    assert [c.quote for c in _claims(case, "valley-cup.txt")] == []


@pytest.mark.model
def test_comments_yield_nothing(case: Any) -> None:
    quotes = [c.quote for c in _claims(case, "yadudah-killing.txt")]
    assert quotes
    assert [q for q in quotes if any(words in q for words in COMMENTS)] == []


@pytest.mark.model
@pytest.mark.parametrize("gold", INCIDENTS, ids=lambda g: g.name)
def test_an_incident_joins_its_reports(case: Any, gold: Gold) -> None:
    incident = _incident_of(case, gold)
    members = {c.document_id for c in case.claims if c.id in incident.claims}
    joined = [d for d in case.documents if d.id in members and any(t in d.text[:300] for t in gold.titles)]
    assert len(joined) >= 2
    assert incident.event_type.partition(".")[0] in gold.types
    assert incident.date is not None and incident.date.start <= gold.day <= incident.date.end


@pytest.mark.model
@pytest.mark.parametrize("gold", [SUKHNA, ARIHA, BADIA], ids=lambda g: g.name)
def test_where_the_tolls_differ_the_incident_says_so(case: Any, gold: Gold) -> None:
    assert "killed" in {c.field for c in _incident_of(case, gold).contested}


@pytest.mark.model
def test_a_place_that_nobody_can_name_stays_vague(case: Any) -> None:
    place = _incident_of(case, BADIA).place
    assert place is None or place.radius_m is None or place.radius_m > 25_000


@pytest.mark.model
@pytest.mark.parametrize("toll", [t for g in INCIDENTS for t in g.tolls], ids=lambda t: f"{t.report}: {t.words}")
def test_a_toll_keeps_its_figure_and_who_gave_it(case: Any, toll: Toll) -> None:
    figures = [k for c in _claims(case, toll.report) if _said_by(c, toll.source) for k in _killed(c)]
    assert (toll.low, toll.high) in figures


@pytest.mark.model
@pytest.mark.parametrize(("report", "event_type", "status", "words"), STATUS)
def test_a_status_is_told_apart(case: Any, report: str, event_type: str, status: str, words: str) -> None:
    found = {(c.event_type.partition(".")[0], c.status) for c in _claims(case, report)}
    assert (event_type, status) in found


@pytest.mark.model
@pytest.mark.parametrize(("report", "figure", "words"), TOTALS)
def test_a_total_is_marked_and_never_becomes_an_incidents_count(
    case: Any, report: str, figure: int, words: str
) -> None:
    rows = [c for c in _claims(case, report) if (figure, figure) in _killed(c)]
    assert rows and all(c.is_total or c.event_type == "toll" for c in rows)
    tallies = [i.counts["killed"] for i in case.incidents if "killed" in i.counts]
    assert figure not in {t.best for t in tallies}


@pytest.mark.model
def test_a_reprint_counts_as_one_independent_source(case: Any) -> None:
    first, again = (
        next(d for d in case.documents if start in d.text[:300]) for start in ("Road bomb kills", "Seven soldiers die")
    )
    assert again.reprint_of == first.id
    incident = _incident_of(case, SUKHNA)
    assert "Steppe Herald" not in " ".join(incident.independent_sources)
