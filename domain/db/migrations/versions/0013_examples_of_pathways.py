"""Runs of pathways that are kept, with what came of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pathway_examples",
        sa.Column("pathway", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("pathway", "name", name=op.f("pk_pathway_examples")),
    )


def downgrade() -> None:
    op.drop_table("pathway_examples")
