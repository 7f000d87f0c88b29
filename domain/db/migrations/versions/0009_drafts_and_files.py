"""What was typed and not sent yet, and the files of answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("link", sa.String(length=200), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["link"], ["links.id"], name=op.f("fk_drafts_link_links")),
        sa.PrimaryKeyConstraint("link", name=op.f("pk_drafts")),
    )
    op.create_table(
        "files",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("journey", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("draft", sa.String(length=200)),
        sa.Column("number", sa.Integer()),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey"], ["journeys.id"], name=op.f("fk_files_journey_journeys")
        ),
        sa.ForeignKeyConstraint(
            ["request"], ["requests.id"], name=op.f("fk_files_request_requests")
        ),
        sa.ForeignKeyConstraint(["draft"], ["drafts.link"], name=op.f("fk_files_draft_drafts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_index(op.f("ix_files_journey"), "files", ["journey"])
    op.create_index(op.f("ix_files_draft"), "files", ["draft"])


def downgrade() -> None:
    op.drop_table("files")
    op.drop_table("drafts")
