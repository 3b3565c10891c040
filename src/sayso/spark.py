"""Work spread over Spark: the only module that knows pyspark.

Which machine does what, and what happens when one is lost, is Spark's business. What is done to each thing is handed
in as functions; they and what they are given travel to the executors as they are.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sayso.errors import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

T = TypeVar("T")
Part = TypeVar("Part")
Result = TypeVar("Result")

AT_ONCE = 64
"""Things handed to Spark at one time, for each core: enough to keep all busy, few enough that results soon come."""
TASKS = 4
"""Tasks for each core in one stage, so that one slow report does not hold up the rest."""
IN_A_TASK = 250
"""Parts that one task works on at most: they are held in memory together."""

_QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


def check() -> None:
    """Raise EngineError, with what to install, where pyspark or Java is missing."""
    if find_spec("pyspark") is None:
        raise EngineError("Spark is not installed here", do="pip install 'sayso[spark]', or use --engine local")
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and shutil.which("java") is None:
        do = "install Java 17 or later (Debian: apt install openjdk-17-jre-headless), or set JAVA_HOME"
        raise EngineError("Spark needs Java, and there is none here", do=do)


@contextmanager
def session(master: str, jars: Sequence[str] = ()) -> Iterator[SparkSession]:
    """Give the session of this process, or start one and stop it at the end.

    `master` as Spark names it: `local[2]`, `spark://host:7077`, `yarn`. `jars` are files that a session needs from
    its start. The executors' Python is PYSPARK_PYTHON where that is set, else this one. Raises EngineError.
    """
    check()
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    started = _started(master, jars)
    try:
        yield started
    finally:
        started.stop()


def _started(master: str, jars: Sequence[str]) -> SparkSession:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # nothing listens to the network
    builder = SparkSession.builder.master(master).appName("sayso")
    few = {"spark.sql.shuffle.partitions": str(TASKS * (os.cpu_count() or 1))} if master.startswith("local") else {}
    for name, value in {**_QUIET, **few}.items():
        builder = builder.config(name, value)
    if jars:
        builder = builder.config("spark.jars", ",".join(jars))
    faults: tuple[type[Exception], ...] = (OSError, *_its_errors())
    try:
        return builder.getOrCreate()
    except faults as e:
        do = f"check the setting spark_master ({master})"
        raise EngineError(f"Spark cannot be started ({_first_line(e)})", do=do) from e


def _its_errors() -> tuple[type[Exception], ...]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return Py4JError, PySparkException


def _first_line(error: Exception) -> str:
    told = getattr(error, "java_exception", None)
    return str(told or error).strip().partition("\n")[0]


def spread(
    session: SparkSession,
    things: Iterable[T],
    unpack: Callable[[T], Iterable[Part]],
    work: Callable[[Part], Result],
) -> Iterator[Result]:
    """Give what `work` returns for each part that `unpack` finds in each of the things, in their order.

    Both run on the executors, and the parts of one thing may go to different ones. Raises EngineError when Spark
    gives a task up.
    """
    coming = iter(things)
    while some := list(islice(coming, AT_ONCE * session.sparkContext.defaultParallelism)):
        try:
            yield from _spread(session, some, unpack, work)
        except _its_errors() as e:
            raise EngineError(f"Spark gave up ({_first_line(e)})", do="see Spark's own log for the task") from e


def _spread(
    session: SparkSession,
    things: Sequence[T],
    unpack: Callable[[T], Iterable[Part]],
    work: Callable[[Part], Result],
) -> Iterator[Result]:
    """Give the results for some things: unpacked where they lie, dealt out anew in their order, then worked on.

    What comes of both steps waits on the executors' disks: the driver holds one task's results at a time.
    """
    from pyspark import StorageLevel

    context = session.sparkContext
    tasks = TASKS * context.defaultParallelism
    parts = context.parallelize(things, min(tasks, len(things))).flatMap(unpack).persist(StorageLevel.DISK_ONLY)
    size = parts.count()
    tasks = min(max(tasks, size // IN_A_TASK), max(size, 1))
    dealt = parts.zipWithIndex().map(_by_place).partitionBy(tasks, partial(_task_of, size=size, tasks=tasks))
    results = dealt.mapPartitions(partial(_worked, work)).persist(StorageLevel.DISK_ONLY)
    try:
        results.count()
        yield from results.toLocalIterator()
    finally:
        results.unpersist()
        parts.unpersist()


def _by_place(placed: tuple[Part, int]) -> tuple[int, Part]:
    part, place = placed
    return place, part


def _task_of(place: int, size: int, tasks: int) -> int:
    """Return the task for a part: neighbours stay together, so that tasks in their order give parts in theirs."""
    return place * tasks // size


def _worked(work: Callable[[Part], Result], dealt: Iterator[tuple[int, Part]]) -> Iterator[Result]:
    for _, part in sorted(dealt, key=lambda row: row[0]):
        yield work(part)
