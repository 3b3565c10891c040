"""Brings a report in, cleans it, keeps the way back to the raw bytes, spots reprints."""

from sayso.documents.inputs import Input, Rejection, list_inputs
from sayso.documents.limits import Limits
from sayso.documents.reading import read_input
from sayso.documents.reprints import Reprint, find_reprints

__all__ = ["Input", "Limits", "Rejection", "Reprint", "find_reprints", "list_inputs", "read_input"]
