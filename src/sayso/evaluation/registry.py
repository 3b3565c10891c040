"""Every measure, in one list: a later measure is one row here and one module in `measures/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluation.figures import Result
from sayso.evaluation.measures import (
    actors,
    aid_workers,
    article_extraction,
    attribution,
    dates,
    ecbplus,
    event_types,
    longtail,
    muc4,
    page_dates,
    places,
    places_looked_up,
    police,
    reports,
    reprints,
    way_back,
    world,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what it is called, the files it needs under `shared`, and how it is taken."""

    name: str
    about: str
    needs: tuple[str, ...]
    take: Callable[[Path, int | None], Result]


_BENCH = ("bench/make_input.py", "bench/score_reports.py")

MEASURES: tuple[Measure, ...] = (
    Measure("reports-dev", "claims in annotated reports", ("bench/reports-dev.jsonl", *_BENCH), reports.measure_dev),
    Measure("seeds", "the five seed reports", ("bench/seeds.jsonl", *_BENCH), reports.measure_seeds),
    Measure(
        "no-claims-dev", "reports of no conflict", ("bench/no-claims-dev.jsonl", *_BENCH), reports.measure_relevance
    ),
    Measure(
        "reprints", "true copies among the annotated reports", ("bench/reports-dev.jsonl", _BENCH[0]), reprints.measure
    ),
    Measure(
        "article_extraction",
        "bodies of pages (Zyte's benchmark)",
        (article_extraction.CORPUS,),
        article_extraction.measure,
    ),
    Measure("page-dates", "days of publication that pages show", (article_extraction.CORPUS,), page_dates.measure),
    Measure("way-back", "clean text led back into its page", (article_extraction.CORPUS,), way_back.measure),
    Measure("attribution", "who is said to say what (PolNeAR)", (attribution.CORPUS,), attribution.measure),
    Measure("aid-workers", "aid workers harmed (AWSD)", (aid_workers.CORPUS,), aid_workers.measure),
    Measure("police", "killed or arrested by police (India Police Events)", (police.CORPUS,), police.measure),
    Measure("event-types", "ACLED sub-event types (CASE 2021)", (event_types.CORPUS,), event_types.measure),
    Measure("dates", "what dates stand for (TempEval-3)", (dates.CORPUS,), dates.measure),
    Measure("actors", "actors linked to the register", (actors.CORPUS,), actors.measure),
    Measure("places", "places found and grounded (geoparsing corpora)", (places.CORPUS,), places.measure),
    Measure("world", "a made-up world with known truth", (), world.measure),
    Measure("world-texts", "the same, read as texts", (), world.measure_texts),
    Measure(
        "places-looked-up",
        "places of the seeds and the sample, looked up beforehand",
        (places_looked_up.SEEDS, places_looked_up.TO_INPUT),
        places_looked_up.measure,
    ),
    Measure("longtail", "stories among look-alikes (Gun Violence Archive)", (longtail.CORPUS,), longtail.take),
    Measure("ecbplus", "stories of two alike events a topic (ECB+)", (ecbplus.CORPUS,), ecbplus.take),
    Measure("muc4", "templates of MUC-4", (muc4.CORPUS, muc4.SCORER), muc4.measure),
)
