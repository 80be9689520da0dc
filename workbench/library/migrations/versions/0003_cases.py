"""Cases: the agencies' returns as they were sent, and what reviewers decided about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _decided() -> list[sa.Column]:
    return [
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        *_decided(),
    )
    op.create_table(
        "returns",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case", sa.String, nullable=False),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("agency", sa.String, nullable=False),
        sa.Column("reading", sa.LargeBinary, nullable=False),
        *_decided(),
    )
    op.create_table(
        "case_decisions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("value", sa.JSON),
        *_decided(),
    )
    for table in ("cases", "returns", "case_decisions"):
        op.create_index(f"ix_{table}_case", table, ["case"])
