"""When a message's link was opened: after that message, not ever."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE notices SET opened_at = (SELECT MIN(links.opened_at) FROM links"
        " WHERE links.request = notices.about AND links.contact = notices.contact"
        " AND links.opened_at >= notices.handed_over_at)"
        " WHERE status = 'handed_over'"
    )


def downgrade() -> None:
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_column("opened_at")
