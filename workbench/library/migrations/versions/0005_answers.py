"""Which recommendation an action answers, as people decided it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("recommendation", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_index("ix_answers_action", "answers", ["action"])
