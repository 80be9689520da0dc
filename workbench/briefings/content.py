"""What a briefing is made of: sections of blocks of statements, each with what it stands on.

Nothing here finds or words anything: one module a kind of briefing does (``seven_minute``,
``board_paper`` …), and ``standing`` checks what they made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from workbench.briefings.settings import House

# verbatim: sentences of a passage as printed    fact: fixed words around values of records
# count: how many passages or reviews            own: the workbench's own words, on no source
# edited: a reviewer's wording of the above, kept with who, when and why
StatementKind = Literal["verbatim", "fact", "count", "own", "edited"]


# How a kind of passage is cited, one and several; any other is cited by its kind and an "s".
_CITED_AS = {
    "learning": ("learning point", "learning points"),
    "improvement": ("area for improvement", "areas for improvement"),
    "good_practice": ("good practice", "good practice"),
    "impact": ("impact", "impact"),
}


def cited_as(kind: str, many: bool = False) -> str:
    """What a kind of passage is called behind a statement: ``findings``, ``learning point``."""
    return _CITED_AS.get(kind, (kind, f"{kind}s"))[many]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from, so that a reader can go and look.

    ``short`` is the report's name as it stands behind a statement, ``title`` its name in full.
    """

    review: str
    title: str
    ref: str | None = None  # None: a fact of the review itself (its title or closing pages)
    kind: str = ""
    number: str | None = None
    page: int | None = None
    short: str = ""

    def words(self) -> str:
        """As it stands behind a statement: ``finding 4.3, page 12``."""
        if self.ref is None:
            return "the report’s own details"
        kind = cited_as(self.kind)
        named = f"{kind} {self.number}" if self.number else kind
        where = f", page {self.page}" if self.page else ""
        return f"{named}{where}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value a statement gives: of which record, which field, and how it is said."""

    record: Literal["review", "passage", "action", "count", "rule", "code", "question"]
    key: str
    field: str
    said: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A reviewer's own wording of a statement."""

    text: str
    who: str
    when: str
    why: str
    was: str  # the statement's words when it was edited
    key: str  # of the statement that was edited, under which its wording is kept


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a briefing says, with what it stands on.

    ``lead`` are words of the source that stand in bold in front. ``pattern`` names the fixed
    words of a fact (``fixed_words.PATTERNS``), ``facts`` the values in them, in order.
    """

    text: str
    sources: tuple[Source, ...] = ()
    kind: StatementKind = "verbatim"
    lead: str = ""
    pattern: str = ""
    facts: tuple[Fact, ...] = ()
    edit: Edit | None = None

    @property
    def key(self) -> str:
        """Finds the statement again when the briefing is made anew: from what it stands on."""
        if self.edit:
            return self.edit.key
        refs = "|".join(source.ref or source.review for source in self.sources)
        first = (self.lead or self.text).split()[:6]
        told = self.pattern or " ".join(first).casefold()
        return hashlib.sha256(f"{refs}#{told}".encode()).hexdigest()[:16]

    @property
    def words(self) -> int:
        return len(self.lead.split()) + len(self.text.split())


@dataclass(frozen=True, slots=True)
class Prose:
    """Statements that run on as one paragraph."""

    said: tuple[Statement, ...]

    def statements(self) -> Iterator[Statement]:
        yield from self.said

    def headings(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list, with or without numbers."""

    said: tuple[Statement, ...]
    ordered: bool = False

    def statements(self) -> Iterator[Statement]:
        yield from self.said

    def headings(self) -> Iterator[str]:
        yield from ()


@dataclass(frozen=True, slots=True)
class Group:
    """A list under a name: a role, an agency, a review. ``owners`` are those the name lists."""

    name: str
    said: tuple[Statement, ...]
    owners: tuple[str, ...] = ()

    def statements(self) -> Iterator[Statement]:
        yield from self.said

    def headings(self) -> Iterator[str]:
        yield self.name


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, its columns, and rows of statements, one a cell."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Statement, ...], ...]
    numbers: tuple[int, ...] = ()  # columns that hold numbers, and align to the right

    def statements(self) -> Iterator[Statement]:
        for row in self.rows:
            yield from row

    def headings(self) -> Iterator[str]:
        yield self.caption
        yield from self.columns


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a picture: ``value`` of ``of``."""

    label: str
    value: int
    of: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars, the sentence that says the same, and the table of the same numbers."""

    title: str
    unit: str  # what is counted: "reviews"
    bars: tuple[Bar, ...]
    sentence: Statement
    table: Grid

    def statements(self) -> Iterator[Statement]:
        yield self.sentence
        yield from self.table.statements()

    def headings(self) -> Iterator[str]:
        yield self.title
        yield from self.table.headings()


Block = Prose | Points | Group | Grid | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its blocks."""

    heading: str
    blocks: tuple[Block, ...] = ()

    def statements(self) -> Iterator[Statement]:
        for block in self.blocks:
            yield from block.statements()

    @property
    def words(self) -> int:
        named = [self.heading, *(name for block in self.blocks for name in block.headings())]
        return sum(len(text.split()) for text in named) + sum(s.words for s in self.statements())


@dataclass(frozen=True, slots=True)
class Unused:
    """A statement that there was no room for, which a reviewer may want all the same.

    ``section`` is the heading it would stand under, without its number; ``group`` and ``owners``
    those of its list, "" the section's first. ``one`` and ``several`` say what such things are.
    """

    section: str
    said: Statement
    one: str
    several: str
    group: str = ""
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """One briefing, ready for any format.

    ``limit`` is the most words it should have (None: none); ``one_page`` that it should fill no
    more than one. ``left_out`` says in plain words what a reader would miss, and ``unused`` are the
    statements themselves. ``about`` are the lines of a paper's front sheet, as
    ``(label, statement)``.
    """

    template: str
    title: str
    subtitle: str
    reviews: tuple[str, ...]
    sections: tuple[Section, ...]
    as_of: str  # ISO day the briefing was made for
    house: House = field(default_factory=House)
    about: tuple[tuple[str, Statement], ...] = ()
    left_out: tuple[str, ...] = ()
    unused: tuple[Unused, ...] = ()
    short_forms: tuple[tuple[str, str], ...] = ()  # that it uses, with what each stands for
    limit: int | None = None
    one_page: bool = False
    parameters: tuple[tuple[str, str], ...] = ()  # what it was asked with
    approved_by: str = ""  # empty: a draft, and marked as one

    @property
    def is_draft(self) -> bool:
        return not self.approved_by

    @property
    def words(self) -> int:
        """How many words a reader reads, sources not counted."""
        front = sum(len(label.split()) + said.words for label, said in self.about)
        return front + sum(section.words for section in self.sections)

    def statements(self) -> Iterable[Statement]:
        """Every statement in reading order."""
        for _, said in self.about:
            yield said
        for section in self.sections:
            yield from section.statements()

    def sources(self) -> tuple[Source, ...]:
        """All that it stands on, each once, in reading order."""
        return tuple(dict.fromkeys(s for said in self.statements() for s in said.sources))

    def plain_text(self) -> str:
        """What is read aloud: the statements alone, one a line."""
        return "\n".join(" ".join((s.lead, s.text)).strip() for s in self.statements())
