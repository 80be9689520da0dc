"""The first version: what was read, what people decided, and who decided it when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _of_review() -> sa.Column:
    return sa.Column(
        "review", sa.String, sa.ForeignKey("reviews.id", ondelete="CASCADE"), nullable=False
    )


def _order() -> sa.Column:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("title", sa.String),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("layout", sa.LargeBinary, nullable=False),
        sa.Column("added", sa.String, nullable=False),
        sa.Column("added_by", sa.String, nullable=False),
        sa.Column("problems", sa.JSON, nullable=False),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("area", sa.String),
        sa.Column("publisher", sa.String),
        sa.Column("subject", sa.String),
        sa.Column("started", sa.String),
        sa.Column("ended", sa.String),
        sa.Column("published", sa.String),
        sa.Column("response_due", sa.String),
        sa.Column("response_terms", sa.String),
        sa.Column("response_working_days", sa.Integer),
        sa.Column("response_by", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("restricted", sa.String),
        sa.Column("people_counted", sa.Integer),
        sa.Column("joint_with", sa.String),
        sa.Column("addressees", sa.JSON, nullable=False),
        sa.Column("inspectorates", sa.JSON, nullable=False),
        sa.Column("reported_in", sa.String),
        sa.Column("guessed", sa.Boolean, nullable=False),
        sa.Column("documents", sa.JSON, nullable=False),
    )
    op.create_table(
        "passages",
        _order(),
        sa.Column("ref", sa.String, nullable=False, unique=True),
        _of_review(),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("number", sa.String),
        sa.Column("section", sa.String),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("line", sa.Integer),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("cites", sa.JSON, nullable=False),
        sa.Column("owners", sa.JSON, nullable=False),
        sa.Column("polarity", sa.String),
        sa.Column("about", sa.String),
        sa.Column("answer", sa.Text),
        sa.Column("when", sa.String),
    )
    op.create_table(
        "figures",
        _order(),
        _of_review(),
        sa.Column("measure", sa.String, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("unit", sa.String),
        sa.Column("period", sa.String),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("section", sa.String),
        sa.Column("page", sa.Integer),
        sa.Column("line", sa.Integer),
    )
    op.create_table(
        "tables",
        _order(),
        _of_review(),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("columns", sa.JSON, nullable=False),
        sa.Column("rows", sa.JSON, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("line", sa.Integer),
    )
    op.create_table(
        "terms",
        _order(),
        _of_review(),
        sa.Column("term", sa.String, nullable=False),
        sa.Column("meaning", sa.String, nullable=False),
    )
    op.create_table(
        "actions",
        _order(),
        _of_review(),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("raised", sa.String),
        sa.Column("owner", sa.String),
        sa.Column("due", sa.String),
        sa.Column("status", sa.String),
        sa.Column("comment", sa.Text),
        sa.Column("recommendation", sa.String),
        sa.Column("page", sa.Integer),
        sa.Column("line", sa.Integer),
    )
    op.create_table(
        "checks",
        _order(),
        _of_review(),
        sa.Column("check", sa.String, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("line", sa.Integer),
        sa.Column("refs", sa.JSON, nullable=False),
    )
    op.create_table(
        "corrections",
        _order(),
        sa.Column("record", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("value", sa.JSON),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_table(
        "codings",
        _order(),
        sa.Column("passage", sa.String, nullable=False),
        sa.Column("facet", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("coder", sa.String, nullable=False),
        sa.Column("decision", sa.String, nullable=False),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_table(
        "history",
        _order(),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("did", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    for table in ("passages", "figures", "tables", "terms", "actions", "checks"):
        op.create_index(f"ix_{table}_review", table, ["review"])
    op.create_index("ix_passages_kind", "passages", ["kind"])
    op.create_index("ix_corrections_key", "corrections", ["key"])
    op.create_index("ix_codings_passage", "codings", ["passage"])
