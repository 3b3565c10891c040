"""Weights from judgements, and without any.

From judgements: what findings are worth is fitted to pairs that people held for one happening or for two, by ridge
logistic regression on all findings at once, so that findings that go together (a type and the word that names it) are
not counted twice. The fit is pulled to the weights it starts from: what was never judged keeps its worth.

Without: expectation and maximisation (Fellegi and Sunter's model, as Splink has it) on the pairs that come up for
comparison. Each pair counts as one happening as far as the weights say so; from these counts follow new chances m and
u, and so on until nothing moves. It takes the findings for independent, which they are not: so the prior stays, each
finding is pulled to its start, and fewer than `FEWEST` pairs teach nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.incidents import block
from sayso.incidents.compare import FIELDS
from sayso.incidents.facts import read
from sayso.incidents.rows import Reading
from sayso.incidents.scoring import scorer
from sayso.incidents.weights import Weights, Worth, packaged
from sayso.schema.claim import Claim
from sayso.schema.codebook import Codebook
from sayso.schema.document import Document
from sayso.schema.judgement import Judged

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]
Ints = NDArray[np.int8]

PULL = 10.0
"""How strongly the fit is held to its start: as a ridge on the natural logarithms of the odds."""
PAIRS_OF_START = 1000.0
"""How many pairs of one happening with a finding the start counts for, beside those that were compared."""
MOST = 200_000
"""Pairs that are looked at, of those that come up for comparison."""
FEWEST = 5_000
"""Pairs below which nothing is learnt without judgements."""
STEPS = 50
STILL = 1e-4
LEAST_U = 1e-5

NAMES: tuple[str, ...] = tuple(f"{field.name}.{level.name}" for field in FIELDS for level in field.levels)
_LEVELS = [level for field in FIELDS for level in field.levels]
_FIRST = np.cumsum([0, *(len(field.levels) for field in FIELDS)])[:-1]
_FREE = np.array([not level.silent and not level.apart for level in _LEVELS])
_APART = np.array([level.apart for level in _LEVELS])


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs with what each field found (positions of levels, a column for each of `FIELDS`), whether they are one
    happening, and how much each counts."""

    found: Ints
    same: NDArray[np.bool_]
    count: Floats


def _table(found: Ints) -> Floats:
    """Return a row for each pair: 1 for the findings made, 0 for the others."""
    made = np.zeros((len(found), len(NAMES)))
    np.put_along_axis(made, found.astype(np.int64) + _FIRST, 1.0, axis=1)
    return made


def _bits(weights: Weights) -> Floats:
    return np.array([weights.worth[n].bits if n in weights.worth else 0.0 for n in NAMES])


def _weights(prior: float, bits: Floats, u: Floats, start: Weights) -> Weights:
    worth = {
        name: Worth(round(float(bits[n]), 2), round(max(float(u[n]), LEAST_U), 5))
        for n, name in enumerate(NAMES)
        if name in start.worth
    }
    return Weights(round(prior, 2), worth)


def _shares(made: Floats, count: Floats) -> Floats:
    """Return how often each finding is made among the pairs where its field is not silent."""
    totals = count @ made
    silent = np.array([level.silent for level in _LEVELS])
    shares = np.zeros(len(NAMES))
    for first, field in zip(_FIRST, FIELDS, strict=True):
        of = slice(int(first), int(first) + len(field.levels))
        spoken = totals[of] * ~silent[of] + ~silent[of]
        shares[of] = spoken / spoken.sum()
    return shares


def _loss(z: Floats, given: Examples, moved: Floats, pull: Floats) -> float:
    return float(given.count @ (np.logaddexp(0, z) - given.same * z) + 0.5 * pull @ moved**2)


def fitted(examples: Examples, start: Weights, pull: float = PULL) -> Weights:
    """Return the weights that tell the examples apart best, no further from the start than they call for.

    Examples in which a finding sets the claims apart say nothing about the others, and are left out.
    """
    made = _table(examples.found)
    kept = ~(made[:, _APART].any(axis=1))
    given = Examples(examples.found[kept], examples.same[kept], examples.count[kept])
    columns = np.hstack([np.ones((len(given.same), 1)), made[kept][:, _FREE]])
    at = np.concatenate([[start.prior], _bits(start)[_FREE]]) * math.log(2)
    fit = _climbed(columns, given, at, np.concatenate([[pull / 1000], np.full(int(_FREE.sum()), pull)]))
    bits = _bits(start)
    bits[_FREE] = fit[1:] / math.log(2)
    different = ~examples.same * examples.count
    return _weights(float(fit[0]) / math.log(2), bits, _shares(made, different), start)


def _climbed(columns: Floats, given: Examples, start: Floats, pull: Floats) -> Floats:
    """Return the parameters of least loss, by Newton's steps, each halved until it helps."""
    at = start.copy()
    now = _loss(columns @ at, given, at - start, pull)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(columns @ at, -30, 30)))
        slope = columns.T @ (given.count * (chance - given.same)) + pull * (at - start)
        bend = (columns * (given.count * chance * (1 - chance))[:, None]).T @ columns + np.diag(pull)
        step, size = np.linalg.solve(bend, slope), 1.0
        while size > STILL and _loss(columns @ (at - size * step), given, at - size * step - start, pull) > now:
            size /= 2
        at = at - size * step
        new = _loss(columns @ at, given, at - start, pull)
        if now - new < STILL:
            break
        now = new
    return at


def learnt(found: Ints, start: Weights) -> Weights:
    """Return weights for these pairs without a judgement, by expectation and maximisation; the start when the pairs
    are too few to say anything."""
    if len(found) < FEWEST:
        return start
    made = _table(found)
    start_bits = _bits(start)
    bits = start_bits.copy()
    u = np.zeros(len(NAMES))
    for _ in range(STEPS):
        chance = 1 / (1 + 2.0 ** -np.clip(start.prior + made @ bits, -60, 60))
        m, u = _shares(made, chance), _shares(made, 1 - chance)
        told = np.log2(np.maximum(m, LEAST_U) / np.maximum(u, LEAST_U))
        trust = (chance @ made) / (chance @ made + PAIRS_OF_START)
        new = np.where(_FREE, start_bits + trust * (told - start_bits), start_bits)
        moved, bits = float(np.abs(new - bits).max()), new
        if moved < STILL:
            break
    return _weights(start.prior, bits, u, start)


def examples_of(pairs: Sequence[tuple[int, int]], found: Ints, same: Collection[tuple[int, int]]) -> Examples:
    """Return judged pairs as examples, each counting once; `same` are those of one happening, the others of two."""
    return Examples(found, np.array([p in same for p in pairs], dtype=bool), np.ones(len(pairs)))


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights that were learnt, from how many judged pairs, and from how many that only came up for comparison (0: too
    few to teach anything)."""

    weights: Weights
    judged: int
    compared: int


def trained(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    *,
    codebook: Codebook,
    judged: Judged,
    start: Weights | None = None,
) -> Trained:
    """Return weights for these claims: from the pairs that come up for comparison, then from those judged.

    `start` are the weights to begin with, None for the packaged ones.
    """
    facts = [read(c, documents, codebook) for c in {c.id: c for c in claims}.values()]
    at = {f.claim.id: n for n, f in enumerate(facts)}
    rows, looks = Reading(documents).table(facts)
    begun = start or packaged()
    compared = sorted(block.pairs(*block.standing(looks)))[:MOST]
    enough = len(compared) >= FEWEST
    weights = learnt(_found(rows, compared), begun) if enough else begun
    same, different = (_at(some, at) for some in (judged.same, judged.different))
    asked = sorted(same | different)
    if asked:
        weights = fitted(examples_of(asked, _found(rows, asked), same), weights)
    return Trained(weights, len(asked), len(compared) if enough else 0)


def _at(pairs: Iterable[tuple[str, str]], at: Mapping[str, int]) -> set[tuple[int, int]]:
    return {(min(at[a], at[b]), max(at[a], at[b])) for a, b in pairs if a in at and b in at}


def _found(rows: pa.Table, pairs: Sequence[tuple[int, int]]) -> Ints:
    return scorer(packaged()).these_pairs(rows, [a for a, _ in pairs], [b for _, b in pairs]).found
