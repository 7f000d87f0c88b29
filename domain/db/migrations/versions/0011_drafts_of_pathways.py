"""Pathways that are being edited, with each save."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pathway_drafts",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Integer()),
        sa.Column("proposed_at", sa.DateTime(timezone=True)),
        sa.Column("proposed_by", sa.String(length=200)),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_pathway_drafts")),
    )
    op.create_table(
        "pathway_revisions",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(length=200), nullable=False),
        sa.Column("same_as", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["key"], ["pathway_drafts.key"], name=op.f("fk_pathway_revisions_key_pathway_drafts")
        ),
        sa.PrimaryKeyConstraint("key", "revision", name=op.f("pk_pathway_revisions")),
    )


def downgrade() -> None:
    op.drop_table("pathway_revisions")
    op.drop_table("pathway_drafts")
