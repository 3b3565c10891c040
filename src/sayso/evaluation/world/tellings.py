"""Who tells what of a happening, in which report: figures that rise, figures of two sides, denials, blame, copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from sayso.evaluation.world.happenings import Happening
from sayso.schema.vocabulary import SourceKind, Status

Figure = tuple[str, int]
"""The words before a number ("", "at least ") and the number."""
Speaker = tuple[str, SourceKind]
Whereabouts = Literal["village", "countryside", "governorate"]
When = Literal["day", "week"]
Role = Literal["", "one", "other"]
"""Which position of a planted contest a telling takes; "" none."""

PUBLISHERS = (
    "Port Post", "Hill Herald", "Daily Ledger", "Morning Lamp", "River Times", "Cedar News", "Old Town Gazette",
    "Evening Courier", "Plains Today", "Harbour Journal",
)  # fmt: skip
AGENCIES = ("Gulf Wire", "Levant Dispatch")
BODIES: tuple[Speaker, ...] = (("Border Monitor", "monitor"), ("Plain Watch", "monitor"), ("Health Office", "official"))
RESIDENTS: Speaker = ("residents", "witness")

WHERE: dict[Whereabouts | None, int] = {"village": 76, "countryside": 10, "governorate": 9, None: 5}
WHEN: dict[When | None, int] = {"day": 81, "week": 7, None: 12}
"""Out of 100, how precisely a telling says where and when."""
NAMES_ACTOR, NAMES_TARGET, VAGUE_TYPE = 0.75, 0.65, 0.25
COPIED, REWRITTEN, ROUNDED_UP, BY_AGENCY = 0.2, 0.2, 0.35, 0.25
LATEST_DAYS = 3
"""A report comes out on the day or up to so many days after."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of one happening. None: it does not say. `source` None: the report's own voice."""

    happening: Happening
    code: str
    clause: str
    when: When | None
    where: Whereabouts | None
    actor: str | None
    target: str | None
    killed: Figure | None = None
    injured: Figure | None = None
    source: Speaker | None = None
    relay: str | None = None
    status: Status = "happened"
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report: who put it out on which day, and what it tells. `copy_of`: it is a reprint of that report."""

    key: int
    publisher: str
    published: date
    tellings: tuple[Telling, ...]
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    later: int
    telling: Telling


def tell(chance: Random, happenings: Sequence[Happening]) -> tuple[Report, ...]:
    """Return what is reported of all happenings: some reports tell of several, some are copies of others."""
    slips: list[tuple[str, date, Telling]] = []
    for one in happenings:
        told = list(_told(chance, one))
        told += [_rewritten(chance, t) for t in told if chance.random() < REWRITTEN]
        for publisher, t in zip(_publishers(chance, len(told)), told, strict=True):
            slips.append((publisher, one.day + timedelta(days=t.later), t.telling))
    return _with_copies(chance, _bound(chance, slips))


def _publishers(chance: Random, count: int) -> list[str]:
    return chance.sample(PUBLISHERS, count) if count <= len(PUBLISHERS) else chance.choices(PUBLISHERS, k=count)


def _bound(chance: Random, slips: Sequence[tuple[str, date, Telling]]) -> list[Report]:
    """Put tellings of one publisher on one day into one report, some of them."""
    issues: dict[tuple[str, date, int], list[Telling]] = {}
    for number, (publisher, day, telling) in enumerate(slips):
        shared = (publisher, day, -1)
        tells_it = any(t.happening == telling.happening for t in issues.get(shared, ()))
        key = shared if chance.random() < ROUNDED_UP and not tells_it else (publisher, day, number)
        issues.setdefault(key, []).append(telling)
    ordered = sorted(issues.items(), key=lambda row: (row[0][1], row[0]))
    return [Report(n, publisher, day, tuple(found)) for n, ((publisher, day, _), found) in enumerate(ordered)]


def _with_copies(chance: Random, reports: Sequence[Report]) -> tuple[Report, ...]:
    copies: list[Report] = []
    for report in reports:
        if chance.random() < COPIED:
            publisher = chance.choice([p for p in PUBLISHERS if p != report.publisher])
            day = report.published + timedelta(days=chance.randrange(2))
            key = len(reports) + len(copies)
            copies.append(replace(report, key=key, publisher=publisher, published=day, copy_of=report.key))
    return (*reports, *copies)


# ---- the plots


def _told(chance: Random, one: Happening) -> Iterator[_Told]:
    if one.plot == "rising":
        yield from _rising(chance, one)
    elif one.plot == "partisan":
        yield from _partisan(chance, one)
    elif one.plot == "blamed":
        yield from _blamed(chance, one)
    else:
        yield from _plain(chance, one)
        if one.plot == "denied":
            yield _denial(chance, one)


def _plain(chance: Random, one: Happening) -> Iterator[_Told]:
    for _ in range(chance.choices((1, 2, 3, 4), (25, 35, 25, 15))[0]):
        telling = _version(chance, one, chance.choice((None, None, RESIDENTS, *BODIES)))
        yield _Told(_lag(chance), replace(telling, killed=_true_figure(chance, one.killed), injured=_hurt(chance, one)))


def _rising(chance: Random, one: Happening) -> Iterator[_Told]:
    """One body's figure rises from report to report; whoever else tells of it gives none."""
    source, steps = chance.choice(BODIES), chance.randint(2, 3)
    lowest = chance.randint(1, max(1, one.killed // 2))
    figures = sorted({lowest, *(chance.randint(lowest, one.killed) for _ in range(steps - 2)), one.killed})
    for later, number in enumerate(figures):
        for _ in range(chance.randint(1, 2)):
            yield _Told(later, replace(_version(chance, one, source), killed=("", number)))
    if chance.random() < 0.4:
        yield _Told(_lag(chance), _version(chance, one, chance.choice((None, RESIDENTS))))


def _partisan(chance: Random, one: Happening) -> Iterator[_Told]:
    """Two bodies give figures that cannot both be true."""
    party: Speaker = (chance.choice((one.actor, one.enemy)), "belligerent")
    high = one.killed * chance.randint(2, 3) + chance.randint(2, 6)
    sides = [(chance.choice(BODIES), one.killed, "one"), (party, high, "other")]
    for source, number, role in sides + ([chance.choice(sides)] if chance.random() < 0.5 else []):
        version = _version(chance, one, source)
        yield _Told(_lag(chance), replace(version, killed=("", number), role=role))  # type: ignore[arg-type]


def _blamed(chance: Random, one: Happening) -> Iterator[_Told]:
    """Each of two bodies names another doer."""
    speakers = chance.sample(BODIES, 2)
    for source, actor, role in ((speakers[0], one.actor, "one"), (speakers[1], one.enemy, "other")):
        clause = chance.choice(one.form.named)
        version = replace(_version(chance, one, source), clause=clause, code=one.form.code, actor=actor)
        killed = _true_figure(chance, one.killed)
        yield _Told(_lag(chance), replace(version, killed=killed, role=role))  # type: ignore[arg-type]
    if chance.random() < 0.5:
        version = _version(chance, one, None)
        unnamed = replace(version, clause=chance.choice(one.form.unnamed), code=one.form.code, actor=None)
        yield _Told(_lag(chance), replace(unnamed, killed=_true_figure(chance, one.killed)))


def _denial(chance: Random, one: Happening) -> _Told:
    version = replace(_version(chance, one, (one.actor, "belligerent")), target=one.target)
    denial = replace(version, clause=one.form.denied, code=one.form.code, actor=one.actor, status="denied")
    return _Told(max(1, _lag(chance)), replace(denial, role="other"))


def _rewritten(chance: Random, told: _Told) -> _Told:
    """Return the same in other words, relayed by an agency, up to a day later."""
    t = told.telling
    if t.status == "denied":
        return replace(told, telling=replace(t, relay=chance.choice(AGENCIES)))
    again = _version(chance, t.happening, t.source)
    same = replace(again, killed=t.killed, injured=t.injured, role=t.role, relay=chance.choice(AGENCIES))
    if t.role and t.happening.plot == "blamed":
        same = replace(same, clause=chance.choice(t.happening.form.named), code=t.code, actor=t.actor)
    return _Told(told.later, same)


# ---- what a telling says, and what it leaves out


def _version(chance: Random, one: Happening, source: Speaker | None) -> Telling:
    """Return a telling that leaves some things open, as reports do."""
    names_actor = chance.random() < NAMES_ACTOR and one.plot != "blamed"
    code, clause = one.form.code, chance.choice(one.form.named if names_actor else one.form.unnamed)
    if not names_actor and one.form.coarse and chance.random() < VAGUE_TYPE:
        code, clause = one.form.coarse, one.form.vague
    return Telling(
        happening=one,
        code=code,
        clause=clause,
        when=chance.choices([*WHEN], [*WHEN.values()])[0],
        where=chance.choices([*WHERE], [*WHERE.values()])[0],
        actor=one.actor if names_actor else None,
        target=one.target if chance.random() < NAMES_TARGET else None,
        source=source,
        relay=chance.choice(AGENCIES) if source and chance.random() < BY_AGENCY else None,
    )


def _lag(chance: Random) -> int:
    return chance.choices(range(LATEST_DAYS + 1), (35, 40, 15, 10))[0]


def _true_figure(chance: Random, number: int) -> Figure | None:
    """Return the figure as it is, or a bound that it meets, or none."""
    roll = chance.random()
    if number == 0 or roll < 0.25:
        return None
    return ("at least ", max(1, number - chance.randrange(2))) if roll < 0.4 else ("", number)


def _hurt(chance: Random, one: Happening) -> Figure | None:
    return ("", one.injured) if one.injured and chance.random() < 0.4 else None
