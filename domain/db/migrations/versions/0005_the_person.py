"""Who the person is, under seal, and the codes by which officers read of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("case_code", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("key_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_code"], ["cases.code"], name=op.f("fk_identities_case_code_cases")
        ),
        sa.PrimaryKeyConstraint("case_code", "field", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_key_id"), "identities", ["key_id"])
    op.create_table(
        "reading_codes",
        sa.Column("request", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.id"], name=op.f("fk_reading_codes_request_requests")
        ),
        sa.PrimaryKeyConstraint("request", "contact", name=op.f("pk_reading_codes")),
    )


def downgrade() -> None:
    op.drop_table("reading_codes")
    op.drop_table("identities")
