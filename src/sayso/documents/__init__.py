"""Brings a report in, cleans it, keeps the way back to the raw bytes, spots reprints."""

from sayso.documents.adapter import Intake
from sayso.documents.adapters.columns import read_columns
from sayso.documents.cleaning.furniture import furniture_for
from sayso.documents.inputs import Address, Input, Rejection
from sayso.documents.limits import Limits
from sayso.documents.listing import is_address, list_inputs
from sayso.documents.reading import read_input
from sayso.documents.reprints import find_reprints
from sayso.documents.worker import Bounds, Read, reader

__all__ = [
    "Address",
    "Bounds",
    "Input",
    "Intake",
    "Limits",
    "Read",
    "Rejection",
    "find_reprints",
    "furniture_for",
    "is_address",
    "list_inputs",
    "read_columns",
    "read_input",
    "reader",
]
