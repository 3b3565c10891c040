"""The blocks in which each claim is compared, so that a new one finds those it has to be compared with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "claim_blocks",
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_claim_blocks_claim_id_claims"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "block", name=op.f("pk_claim_blocks")),
    )
    op.create_index(op.f("ix_claim_blocks_block"), "claim_blocks", ["block"])
