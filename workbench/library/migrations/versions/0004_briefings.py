"""Briefings: wordings that reviewers chose, and briefings saved under a name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _decided() -> list[sa.Column]:
    return [
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "wordings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("briefing", sa.String, nullable=False),
        sa.Column("statement", sa.String, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("was", sa.Text, nullable=False),
        *_decided(),
    )
    op.create_table(
        "saved_briefings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("of", sa.String, nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
        *_decided(),
    )
    op.create_index("ix_wordings_briefing", "wordings", ["briefing"])
    op.create_index("ix_saved_briefings_name", "saved_briefings", ["name"])
