"""Which version of a pathway another is a copy of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pathway_drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("copied_version", sa.Integer()))


def downgrade() -> None:
    with op.batch_alter_table("pathway_drafts", schema=None) as batch_op:
        batch_op.drop_column("copied_version")
