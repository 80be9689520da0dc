"""The gate's records: what was let through by name, and what was published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "gate_overrides",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_index("ix_gate_overrides_sha256", "gate_overrides", ["sha256"])
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
