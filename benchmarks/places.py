"""How long it takes to find and to ground a place that a report names, and how much memory, with a full country.

    python benchmarks/places.py 200000

A gazetteer is built on the packaged one from a country file of GeoNames' shape with so many invented places, more than
GeoNames has of Iran. Reports with a dozen names each are then grounded with the packaged gazetteer and with the large
one, each in a process of its own: processor time for a mention, memory at most, and the large one's time over the
packaged one's, near 1 where a name costs the same however many places there are.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from invented_reports import place
from sayso.claims.gazetteer import Gazetteer
from sayso.claims.place_sources import building
from sayso.claims.places import ground_places
from sayso.schema import Mention

SIZE = 200_000
REPORTS = 400
NAMES = 12
BAR_MS, BAR_MB = 3.0, 300.0
TOWNS = ("Homs", "Palmyra", "Raqqa", "Idlib", "Hama", "Manbij", "Tafas", "Deir Ezzor", "Daraa", "Aleppo")
PHRASES = (
    ("{}", "in"), ("{}", "town of"), ("20 km south of {}", "offset"), ("outskirts of {}", "near"),
    ("northern {}", "part"), ("{} countryside", "in"), ("{}", "near"),
)  # fmt: skip


def country_file(path: Path, size: int) -> None:
    """Write a country file of GeoNames' shape with so many villages; most names stand for several of them."""
    draw = random.Random("places")
    with path.open("w", encoding="utf-8") as out:
        for number in range(size):
            name = f"{place(draw)} {draw.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ').lower()}{draw.choice('aeiou')}r"
            lat, lon = draw.uniform(32.5, 37.0), draw.uniform(36.0, 42.0)
            cells = [str(50_000_000 + number), name, name, "", f"{lat:.5f}", f"{lon:.5f}", "P", "PPL", "SY", "", "11"]
            out.write("\t".join([*cells, "", "", "", str(draw.choice((0, 0, 800))), "", "", "", ""]) + "\n")


def report(draw: random.Random, names: Sequence[str]) -> tuple[str, list[Mention]]:
    """Return a text and its mentions."""
    text = "In Syria. "
    mentions: list[Mention] = []
    for name in draw.sample(names, NAMES):
        phrase, label = draw.choice(PHRASES)
        words = phrase.format(name)
        text += "Shells fell "
        mentions.append(Mention("place", len(text), len(text) + len(words), words, label, len(mentions), 0, "made"))
        text += words + ". "
    return text, mentions


def known_names(gazetteer: Gazetteer) -> list[str]:
    """Return names to write reports with: towns, villages of the country file where there are any, and unknown ones."""
    draw = random.Random("names")
    listed = [name.title() for name in gazetteer.names() if name[-1] == "r" and name.count(" ") == 2]
    return [*TOWNS, *draw.sample(listed, min(400, len(listed))), *(f"Qwx{place(draw)}" for _ in range(100))]


def measure(path: str) -> Iterator[float]:
    """Yield milliseconds for finding and for grounding a mention, and megabytes at most."""
    gazetteer = Gazetteer.packaged() if path == "packaged" else Gazetteer.open(Path(path))
    draw, names = random.Random("reports"), known_names(gazetteer)
    made = [report(draw, names) for _ in range(REPORTS)]
    started = time.process_time()
    for text, _ in made:
        list(gazetteer.scan(text))
    found = time.process_time()
    for text, mentions in made:
        ground_places(mentions, gazetteer=gazetteer, text=text)
    grounded = time.process_time()
    yield 1000 * (found - started) / (REPORTS * NAMES)
    yield 1000 * (grounded - found) / (REPORTS * NAMES)
    yield resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def in_own_process(path: str) -> tuple[float, float, float]:
    """Return what a process of its own measures."""
    told = subprocess.run(  # noqa: S603 - this script itself
        [sys.executable, __file__, "--one", path], capture_output=True, text=True, check=True
    )
    finding, grounding, memory = map(float, told.stdout.split())
    return finding, grounding, memory


def main() -> int:
    """Measure with the packaged gazetteer and with a full country; return 1 where a bar is missed."""
    if sys.argv[1:2] == ["--one"]:
        print(*measure(sys.argv[2]))
        return 0
    size = int(sys.argv[1]) if sys.argv[1:] else SIZE
    with TemporaryDirectory() as folder:
        country, large = Path(folder) / "SY.txt", Path(folder) / "large.sqlite"
        country_file(country, size)
        started = time.process_time()
        building.build(large, building.sources(building.sort_out([country]), None, cities500=False), lambda _: None)
        print(f"built in {time.process_time() - started:.0f} s, {large.stat().st_size / 1e6:.0f} MB on disk")
        rows = {"packaged": in_own_process("packaged"), f"with {size:,} more": in_own_process(str(large))}
    for name, (finding, grounding, memory) in rows.items():
        print(f"{name:20} {finding:6.3f} ms to find, {grounding:6.3f} ms to ground a mention, {memory:5.0f} MB at most")
    (base_find, base_ground, _), (finding, grounding, memory) = rows.values()
    print(f"time for a mention, full country over packaged: {(finding + grounding) / (base_find + base_ground):.2f}")
    return int(finding + grounding >= BAR_MS or memory >= BAR_MB)


if __name__ == "__main__":
    sys.exit(main())
