"""What was said before and what was not, as people decided it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "echo_rulings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("earlier", sa.String, nullable=False),
        sa.Column("later", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_index("ix_echo_rulings_earlier", "echo_rulings", ["earlier"])
