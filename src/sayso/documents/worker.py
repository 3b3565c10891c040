"""Reading done by a process of its own, so that a report that hangs or kills its reader costs nothing but itself.

The child reads one input after the other and hands back each document as soon as it has it. It is killed when it is
silent for too long, and a new one goes on behind the place where it broke off: what was read stays read, the report
at that place is a Rejection, the rest of the file and all other files are read. The child is started with this
interpreter by itself, not by multiprocessing: that would run a script of yours a second time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import NamedTuple

from sayso.documents.adapter import Intake
from sayso.documents.inputs import Input, Rejection, rejected
from sayso.documents.reading import Place, Walk, read_input
from sayso.errors import Crashed, SaysoError, TooSlow
from sayso.schema.document import Document

Read = Callable[[Input], Iterator[Document | Rejection]]

_START_SECONDS = 60
"""A child that has not said a word by then is not there: on a busy machine the start takes a few seconds."""
_MOST_FAULTS = 20
"""A file whose reports killed so many children is given up: each costs a start and the way back to its place."""
_GRACE = 5
"""Seconds after which a child whose parent has gone kills itself."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the reading of one report may cost. `seconds` 0: no child, no bounds at all. `megabytes` is the address
    space of the whole child, 0 for no ceiling; it holds where the system keeps RLIMIT_AS (Linux does, macOS does
    not)."""

    seconds: int = 60
    megabytes: int = 4_000


class _At(NamedTuple):
    """The child is at this place; `name` is that of the thing there, where it has one."""

    place: Place
    name: str | None


class _End(NamedTuple):
    """The input has been read."""


class _Ready(NamedTuple):
    """The child has started."""


class _Fault(NamedTuple):
    """Nothing can be read at all: an adapter cannot be loaded."""

    error: SaysoError


_Message = _At | _End | _Ready | _Fault | Document | Rejection


class _Gone(Exception):
    """The child died, or was silent for too long and was killed."""

    def __init__(self, hung: bool, code: int) -> None:
        super().__init__(code)
        self.hung = hung
        self.code = code


@contextmanager
def reader(intake: Intake, bounds: Bounds) -> Iterator[Read]:
    """Give the function that reads an input within the bounds; the child ends with the block.

    Where no child can be started, a RuntimeWarning says so and reading goes on without bounds.
    """
    own = _Reader(intake, bounds)
    try:
        yield own.read
    finally:
        own.close()


class _Reader:
    """Reads inputs by a child that is started with the first of them."""

    def __init__(self, intake: Intake, bounds: Bounds) -> None:
        self._intake = intake
        self._bounds = bounds
        self._child: _Child | None = None
        self._alone = bounds.seconds == 0

    def read(self, item: Input) -> Iterator[Document | Rejection]:
        """Give what `read_input` gives, and a Rejection for each report that was too slow or killed the child."""
        if not self._alone and self._child is None:
            self._start()
        if self._alone:
            yield from read_input(item, self._intake)
        else:
            yield from self._by_child(item)

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _start(self) -> None:
        """Start the child for the first time; a system that cannot is no reason to read nothing."""
        try:
            self._child = _Child(self._intake, self._bounds)
        except (OSError, ValueError, _Gone) as e:
            self._alone = True
            why = e if isinstance(e, OSError | ValueError) else f"it ended with {e.code}"
            warnings.warn(
                f"reports are read without limits on time and memory: no process could be started ({why})",
                RuntimeWarning,
                stacklevel=2,
            )

    def _by_child(self, item: Input) -> Iterator[Document | Rejection]:
        after: Place = ()
        for _fault in range(_MOST_FAULTS):
            position = _Position(item.where)
            try:
                yield from self._behind(after, item, position)
                return
            except _Gone as e:
                self._child = None
                yield Rejection(position.name, _fault_of(e, position, self._bounds))
            after = position.place
            if not after:
                return
        yield rejected(item.where, Crashed, f"{_MOST_FAULTS} of its reports stopped their reader: the rest is not read")

    def _behind(self, after: Place, item: Input, position: _Position) -> Iterator[Document | Rejection]:
        """Give what stands behind a place in an input, keeping the position up to date. Raises _Gone."""
        if self._child is None:
            self._child = _Child(self._intake, self._bounds)
        self._child.send((item, after))
        while not isinstance(message := self._child.receive(self._bounds.seconds), _End):
            if isinstance(message, _Fault):
                raise message.error
            if isinstance(message, _At):
                position.move(message)
            elif isinstance(message, Document | Rejection):
                position.given += 1
                yield message


class _Position:
    """Where the child is in an input, and what the things around that place are called."""

    def __init__(self, where: str) -> None:
        self.place: Place = ()
        self.given = 0
        self._names = [where]

    @property
    def name(self) -> str:
        """What messages call the thing at this place."""
        return self._names[-1]

    def move(self, at: _At) -> None:
        """Go to another place: into a thing, or back to what holds it."""
        deeper = len(at.place) == len(self._names)
        self._names = self._names[: len(at.place) + 1]
        if deeper:
            self._names.append(at.name or self._numbered(at.place[-1]))
        self.place = at.place

    def _numbered(self, number: int) -> str:
        return f"{self.name}, report {number + 1}" if number else self.name


def _fault_of(gone: _Gone, position: _Position, bounds: Bounds) -> TooSlow | Crashed:
    rest = f" behind its first {position.given} reports" if not position.place and position.given else ""
    if gone.hung:
        return TooSlow(
            f"no end after {bounds.seconds} seconds{rest}",
            where=position.name,
            do="leave it out, or raise the setting max_seconds",
        )
    return Crashed(
        f"its reader {_death(gone.code)}{rest}", where=position.name, do="leave it out, or report it with the file"
    )


def _death(code: int) -> str:
    """Return how a process ended: by a signal (below zero) or by itself."""
    if code >= 0:
        return f"ended with {code}"
    try:
        return f"was stopped by {signal.Signals(-code).name}"
    except ValueError:
        return f"was stopped by signal {-code}"


class _Child:
    """One process that reads. Raises OSError when it cannot be started, _Gone when it is no longer there."""

    def __init__(self, intake: Intake, bounds: Bounds) -> None:
        if os.name != "posix":
            raise OSError("this system hands no open connection to a child")
        ours, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
                [sys.executable, "-P", "-c", f"from {__name__} import serve; serve({theirs.fileno()})"],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                process_group=0,  # Ctrl-C is for us: we end the child
            )
        self._connection = ours
        self.send((intake, bounds))
        self.receive(_START_SECONDS)

    def send(self, order: object) -> None:
        """Hand something over."""
        try:
            self._connection.send(order)
        except OSError:
            raise self._gone(hung=False) from None

    def receive(self, seconds: int) -> _Message:
        """Return the next message; a child that is silent for longer is killed."""
        try:
            if self._connection.poll(seconds):
                message: _Message = self._connection.recv()
                return message
        except (OSError, EOFError):
            raise self._gone(hung=False) from None
        raise self._gone(hung=True)

    def end(self) -> None:
        """Kill the process, if it is still there, and wait until it has gone."""
        self._connection.close()
        self._process.kill()
        self._process.wait()

    def _gone(self, *, hung: bool) -> _Gone:
        if not hung:  # its end of the line is shut, so it is about to end: how, it must tell itself
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
        self.end()
        return _Gone(hung, self._process.returncode)


# --- in the child


def serve(descriptor: int) -> None:
    """Read what comes over the connection until it is shut: the whole life of the child."""
    with Connection(descriptor) as connection, suppress(EOFError, BrokenPipeError):
        intake, bounds = connection.recv()
        _keep_within(bounds)
        line = _Line(connection, bounds)
        line.send(_Ready())
        while True:
            item, after = connection.recv()
            line.work()
            try:
                for got in read_input(item, intake, Walk(after, line.at)):
                    line.send(got)
                line.send(_End())
            except SaysoError as e:
                line.send(_Fault(e))
            line.rest()


class _Line:
    """The child's end of the line. While it works an alarm is set, so that a child that hangs does not outlive a parent
    that was killed; while it waits for the parent there is none."""

    def __init__(self, connection: Connection, bounds: Bounds) -> None:
        self._connection = connection
        self._seconds = bounds.seconds + _GRACE

    def at(self, place: Place, name: str | None) -> None:
        """Tell the place."""
        self.send(_At(place, name))

    def send(self, message: _Message) -> None:
        """Hand a message over, and start the alarm anew."""
        self.rest()
        self._connection.send(message)
        self.work()

    def work(self) -> None:
        """Set the alarm; nothing catches it."""
        signal.alarm(self._seconds)

    def rest(self) -> None:
        """Take the alarm off."""
        signal.alarm(0)


def _keep_within(bounds: Bounds) -> None:
    """Set the ceiling on memory, where the system knows one and does not hold it lower already."""
    import resource

    if not bounds.megabytes:
        return
    wanted = bounds.megabytes * 1_000_000
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    if hardest == resource.RLIM_INFINITY or wanted < hardest:
        with suppress(OSError, ValueError):  # macOS names the ceiling and refuses to set it
            resource.setrlimit(resource.RLIMIT_AS, (wanted, wanted))
