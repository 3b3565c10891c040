"""The first tables: runs, documents, claims and their parts, incidents, memberships, rejections.

A store is only ever taken forward, so scripts have no way back.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_row_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_present = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Make the tables in an empty store."""
    _runs_and_documents()
    _claims()
    _parts_of_claims()
    _incidents()


def _runs_and_documents() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "rejections",
        sa.Column("id", _row_number, nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("input", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_rejections_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejections")),
    )
    op.create_index(op.f("ix_rejections_run_id"), "rejections", ["run_id"])
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("unread", sa.String(), nullable=True),
        sa.Column("reprint_of", sa.String(), nullable=True),
        sa.Column("raw_sha256", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=True),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_documents_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_external_id"), "documents", ["external_id"])
    op.create_index(op.f("ix_documents_published"), "documents", ["published"])
    op.create_index(op.f("ix_documents_publisher"), "documents", ["publisher"])
    op.create_index(
        "uq_documents_present_key", "documents", ["key"], unique=True, sqlite_where=_present, postgresql_where=_present
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("span_start", sa.BigInteger(), nullable=False),
        sa.Column("span_end", sa.BigInteger(), nullable=False),
        sa.Column("date_start", sa.String(), nullable=True),
        sa.Column("date_end", sa.String(), nullable=True),
        sa.Column("date_precision", sa.String(), nullable=True),
        sa.Column("is_total", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=True),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_claims_document_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_claims_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_date_start"), "claims", ["date_start"])
    op.create_index(op.f("ix_claims_document_id"), "claims", ["document_id"])
    op.create_index(op.f("ix_claims_event_type"), "claims", ["event_type"])


def _parts_of_claims() -> None:
    op.create_table(
        "parties",
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_parties_claim_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", "role", name=op.f("pk_parties")),
    )
    op.create_index(op.f("ix_parties_actor_id"), "parties", ["actor_id"])
    op.create_index(op.f("ix_parties_name"), "parties", ["name"])
    op.create_table(
        "places",
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_m", sa.BigInteger(), nullable=True),
        sa.Column("gazetteer_id", sa.String(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_places_claim_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_name"), "places", ["name"])
    op.create_table(
        "counts",
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("best", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("quantifier", sa.String(), nullable=False),
        sa.Column("part_of", sa.BigInteger(), nullable=True),
        sa.Column("of_actor", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_counts_claim_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("pk_counts")),
    )
    op.create_index(op.f("ix_counts_outcome"), "counts", ["outcome"])
    op.create_table(
        "attributions",
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cue", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_attributions_claim_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id", "ordinal", name=op.f("pk_attributions")),
    )
    op.create_index(op.f("ix_attributions_name"), "attributions", ["name"])


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_table(
        "incident_versions",
        sa.Column("id", _row_number, nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String(), nullable=True),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("date_start", sa.String(), nullable=True),
        sa.Column("date_end", sa.String(), nullable=True),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_versions_incident_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_incident_versions_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_versions")),
    )
    op.create_index(op.f("ix_incident_versions_incident_id"), "incident_versions", ["incident_id"])
    op.create_index(
        "uq_incident_versions_present",
        "incident_versions",
        ["incident_id"],
        unique=True,
        sqlite_where=_present,
        postgresql_where=_present,
    )
    op.create_table(
        "memberships",
        sa.Column("id", _row_number, nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.String(), nullable=True),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_memberships_claim_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_memberships_incident_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_memberships_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_claim_id"), "memberships", ["claim_id"])
    op.create_index(op.f("ix_memberships_incident_id"), "memberships", ["incident_id"])
    op.create_index(
        "uq_memberships_present_claim",
        "memberships",
        ["claim_id"],
        unique=True,
        sqlite_where=_present,
        postgresql_where=_present,
    )
