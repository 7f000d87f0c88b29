"""What was removed from a draft, as it was called: who still names it is told by that.

Of a draft that was begun before, what is removed from now on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pathway_drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("removed", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("pathway_drafts", schema=None) as batch_op:
        batch_op.drop_column("removed")
