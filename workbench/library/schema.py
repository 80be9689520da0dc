"""The library's tables. The shape of the store, and nothing else.

A reading is replaced whole when a report is read again; what people decided (corrections,
codings) stands in tables of its own, keyed by the passages' stable refs, to which rows are only
ever added. Lists (``cites``, ``owners``) are JSON arrays.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("format", String, nullable=False),
    Column("pages", Integer),
    Column("title", String),
    Column("text", Text, nullable=False),
    Column("layout", LargeBinary, nullable=False),  # the blocks, as compressed JSON
    Column("added", String, nullable=False),
    Column("added_by", String, nullable=False),
    Column("problems", JSON, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("area", String),
    Column("publisher", String),
    Column("subject", String),
    Column("started", String),
    Column("ended", String),
    Column("published", String),
    Column("response_due", String),
    Column("response_terms", String),
    Column("response_working_days", Integer),
    Column("response_by", String),
    Column("status", String, nullable=False),
    Column("restricted", String),
    Column("people_counted", Integer),
    Column("joint_with", String),
    Column("addressees", JSON, nullable=False),
    Column("inspectorates", JSON, nullable=False),
    Column("reported_in", String),
    Column("guessed", Boolean, nullable=False),
    Column("documents", JSON, nullable=False),
)


def _of_review() -> Column:
    return Column(
        "review",
        String,
        ForeignKey("reviews.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


def _order() -> Column:
    """Rows come back in the order they were read."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


passages = Table(
    "passages",
    metadata,
    _order(),
    Column("ref", String, nullable=False, unique=True),
    _of_review(),
    Column("kind", String, nullable=False, index=True),
    Column("number", String),
    Column("section", String),
    Column("text", Text, nullable=False),
    Column("page", Integer),
    Column("line", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("cites", JSON, nullable=False),
    Column("owners", JSON, nullable=False),
    Column("polarity", String),
    Column("about", String),
    Column("answer", Text),
    Column("when", String),
)

figures = Table(
    "figures",
    metadata,
    _order(),
    _of_review(),
    Column("measure", String, nullable=False),
    Column("value", Float, nullable=False),
    Column("unit", String),
    Column("period", String),
    Column("text", Text, nullable=False),
    Column("section", String),
    Column("page", Integer),
    Column("line", Integer),
)

tables = Table(
    "tables",
    metadata,
    _order(),
    _of_review(),
    Column("name", String, nullable=False),
    Column("columns", JSON, nullable=False),
    Column("rows", JSON, nullable=False),
    Column("page", Integer),
    Column("line", Integer),
)

terms = Table(
    "terms",
    metadata,
    _order(),
    _of_review(),
    Column("term", String, nullable=False),
    Column("meaning", String, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    _order(),
    _of_review(),
    Column("number", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("raised", String),
    Column("owner", String),
    Column("due", String),
    Column("status", String),
    Column("comment", Text),
    Column("recommendation", String),
    Column("page", Integer),
    Column("line", Integer),
)

checks = Table(
    "checks",
    metadata,
    _order(),
    _of_review(),
    Column("check", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("page", Integer),
    Column("line", Integer),
    Column("refs", JSON, nullable=False),
)

# --- what people decided: rows are only ever added -----------------------------------------

corrections = Table(
    "corrections",
    metadata,
    _order(),
    Column("record", String, nullable=False),  # "passage" or "review"
    Column("key", String, nullable=False, index=True),  # a passage's ref or a review's id
    Column("field", String, nullable=False),
    Column("value", JSON),
    Column("withdrawn", Boolean, nullable=False),  # True: back to what was read
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

codings = Table(
    "codings",
    metadata,
    _order(),
    Column("passage", String, nullable=False, index=True),
    Column("facet", String, nullable=False),
    Column("code", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    _order(),
    Column("action", String, nullable=False, index=True),  # as themes.answers names it
    Column("recommendation", String, nullable=False),  # a passage's ref
    Column("decision", String, nullable=False),  # "confirmed", "rejected" or "withdrawn"
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

echo_rulings = Table(
    "echo_rulings",
    metadata,
    _order(),
    Column("earlier", String, nullable=False, index=True),  # a passage's ref
    Column("later", String, nullable=False),  # a passage's ref
    Column("decision", String, nullable=False),  # "confirmed", "rejected" or "withdrawn"
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    _order(),
    Column("review", String, nullable=False, index=True),  # a review's id
    Column("withdrawn", Boolean, nullable=False),  # False: put back
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

history = Table(
    "history",
    metadata,
    _order(),
    Column("when", String, nullable=False),
    Column("who", String, nullable=False),
    Column("did", String, nullable=False),  # "add", "read_again", "correct", "withdraw", ...
    Column("what", String, nullable=False),  # the review, passage or document
    Column("detail", JSON, nullable=False),
)

# --- the gate: rows are only ever added ------------------------------------------------------

gate_overrides = Table(
    "gate_overrides",
    metadata,
    _order(),
    Column("sha256", String, nullable=False, index=True),  # of the very file it was given for
    Column("file", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    _order(),
    Column("title", String, nullable=False),
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("record", JSON, nullable=False),
)

# --- cases: rows are only ever added ---------------------------------------------------------

cases = Table(
    "cases",
    metadata,
    _order(),
    Column("case", String, nullable=False, index=True),  # its slug
    Column("content", Text, nullable=False),  # the case file, as written; the latest row decides
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

returns = Table(
    "returns",
    metadata,
    _order(),
    Column("case", String, nullable=False, index=True),
    Column("slot", String, nullable=False),  # which return of the case: a corrected file keeps it
    Column("sha256", String, nullable=False),  # of the original, kept beside the reports'
    Column("file", String, nullable=False),
    Column("agency", String, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # events and mapping, as compressed JSON
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

case_decisions = Table(
    "case_decisions",
    metadata,
    _order(),
    Column("case", String, nullable=False, index=True),  # "" where it is not of one case alone
    Column("kind", String, nullable=False),  # "mapping", "note", "ruling" or "episode"
    Column("key", String, nullable=False),  # an agency, an event, a pair of events, a name
    Column("value", JSON),  # None: withdrawn
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

# --- briefings: rows are only ever added -----------------------------------------------------

wordings = Table(
    "wordings",
    metadata,
    _order(),
    Column("briefing", String, nullable=False, index=True),  # its kind and what it is about
    Column("statement", String, nullable=False),  # the statement's key
    Column("text", Text),  # None: back to the source's words; "": left out
    Column("was", Text, nullable=False),
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)

saved_briefings = Table(
    "saved_briefings",
    metadata,
    _order(),
    Column("name", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("of", String, nullable=False),  # the review, theme, agency or year
    Column("parameters", JSON, nullable=False),
    Column("said", JSON, nullable=False),  # key -> words, in order, as it was when saved
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", String, nullable=False),
)
