"""Users, their sessions and failed sign-ins, and what was done to the site."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_users")),
    )
    op.create_table(
        "user_areas",
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name=op.f("fk_user_areas_user_users")),
        sa.PrimaryKeyConstraint("user", "area", name=op.f("pk_user_areas")),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=200), nullable=False),
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name=op.f("fk_sessions_user_users")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("counted_on", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", "counted_on", name=op.f("pk_sign_in_failures")),
    )
    op.create_index("ix_sign_in_failures_counted_on_at", "sign_in_failures", ["counted_on", "at"])
    op.create_index("ix_sign_in_failures_at", "sign_in_failures", ["at"])
    op.create_table(
        "site_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=200)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_events")),
    )
    op.create_index("ix_site_events_at", "site_events", ["at"])


def downgrade() -> None:
    for table in ("site_events", "sign_in_failures", "sessions", "user_areas", "users"):
        op.drop_table(table)
