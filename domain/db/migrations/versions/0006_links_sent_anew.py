"""A fresh link beside the one that it takes the place of, signed by the same key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ALIVE = sa.text("revoked_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_constraint("uq_links_request_contact_key_id", type_="unique")
    op.create_index(
        "uq_links_alive", "links", ["request", "contact", "key_id"],
        unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("uq_links_alive", "links")
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            "uq_links_request_contact_key_id", ["request", "contact", "key_id"]
        )
