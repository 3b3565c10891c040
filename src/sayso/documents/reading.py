"""An input read into documents, one by one; what cannot be read is a rejection with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.documents.adapter import Found, Intake, adapters
from sayso.documents.building import build
from sayso.documents.draft import Draft
from sayso.documents.inputs import Input, Rejection, rejected
from sayso.errors import BadRecord, DocumentError, TooLarge
from sayso.schema.document import Document


def read_input(item: Input, intake: Intake) -> Iterator[Document | Rejection]:
    """Give the documents of one input in their order, and a Rejection for each report that cannot be taken in.

    One file of text or HTML is one report; JSON holds one or a list; JSON Lines one a line; archives hold members,
    which are read in their turn. One bad report never stops the rest. Nothing is fetched from anywhere.
    """
    try:
        for found in adapters()[item.kind].read(item, intake):
            yield from _taken(found, item, intake)
    except DocumentError as e:
        yield Rejection(item.where, e)
    except OSError as e:
        yield Rejection(item.where, DocumentError(f"cannot be read ({e.strerror})", where=item.where))


def _taken(found: Found, item: Input, intake: Intake) -> Iterator[Document | Rejection]:
    if isinstance(found, Rejection):
        yield found
    elif isinstance(found, Draft):
        yield build(found, intake)
    elif isinstance(found, Input):
        yield from _member(found, intake)
    else:
        yield rejected(found.where, BadRecord, f"names {found.url}, which is not fetched", do=f"read {found.url}")


def _member(member: Input, intake: Intake) -> Iterator[Document | Rejection]:
    if member.depth > intake.limits.max_nesting:
        what, most = f"inside {member.depth} archives", f"at most {intake.limits.max_nesting}"
        yield rejected(member.where, TooLarge, what, expected=most, do="unpack it and give the files")
    else:
        yield from read_input(member, intake)
