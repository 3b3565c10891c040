"""How long it takes to link claims into incidents, how much memory, and how that compares to Splink by itself.

    python benchmarks/linking.py 10000 100000 1000000

Two lines a size: Splink 5 with ordinary settings on one table of the claims, and sayso on the same claims, from
records to incidents with their figures, grades and contested fields. The last line is how much longer the last size
takes than the first. Each measurement is a process of its own; memory is its peak with the claims in it. Seconds are
those on the clock, processor seconds beside them: where they lie far apart, others used the machine.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from invented_claims import Invented, invent
from sayso.incidents import link
from sayso.schema import Claim
from sayso.schema.codebook import native

SIZES = (10_000, 100_000)
THREADS = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """What linking cost; `bcubed` is B³ F1 of its groups against what the claims tell of."""

    seconds: float
    processor: float
    megabytes: int
    groups: int
    bcubed: float


def by_splink(made: Invented) -> list[Sequence[int]]:
    """Return groups of places of claims, as Splink puts them together with ordinary settings on one table."""
    connection = duckdb.connect(config={"threads": THREADS})
    connection.register("claims", _table(made.claims))
    nearby: list[Any] = [
        cll.NullLevel("day"),
        *(cll.AbsoluteDifferenceLevel("day", n) for n in (0, 1, 7)),
        cll.ElseLevel(),
    ]
    rules = [("place", "day"), ("type", "actor", "day"), ("lat", "lon", "week"), ("place", "killed")]
    linker = Linker(
        DuckDBAPI(connection=connection).register("claims"),
        SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                cl.ExactMatch("type"),
                cl.JaroWinklerAtThresholds("place", [0.9, 0.8]),
                cl.DistanceInKMAtThresholds("lat", "lon", [1, 10, 50]),
                cl.CustomComparison(nearby, output_column_name="day"),
                cl.ExactMatch("actor"),
                cl.ExactMatch("killed"),
                cl.ExactMatch("injured"),
            ],
            blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        ),
    )
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("place", "day", "type")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("place", "day"))
    training.estimate_parameters_using_expectation_maximisation(block_on("type", "actor", "day"))
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.5)
    query = f"select list(unique_id) from {clusters.physical_name} group by cluster_id"  # noqa: S608 - Splink's own name
    return [row[0] for row in connection.execute(query).fetchall()]


def _table(claims: Sequence[Claim]) -> pa.Table:
    places = [claim.places[0] if claim.places else None for claim in claims]
    days = [date.fromisoformat(claim.date.start).toordinal() if claim.date else None for claim in claims]
    return pa.table(
        {
            "unique_id": list(range(len(claims))),
            "type": [claim.event_type for claim in claims],
            "place": [place.name if place else None for place in places],
            "lat": [place.lat if place else None for place in places],
            "lon": [place.lon if place else None for place in places],
            "day": days,
            "week": [None if day is None else day // 7 for day in days],
            "actor": [claim.actors[0].name if claim.actors else None for claim in claims],
            "killed": [_best(claim, "killed") for claim in claims],
            "injured": [_best(claim, "injured") for claim in claims],
        }
    )


def _best(claim: Claim, outcome: str) -> int | None:
    return next((c.best for c in claim.counts if c.outcome == outcome), None)


def by_sayso(made: Invented) -> list[Sequence[int]]:
    """Return groups of places of claims, as sayso puts them together."""
    incidents = link(made.claims, {d.id: d for d in made.documents}, codebook=native())
    at = {claim.id: n for n, claim in enumerate(made.claims)}
    return [[at[c] for c in incident.claims] for incident in incidents]


METHODS: dict[str, Callable[[Invented], list[Sequence[int]]]] = {"Splink": by_splink, "sayso": by_sayso}


def bcubed(groups: Iterable[Sequence[int]], truth: Sequence[int]) -> float:
    """Return B³ F1 of groups of items against the number of the true group of each item."""
    sizes = Counter(truth)
    precision = recall = 0.0
    for group in groups:
        for of, n in Counter(truth[item] for item in group).items():
            precision += n * n / len(group)
            recall += n * n / sizes[of]
    return 2 * precision * recall / (precision + recall) / len(truth)


def measure(method: str, size: int) -> Measured:
    """Return what it costs here; memory is that of the whole process."""
    made = invent(size)
    gc.collect()
    started, before = time.perf_counter(), time.process_time()
    groups = METHODS[method](made)
    seconds, processor = time.perf_counter() - started, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1024**2)
    return Measured(seconds, processor, peak, len(groups), bcubed(groups, made.truth))


def _measured_apart(method: str, size: int) -> Measured:
    done = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, "--one", method, str(size)], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return Measured(**found)


def _shown(size: int, method: str, m: Measured, times: str = "") -> str:
    return (
        f"{size:>9,} claims  {method:6}  {m.seconds:7.1f} s  {m.processor:7.1f} s of processor  {m.megabytes:6,} MB"
        f"  {m.groups:>8,} groups  B3 {m.bcubed:.3f}{times}"
    )


def main() -> None:
    """Measure the sizes given, or the usual ones."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(measure(sys.argv[2], int(sys.argv[3])))))
        return
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    taken: dict[int, float] = {}
    for size in sizes:
        bare, own = (_measured_apart(method, size) for method in METHODS)
        taken[size] = own.seconds
        print(_shown(size, "Splink", bare))
        print(_shown(size, "sayso", own, f"  {own.seconds / bare.seconds:.1f} times Splink"), flush=True)
    print(f"load {os.getloadavg()[0]:.1f}; {sizes[-1]:,} over {sizes[0]:,}: {taken[sizes[-1]] / taken[sizes[0]]:.1f}")


if __name__ == "__main__":
    main()
