"""Versions that are not used for anything new any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retirements",
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind", "key", "version"],
            ["publications.kind", "publications.key", "publications.version"],
            name=op.f("fk_retirements_kind_key_version"),
        ),
        sa.PrimaryKeyConstraint("kind", "key", "version", name=op.f("pk_retirements")),
    )


def downgrade() -> None:
    op.drop_table("retirements")
