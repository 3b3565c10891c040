"""AWSD: one or two sentences on an attack on aid workers, with the exact number of them killed, wounded and kidnapped.

Others named in the text do not count in the gold. Of a claim's figures, those on attackers and fighters are left out;
where some of the rest name aid workers ("staff", "NGO", "UN driver"), those are added up, otherwise the total is taken.
A recipient without a figure is one person, several if the word is plural; the first claim that tells of the outcome
decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, share
from sayso.evaluation.reading import Read, reader, took_place
from sayso.evaluation.wordlists import any_of
from sayso.schema import Claim, Count, Party

CORPUS = "corpora/awsd/dev.jsonl"
OUTCOMES = {"killed": ("killed",), "wounded": ("injured",), "kidnapped": ("abducted", "captured")}

AID_WORKER = any_of(
    """aid, relief, humanitarian, staff*, ngo, ngos, ingo, ingos, un, u.n., unhcr, unicef, wfp, who, undp, unrwa,
    icrc, ifrc, msf, red crescent, red cross, *rcs, volunteer, volunteers, employee, employees, personnel,
    contractor, contractors, worker, workers, driver, drivers, nurse, nurses, doctor, doctors, medic, medics,
    paramedic, paramedics, deminer, deminers, guard, guards, national, nationals, expatriate, expatriates,
    international, internationals, teacher, teachers, engineer, engineers, colleague, colleagues, consultant,
    consultants, agency"""
)
NOT_COUNTED = any_of(
    """attacker, attackers, assailant, assailants, militant, militants, bomber, bombers, gunman, gunmen, rebel,
    rebels, soldier, soldiers, police*, fighter, fighters, armed, insurgent, insurgents, bandit, bandits,
    perpetrator, perpetrators, troop, troops, civilian, civilians, robber, robbers, child, children, patient,
    patients, passenger, passengers, wife, son, daughter"""
)
TELLS = {
    "killed": any_of(
        "kill*, dead, die, died, dies, murder*, death, deaths, execut*, assassinat*, slain, massacr*, behead*"
    ),
    "injured": any_of("wound*, injur*, hurt"),
    "abducted": any_of("abduct*, kidnap*, hostage, hostages"),
}
ASSAULT = any_of("shot, shoot*, stab*, beat*, assault*, rape*, tortur*")
"""AWSD counts as wounded whoever was shot, stabbed, beaten or raped and lived."""


def _single(count: Count) -> int:
    return next((n for n in (count.best, count.low, count.high) if n is not None), 0)


def _lies_in(inner: Count, outer: Count) -> bool:
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and (inner.start, inner.end) != (outer.start, outer.end)


def _people(claim: Claim, outcomes: Sequence[str]) -> list[Count]:
    """The claim's rows of an outcome that are no total over other rows and no piece of another row's words."""
    of_it = [c for c in claim.counts if c.outcome in outcomes]
    totals = {claim.counts[c.part_of] for c in of_it if c.part_of is not None and " + " in claim.counts[c.part_of].text}
    held = [c for c in of_it if c not in totals]
    return [c for c in held if not any(_lies_in(c, other) for other in held)]


def _figure(claim: Claim, outcomes: Sequence[str]) -> int | None:
    """Return how many aid workers the claim's rows of an outcome give, None where it has no such row."""
    of_it = [
        c for c in _people(claim, outcomes) if not NOT_COUNTED.search(c.text) and c.who not in ("militants", "soldiers")
    ]
    named = [c for c in of_it if AID_WORKER.search(c.text)]
    if named:
        return sum(map(_single, named))
    whole = [c for c in of_it if c.part_of is None]
    if whole:
        return _single(whole[0])
    return sum(map(_single, of_it)) if of_it else None


def _is_plural(party: Party) -> bool:
    last = party.text.split()[-1:] or [""]
    return last[0].endswith("s") and not last[0].endswith("ss")


def _untold(claim: Claim, outcomes: Sequence[str]) -> int | None:
    """Where the words tell of an outcome and no figure stands there: one for each recipient, one for nobody named."""
    told = any(o in TELLS and TELLS[o].search(claim.trigger.text) for o in outcomes)
    if not told or any(c.outcome in outcomes for c in claim.counts):
        return None
    return _unnumbered(claim)


def _assaulted(claim: Claim) -> int | None:
    return _unnumbered(claim) if ASSAULT.search(claim.trigger.text) else None


def _unnumbered(claim: Claim) -> int | None:
    people = [r for r in claim.recipients if AID_WORKER.search(r.text) and not NOT_COUNTED.search(r.text)]
    return sum(2 if _is_plural(r) else 1 for r in people) or (None if claim.recipients else 1)


def _figures(claims: Sequence[Claim], outcomes: Sequence[str]) -> Iterator[int]:
    for told in (_figure, _untold):
        yield from (n for c in claims if (n := told(c, outcomes)) is not None)


def predicted(claims: Sequence[Claim], outcomes: Sequence[str]) -> int:
    """Return how many aid workers the claims give for one of the outcomes, 0 if none."""
    happened = [c for c in claims if took_place(c)]
    found = next(_figures(happened, outcomes), None)
    if found is None and outcomes == OUTCOMES["wounded"] and not predicted(happened, OUTCOMES["killed"]):
        found = next((n for c in happened if (n := _assaulted(c)) is not None), None)
    return found or 0


def _outcome(row: Row, read: Read) -> Outcome:
    gold = row["gold"]
    day = f"{gold['year']:04}-{gold['month']:02}-{gold['day']:02}" if gold["month"] and gold["day"] else None
    claims = read(as_document(row["text"], key=row["id"], published=day))
    wrong = [field for field, ours in OUTCOMES.items() if predicted(claims, ours) != gold[field]]
    return Outcome(row["id"], tuple(wrong), row["text"][:120])


def _baseline(examples: Sequence[Row], field: str, guess: int) -> Published:
    """What a reader reaches who gives the same number for every row; nothing is published on these texts."""
    right = sum(row["gold"][field] == guess for row in examples)
    return Published(share(right, len(examples)), f"always {guess}", "counted on the same rows", like_for_like=True)


def score(examples: Sequence[Row], outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    """Return the share of exact figures, over all rows and over those where there is somebody to count."""
    found = []
    for field in OUTCOMES:
        right = {o.example for o in outcomes if field not in o.wrong}
        some = [row for row in examples if row["gold"][field]]
        every, of_some = len(right), sum(row["id"] in right for row in some)
        baselines = _baseline(examples, field, 0), _baseline(some, field, 1)
        found.append(Figure(f"{field} exact", share(every, len(examples)), len(examples), published=baselines[0]))
        name = f"{field} exact, some {field}"
        found.append(Figure(name, share(of_some, len(some)), len(some), published=baselines[1]))
    return tuple(found)


def measure(shared: Path, limit: int | None, read: Read | None = None) -> Result:
    """Score the counts of aid workers harmed."""
    examples = rows(shared / CORPUS, limit)
    read = read or reader()
    outcomes = tuple(_outcome(row, read) for row in counted(examples, "aid-workers"))
    return Result(score(examples, outcomes), outcomes)
