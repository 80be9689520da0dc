"""What the gate passes along: pieces of text with their places, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Action = Literal["block", "warn"]
Role = Literal[
    "body",  # what a reader reads
    "heading",
    "cell",
    "row",  # a table's row read across, for what is split over cells
    "note",  # comments, tracked changes, hidden words: text, but not to be published at all
    "property",  # what the file says of itself
    "attribute",  # alternative text, titles, labels
    "link",
    "string",  # words in a script or a style: who is meant is looked for, not what they link to
    "code",  # scripts, styles and the like: only names and addresses are looked for
    "source",  # the raw lines of a Markdown file, for what its page does not show
]


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of text of a file.

    where
        In words, as a person would look for it: ``paragraph 3``, ``table 1 row 2 column 4``.
    label
        Words that stand elsewhere and say what this is, a line each: the header of its column, the
        first cell of its row, the name of a property, a short paragraph that ends in a colon.
    table
        Which table of the file a cell or row belongs to, from 1.
    row, column
        Counted from 1 in that table.
    top
        It stands among the first lines, where a document says what it is and when it was made.
    """

    text: str
    where: str
    role: Role = "body"
    label: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    top: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    text
        As it stands in the file, runs of white space made one space.
    action
        ``block``: not to be published so; ``warn``: somebody must look.
    """

    kind: str
    text: str
    where: str
    action: Action
    mend: str


@dataclass(slots=True)
class Contents:
    """A file taken apart: its pieces of text, and what was already found in its make."""

    segments: list[Segment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def extend(self, other: Contents) -> None:
        """Take in what another file inside this one holds."""
        self.segments += other.segments
        self.findings += other.findings


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether anything found forbids publication."""
    return any(finding.action == "block" for finding in findings)
