"""Reviews that were taken in by mistake, and those put back, as people decided it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("review", sa.String, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_index("ix_withdrawals_review", "withdrawals", ["review"])
