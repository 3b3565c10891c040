"""The flow, top to bottom: reports in, documents, marks, claims, incidents, store. The only place where the steps meet.

list_inputs ─▶ reader ─▶ annotate ─▶ code_claims ─▶ link ─▶ Case or store

known      what is looked up: codebook, gazetteer, actors, outlets
intake     inputs to documents
reading    a document to its marks and claims
engines    both of these here, or spread over Spark
linking    claims to incidents
case       the whole, in memory
storing    the whole, into a store
polling    the same, from feeds
relinking  what a store holds: what is new in it, and what people judged
states     two of them compared
"""

from __future__ import annotations

from sayso.pipeline.case import Case, read_case
from sayso.pipeline.engines import read_on_spark
from sayso.pipeline.intake import fetcher_of, read_reports
from sayso.pipeline.known import knowledge
from sayso.pipeline.linking import Progress, link_claims, with_reprints
from sayso.pipeline.polling import FeedReport, PollReport, poll
from sayso.pipeline.reading import annotate, read_document, read_safely
from sayso.pipeline.relinking import Linked, judge_store, link_store, train_store
from sayso.pipeline.states import diff, runs_of
from sayso.pipeline.storing import ReadReport, read

__all__ = [
    "Case",
    "FeedReport",
    "Linked",
    "PollReport",
    "Progress",
    "ReadReport",
    "annotate",
    "diff",
    "fetcher_of",
    "judge_store",
    "knowledge",
    "link_claims",
    "link_store",
    "poll",
    "read",
    "read_case",
    "read_document",
    "read_on_spark",
    "read_reports",
    "read_safely",
    "runs_of",
    "train_store",
    "with_reprints",
]
