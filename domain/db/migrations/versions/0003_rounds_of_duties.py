"""Rounds of duties: journeys that are about no person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("journeys", schema=None) as batch_op:
        batch_op.add_column(sa.Column("duty", sa.String(length=200)))
    op.create_table(
        "duty_rounds",
        sa.Column("pathway", sa.String(length=200), nullable=False),
        sa.Column("duty", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("covers_from", sa.Date()),
        sa.Column("covers_to", sa.Date()),
        sa.Column("journey", sa.String(length=200)),
        sa.ForeignKeyConstraint(
            ["journey"], ["journeys.id"], name=op.f("fk_duty_rounds_journey_journeys")
        ),
        sa.PrimaryKeyConstraint(
            "pathway", "duty", "area", "agency", "begins", name=op.f("pk_duty_rounds")
        ),
        sa.UniqueConstraint("journey", name=op.f("uq_duty_rounds_journey")),
    )


def downgrade() -> None:
    op.drop_table("duty_rounds")
    with op.batch_alter_table("journeys", schema=None) as batch_op:
        batch_op.drop_column("duty")
