"""Until when a notice waits and why; when a link was first opened by a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_for", sa.String(length=200)))
        batch_op.add_column(sa.Column("look_at", sa.DateTime(timezone=True)))
        batch_op.create_index("ix_notices_status_look_at", ["status", "look_at"])
        batch_op.create_index("ix_notices_contact_status", ["contact", "status"])
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_column("opened_at")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_contact_status")
        batch_op.drop_index("ix_notices_status_look_at")
        batch_op.drop_column("look_at")
        batch_op.drop_column("held_for")
