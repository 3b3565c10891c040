"""An input read into documents, one by one; what cannot be read is a rejection with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sayso.documents.adapter import Found, Intake, adapters
from sayso.documents.building import build
from sayso.documents.draft import Draft
from sayso.documents.inputs import Address, Input, Rejection, Unfetched, rejected
from sayso.errors import BadRecord, DocumentError, SaysoError, TooLarge, Unreadable
from sayso.schema.document import Document

Place = tuple[int, ...]
"""Where a thing was found: its number in what holds it, behind the numbers of that and of all around it; () is the
input itself."""


Tell = Callable[[Place, str | None], None]


def _unheard(_place: Place, _name: str | None) -> None:
    """Nobody wants to know."""


class Walk:
    """The way through an input and through the inputs inside it, so that reading can go on behind a place where it
    broke off.

    Everything up to and with `after` is passed over: it was read before. `tell` hears which place is being read, and
    the name of the thing there where it has one of its own.
    """

    def __init__(self, after: Place = (), tell: Tell = _unheard) -> None:
        self._after = after
        self._tell = tell
        self._around: list[int] = []

    def through(self, found: Iterable[Found]) -> Iterator[Found]:
        """Give what is still to be read. While one thing is held, its place counts as around what is found in it."""
        for number, thing in enumerate(found):
            place = (*self._around, number)
            if self._passed(place):
                continue
            self._around.append(number)
            self._tell(place, None if isinstance(thing, Draft) else thing.where)
            yield thing
            self._around.pop()
            self._tell(tuple(self._around), None)

    def _passed(self, place: Place) -> bool:
        """Whether a place was read before. What only holds the last one may hold more."""
        return place <= self._after and (place == self._after or place != self._after[: len(place)])


def read_input(item: Input, intake: Intake, walk: Walk | None = None) -> Iterator[Document | Rejection]:
    """Give the documents of one input in their order, and a Rejection for each report that cannot be taken in.

    One file of text or HTML is one report; JSON holds one or a list; JSON Lines one a line; archives hold members,
    which are read in their turn. One bad report never stops the rest. Nothing is fetched from anywhere.
    """
    yield from _safely(_documents(item, intake, walk or Walk()), item.where)


def _documents(item: Input, intake: Intake, walk: Walk) -> Iterator[Document | Rejection]:
    for found in walk.through(adapters()[item.kind].read(item, intake)):
        yield from _safely(_taken(found, _as_of(item, intake), walk), item.where)


def _safely(results: Iterator[Document | Rejection], where: str) -> Iterator[Document | Rejection]:
    """Give the results; what breaks them off is a Rejection, whatever it is: the other reports must be read."""
    try:
        yield from results
    except DocumentError as e:
        yield Rejection(where, e)
    except OSError as e:
        yield Rejection(where, DocumentError(f"cannot be read ({e.strerror})", where=where))
    except MemoryError:
        yield rejected(where, TooLarge, "needs more memory than there is", do="split it into reports")
    except SaysoError:  # an adapter that cannot be loaded is no fault of the report
        raise
    except Exception as e:  # noqa: BLE001 - adapters stand on parsers that raise whatever they like on hostile input
        what, do = f"reading it failed ({type(e).__name__}: {e})", "please report this with the file"
        yield rejected(where, Unreadable, what, do=do)


def _taken(found: Found, intake: Intake, walk: Walk) -> Iterator[Document | Rejection]:
    if isinstance(found, Rejection):
        yield found
    elif isinstance(found, Draft):
        yield build(found, intake)
    elif isinstance(found, Input):
        yield from _member(found, intake, walk)
    else:
        yield _unfetched(found)


def _unfetched(address: Address) -> Unfetched:
    what, do = f"names {address.url}; a file sends nobody to the network", f"sayso read {address.url}"
    return Unfetched(address.where, BadRecord(what, where=address.where, do=do), address)


def _member(member: Input, intake: Intake, walk: Walk) -> Iterator[Document | Rejection]:
    if member.depth > intake.limits.max_nesting:
        what, most = f"inside {member.depth} archives", f"at most {intake.limits.max_nesting}"
        yield rejected(member.where, TooLarge, what, expected=most, do="unpack it and give the files")
    else:
        yield from read_input(member, intake, walk)


def _as_of(item: Input, intake: Intake) -> Intake:
    """Return the intake for a page that was archived: its report was published that day or before."""
    return replace(intake, today=min(intake.today, item.archived)) if item.archived else intake
