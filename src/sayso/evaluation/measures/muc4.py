"""MUC-4: Latin American reports of 1988-90, claims mapped to its templates and scored by the scorer beside the corpus.

Development sets TST1 and TST2 are read, 200 reports, as many as the official test had. The texts are all in capitals;
they are put into lower case with capitals where a sentence begins, which costs every name its capital: the figure is
low until the documents room restores case.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sayso.errors import MeasureError
from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Published, Result
from sayso.evaluation.reading import TOLD, Read, figure_of, reader
from sayso.schema import Claim, Document, Party, Place, Segment

CORPUS = "corpora/muc4/dev.jsonl"
SCORER = "corpora/muc4/score_muc4.py"
SETS = ("TST1", "TST2")
SLOTS = ("ALL", "template", "type", "date", "location", "hum_number", "hum_effect", "perp_org_confidence")
PUBLISHED = {"ALL": Published(0.588, "GE 1992, same scorer", "official test TST3, other reports")}

TYPE_OF = {
    "attack_on_civilians": "ATTACK",
    "shelling": "ATTACK",
    "sexual_violence": "ATTACK",
    "explosion": "BOMBING",
    "air_strike": "BOMBING",
    "abduction": "KIDNAPPING",
}
"""Clashes between armed sides are no incident in MUC-4. Arson is property_destruction by fire, told by its trigger."""
FIRE = re.compile(r"\b(burn|fire|ablaze|arson|torch)", re.IGNORECASE)
STAGE_OF = {"planned": "THREATENED"}
CONFIDENCE_OF = {
    "responsibility_claimed": "CLAIMED OR ADMITTED",
    "responsibility_ascribed": "SUSPECTED OR ACCUSED",
    "doubt": "POSSIBLE",
}
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
    "SV": "EL SALVADOR",
    "UY": "URUGUAY",
    "VE": "VENEZUELA",
}
Template = dict[str, Any]

_DATELINE = re.compile(r"\b(\d{1,2} (?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) \d{2})(?: \([^)]*\))?\s+--")
_HEAD = re.compile(r"(.{0,118}?--)\s+(?:\[[^\]]*\]\s+)*", re.DOTALL)
DATELINE_END = 120  # a dateline stands within the first characters


def published(text: str) -> str | None:
    """Return the day in a report's dateline ("LIMA, 3 JAN 90 --"), None where it has none."""
    found = _DATELINE.search(text[:DATELINE_END])
    return datetime.strptime(found[1], "%d %b %y").date().isoformat() if found else None


def _document(row: Row) -> Document:
    """A report in sentence case, its dateline told from its body."""
    from sayso.documents.truecasing import truecase
    from sayso.pipeline import knowledge

    known = knowledge()
    text = truecase(row["text"], places=known.gazetteer, actors=known.actors)
    document = as_document(text, key=row["id"], published=published(row["text"]))
    head = _HEAD.match(text)
    if not head:
        return document
    segments = (Segment("dateline", 0, head.end(1)), Segment("body", head.end(), len(text)))
    return replace(document, segments=segments)


def template_type(claim: Claim) -> str | None:
    """Return the kind of incident, None for what MUC-4 does not code."""
    top = claim.event_type.partition(".")[0]
    if top == "property_destruction":
        return "ARSON" if FIRE.search(claim.trigger.text) else None
    return TYPE_OF.get(top)


def _fill(party: Party) -> str:
    return f'"{party.text.upper()}"'


def _date_line(claim: Claim) -> list[str]:
    if claim.date is None:
        return []
    first, last = (date.fromisoformat(d) for d in (claim.date.start, claim.date.end))
    day = [d.strftime("%d %b %y").upper() for d in (first, last)]
    return [day[0] if first == last else f"{day[0]} - {day[1]}"]


def _location(places: Sequence[Place]) -> list[str]:
    country = next((COUNTRIES[p.country] for p in places if p.country in COUNTRIES), None)
    if country is None:
        return []
    town = next((p for p in places if p.kind != "country"), None)
    return [f"{country}: {town.name.upper()} (CITY)" if town else country]


def _is_organisation(party: Party) -> bool:
    return party.actor_id is not None or any(w.isupper() and len(w) > 1 for w in party.text.split())


def _perpetrators(claim: Claim) -> Template:
    organisations = [_fill(a) for a in claim.actors if _is_organisation(a)]
    kind = next((CONFIDENCE_OF[q.kind] for q in claim.qualifiers if q.kind in CONFIDENCE_OF), "REPORTED AS FACT")
    return {
        "perp_individual": [_fill(a) for a in claim.actors if not _is_organisation(a)],
        "perp_org": organisations,
        "perp_org_confidence": [f"{kind}: {o}" for o in organisations],
    }


def _people(claim: Claim) -> Template:
    people = [_fill(r) for r in claim.recipients]
    harmed = {"DEATH": figure_of(claim, "killed"), "INJURY": figure_of(claim, "injured")}
    first = max((n for n in harmed.values() if n), default=1)
    return {
        "hum_desc": people,
        "hum_number": [f"{first if i == 0 else 1}: {p}" for i, p in enumerate(people)],
        "hum_effect": [f"{effect}: {p}" for effect, n in harmed.items() if n for p in people],
    }


def _template(claim: Claim, kind: str) -> Template:
    return {
        "type": [kind],
        "stage": [STAGE_OF.get(claim.status, "ACCOMPLISHED")],
        "date": _date_line(claim),
        "location": _location(claim.places),
        **_perpetrators(claim),
        **_people(claim),
    }


def _same(a: Template, b: Template) -> bool:
    """Two claims of one kind are one incident unless their places or days differ."""
    alike = all(not a[s] or not b[s] or a[s] == b[s] for s in ("location", "date"))
    return bool(a["type"] == b["type"]) and alike


def _joined(a: Template, b: Template) -> Template:
    return {
        slot: [*a[slot], *(x for x in b[slot] if x not in a[slot])] if a[slot] != b[slot] else a[slot] for slot in a
    }


def templates(claims: Iterable[Claim]) -> list[Template]:
    """Return a report's templates: its claims, those of one incident joined."""
    found: list[Template] = []
    for claim in claims:
        kind = template_type(claim)
        if kind is None or claim.is_total or claim.status not in (*TOLD, "planned"):
            continue
        new = _template(claim, kind)
        at = next((i for i, t in enumerate(found) if _same(t, new)), None)
        if at is None:
            found.append(new)
        else:
            found[at] = {**_joined(found[at], new), "type": [kind], "stage": found[at]["stage"]}
    return found


def _scored(shared: Path, examples: Sequence[Row], responses: Sequence[Row]) -> dict[str, Any]:
    with TemporaryDirectory(prefix="sayso-eval-") as folder:
        gold, ours = Path(folder) / "gold.jsonl", Path(folder) / "ours.jsonl"
        for path, content in ((gold, examples), (ours, responses)):
            path.write_text("".join(json.dumps(row) + "\n" for row in content), encoding="utf-8")
        command = [sys.executable, str(shared / SCORER), str(gold), str(ours)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - the corpus's own scorer
    if done.returncode:
        raise MeasureError(f"ended with {done.returncode}: {done.stderr.strip()[-400:]}", where=SCORER)
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


def figures_of(scores: dict[str, Any], n: int) -> tuple[Figure, ...]:
    """Return the slots that we fill on purpose, and the whole."""
    return tuple(
        Figure(f"{slot} F1", scores[slot]["F"], scores[slot].get("key", n), slot == "ALL", PUBLISHED.get(slot))
        for slot in SLOTS
    )


def measure(shared: Path, limit: int | None, read: Read | None = None) -> Result:
    """Score templates on the development reports."""
    examples = [row for row in rows(shared / CORPUS) if row["meta"]["official_set"] in SETS][:limit]
    read = read or reader()
    responses = [{"id": row["id"], "templates": templates(read(_document(row)))} for row in counted(examples, "muc4")]
    return Result(figures_of(_scored(shared, examples, responses), len(examples)))
