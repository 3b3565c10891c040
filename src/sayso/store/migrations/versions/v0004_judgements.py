"""What people decided about claims, how each run linked, and what became of incidents that it ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _row_number() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _column(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=null)


def _points_to(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}_{at}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "successions",
        _row_number(),
        _column("incident_id"),
        _column("into_id"),
        _column("kind"),
        _column("recorded_at"),
        _column("run_id"),
        _points_to("successions", "incident_id", "incidents"),
        _points_to("successions", "into_id", "incidents"),
        _points_to("successions", "run_id", "runs"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    _index("successions", "incident_id", "into_id")
    op.create_table(
        "linkings",
        _row_number(),
        _column("run_id"),
        _column("recorded_at"),
        _column("profile"),
        sa.Column("anew", sa.Boolean(), nullable=False),
        _points_to("linkings", "run_id", "runs"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linkings")),
    )
    _index("linkings", "run_id")
    op.create_table(
        "judgements",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        _column("id"),
        _column("kind"),
        _column("left_id"),
        _column("right_id"),
        _column("decided_by"),
        _column("decided_at"),
        _column("supersedes", null=True),
        _column("recorded_at"),
        sa.Column("record", sa.JSON(), nullable=False),
        _points_to("judgements", "left_id", "claims"),
        _points_to("judgements", "right_id", "claims"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
    )
    _index("judgements", "left_id", "right_id")
