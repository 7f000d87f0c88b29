"""Which pathway another is a copy of: policies go by the key, and a copy has its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pathway_drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("copied_from", sa.String(200)))


def downgrade() -> None:
    with op.batch_alter_table("pathway_drafts", schema=None) as batch_op:
        batch_op.drop_column("copied_from")
