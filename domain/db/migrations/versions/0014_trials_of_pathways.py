"""How far those have come who try a draft."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pathway_trials",
        sa.Column("pathway", sa.String(length=200), nullable=False),
        sa.Column("tried_by", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pathway", "tried_by", name=op.f("pk_pathway_trials")),
    )


def downgrade() -> None:
    op.drop_table("pathway_trials")
