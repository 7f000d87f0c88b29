"""Finding at once what waits for an agency that is succeeded."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_requests_status_agency", "requests", ["status", "agency"])


def downgrade() -> None:
    op.drop_index("ix_requests_status_agency", "requests")
