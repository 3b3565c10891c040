"""The tables of a store.

Each record is kept whole in its `record` column, exactly as it came in (but for `reprint_of`, which is found later);
the other columns repeat what is worth querying and are never read back into a record. Three things are apart, so that
nothing is ever edited: documents have versions, incidents have versions, and a claim's membership of an incident is a
row of its own. A row with `superseded_at` null is the present one. Instants are ISO text in UTC, days are ISO text.

`raws` holds the bytes that documents were read from (`documents.raw_sha256`), each content once, and the pages that
those bytes do not decode to by themselves (kind `page`). Whoever keeps no pages has none of these rows.

`judgements` are what people decided, never changed either; `linkings` which runs linked, and how; `successions` what
became of incidents that were merged or split. `claim_blocks` are the blocks in which each claim was compared; they
can be made anew from the claims.

A change here needs a new script in `migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only in a column that it calls INTEGER.
_row_number = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str, *, null: bool = True, index: bool = False) -> Column[str]:
    return Column(name, String, nullable=null, index=index)


def _part_of_claim(name: str, *columns: Column[Any]) -> Table:
    """Return a table that holds one field of a claim, a row a value, in the claim's own order."""
    return Table(
        name,
        metadata,
        Column("claim_id", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
        Column("ordinal", Integer, primary_key=True),
        *columns,
    )


runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    _text("started", null=False),
    _text("version", null=False),
    _text("codebook", null=False),
    Column("record", JSON, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    _text("key"),
    _text("recorded_at", null=False),
    _text("superseded_at"),
    _text("external_id", index=True),
    _text("url"),
    _text("publisher", index=True),
    _text("title"),
    _text("published", index=True),
    _text("language"),
    _text("unread"),
    _text("reprint_of"),
    _text("raw_sha256", null=False),
    _text("origin", null=False),
    Column("run_id", ForeignKey("runs.id")),
    Column("record", JSON, nullable=False),
)
present_document = documents.c.superseded_at.is_(None)
Index(
    "uq_documents_present_key",
    documents.c.key,
    unique=True,
    sqlite_where=present_document,
    postgresql_where=present_document,
)

raws = Table(
    "raws",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
    _text("kind", null=False),
    _text("encoding"),
    Column("zlib", LargeBinary, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    _text("codebook", null=False),
    _text("event_type", null=False, index=True),
    _text("status", null=False),
    Column("span_start", BigInteger, nullable=False),
    Column("span_end", BigInteger, nullable=False),
    _text("date_start", index=True),
    _text("date_end"),
    _text("date_precision"),
    Column("is_total", Boolean, nullable=False),
    _text("origin", null=False),
    Column("run_id", ForeignKey("runs.id")),
    Column("record", JSON, nullable=False),
)

parties = _part_of_claim(
    "parties",
    Column("role", String, primary_key=True),
    _text("name", null=False, index=True),
    _text("actor_id", index=True),
)

places = _part_of_claim(
    "places",
    _text("name", null=False, index=True),
    _text("kind", null=False),
    _text("country"),
    _text("admin1"),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_m", BigInteger),
    _text("gazetteer_id"),
    _text("precision", null=False),
)

counts = _part_of_claim(
    "counts",
    _text("outcome", null=False, index=True),
    _text("who", null=False),
    Column("low", BigInteger),
    Column("best", BigInteger),
    Column("high", BigInteger),
    _text("quantifier", null=False),
    Column("part_of", BigInteger),
    _text("of_actor"),
)

attributions = _part_of_claim(
    "attributions",
    _text("source", null=False),
    _text("name", null=False, index=True),
    _text("kind", null=False),
    _text("cue", null=False),
    _text("actor_id"),
    Column("beside", Boolean, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    _text("recorded_at", null=False),
)

incident_versions = Table(
    "incident_versions",
    metadata,
    Column("id", _row_number, primary_key=True),
    Column("incident_id", ForeignKey("incidents.id"), nullable=False, index=True),
    _text("recorded_at", null=False),
    _text("superseded_at"),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    _text("content", null=False),
    _text("event_type", null=False),
    _text("status", null=False),
    _text("date_start"),
    _text("date_end"),
    Column("record", JSON, nullable=False),
)
present_version = incident_versions.c.superseded_at.is_(None)
Index(
    "uq_incident_versions_present",
    incident_versions.c.incident_id,
    unique=True,
    sqlite_where=present_version,
    postgresql_where=present_version,
)

memberships = Table(
    "memberships",
    metadata,
    Column("id", _row_number, primary_key=True),
    Column("claim_id", ForeignKey("claims.id"), nullable=False, index=True),
    Column("incident_id", ForeignKey("incidents.id"), nullable=False, index=True),
    _text("recorded_at", null=False),
    _text("superseded_at"),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
)
present_membership = memberships.c.superseded_at.is_(None)
Index(
    "uq_memberships_present_claim",
    memberships.c.claim_id,
    unique=True,
    sqlite_where=present_membership,
    postgresql_where=present_membership,
)

claim_blocks = Table(
    "claim_blocks",
    metadata,
    Column("claim_id", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("block", BigInteger, primary_key=True, index=True),
)

successions = Table(
    "successions",
    metadata,
    Column("id", _row_number, primary_key=True),
    Column("incident_id", ForeignKey("incidents.id"), nullable=False, index=True),
    Column("into_id", ForeignKey("incidents.id"), nullable=False, index=True),
    _text("kind", null=False),
    _text("recorded_at", null=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
)

linkings = Table(
    "linkings",
    metadata,
    Column("id", _row_number, primary_key=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    _text("recorded_at", null=False),
    _text("profile", null=False),
    Column("anew", Boolean, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", _row_number, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _text("kind", null=False),
    Column("left_id", ForeignKey("claims.id"), nullable=False, index=True),
    Column("right_id", ForeignKey("claims.id"), nullable=False, index=True),
    _text("decided_by", null=False),
    _text("decided_at", null=False),
    _text("supersedes"),
    _text("recorded_at", null=False),
    Column("record", JSON, nullable=False),
)

rejections = Table(
    "rejections",
    metadata,
    Column("id", _row_number, primary_key=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    _text("input", null=False),
    _text("reason", null=False),
)
