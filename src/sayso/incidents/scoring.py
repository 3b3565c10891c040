"""Pairs of rows scored by Splink: on DuckDB here, on Spark where one machine is outgrown.

Splink makes the SQL from the fields and their weights (`settings`), runs it, and returns for every pair its score in
bits and the level found in each field. A few hundred rows are scored all against all with SQL that is made once; more
go through Splink's blocking. This is the only module that knows Splink and DuckDB.
"""

from __future__ import annotations

import logging
import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sayso.incidents.block import numbered
from sayso.incidents.compare import FIELDS
from sayso.incidents.compare.level import ELSE, Field, of_two_tables
from sayso.incidents.compare.when import MAY_MEET
from sayso.incidents.weights import Weights

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, SettingsCreator

FEW = 150
"""Up to so many rows are compared all with all, in one go."""
AT_ONCE = 500_000
"""Pairs whose findings are fetched at one time."""
LOT = 10_000_000
"""Pairs, each counted in every block that both claims stand in, that come up for comparison at one time."""
BATCH = 50_000
"""Pairs that one thread of the engine takes up at a time."""


BLOCKING = f"l.blocks = r.blocks and {of_two_tables(MAY_MEET)}"
"""Which pairs come up: those of one block, less those whose days exclude each other. Such a pair is never a link."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of rows in columns: their numbers, the smaller first, their score in bits, and what each field found, as
    the position of the level in `Field.levels`, one column for each of `FIELDS`."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    bits: NDArray[np.float64]
    found: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.left)

    def at(self, places: NDArray[np.int64]) -> Scored:
        """Return the pairs that stand at some places, in that order."""
        return Scored(self.left[places], self.right[places], self.bits[places], self.found[places])


NO_PAIRS = Scored(
    np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64), np.empty((0, len(FIELDS)), np.int8)
)


_NO_ROW = {"sql_condition": "n_l is null", "label_for_charts": "no row", "is_null_level": True}
"""Never holds: Splink wants one such level in every field."""


def _nulls(field: Field) -> list[int]:
    return [n for n, level in enumerate(field.levels) if level.silent and level.sql != ELSE]


Sql = Callable[[str], str]
"""From SQL that every engine understands to what is quickest on one."""


def as_it_is(condition: str) -> str:
    """Return SQL unchanged."""
    return condition


def _comparison(field: Field, weights: Weights, sql: Sql) -> dict[str, Any]:
    """Return a field as Splink takes it; a silent level is its null level, and the last one that holds is ELSE."""
    levels: list[dict[str, Any]] = [_NO_ROW] if not _nulls(field) else []
    for level in field.levels:
        one: dict[str, Any] = {"sql_condition": sql(level.sql), "label_for_charts": level.sentence}
        if level.silent and level.sql != ELSE:
            one["is_null_level"] = True
        else:
            m, u = (0.5, 0.5) if level.silent else weights.worth[f"{field.name}.{level.name}"].chances
            one |= {"m_probability": m, "u_probability": u}
        levels.append(one)
    return {"output_column_name": field.name, "comparison_levels": levels}


def settings(weights: Weights, *, findings: bool, sql: Sql = as_it_is) -> SettingsCreator:
    """Return the model as Splink takes it, for any of its engines; `findings`: with the level found in each field
    beside the score, for which Splink also keeps the values compared. `sql` puts conditions as one engine likes them.
    """
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="n",
        comparisons=[_comparison(field, weights, sql) for field in FIELDS],
        blocking_rules_to_generate_predictions=[CustomRule(BLOCKING, arrays_to_explode=["blocks"])],
        probability_two_random_records_match=1 / (1 + 2**-weights.prior),
        retain_matching_columns=findings,
        retain_intermediate_calculation_columns=False,
    )


def _levels_by_gamma(field: Field) -> list[int]:
    """Return the position of the level for each of Splink's numbers, from -1 (the null level) up."""
    null = _nulls(field)
    others = [n for n in range(len(field.levels)) if n not in null]
    return [null[0] if null else -1, *reversed(others)]


SCORES = ("n_l", "n_r", "match_weight")
FOUND = tuple(f"gamma_{f.name}" for f in FIELDS)


def scored(columns: Mapping[str, NDArray[Any]]) -> Scored:
    """Return the pairs that Splink's columns hold, by number; without findings where it gives none."""
    left, right = columns["n_l"].astype(np.int64), columns["n_r"].astype(np.int64)
    asked = [(n, f, columns[name]) for n, (f, name) in enumerate(zip(FIELDS, FOUND, strict=True)) if name in columns]
    found = np.full((len(left), len(asked)), -1, np.int8)
    for n, field, gamma in asked:
        found[:, n] = np.array(_levels_by_gamma(field), np.int8)[gamma.astype(np.int64) + 1]
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((high, low))
    bits: NDArray[np.float64] = np.asarray(columns["match_weight"], dtype=np.float64)[order]
    return Scored(low[order], high[order], np.round(bits, 6), found[order])


def joined(parts: Sequence[Scored]) -> Scored:
    """Return several lots of pairs as one."""
    return Scored(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("left", "right", "bits", "found")))


Numbers = Sequence[int] | NDArray[np.int64]


class Scorer(ABC):
    """Scores pairs with one set of weights, by SQL that Splink makes for the engine that `api` speaks to."""

    def __init__(self, weights: Weights, api: Any, sql: Sql = as_it_is) -> None:
        logging.getLogger("splink").setLevel(logging.ERROR)
        self._scores = settings(weights, findings=False, sql=sql)
        self._findings = settings(weights, findings=True, sql=sql)
        self._api = api
        self._lock = threading.Lock()
        self._key = f"sayso {id(self)}"

    @abstractmethod
    def _columns(self, table: str, names: Sequence[str]) -> Mapping[str, NDArray[Any]]:
        """Return columns of a table of the engine."""

    @abstractmethod
    def _let_go(self) -> None:
        """Let the engine forget the rows that it was given."""

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others from the engine; what it was given for this is let go afterwards."""
        with self._lock:
            try:
                yield
            finally:
                self._let_go()

    def _fetch(self, table: str, names: Sequence[str]) -> Scored:
        pairs = scored(self._columns(table, names))
        self._api.delete_tables_created_by_splink_from_db()
        return pairs

    def all_pairs(self, rows: pa.Table) -> Scored:
        """Score every pair of a few rows."""
        from splink.internals.realtime import compare_records

        with self._alone():
            found = compare_records(
                rows, rows, self._findings, self._api, sql_cache_key=self._key, join_condition="l.n < r.n"
            )
            return self._fetch(found.physical_name, (*SCORES, *FOUND))

    def blocked_pairs(self, rows: pa.Table, least: float) -> Scored:
        """Score every pair that shares a block, and return those of at least so many bits, without findings."""
        from splink import Linker

        with self._alone():
            linker = Linker(self._api.register(rows), self._scores, log_level=None, validate_settings=False)
            found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
            pairs = self._fetch(found.physical_name, SCORES)
            linker.table_management.invalidate_cache()  # type: ignore[no-untyped-call] # else the next rows meet these
            return pairs

    def these_pairs(self, rows: pa.Table, left: Numbers, right: Numbers) -> Scored:
        """Score the pairs that are named by the numbers of their rows."""
        from splink import Linker

        parts = []
        with self._alone():
            for at in range(0, len(left), AT_ONCE):
                linker = Linker(self._api.register(rows), self._findings, log_level=None, validate_settings=False)
                asked = self._api.register(_asked(left[at : at + AT_ONCE], right[at : at + AT_ONCE]))
                linker.table_management.register_blocked_pairs_for_predict(asked)
                found = linker.inference.predict(warning_mode="never")
                parts.append(self._fetch(found.physical_name, (*SCORES, *FOUND)))
                linker.table_management.invalidate_cache()  # type: ignore[no-untyped-call] # else these pairs stay asked
        return joined(parts)


def _each_once(pairs: Scored) -> Scored:
    """Return pairs in order, each once."""
    order = np.lexsort((pairs.right, pairs.left))
    left, right = pairs.left[order], pairs.right[order]
    new = np.concatenate([[True], (left[1:] != left[:-1]) | (right[1:] != right[:-1])])
    return pairs.at(order[new])


def in_lots(rows: pa.Table) -> Iterator[pa.Table]:
    """Give rows with some of their blocks at a time, those of the earliest rows first; claims come in the order of
    their reports, so that most stand in one lot only."""
    import pyarrow as pa

    lists = rows.column("blocks").combine_chunks()
    blocks = lists.flatten().to_numpy()
    at = np.repeat(np.arange(rows.num_rows), lists.value_lengths().to_numpy())
    number, sizes = numbered(blocks)
    lot = (np.cumsum(sizes * (sizes - 1) // 2) // LOT)[number]
    if not lot.any():
        yield rows
        return
    for n in np.unique(lot):
        some, starts = np.unique(at[lot == n], return_index=True)
        column = pa.ListArray.from_arrays(pa.array([*starts, np.sum(lot == n)], pa.int32()), blocks[lot == n])
        place = rows.schema.get_field_index("blocks")
        yield rows.take(some).set_column(place, rows.schema.field(place), column)


_OVERLAP = re.compile(r"array_length\(array_intersect\((\w+), (\w+)\)\)")
_SHARED = "create macro shared(a, b) as len(list_filter(a, lambda x: list_contains(b, x)))"
"""How many values two lists share that hold each of theirs once. DuckDB makes a hash table for each pair of lists that
it intersects; looking through a dozen numbers takes a tenth of the time."""


def _for_duckdb(condition: str) -> str:
    return _OVERLAP.sub(r"shared(\1, \2)", condition)


_PREDICTED = "__splink__df_predict"
"""What Splink calls the table of pairs with their scores."""


def _api(connection: duckdb.DuckDBPyConnection) -> tuple[DuckDBAPI, list[str]]:
    """Return Splink's way to DuckDB, and the names under which it gives DuckDB tables of ours, which it never takes
    back. Of a scored pair it leaves out the values that were compared: they would stand beside every finding and take
    twenty times the room."""
    from splink import DuckDBAPI
    from splink.internals.pipeline import CTEPipeline
    from splink.internals.splink_dataframe import SplinkDataFrame

    registered: list[str] = []

    class Sparing(DuckDBAPI):
        def _table_registration(self, input: Any, table_name: str) -> None:
            super()._table_registration(input, table_name)
            registered.append(table_name)

        def sql_pipeline_to_splink_dataframe(self, pipeline: CTEPipeline) -> SplinkDataFrame:
            if pipeline.output_table_name == _PREDICTED:
                kept = f"select columns('^({'|'.join(SCORES)}|gamma_.*)$') from {_PREDICTED}"  # noqa: S608 - Splink's
                pipeline.enqueue_sql(kept, f"{_PREDICTED}_kept")
            return super().sql_pipeline_to_splink_dataframe(pipeline)

    return Sparing(connection=connection), registered


class OnDuckDB(Scorer):
    """In memory, in this process."""

    def __init__(self, weights: Weights) -> None:
        import duckdb

        self._connection = duckdb.connect()
        self._connection.execute(_SHARED)
        self._connection.execute("set preserve_insertion_order = false")  # pairs are put in order here
        # pairs look rows up, which is done on all cores; the other way round the few rows would be done on one
        self._connection.execute("set disabled_optimizers = 'build_side_probe_side'")
        api, self._registered = _api(self._connection)
        super().__init__(weights, api, _for_duckdb)

    def _let_go(self) -> None:
        while self._registered:
            self._connection.unregister(self._registered.pop())

    def blocked_pairs(self, rows: pa.Table, least: float) -> Scored:
        """Score every pair that shares a block, and return those of at least so many bits, without findings.

        Blocks are taken up lot by lot, so that memory does not grow with the claims; what two lots hold stands once.
        """
        lots = [super(OnDuckDB, self).blocked_pairs(some, least) for some in in_lots(rows)]
        return lots[0] if len(lots) == 1 else _each_once(joined(lots))

    def _columns(self, table: str, names: Sequence[str]) -> Mapping[str, NDArray[Any]]:
        query = f"select {', '.join(names)} from {table}"  # noqa: S608 - names of our own and of Splink's
        return self._connection.execute(query).fetchnumpy()


class OnSpark(Scorer):
    """On a Spark session, by the same settings; a few rows are compared here."""

    def __init__(self, weights: Weights, session: Any) -> None:
        from splink.backends.spark import SparkAPI

        self._session = session
        self._here = scorer(weights)
        api: Any = SparkAPI  # Splink's own types end here
        api = api(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
        super().__init__(weights, api)

    def _columns(self, table: str, names: Sequence[str]) -> Mapping[str, NDArray[Any]]:
        found = self._session.table(table).select(*names).toArrow()
        return {name: found.column(name).to_numpy() for name in names}

    def _let_go(self) -> None:
        """Views of Spark go with its session."""

    def all_pairs(self, rows: pa.Table) -> Scored:
        """Score every pair of a few rows, which no cluster would do sooner."""
        return self._here.all_pairs(rows)


def _asked(left: Numbers, right: Numbers) -> pa.Table:
    import pyarrow as pa

    pairs = pa.table({"match_key": pa.repeat("0", len(left)), "join_key_l": left, "join_key_r": right})
    return pa.Table.from_batches(pairs.to_batches(max_chunksize=BATCH), pairs.schema)


@lru_cache(maxsize=2)
def scorer(weights: Weights) -> Scorer:
    """Return the scorer of some weights on DuckDB, made once."""
    return OnDuckDB(weights)
