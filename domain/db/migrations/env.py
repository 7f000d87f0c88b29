"""Alembic's entry: run within the connection that `domain.db.migrating` opened."""

from __future__ import annotations

from alembic import context

from domain.db.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
