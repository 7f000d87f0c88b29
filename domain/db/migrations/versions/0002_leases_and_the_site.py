"""Leases of flow runs and of journeys; what is done once in a while; which site this is."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "run_leases",
        sa.Column("flow_run", sa.String(length=200), nullable=False),
        sa.Column("token", sa.String(length=200), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("flow_run", name=op.f("pk_run_leases")),
    )
    op.create_table(
        "chores",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chores")),
    )
    site = op.create_table(
        "site",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.bulk_insert(site, [{"id": uuid4().hex}])
    with op.batch_alter_table("journeys", schema=None) as batch_op:
        batch_op.add_column(sa.Column("looked_at_until", sa.DateTime(timezone=True)))
        batch_op.add_column(
            sa.Column("lost_runs", sa.Integer(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    with op.batch_alter_table("journeys", schema=None) as batch_op:
        batch_op.drop_column("lost_runs")
        batch_op.drop_column("looked_at_until")

    op.drop_table("site")
    op.drop_table("chores")
    op.drop_table("run_leases")
